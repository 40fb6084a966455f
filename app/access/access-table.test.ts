import { describe, expect, it, test } from 'vitest'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { threadFacts } from '#app/features/forum/queries/facts.server.ts'
import { GUEST, ROLES, type Role, type Viewer } from '#app/kernel/roles.ts'
import type { Verdict } from '#app/kernel/verdict.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import type { CategoryFacts } from './categories.ts'
import { readableThreads } from './threads.server.ts'
import * as may from './threads.ts'
import type { PostFacts, ThreadFacts } from './threads.ts'

const NOW = 1_000_000
const EVERYBODY = ['guest', 'author', ...ROLES] as const
type Who = (typeof EVERYBODY)[number]
const AUTHOR = aViewer()
const viewerOf = (who: Who): Viewer => (who === 'guest' ? GUEST : who === 'author' ? AUTHOR : aViewer({ role: who }))
const allowed = (rule: (viewer: Viewer) => Verdict | boolean): string =>
  EVERYBODY.filter((who) => {
    const verdict = rule(viewerOf(who))
    return typeof verdict === 'boolean' ? verdict : verdict.ok
  }).join(' ')

const OPEN: CategoryFacts = { id: 1, access: 'public', roles: [], archived: false }
const thread = (more: Partial<ThreadFacts> = {}): ThreadFacts => ({
  id: 1,
  authorId: AUTHOR.id,
  category: OPEN,
  isPrivate: false,
  isHidden: false,
  isLocked: false,
  isClosed: false,
  isMerged: false,
  ...more,
})
const post = (more: Partial<PostFacts> = {}): PostFacts => ({
  id: 2,
  authorId: 999_999,
  kind: 'answer',
  isHidden: false,
  isAccepted: false,
  ...more,
})

const ALL = EVERYBODY.join(' ')
const MEMBERS = 'author customer advocate agent moderator admin'
const STAFF = 'agent moderator admin'

describe('who reads', () => {
  test.each<[string, ThreadFacts, string]>([
    ['a public thread', thread(), ALL],
    ['a private thread', thread({ isPrivate: true }), `author ${STAFF}`],
    ['a hidden thread', thread({ isHidden: true }), `author ${STAFF}`],
    ['a thread in a members’ category', thread({ category: { ...OPEN, access: 'members' } }), MEMBERS],
    [
      'a thread in the advocates’ lounge',
      thread({ category: { ...OPEN, access: 'restricted', roles: ['advocate'] } }),
      'advocate admin',
    ],
    [
      'a private thread there',
      thread({ isPrivate: true, category: { ...OPEN, access: 'restricted', roles: ['agent'] } }),
      'agent admin',
    ],
  ])('%s', (_what, facts, who) => {
    expect(allowed((viewer) => may.mayReadThread(viewer, facts))).toBe(who)
  })

  test('a hidden post is read by its author and staff', () => {
    expect(allowed((viewer) => may.mayReadPost(viewer, post({ isHidden: true, authorId: AUTHOR.id })))).toBe(
      `author ${STAFF}`,
    )
  })
})

