import { describe, expect, test } from 'vitest'
import { sourceSentence } from '#app/locale/saying.ts'
import { WEEK, weekOf } from '#app/kernel/clock.ts'
import { coverageOf, fitOf, type CoverageFacts, type CoveringArticle } from './coverage.ts'
import { keepDecisions } from './keep-decisions.ts'
import { savingOf } from './saving.ts'
import { lastWeeks, seasonOf, trendOf } from './volume.ts'

const NOW = Date.UTC(2026, 4, 6, 12)

describe('coverage', () => {
  const article = (given: Partial<CoveringArticle> = {}): CoveringArticle => ({
    id: 1,
    fit: 1,
    helpfulCount: 0,
    unhelpfulCount: 0,
    readCount: 9,
    publishedAt: NOW,
    isOutdated: false,
    ...given,
  })
  const facts = (given: Partial<CoverageFacts> = {}): CoverageFacts => ({
    articles: [],
    solvedThreads: 0,
    requests: 9,
    elsewhere: null,
    weeklyBefore: null,
    weeklySince: null,
    ...given,
  })

  test.each<[string, CoverageFacts, string, RegExp]>([
    ['nothing', facts(), 'uncovered', /^No article/],
    ['a solved thread', facts({ solvedThreads: 1 }), 'thin', /^One solved thread answers/],
    ['solved threads', facts({ solvedThreads: 3 }), 'thin', /^3 solved threads answer/],
    [
      'an address elsewhere that half are led to',
      facts({ solvedThreads: 3, elsewhere: { address: 'help.shop.de/refunds', requests: 6, answered: 12 } }),
      'elsewhere',
      /^Helpers answer 6 of 12 answered requests with help.shop.de\/refunds/,
    ],
    [
      'an address that fewer are led to',
      facts({ solvedThreads: 3, elsewhere: { address: 'help.shop.de/refunds', requests: 6, answered: 13 } }),
      'thin',
      /^3 solved threads/,
    ],
    [
      'an address that hardly anybody was led to yet',
      facts({ elsewhere: { address: 'help.shop.de/refunds', requests: 4, answered: 4 } }),
      'uncovered',
      /^No article/,
    ],
    [
      'an article beside such an address',
      facts({ articles: [article()], elsewhere: { address: 'help.shop.de/refunds', requests: 12, answered: 12 } }),
      'covered',
      /made from it/,
    ],
    ['an article that hardly fits', facts({ articles: [article({ fit: 0.5 })] }), 'uncovered', /^No/],
    ['an article made from it', facts({ articles: [article()] }), 'covered', /made from it/],
    ['an article that fits', facts({ articles: [article({ fit: 0.7 })] }), 'covered', /answers it/],
    ['an outdated one', facts({ articles: [article({ isOutdated: true })] }), 'failing', /outdated/],
    [
      'one most say did not help',
      facts({ articles: [article({ helpfulCount: 1, unhelpfulCount: 3 })] }),
      'failing',
      /3 of 4 readers/,
    ],
    [
      'one that three readers say did not help',
      facts({ articles: [article({ unhelpfulCount: 3 })] }),
      'failing',
      /3 of 3/,
    ],
    ['one that two say did not help', facts({ articles: [article({ unhelpfulCount: 2 })] }), 'covered', /./],
    [
      'one that nobody has read yet',
      facts({ articles: [article({ readCount: 0 })] }),
      'thin',
      /hardly anybody has read/,
    ],
    [
      'one that helped its first reader',
      facts({ articles: [article({ readCount: 1, helpfulCount: 1 })] }),
      'covered',
      /./,
    ],
    [
      'one people read and still ask',
      facts({ articles: [article()], weeklyBefore: 2, weeklySince: 2 }),
      'failing',
      /still ask/,
    ],
    [
      'one after which they ask less',
      facts({ articles: [article()], weeklyBefore: 2, weeklySince: 1 }),
      'covered',
      /./,
    ],
    ['one on a topic nobody asked', facts({ articles: [article()], weeklyBefore: 0, weeklySince: 0 }), 'covered', /./],
    [
      'a better one beside an outdated',
      facts({ articles: [article({ id: 2, fit: 0.7, isOutdated: true }), article()] }),
      'covered',
      /./,
    ],
  ])('with %s', (_what, given, coverage, reason) => {
    const found = coverageOf(given)
    expect(found.coverage).toBe(coverage)
    expect(sourceSentence(found.reason)).toMatch(reason)
  })

  test('an article fits by the telling words in its heads, half by those in its text', () => {
    const topic = { words: ['bookmarks', 'gone'], phrasings: ['All my bookmarks are gone'] }
    const of = (title: string, contents = '', aliases: string[] = []) => fitOf(topic, { title, aliases, contents })
    expect(of('Bookmarks that are gone')).toBe(1)
    expect(of('Bookmarks')).toBe(0.5)
    expect(of('Bookmarks', 'They may be gone.')).toBe(0.75)
    expect(of('Printing')).toBe(0)
    expect(of('Printing', '', ['All my bookmarks are gone today'])).toBe(1)
    expect(fitOf({ words: [], phrasings: [] }, { title: 'x', aliases: [], contents: '' })).toBe(0)
  })
})

