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
    const evidence = {
      matches,
      neighbourLinks,
      popularity: new Map<string, number>(popularity),
      answering: new Set(matches),
    }

    expect(rankArticles<string>(evidence)).toEqual(expected)
  })

  it('are left out when neither their words answer nor near threads lead to them', () => {
    const far = Array.from({ length: 30 }, () => [] as string[])
    const evidence = { matches: ['a', 'b'], popularity: new Map([['c', 50]]), answering: new Set(['b']) }

    expect(rankArticles<string>({ ...evidence, neighbourLinks: [...far, ['c']] })).toEqual(['b'])
    expect(rankArticles<string>({ ...evidence, neighbourLinks: [['a'], ...far, ['c']] })).toEqual(['a', 'b'])
    expect(rankArticles<string>({ ...evidence, neighbourLinks: [...far, ['c'], ['c'], ['c']] })).toEqual(['c', 'b'])
  })
})
