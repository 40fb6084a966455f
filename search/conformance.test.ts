import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Meilisearch } from 'meilisearch'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openThread } from '#app/platform/threads.server.ts'
import { openContractServer, type ContractServer } from '../test/support/meilisearch.ts'
import { aSearchDocument } from '../test/support/search-document.ts'
import {
  COLLECTIONS,
  FOUND_END,
  FOUND_START,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
} from './engine.ts'
import { openFts5 } from './fts5/engine.server.ts'
import { openMeilisearch } from './meilisearch/engine.server.ts'
import { liveIndex, nextIndex } from './meilisearch/settings.ts'

/**
 * What every engine does, whatever it is made of. The embedded one, Meilisearch by the contract server, and a real server where
 * `MEILI_TEST_URL` names one (`npm run test:meili`); its indexes of this product are emptied.
 */
const real = process.env['MEILI_TEST_URL']
let folder: string
let contract: ContractServer | null = null

interface Kind {
  readonly name: string
  /** A new engine with nothing in it. */
  readonly open: () => Promise<SearchEngine>
}

const emptied = async (url: string, key: string | null): Promise<SearchEngine> => {
  const client = new Meilisearch({ host: url, ...(key === null ? {} : { apiKey: key }) })
  for (const collection of COLLECTIONS)
    for (const uid of [liveIndex(collection), nextIndex(collection)]) await client.deleteIndexIfExists(uid)
  const engine = openMeilisearch({ url, key, behindFile: join(folder, 'behind') })
  for (const collection of COLLECTIONS) await (await engine[collection].beginRebuild()).finish()
  await engine.setSynonyms([])
  return engine
}