describe('volume', () => {
  const week = (ago: number, requests: number) => ({ weekAt: weekOf(NOW) - ago * WEEK, requests })

  test('a trend compares the last four whole weeks with the eight before', () => {
    const steady = Array.from({ length: 12 }, (_, n) => week(n + 1, 5))
    expect(trendOf(steady, NOW)).toBe(100)
    expect(trendOf([...steady, week(0, 500)], NOW)).toBe(100)
    expect(
      trendOf(
        steady.map((one, n) => (n < 4 ? { ...one, requests: 10 } : one)),
        NOW,
      ),
    ).toBe(191)
    expect(trendOf([], NOW)).toBe(100)
    expect(trendOf([week(1, 3)], NOW)).toBe(250)
  })

  test('a season needs two years, and is what the month of the year explains', () => {
    const years = (requests: (month: number) => number, count = 36) =>
      Array.from({ length: count }, (_, month) => ({ weekAt: Date.UTC(2023, month, 5), requests: requests(month) }))
    expect(seasonOf([])).toBe(0)
    expect(seasonOf(years(() => 5))).toBe(0)
    expect(seasonOf(years((month) => (month % 12 === 11 ? 30 : 1), 12))).toBe(0)
    expect(seasonOf(years((month) => (month % 12 === 11 ? 30 : 1)))).toBeGreaterThan(50)
    expect(seasonOf(years((month) => (month * 7) % 5))).toBeLessThan(30)
  })

  test('the last weeks have no gaps and end with the present one', () => {
    const weeks = lastWeeks([week(0, 1), week(2, 2), week(2, 3), week(9, 9)], NOW, 4)
    expect(weeks.map(({ requests }) => requests)).toEqual([0, 5, 0, 1])
    expect(weeks.at(-1)?.weekAt).toBe(weekOf(NOW))
  })
})

describe('saving', () => {
  const saving = (given: Partial<Parameters<typeof savingOf>[0]> = {}) =>
    savingOf({ askersPerMonth: 10, ownHandling: 600, commonHandling: 60, trend: 100, coverage: 'uncovered', ...given })

  test('is askers a month × handling time × trend × what is left', () => {
    expect(saving()).toEqual({
      seconds: 6000,
      askersPerMonth: 10,
      handlingSeconds: 600,
      handlingFrom: 'topic',
      trend: 100,
      left: 100,
    })
    expect(saving({ trend: 150, coverage: 'thin' }).seconds).toBe(7200)
    expect(saving({ coverage: 'covered' }).seconds).toBe(600)
    expect(saving({ coverage: 'failing' }).seconds).toBe(4200)
  })

  test('takes others’ handling time, or five minutes, where it was not measured', () => {
    expect(saving({ ownHandling: null })).toMatchObject({ handlingSeconds: 60, handlingFrom: 'others' })
    expect(saving({ ownHandling: null, commonHandling: null })).toMatchObject({
      handlingSeconds: 300,
      handlingFrom: 'assumed',
    })
  })

  test('a trend halves at most and doubles at most', () => {
    expect(saving({ trend: 1000 }).trend).toBe(200)
    expect(saving({ trend: 3 }).trend).toBe(50)
  })
})

describe('keeping what was decided', () => {
  const plan = (before: number[], after: number[], more: Partial<Parameters<typeof keepDecisions>[0]> = {}) => {
    const kept = keepDecisions({
      before: Int32Array.from(before),
      after: Int32Array.from(after),
      pinned: new Uint8Array(before.length),
      joined: new Set(),
      parted: [],
      ...more,
    })
    return { topics: [...kept.topicOfGroup], stays: [...kept.stays] }
  }

  test('groups go on as the topics they share most with, others are new', () => {
    expect(plan([7, 7, 7, 8, 8, -1, -1], [0, 0, 0, 1, 1, 2, 2]).topics).toEqual([7, 8, -1])
  })

  test('what an editor moved stays, and does not decide whose topic a group is', () => {
    const pinned = Uint8Array.from([0, 0, 1, 1, 1, 0])
    expect(plan([7, 7, 8, 8, 8, 9], [0, 0, 0, 0, 0, 1], { pinned })).toEqual({
      topics: [7, 9],
      stays: [-1, -1, 8, 8, 8, -1],
    })
  })

  test('a joined topic stays one although the run parts it', () => {
    const before = [7, 7, 7, 7, 7]
    const after = [0, 0, 0, 1, 1]
    expect(plan(before, after).topics).toEqual([7, -1])
    expect(plan(before, after, { joined: new Set([7]) }).topics).toEqual([7, 7])
  })

  test('a parted topic stays two although the run joins them', () => {
    const before = [7, 7, 7, 8, 8]
    const after = [0, 0, 0, 0, 0]
    expect(plan(before, after).stays).toEqual([-1, -1, -1, -1, -1])
    expect(plan(before, after, { parted: [[7, 8]] })).toEqual({ topics: [7], stays: [-1, -1, -1, 8, 8] })
  })

  test('what fits nowhere by now leaves its topic, unless it is pinned', () => {
    expect(plan([7, 7, 7], [0, 0, -1]).stays).toEqual([-1, -1, -1])
    expect(plan([7, 7, 7], [0, 0, -1], { pinned: Uint8Array.of(0, 0, 1) }).stays).toEqual([-1, -1, 7])
  })

  test('nothing at all is no trouble', () => {
    expect(plan([], [])).toEqual({ topics: [], stays: [] })
  })
})
