import { english } from '#test/support/refusals.ts'
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
    ['ab', 'at least 3 characters'],
    ['a'.repeat(31), 'at most 30'],
    ['a'.repeat(300), 'at most 30'],
    ['anna b', 'only have letters, digits, _ and -'],
    ['anna.b', 'only have letters, digits, _ and -'],
    ['@anna', 'only have letters, digits, _ and -'],
    ['anna\u200b', 'invisible characters'],
    ['an\u202ena', 'invisible characters'],
    ['an\u0000na', 'invisible characters'],
    ['\u3164\u3164\u3164', 'invisible characters'],
    ['_anna', 'must start with a letter or a digit'],
    ['-anna', 'must start with a letter or a digit'],
    ['12345', 'at least one letter'],
    ['admin', 'reserved for the people who run this community'],
    ['Аdmin', 'reserved for the people who run this community'],
    ['adm1n', 'reserved for the people who run this community'],
    ['login', 'reserved for the people who run this community'],
    ['constructor', 'reserved for the people who run this community'],
    ['toString', 'reserved for the people who run this community'],
    ['__proto__', 'must start with a letter'],
    ['hasOwnProperty', 'reserved for the people who run this community'],
    ['क\u0941\u0941\u0941\u0941\u0941', 'too many accents'],
    ['moderator_', 'reserved for the people who run this community'],
    ['support--', 'reserved for the people who run this community'],
    ['Moderator', 'reserved for the people who run this community'],
    ['no_reply', 'reserved for the people who run this community'],
    ['erased-12', 'reserved for the people who run this community'],
    ['a😀b', 'only have letters, digits, _ and -'],
    ['aa̴̢b', 'only have letters, digits, _ and -'],
  ])('%j is refused', (handle, why) => {
    expect(english(refusalOfHandle(tidyHandle(handle)))).toContain(why)
  })
})
