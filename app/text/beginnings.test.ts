import { describe, expect, it } from 'vitest'
import { openBeginnings } from './beginnings.ts'

describe('how words begin', () => {
  const words = ['bookmarks', 'bookmark', 'book', 'boot', 'tab', 'tabs', 'пароль', 'toolbar']
  const beginnings = openBeginnings(words, [50, 20, 5, 9, 30, 40, 3, 7])

  it.each([
    ['book', ['bookmarks', 'bookmark']],
    ['tab', ['tabs', 'tab']],
    ['пар', ['пароль']],
    ['z', []],
    ['', ['bookmarks', 'tabs']],
  ])('goes on from “%s” to the most frequent words', (begun, expected) => {
    expect(beginnings.completions(begun, 2)).toEqual(expected)
  })

  it.each([
    ['boomk', ['book']],
    ['bokm', ['bookm']],
    ['bookn', ['book', 'bookm']],
    ['tolb', ['toolb']],
    ['otol', []],
    ['прол', ['парол']],
    ['', []],
    ['x'.repeat(40), []],
  ])('takes “%.9s” for a beginning one slip away', (begun, expected) => {
    const found = beginnings.correct(begun, 4)

    for (const one of expected) expect(found).toContain(one)
    if (expected.length === 0) expect(found).toEqual([])
  })

  it('knows no beginning without words', () => {
    expect(openBeginnings([], []).correct('abc', 4)).toEqual([])
    expect(openBeginnings([], []).completions('', 4)).toEqual([])
  })
})