const KINDS: readonly Kind[] = [
  ...(real && process.env['MEILI_TEST_ONLY']
    ? []
    : [
        {
          name: 'embedded',
          open: async () => {
            const engine = openFts5(join(mkdtempSync(join(folder, 'fts-')), 'search.db'), openThread)
            for (const collection of COLLECTIONS) await (await engine[collection].beginRebuild()).finish()
            return engine
          },
        },
        {
          name: 'Meilisearch, by its contract',
          open: () => emptied(contract?.url ?? '', contract?.key ?? null),
        },
      ]),
  ...(real
    ? [{ name: `Meilisearch at ${real}`, open: () => emptied(real, process.env['MEILI_TEST_KEY'] ?? null) }]
    : []),
]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-engines-'))
  contract = await openContractServer()
})
afterAll(async () => {
  await contract?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(KINDS)('$name', ({ open }) => {
  let engine: SearchEngine
  beforeEach(async () => {
    engine = await open()
  })
  afterEach(async () => {
    await engine.close()
    expect(contract?.breaches).toEqual([])
  })

  const fill = (...documents: readonly SearchDocument[]) => engine.threads.index(documents)
  const search = (text: string, more: Partial<SearchQuery> = {}) =>
    engine.threads.search({ text, withoutCategories: [], limit: 10, skip: 0, ...more })
  const ids = async (text: string, more: Partial<SearchQuery> = {}) =>
    (await search(text, more)).hits.map(({ id }) => id)
  const sorted = async (text: string, more: Partial<SearchQuery> = {}) =>
    (await ids(text, more)).toSorted((a, b) => a - b)

  describe('results', () => {
    it('have all words first, then most of them, and say where the exact ones end and what is missing', async () => {
      await fill(
        aSearchDocument(1, 'Camera and microphone stay black in a call'),
        aSearchDocument(2, 'Microphone works after the update'),
        aSearchDocument(3, 'Nothing of the kind'),
        aSearchDocument(4, 'Camera of the phone'),
        aSearchDocument(5, 'Camera of the laptop'),
      )
      const found = await search('camera microphone')
      expect(found.hits[0]).toMatchObject({ id: 1, missing: [] })
      expect(found.exactCount).toBe(1)
      expect(found.hits.map(({ id }) => id)).toContain(2)
      expect(found.hits.map(({ id }) => id)).not.toContain(3)
      // What has only the commoner word may be left out, and stands behind where it is not.
      expect(found.hits[1]).toMatchObject({ id: 2, missing: ['camera'] })
    })

    it('forgive a wrong letter', async () => {
      await fill(aSearchDocument(1, 'Lost my bookmarks'), aSearchDocument(2, 'Sync stops'))
      expect(await ids('bokmarks')).toEqual([1])
    })

    it('are found by other phrasings', async () => {
      await fill(aSearchDocument(1, 'Reset it', { aliases: ['How do I start over'] }), aSearchDocument(2, 'Other'))
      expect(await ids('start over')).toEqual([1])
    })

    it('are the newest or the most helpful first where that is wanted', async () => {
      await fill(
        aSearchDocument(1, 'A card', { createdAt: 30, helpfulCount: 1 }),
        aSearchDocument(2, 'A card', { createdAt: 10, helpfulCount: 9 }),
        aSearchDocument(3, 'A card', { createdAt: 20, helpfulCount: 4 }),
      )
      expect(await ids('card', { order: 'newest' })).toEqual([1, 3, 2])
      expect(await ids('card', { order: 'helpful' })).toEqual([2, 3, 1])
    })

    it('come in pages', async () => {
      await fill(...Array.from({ length: 25 }, (_, at) => aSearchDocument(at + 1, `A card number ${at + 1}`)))
      const first = await ids('card', { limit: 10, order: 'newest' })
      const second = await ids('card', { limit: 10, skip: 10, order: 'newest' })
      expect(first).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16])
      expect(second).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6])
      expect((await search('card')).count).toBe(25)
    })

    it('follow what readers found, in bounds', async () => {
      await fill(aSearchDocument(1, 'A card declined abroad'), aSearchDocument(2, 'A card declined abroad'))
      for (const best of [1, 2])
        expect((await ids('card declined', { learnt: [{ id: best, factor: 1.3 }] }))[0]).toBe(best)
    })

    it('tell what their rank is made of where that is asked', async () => {
      await fill(aSearchDocument(1, 'A card'))
      expect((await search('card')).hits[0]?.rank).toBeUndefined()
      expect((await search('card', { explain: true })).hits[0]?.rank?.text).toBeGreaterThan(0)
    })
  })

  describe('steering', () => {
    beforeEach(() =>
      fill(
        aSearchDocument(1, 'Black screen on YouTube', {
          tags: ['video'],
          state: 'solved',
          categoryId: 1,
          authorId: 7,
          createdAt: 100,
        }),
        aSearchDocument(2, 'The screen stays black', {
          tags: ['video', 'mac'],
          kind: 'problem',
          categoryId: 2,
          createdAt: 200,
        }),
        aSearchDocument(3, 'Black theme for the screen', { language: 'de', createdAt: 300, lastPostAt: 900 }),
      ),
    )

    it('phrases stand together and in their order', async () => {
      expect(await ids('', { phrases: ['black screen'] })).toEqual([1])
      expect(await ids('youtube', { phrases: ['black screen'] })).toEqual([1])
    })

    it('what is excluded is not there', async () => {
      expect(await sorted('black screen', { excluded: ['youtube'] })).toEqual([2, 3])
      expect(await sorted('black', { excluded: ['black theme'] })).toEqual([1, 2])
    })

    it.each<[string, Partial<SearchQuery>, readonly number[]]>([
      ['a category', { category: 2 }, [2]],
      ['a kind', { kind: 'problem' }, [2]],
      ['a state', { state: 'solved' }, [1]],
      ['a tag', { tags: ['video'] }, [1, 2]],
      ['all tags', { tags: ['video', 'mac'] }, [2]],
      ['an author', { author: 7 }, [1]],
      ['a language', { language: 'de' }, [3]],
      ['from a time on', { from: 200 }, [2, 3]],
      ['before a time', { before: 200 }, [1]],
      ['something written since', { since: 900 }, [3]],
      ['several at once', { tags: ['video'], before: 150 }, [1]],
    ])('by %s', async (_what, filter, expected) => {
      expect(await sorted('black', filter)).toEqual(expected)
    })

    it('counts by each facet, as if its own choice were not made', async () => {
      const { facets } = await search('black', { countBy: ['state', 'category', 'tag'], state: 'solved' })
      expect(facets.state).toEqual([
        { value: 'open', count: 2 },
        { value: 'solved', count: 1 },
      ])
      expect(facets.category).toEqual([{ value: '1', count: 1 }])
      expect(facets.tag).toEqual([{ value: 'video', count: 1 }])
    })
  })

  describe('access', () => {
    it('nothing of a category that a reader may not see is found, counted, suggested or near', async () => {
      await fill(
        aSearchDocument(1, 'A card was declined'),
        aSearchDocument(2, 'A card was declined too', { categoryId: 9 }),
      )
      const found = await search('card declined', { withoutCategories: [9], countBy: ['category'] })
      expect(found.hits.map(({ id }) => id)).toEqual([1])
      expect(found.count).toBe(1)
      expect(found.facets.category).toEqual([{ value: '1', count: 1 }])
      expect((await engine.threads.suggest('card dec', [9], 5)).map(({ id }) => id)).toEqual([1])
      const near = await engine.threads.similar('My card was declined', 'At the shop', [9], 5)
      expect(near.map(({ id }) => id)).toEqual([1])
    })
  })

  describe('highlights', () => {
    it('mark what was found in title and excerpt, and nothing else; a mark in a text is no mark', async () => {
      await fill(
        aSearchDocument(1, `The \u0002card\u0003 <b>was</b> declined`, {
          text: `Far away. ${'Word '.repeat(80)} my card here.`,
        }),
      )
      const [hit] = (await search('card')).hits
      expect(hit?.title.replace(/ +/g, ' ')).toBe(`The ${FOUND_START}card${FOUND_END} <b>was</b> declined`)
      expect(hit?.excerpt).toContain(`${FOUND_START}card${FOUND_END}`)
      expect(hit?.excerpt.length).toBeLessThan(500)
    })
  })

  describe('suggestions', () => {
    it('go on from an unfinished word', async () => {
      await fill(aSearchDocument(1, 'Bookmarks are gone'), aSearchDocument(2, 'Nothing'))
      expect(await engine.threads.suggest('bookm', [], 5)).toEqual([{ id: 1, title: 'Bookmarks are gone' }])
      expect(await engine.threads.suggest('   ', [], 5)).toEqual([])
    })
  })

  describe('what means the same', () => {
    it('is found until it is set again, and said', async () => {
      await fill(aSearchDocument(1, 'The microphone is silent'), aSearchDocument(2, 'The cable is short'))
      expect(await ids('mic')).not.toContain(2)
      await engine.setSynonyms([{ language: null, words: ['mic', 'microphone'] }])
      const found = await search('mic silent')
      expect(found.hits.map(({ id }) => id)).toEqual([1])
      expect(found.alike).toEqual([{ typed: 'mic', words: ['microphone'] }])
      await engine.setSynonyms([])
      expect((await search('mic silent')).alike).toEqual([])
    })
  })

  describe('unusual input', () => {
    beforeEach(() => fill(aSearchDocument(1, 'C++ crashes with 0x80070005 in SEC_ERROR_UNKNOWN_ISSUER')))
    it.each([
      ['', { phrases: [''] }],
      ['"', {}],
      ['-', {}],
      ['--crashes', {}],
      ['crashes "', {}],
      ['a AND b OR NOT c*', {}],
      ["'; drop table x", {}],
      ['\u0000\u0002\u0003', {}],
      ['𝕔𝕣𝕒𝕤𝕙𝕖𝕤 👩‍👩‍👧', {}],
      ['word '.repeat(400), {}],
      ['x'.repeat(3000), {}],
      ['crashes', { excluded: ['"'], tags: ['a"b', "a'b", 'a] OR id > 0'] }],
    ])('%j is answered', async (text, more) => {
      const found = await search(text, more)
      expect(found.hits.length).toBeLessThanOrEqual(1)
      expect(await engine.threads.suggest(text, [], 3)).toBeInstanceOf(Array)
      expect(await engine.threads.similar(text, text, [], 3)).toBeInstanceOf(Array)
    })

    it.each(['C++', '0x80070005', 'SEC_ERROR_UNKNOWN_ISSUER', 'unknown issuer'])('%s is found', async (text) => {
      expect(await ids(text)).toEqual([1])
    })
  })

  describe('keeping', () => {
    it('a document that is indexed again is another one then, and one that is removed is gone', async () => {
      await fill(aSearchDocument(1, 'Old words'), aSearchDocument(2, 'Old words too'))
      await fill(aSearchDocument(1, 'New words'))
      await engine.threads.remove([2, 77])
      expect(await ids('old')).toEqual([])
      expect(await ids('new')).toEqual([1])
      expect(await engine.threads.count()).toBe(1)
      expect(await engine.threads.health()).toBe('sound')
    })

    it('threads and articles are apart', async () => {
      await fill(aSearchDocument(1, 'A card'))
      await engine.articles.index([aSearchDocument(1, 'An article about cards', { kind: 'article' })])
      const { hits } = await engine.articles.search({ text: 'article', withoutCategories: [], limit: 5, skip: 0 })
      expect(hits.map(({ id }) => id)).toEqual([1])
      expect(await ids('article')).toEqual([])
    })

    it('a rebuild serves what was there, takes what is written meanwhile, and forgets what it did not bring', async () => {
      await fill(aSearchDocument(1, 'One card'), aSearchDocument(2, 'Two cards'), aSearchDocument(3, 'Three cards'))
      const run = await engine.threads.beginRebuild()
      await run.index([aSearchDocument(1, 'One card')])
      expect(await sorted('card')).toEqual([1, 2, 3])
      await fill(aSearchDocument(4, 'A card meanwhile'))
      await run.index([aSearchDocument(2, 'Two cards')])
      await run.finish()
      expect(await sorted('card')).toEqual([1, 2, 4])
      expect(existsSync(join(folder, 'behind'))).toBe(false)
    })
  })
})
