import { describe, expect, it, test } from 'vitest'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { articleFacts } from '#app/features/knowledge/queries/facts.server.ts'
import { GUEST, ROLES, type Viewer } from '#app/kernel/roles.ts'
import type { Verdict } from '#app/kernel/verdict.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { listedArticles, readableArticles } from './articles.server.ts'
import * as may from './articles.ts'
import type { ArticleFacts, RevisionFacts } from './articles.ts'
import type { CategoryFacts } from './categories.ts'
import { mayMine } from './topics.ts'

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
const article = (more: Partial<ArticleFacts> = {}): ArticleFacts => ({
  id: 1,
  category: OPEN,
  isPublished: true,
  createdBy: AUTHOR.id,
  ...more,
})
const revision = (more: Partial<RevisionFacts> = {}): RevisionFacts => ({
  by: 999_999,
  state: 'review',
  ...more,
})

const ALL = EVERYBODY.join(' ')
const MEMBERS = 'author customer advocate agent moderator admin'
const STAFF = 'agent moderator admin'

describe('who reads', () => {
  test.each<[string, ArticleFacts, string]>([
    ['a published article', article(), ALL],
    ['one that is not published', article({ isPublished: false }), `author ${STAFF}`],
    ['one that nobody’s account began', article({ isPublished: false, createdBy: null }), STAFF],
    ['one in a members’ category', article({ category: { ...OPEN, access: 'members' } }), MEMBERS],
    [
      'one in the advocates’ lounge',
      article({ category: { ...OPEN, access: 'restricted', roles: ['advocate'] } }),
      'advocate admin',
    ],
    [
      'a draft there',
      article({ isPublished: false, category: { ...OPEN, access: 'restricted', roles: ['agent'] } }),
      'agent admin',
    ],
  ])('%s', (_what, facts, who) => {
    expect(allowed((viewer) => may.mayReadArticle(viewer, facts))).toBe(who)
  })
})

describe('who acts', () => {
  test.each<[string, (viewer: Viewer) => Verdict | boolean, string]>([
    ['sees revisions, remarks and sources', (v) => may.maySeeRevisions(v), STAFF],
    ['writes an article or proposes an edit', (v) => may.mayWriteArticle(v, NOW), MEMBERS],
    ['makes drafts', (v) => may.mayDraft(v), STAFF],
    ['reviews a revision', (v) => may.mayReviewRevision(v, revision()), STAFF],
    ['reviews what they wrote', (v) => may.mayReviewRevision(v, revision({ by: v.id })), ''],
    ['reviews a draft', (v) => may.mayReviewRevision(v, revision({ state: 'draft' })), ''],
    ['publishes an approved revision', (v) => may.mayPublishRevision(v, revision({ state: 'approved' })), STAFF],
    [
      'publishes their own approved revision',
      (v) => may.mayPublishRevision(v, revision({ state: 'approved', by: v.id })),
      STAFF,
    ],
    ['publishes one that waits', (v) => may.mayPublishRevision(v, revision()), ''],
    ['looks after articles', (v) => may.mayKeepArticle(v), STAFF],
    ['withdraws an article', (v) => may.mayWithdrawArticle(v), 'moderator admin'],
    ['arranges sections', (v) => may.mayArrangeSections(v), 'moderator admin'],
    ['mines, and decides about topics', (v) => mayMine(v), STAFF],
  ])('%s', (_what, rule, who) => {
    expect(allowed(rule)).toBe(who)
  })

  test('nobody who is suspended, or has not confirmed their address, writes', () => {
    for (const role of ROLES) {
      expect(may.mayWriteArticle(aViewer({ role, suspendedUntil: NOW + 1 }), NOW).ok).toBe(false)
    }
    expect(may.mayWriteArticle(aViewer({ emailConfirmed: false }), NOW).ok).toBe(false)
  })
})

eachDatabase((_name, open) => {
  it('finds by the filters exactly the articles that the function lets each role read', async () => {
    const { db } = open()
    const author = await aMember(db)
    const categories = [
      await aCategory(db),
      await aCategory(db, { access: 'members' }),
      await aCategory(db, { access: 'restricted', roles: 'advocate' }),
      await aCategory(db, { access: 'restricted', roles: 'agent,moderator' }),
    ]
    for (const { id } of categories) {
      await anArticle(db, { category_id: id })
      await anArticle(db, { category_id: id, created_by: author.id })
      await anArticle(db, { category_id: id, published_revision: 1 })
      await anArticle(db, { category_id: id, published_revision: 1, listed: 0, state: 'withdrawn' })
    }
    const rows = await db.selectFrom('articles').selectAll().execute()
    const others = await Promise.all(ROLES.map((role) => aMember(db, { role })))
    const admin = await categoriesFor(db, aViewer({ role: 'admin' }))

    for (const viewer of [GUEST, asViewer(author), ...others.map(asViewer)]) {
      const { unreadable } = await categoriesFor(db, viewer)
      const mayRead = rows.filter((row) => {
        const category = admin.byId(row.category_id)
        return category !== undefined && may.mayReadArticle(viewer, articleFacts(row, category))
      })
      const listed = await db
        .selectFrom('articles')
        .select('id')
        .where(listedArticles(unreadable))
        .orderBy('id')
        .execute()
      const readable = await db
        .selectFrom('articles')
        .select('id')
        .where(readableArticles(viewer, unreadable))
        .orderBy('id')
        .execute()

      const idsOf = (found: readonly { readonly id: number }[]): number[] => found.map(({ id }) => id)
      expect(idsOf(readable), viewer.role).toEqual(idsOf(mayRead))
      expect(idsOf(listed), viewer.role).toEqual(idsOf(mayRead.filter((row) => row.listed === 1)))
    }
  })
})
