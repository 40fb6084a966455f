import { describe, expect, it } from 'vitest'
import { distanceOf, openSpelling } from './spelling.ts'

describe('what may be meant', () => {
  const spelling = openSpelling(
    ['bookmarks', 'toolbar', 'search', 'starch', 'form', 'from', 'the', 'пароль', 'a'],
    [40, 30, 200, 1, 5, 300, 900, 12, 999],
  )
  const meant = (word: string) => spelling.correct(word).map((one) => one.word)

  it.each([
    ['bookmrks', ['bookmarks']],
    ['bokmarsk', ['bookmarks']],
    ['toolbr', ['toolbar']],
    ['fomr', ['form']],
    ['teh', ['the']],
    ['пороль', ['пароль']],
    ['seach', ['search']],
    ['toolbar', []],
    ['x', []],
    ['', []],
    ['zzzzzzzz', []],
    ['a'.repeat(5000), []],
  ])('by “%.20s”', (word, expected) => {
    expect(new Set(meant(word))).toEqual(new Set(expected))
  })

  it('is likelier the more frequent and the nearer it is; the shares are 1 in all', () => {
    const found = spelling.correct('srarch')

    expect(found[0]).toMatchObject({ word: 'search', distance: 1 })
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  })

  it('is at most four words', () => {
    const words = [...'abcdefgh'].map((letter) => `word${letter}`)

    expect(
      openSpelling(
        words,
        words.map(() => 5),
      ).correct('wordz'),
    ).toHaveLength(4)
    expect(openSpelling([], []).correct('word')).toEqual([])
  })
})

describe('the distance of two words', () => {
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'xbc', 1],
    ['kitten', 'sitting', Infinity],
    ['', 'ab', 2],
  ])('%s, %s: %d', (a, b, distance) => {
    expect([distanceOf(a, b, 2), distanceOf(b, a, 2)]).toEqual([distance, distance])
  })
})
