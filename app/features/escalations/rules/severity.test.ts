import { expect, test } from 'vitest'
import { CLASS_LEVELS, DEFAULT_LISTS, phrasePattern, severityOf } from './severity.ts'

test('every phrase that comes with the product can be read', () => {
  const unreadable = Object.values(DEFAULT_LISTS).flatMap((byLanguage) =>
    Object.values(byLanguage).flatMap((phrases) => phrases.filter((one) => phrasePattern(one) === null)),
  )
  expect(unreadable).toEqual([])
  expect(Object.keys(CLASS_LEVELS).sort()).toEqual(Object.keys(DEFAULT_LISTS).sort())
})

test.each([
  ['refresh firefox lost EVERYTHING. STORED PASSWORDS. TILES FROM NEW TAB', 'data-loss', 'lost EVERYTHING'],
  ['All my bookmarks have suddenly disappeared after the update', 'data-loss', 'bookmarks have suddenly disappeared'],
  ['I was charged for the order twice', 'money', 'charged for the order twice'],
  ['The charger caught fire last night', 'safety', 'caught fire'],
  ['I will take you to court', 'legal', 'take you to court'],
  ['Why does a login show up which I did not create?', null, ''],
  ['Alle meine Lesezeichen sind weg', 'data-loss', 'Alle meine Lesezeichen sind weg'],
  ['Mir wurde doppelt abgebucht', 'money', 'doppelt abgebucht'],
  ['Tous mes favoris ont disparu', 'data-loss', 'favoris ont disparu'],
  ['Me han cobrado el pedido dos veces', 'money', 'cobrado el pedido dos veces'],
  ['I can’t work, this is urgent', 'stuck', "can't work"],
  ['How do I change the colour of my tabs?', null, ''],
  ['The download button is lost in the menu', null, ''],
  ['My hospitality business uses it', null, ''],
])('%j is %s', (text, name, words) => {
  const found = severityOf(text, DEFAULT_LISTS)
  expect(found?.class ?? null).toBe(name)
  expect(found?.words ?? '').toBe(words)
})

test.each([
  ['charged twice', true],
  ['lost … (all|my) *', true],
  ['open ( bracket', false],
  ['a ((nested)) one', false],
  ['', false],
  ['c++ (beta)', true],
  ['[odd] {one} $ ^', true],
])('the phrase %j can be read: %s', (phrase, readable) => {
  const pattern = phrasePattern(phrase)
  expect(pattern !== null).toBe(readable)
  if (pattern !== null) expect(() => new RegExp(pattern, 'iu')).not.toThrow()
})

test.each([
  ['All data seemed deleted when I closed it', 3],
  ['I am afraid that I lost all my bookmarks', 3],
  ['My computer may have been hacked', 3],
  ['I deleted all my cookies and tried again', null],
  ['I have already wiped all of it and installed it anew', null],
  ['How can I move it without data loss?', null],
  ['If you lost your bookmarks, look for a backup', null],
  ['My account has not been hacked', null],
  ['Is it safe from hackers?', null],
  ['I play battle pirates in it', null],
  ['The update deleted all my cookies', 4],
  ['If I start it nothing happens. All my bookmarks are gone', 4],
  ['Hacker using my browser', 4],
  ['My laptop seems slow, and I have lost all my data', 4],
])('what is feared counts less, what did not happen not at all: %j is %s', (text, level) => {
  expect(severityOf(text, DEFAULT_LISTS)?.level ?? null).toBe(level)
})

test('the most serious thing that is said counts', () => {
  expect(severityOf('Urgent: my account was hacked', DEFAULT_LISTS)).toMatchObject({ class: 'security', level: 4 })
})
