import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cutMail } from './cut-mail.ts'
import { htmlText } from './html-text.ts'

interface QuotedMail {
  readonly language: string
  readonly style: string
  readonly text?: string
  readonly html?: string
  /** Exactly what is to be kept. */
  readonly kept: string
  /** Its failures were not shown while the rules were corrected. */
  readonly held?: boolean
}

const mails = readFileSync('test/fixtures/quoted-mail.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as QuotedMail)
const cut = (mail: QuotedMail): string => cutMail(mail.html === undefined ? (mail.text ?? '') : htmlText(mail.html))

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

function lostWords(kept: string, found: string): string[] {
  const left = wordsOf(found)
  return wordsOf(kept).filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

test('the corpus has enough mails of enough languages', () => {
  expect(mails.length).toBeGreaterThanOrEqual(100)
  expect(new Set(mails.map(({ language }) => language)).size).toBeGreaterThanOrEqual(12)
  expect(mails.filter(({ held }) => held).length).toBeGreaterThanOrEqual(mails.length / 4)
})

test('of no mail a new word is lost', () => {
  const lossy = mails
    .map((mail) => ({
      language: mail.language,
      style: mail.style,
      lost: lostWords(mail.kept, cut(mail)),
    }))
    .filter(({ lost }) => lost.length > 0)

  expect(lossy).toEqual([])
})

test.each([
  ['looked at', false],
  ['held back', true],
])('of the mails that were %s at least 95 % are cut exactly', (_, isHeld) => {
  const asked = mails.filter(({ held = false }) => held === isHeld)
  const exact = asked.filter((mail) => cut(mail) === mail.kept)

  expect(exact.length / asked.length).toBeGreaterThanOrEqual(0.95)
})

test('what was cut once stays as it is', () => {
  const changed = mails.filter((mail) => lostWords(mail.kept, cutMail(mail.kept)).length > 0)

  expect(changed.map(({ style }) => style)).toEqual([])
})
