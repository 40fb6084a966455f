import { describe, expect, it } from 'vitest'
import { rankArticles } from './rank-articles.ts'

describe('articles for a thread', () => {
  it.each([
    ['nothing is known', [], [], [], []],
    ['words alone match', ['a', 'b'], [], [], ['a', 'b']],
    ['neighbours lead elsewhere', ['a'], [['b'], ['b']], [], ['b', 'a']],
    ['many far neighbours outvote a near one', [], [['a'], ['b'], [], ['b']], [], ['b', 'a']],
    [
      'one of two equal ones is read more',
      [],
      [['a', 'b']],
      [
        ['b', 9],
        ['a', 1],
      ],
      ['b', 'a'],
    ],
    ['an article is popular but nothing else', ['a'], [], [['z', 1000]], ['a']],
  ] as const)('are ranked when %s', (_case, matches, neighbourLinks, popularity, expected) => {
    const evidence = { matches, neighbourLinks, popularity: new Map<string, number>(popularity) }

    expect(rankArticles<string>(evidence)).toEqual(expected)
  })
})
