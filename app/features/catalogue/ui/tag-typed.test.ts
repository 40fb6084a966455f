import { expect, test } from 'vitest'
import { tagInserted, tagTyped } from './tag-typed.ts'

/** The line with its caret as `|`, and the line after the tag was taken. */
test.each([
  ['and|', 'android, '],
  ['|', 'android, '],
  ['cards, and|', 'cards, android, '],
  ['cards,and|', 'cards, android, '],
  ['an|d, cards', 'android, cards'],
  ['cards, a|x, ios', 'cards, android, ios'],
])('taking a tag in %j gives %j', (shown, after) => {
  const caret = shown.indexOf('|')
  const line = shown.replace('|', '')
  const typed = tagTyped(line, caret)

  const inserted = tagInserted(line, typed, 'android')

  expect(line.slice(0, typed.from) + inserted + line.slice(typed.to)).toBe(after)
})

test('what is asked for is the tag before the caret; the others are known', () => {
  expect(tagTyped('Cards,  an, ios', 10)).toMatchObject({ query: 'an', others: ['cards', 'ios'] })
})
