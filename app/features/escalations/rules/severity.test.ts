import { describe, expect, test } from 'vitest'
import { SEVERITY_CLASSES, type SeverityLists } from '../types.ts'
import { CLASS_LEVELS, DEFAULT_LISTS, phrasePattern, severityOf } from './severity.ts'

const only = (phrases: readonly string[]): SeverityLists => ({
  ...(Object.fromEntries(SEVERITY_CLASSES.map((name) => [name, {}])) as SeverityLists),
  money: { en: phrases },
})

describe('what is said in a text that makes it serious', () => {
  test.each([
    ['I was charged twice for one order', 'money', 'charged twice'],
    ['After the update I lost absolutely all my bookmarks', 'data-loss', 'lost absolutely all my bookmarks'],
    ['Mes marque-pages ont tous disparu', 'data-loss', 'marque-pages ont tous disparu'],
    ['Mir wurde doppelt abgebucht', 'money', 'doppelt abgebucht'],
    ['Ich kann nicht mehr arbeiten', 'stuck', 'nicht mehr arbeiten'],
    ['Me han cobrado el pedido dos veces', 'money', 'cobrado el pedido dos veces'],
    ['The charger caught fire and I was charged twice', 'safety', 'caught fire'],
    ['I’ve never been refunded; I don’t recognise this payment', 'money', 'never been refunded'],
  ])('%s', (text, name, words) => {
    const found = severityOf(text, DEFAULT_LISTS)
    expect(found).toEqual({ class: name, level: CLASS_LEVELS[name as keyof typeof CLASS_LEVELS], words })
  })

  test.each(['How do I change my card?', 'The fireplace theme is nice', 'Suing is not in my dictionary', ''])(
    'finds nothing in “%s”',
    (text) => {
      expect(severityOf(text, DEFAULT_LISTS)).toBeNull()
    },
  )

  test('every phrase that comes with the product can be read', () => {
    const phrases = SEVERITY_CLASSES.flatMap((name) => Object.values(DEFAULT_LISTS[name]).flat())
    expect(phrases.filter((phrase) => phrasePattern(phrase) === null)).toEqual([])
  })
})

describe('a phrase of an admin', () => {
  test.each(['(a', 'a)', '((a)b)', ')a(', '', '   ', '*', '…', '?', '()', '(a|)', 'a|', '| a', '-', 'x'.repeat(121)])(
    'is refused where it can’t be read, or would be found in every text: “%s”',
    (phrase) => {
      expect(phrasePattern(phrase)).toBeNull()
    },
  )

  test.each([
    ['e-mail [lost] {1} +1$ ^', 'my E-Mail [lost] {1} +1$ ^ today'],
    ['a.b\\c/d', 'see a.b\\c/d'],
    ['(refund|money) back', 'I want my money back'],
    ['pay(ed|s|)', 'nobody pay here'],
  ])('means its own letters: “%s”', (phrase, text) => {
    expect(severityOf(text, only([phrase]))?.class).toBe('money')
  })
})
