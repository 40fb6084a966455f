import { readdir } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { ADDRESS_TABLE, type AddressFacts } from '#app/kernel/address-table.ts'
import {
  draftKeyAt,
  isSharedDocument,
  loggable,
  matchAddress,
  pathOf,
  readAt,
  wordsAfter,
} from '#app/kernel/match-address.ts'
import { AUDIENCE } from '#app/platform/http/audience.server.ts'

const FOLDER = fileURLToPath(new URL('../../app/routes/', import.meta.url))
const TABLE: Readonly<Record<string, AddressFacts>> = ADDRESS_TABLE

/** The address that a route's file is named after: `t.$threadId._index.tsx` is `/t/:threadId`. */
function patternOf(file: string): string {
  const parts = file
    .replace(/\.tsx?$/, '')
    .replaceAll('[.]', '\u0000')
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, '').replace(/^\$/, ':').replaceAll('\u0000', '.'))
  return `/${parts.join('/')}`
}

interface Marks {
  readonly file: string
  readonly reads: unknown
  readonly acts: unknown
}

/** The mark that the builders of loaders and actions leave: what has none answers everybody, also another site. */
const audienceOf = (mark: unknown): unknown =>
  typeof mark === 'function' ? ((mark as unknown as Record<symbol, unknown>)[AUDIENCE] ?? 'unmarked') : undefined