describe('who acts', () => {
  test.each<[string, (viewer: Viewer) => Verdict, string]>([
    ['answers', (v) => may.mayPostIn(v, thread(), NOW), MEMBERS],
    ['answers in a locked thread', (v) => may.mayPostIn(v, thread({ isLocked: true }), NOW), STAFF],
    ['answers in a closed thread', (v) => may.mayPostIn(v, thread({ isClosed: true }), NOW), STAFF],
    ['answers in a hidden thread', (v) => may.mayPostIn(v, thread({ isHidden: true }), NOW), ''],
    ['answers in a joined thread', (v) => may.mayPostIn(v, thread({ isMerged: true }), NOW), ''],
    ['accepts an answer', (v) => may.mayAcceptAnswer(v, thread(), NOW), `author ${STAFF}`],
    ['accepts in a locked thread', (v) => may.mayAcceptAnswer(v, thread({ isLocked: true }), NOW), STAFF],
    ['votes for an answer', (v) => may.mayVoteHelpful(v, thread(), post(), NOW), MEMBERS],
    ['votes for their own answer', (v) => may.mayVoteHelpful(v, thread(), post({ authorId: v.id }), NOW), ''],
    ['votes for a hidden answer', (v) => may.mayVoteHelpful(v, thread(), post({ isHidden: true }), NOW), ''],
    ['says same here', (v) => may.maySaySameHere(v, thread(), NOW), MEMBERS.replace('author ', '')],
    ['edits somebody’s answer', (v) => may.mayEditPost(v, thread(), post(), NOW), STAFF],
    ['edits their own answer', (v) => may.mayEditPost(v, thread(), post({ authorId: v.id }), NOW), MEMBERS],
    [
      'edits their own answer in a locked thread',
      (v) => may.mayEditPost(v, thread({ isLocked: true }), post({ authorId: v.id }), NOW),
      STAFF,
    ],
    [
      'edits their own hidden answer',
      (v) => may.mayEditPost(v, thread(), post({ authorId: v.id, isHidden: true }), NOW),
      'moderator admin',
    ],
    ['hides somebody’s answer', (v) => may.mayHidePost(v, post(), NOW), 'moderator admin'],
    ['takes back their own answer', (v) => may.mayHidePost(v, post({ authorId: v.id }), NOW), MEMBERS],
    [
      'takes back their own accepted answer',
      (v) => may.mayHidePost(v, post({ authorId: v.id, isAccepted: true }), NOW),
      'moderator admin',
    ],
    [
      'takes back their own question',
      (v) => may.mayHidePost(v, post({ authorId: v.id, kind: 'opening' }), NOW),
      'moderator admin',
    ],
    [
      'turns an answer into a comment',
      (v) => may.mayChangePostKind(v, thread(), NOW),
      'advocate agent moderator admin',
    ],
    [
      'turns an answer into a comment in a locked thread',
      (v) => may.mayChangePostKind(v, thread({ isLocked: true }), NOW),
      STAFF,
    ],
    ['makes a thread private', (v) => may.mayMakePrivate(v, thread(), NOW), `author ${STAFF}`],
    ['makes a thread public', (v) => may.mayMakePublic(v), STAFF],
    ['follows a thread', (v) => may.mayFollow(v, thread()), MEMBERS],
    ['follows a joined thread', (v) => may.mayFollow(v, thread({ isMerged: true })), ''],
    ['reports a post', (v) => may.mayFlag(v, post(), NOW), MEMBERS],
    ['reports their own post', (v) => may.mayFlag(v, post({ authorId: v.id }), NOW), ''],
    ['says how it went', (v) => may.mayReportOutcome(v, thread(), NOW), 'author'],
    [
      'says how it went where a moderator closed it',
      (v) => may.mayReportOutcome(v, thread({ isClosed: true }), NOW),
      '',
    ],
    ['moderates', (v) => may.mayModerate(v), 'moderator admin'],
  ])('%s', (_what, rule, who) => {
    if (_what.includes('their own')) {
      // A guest has no posts of their own; erased authors have no id either.
      expect(rule(GUEST).ok).toBe(false)
    }
    expect(allowed(rule)).toBe(who)
  })

  test('nobody who is suspended writes, whatever their role', () => {
    for (const role of ROLES) {
      const viewer = aViewer({ role, suspendedUntil: NOW + 1 })
      const verdicts = [
        may.mayPostIn(viewer, thread(), NOW),
        may.mayAcceptAnswer(viewer, thread(), NOW),
        may.mayFlag(viewer, post(), NOW),
      ]
      expect(verdicts.some((verdict) => verdict.ok)).toBe(false)
    }
  })
})

eachDatabase((_name, open) => {
  it('finds by the filter exactly the threads that the function lets each role read', async () => {
    const { db } = open()
    const asker = await aMember(db)
    const categories = [
      await aCategory(db),
      await aCategory(db, { access: 'members' }),
      await aCategory(db, { access: 'restricted', roles: 'advocate' }),
      await aCategory(db, { access: 'restricted', roles: 'agent,moderator' }),
    ]
    for (const category of categories) {
      for (const state of [{}, { private_at: 1 }, { hidden_at: 1 }, { private_at: 1, hidden_at: 1 }]) {
        await aThread(db, { category_id: category.id, author_id: asker.id, ...state })
        await aThread(db, { category_id: category.id, ...state })
      }
    }
    const rows = await db.selectFrom('threads').selectAll().execute()
    const others = await Promise.all(ROLES.map((role: Role) => aMember(db, { role })))

    for (const viewer of [GUEST, asViewer(asker), ...others.map(asViewer)]) {
      const admin = await categoriesFor(db, aViewer({ role: 'admin' }))
      const { unreadable } = await categoriesFor(db, viewer)
      const byFunction = rows.filter((row) => {
        const category = admin.byId(row.category_id)
        return category !== undefined && may.mayReadThread(viewer, threadFacts(row, category))
      })
      const byFilter = await db
        .selectFrom('threads')
        .select('id')
        .where(readableThreads(viewer, unreadable))
        .orderBy('id')
        .execute()

      expect(
        byFilter.map((row) => row.id),
        viewer.role,
      ).toEqual(byFunction.map((row) => row.id))
    }
  })
})
