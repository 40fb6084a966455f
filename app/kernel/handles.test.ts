import { describe, expect, test } from 'vitest'
import { handleKey, refusalOfHandle, tidyHandle } from './handles.ts'

describe('check 40: handles that look alike have the same key', () => {
  test.each([
    ['Anna', 'anna', 'case'],
    ['anna', 'аnnа', 'Cyrillic а'],
    ['paypal', 'раураl', 'Cyrillic р, а, у'],
    ['admin', 'аdmin', 'Cyrillic а'],
    ['admin', 'ａｄｍｉｎ', 'full width'],
    ['lead', 'Iead', 'capital i for l'],
    ['olga1', 'olgal', '1 for l'],
    ['bob', 'bοb', 'Greek omicron'],
    ['b0b', 'bob', '0 for o'],
    ['anna_b', 'anna-b', 'hyphen for underscore'],
    ['zoe', 'zoé', 'an accent'],
    ['barney', 'bamey', 'rn for m'],
    ['wolf', 'vvolf', 'vv for w'],
    ['anna', 'an\u200bna', 'zero-width space'],
    ['anna', 'a\u0301nna', 'a mark of its own'],
    ['ﬁnn', 'finn', 'a ligature'],
  ])('%s and %s (%s)', (one, other) => {
    expect(handleKey(other)).toBe(handleKey(one))
  })

  test.each([
    ['anna', 'annb'],
    ['ben', 'bern'],
    ['мария', 'марина'],
    ['कमल', 'कोमल'],
    ['user1', 'user2'],
  ])('%s and %s stay apart', (one, other) => {
    expect(handleKey(other)).not.toBe(handleKey(one))
  })

  test('a key folded again stays as it is', () => {
    for (const handle of ['Barney-10', 'ﬁnn', 'мария', 'ΑΒΓΔ', 'ıİiI']) {
      expect(handleKey(handleKey(handle))).toBe(handleKey(handle))
    }
  })
})

describe('what a handle may be', () => {
  test.each(['anna', 'Ben_42', 'रविकुमार', 'தமிழ்செல்வி', 'สมชาย', 'marie-luise', 'мария', '田中太郎', 'zoë', '3rd-rail'])(
    '%s is allowed',
    (handle) => {
      expect(refusalOfHandle(tidyHandle(handle))).toBeNull()
    },
  )

  test.each([
    ['', 'Choose a handle'],
    ['ab', '3 letters or more'],
    ['a'.repeat(31), 'at most 30'],
    ['a'.repeat(300), 'at most 30'],
    ['anna b', 'letters, digits, _ and - only'],
    ['anna.b', 'letters, digits, _ and - only'],
    ['@anna', 'letters, digits, _ and - only'],
    ['anna\u200b', 'can’t be seen'],
    ['an\u202ena', 'can’t be seen'],
    ['an\u0000na', 'can’t be seen'],
    ['\u3164\u3164\u3164', 'can’t be seen'],
    ['_anna', 'starts with a letter or a digit'],
    ['-anna', 'starts with a letter or a digit'],
    ['12345', 'one letter at least'],
    ['admin', 'kept for the people who run the place'],
    ['Аdmin', 'kept for the people who run the place'],
    ['adm1n', 'kept for the people who run the place'],
    ['login', 'kept for the people who run the place'],
    ['constructor', 'kept for the people who run the place'],
    ['toString', 'kept for the people who run the place'],
    ['__proto__', 'starts with a letter'],
    ['hasOwnProperty', 'kept for the people who run the place'],
    ['क\u0941\u0941\u0941\u0941\u0941', 'too many signs'],
    ['moderator_', 'kept for the people who run the place'],
    ['support--', 'kept for the people who run the place'],
    ['Moderator', 'kept for the people who run the place'],
    ['no_reply', 'kept for the people who run the place'],
    ['erased-12', 'kept for the people who run the place'],
    ['a😀b', 'letters, digits, _ and - only'],
    ['aa̴̢b', 'letters, digits, _ and - only'],
  ])('%j is refused', (handle, why) => {
    expect(refusalOfHandle(tidyHandle(handle))).toContain(why)
  })
})
