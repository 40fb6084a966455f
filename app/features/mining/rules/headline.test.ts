import { describe, expect, test } from 'vitest'
import type { MinedTopic } from '../types.ts'
import { headline, headlineOf } from './headline.ts'
import { withoutMailMarks } from './mail-marks.ts'
import { wordsOf } from './tokens.ts'
import { uniqueTitles } from './unique-titles.ts'

describe('marks of mail', () => {
  test.each([
    ['AW: WG: Rechnung fehlt', 'Rechnung fehlt'],
    ['Re[2]: Fwd: Where is my parcel', 'Where is my parcel'],
    ['RE: [Ticket #48213] Printer is offline', 'Printer is offline'],
    ['[#10492] TR: Mot de passe oublié', 'Mot de passe oublié'],
    ['Ticket 20394: VPN drops', 'VPN drops'],
    ['Antw: bestelling\nAW: is what I wrote', 'bestelling\nAW: is what I wrote'],
    ['Regarding my order', 'Regarding my order'],
    ['Error 0x80070005 when updating', 'Error 0x80070005 when updating'],
  ])('%s', (text, plain) => {
    expect(withoutMailMarks(text)).toBe(plain)
  })

  test('are no words', () => {
    expect(wordsOf('AW: Fwd: printer offline')).toEqual(wordsOf('printer offline'))
    expect(wordsOf('AW:')).not.toEqual([])
  })
})

test('a request is quoted by its subject, or by what it says where the subject is but an address', () => {
  expect(headline('Re: Where is my parcel?', 'I wait.')).toBe('Where is my parcel?')
  expect(headline('https://shop.example/1', 'The page is empty. What now?')).toBe('The page is empty.')
  expect(headlineOf('Login fails\nI tried twice.')).toBe('Login fails')
  expect(headlineOf(`${'word '.repeat(60)}`)).toMatch(/^.{100,149}…$/)
})

test('of two topics with one name the smaller takes what tells it apart', () => {
  const topic = (
    index: number,
    titleId: string,
    aliasIds: readonly string[],
    words: readonly string[],
  ): MinedTopic => ({
    ...{ index, subject: 0, titleId, aliasIds, words, size: 10 - index, asked: 1, confidence: 1 },
  })
  const said: Readonly<Record<string, string>> = {
    a: 'Firefox crashes',
    b: 'Firefox crashes!',
    c: 'It crashes',
    d: 'Crashes when a video plays',
    e: 'firefox crashes',
  }

  const [first, second, third] = uniqueTitles(
    [topic(0, 'a', [], ['crashes']), topic(1, 'b', ['c', 'd'], ['video', 'plays']), topic(2, 'e', [], [])],
    (id) => said[id] ?? '',
    () => ['e'],
  )

  expect(first?.titleId).toBe('a')
  expect(second).toMatchObject({ titleId: 'd', aliasIds: ['c'] })
  expect(third?.titleId).toBe('e')
})