const routes = new Map<string, Marks>()
beforeAll(async () => {
  const files = (await readdir(FOLDER, { recursive: true })).filter((file) => /\.tsx?$/.test(file))
  for (const file of files) {
    const module = (await import(pathToFileURL(`${FOLDER}${file}`).href)) as Record<string, unknown>
    routes.set(patternOf(file.replace(/^.*\//, '')), {
      file,
      reads: audienceOf(module['loader']),
      acts: audienceOf(module['action']),
    })
  }
  routes.delete('/:') // what has no page
})

describe('the table of addresses', () => {
  test('has every route, and no address without one', () => {
    expect(Object.keys(TABLE).sort()).toEqual([...routes.keys()].sort())
  })

  test('says of each what its route says', () => {
    for (const [pattern, { file, reads, acts }] of routes)
      expect({ file, reads: TABLE[pattern]?.reads, acts: TABLE[pattern]?.acts }).toEqual({ file, reads, acts })
  })

  test('has each route in the folder that says for whom it is', () => {
    const isOf: Readonly<Record<string, (pattern: string, audiences: readonly unknown[]) => boolean>> = {
      public: (pattern, audiences) =>
        !/^\/(?:desk|api)(?:\/|$)/.test(pattern) && audiences.every((one) => one === 'everyone' || one === 'member'),
      desk: (pattern, audiences) =>
        /^\/desk(?:\/|$)/.test(pattern) &&
        audiences.every((one) => one === 'staff' || one === 'moderator' || one === 'admin'),
      api: (pattern) => pattern.startsWith('/api/'),
    }

    const strangers = [...routes].filter(([pattern, { file, reads, acts }]) => {
      const audiences = [reads, acts].filter((one) => one !== undefined)
      return isOf[file.split('/', 1)[0] ?? '']?.(pattern, audiences) !== true
    })

    expect(strangers.map(([, { file }]) => file)).toEqual([])
  })

  test('contradicts itself nowhere', () => {
    const names = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)
    for (const [pattern, facts] of Object.entries(TABLE)) {
      if (facts.shared) expect(facts.reads, `${pattern} is shared`).toBe('everyone')
      if (facts.countsAsRead) {
        expect(facts.reads, `${pattern} counts as read`).toBeDefined()
        expect(
          names(pattern).filter((name) => name?.endsWith('Id')),
          pattern,
        ).toHaveLength(1)
      }
      const needsAct = facts.draft ?? facts.body ?? facts.origin ?? facts.writesInPrivate
      if (needsAct !== undefined) expect(facts.acts, `${pattern} is written to`).toBeDefined()
      const filled = [...(facts.draft ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const name of filled) expect(names(pattern), `${pattern} has {${name}}`).toContain(name)
      if (pattern.startsWith('/desk'))
        expect(['staff', 'moderator', 'admin'], pattern).toContain(facts.reads ?? facts.acts)
    }
  })

  test.each([
    ['/', true],
    ['/?page=2', true],
    ['/t/7/why-so-late', true],
    ['/t/7/why-so-late?post=3', true],
    ['/t/7', true],
    ['/t/7/', true],
    ['/kb/12/clear-the-cache', true],
    ['/tags/.net', true],
    ['/tags/c++', true],
    ['/t/7/answers', false],
    ['/t/7/outcome', false],
    ['/t/7/answersheet', true],
    ['/t/seven/why', false],
    ['/t/7/why-so-late.data', false],
    ['/kb/12/edit', false],
    ['/kb/12/history', false],
    ['/kb/in/sync', true],
    ['/desk', false],
    ['/ask', false],
    ['/inbox', false],
    ['/files/a.png', false],
    ['/nothing/here', false],
  ])('a guest’s copy of %s is shared: %s', (target, isShared) => {
    expect(isSharedDocument(target)).toBe(isShared)
  })

  test('counts threads and articles as read, and nothing under them', () => {
    expect(readAt('/t/7/why-so-late')).toEqual({ kind: 'thread', id: 7 })
    expect(readAt('/kb/12/clear-the-cache')).toEqual({ kind: 'article', id: 12 })
    for (const path of ['/t/7', '/t/7/answers', '/kb/12/vote', '/kb/new', '/c/sync', '/t/7/a/b'])
      expect(readAt(path), path).toBeNull()
  })

  test('knows under which key a text is kept that is typed there', () => {
    expect(draftKeyAt('/ask')).toBe('ask')
    expect(draftKeyAt('/kb/new')).toBe('article:new')
    expect(draftKeyAt('/kb/12/edit')).toBe('article:12:edit')
    expect(draftKeyAt('/t/7/answers')).toBe('thread:7:answer')
    expect(draftKeyAt('/posts/9/comments')).toBe('post:9:comment')
    expect(draftKeyAt('/posts/9/edit')).toBe('post:9:edit')
    expect(draftKeyAt('/posts/9/helpful')).toBe('')
    expect(draftKeyAt('/nothing')).toBe('')
  })

  test('keeps the words of its pages from being a slug', () => {
    for (const word of ['answers', 'following', 'moderation', 'outcome', 'same-here'])
      expect(wordsAfter('/t/:threadId')).toContain(word)
    for (const word of ['edit', 'history', 'vote']) expect(wordsAfter('/kb/:articleId')).toContain(word)
  })

  test('an address names its page and its parts, whatever a script asks for', () => {
    expect(matchAddress(pathOf('/t/7/why.data?x=1#y'))).toMatchObject({
      pattern: '/t/:threadId/:slug',
      params: { threadId: '7', slug: 'why' },
    })
    expect(matchAddress(pathOf('/_root.data'))?.pattern).toBe('/')
    expect(matchAddress('/desk/articles/new')?.pattern).toBe('/desk/articles/new')
    expect(matchAddress('/t/7/x/y')).toBeNull()
    expect(matchAddress('/unsubscribe/thread-3-7.Zm9v_-8')?.facts.origin).toBe('one-click')
    expect(matchAddress('/feeds/threads.atom')?.pattern).toBe('/feeds/:name')
  })

  test('no log holds what opens something', () => {
    for (const path of ['/confirm/abc', '/reset/abc', '/setup/abc', '/unsubscribe/abc'])
      expect(loggable(path)).not.toContain('abc')
    expect(loggable('/reset')).toBe('/reset')
    expect(loggable('/t/7/why')).toBe('/t/7/why')
  })
})
