import { mayReviewRevision } from '#app/access/articles.ts'
import { mayModerate } from '#app/access/threads.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { getRevision, revisionFacts } from '#app/features/knowledge/queries/facts.server.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Candidate } from '../rules.ts'
import type { NoticeKind } from '../types.ts'
import { tellAboutArticle } from './settle-article.server.ts'
import { tellAboutPost } from './settle-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** The job `notices.flags`: moderators know of a post that was reported, once, until that is settled. */
export async function tellOfFlags({ db, clock }: Parts, postId: number): Promise<void> {
  const open = await db
    .selectFrom('flags')
    .select(['member_id', 'created_at'])
    .where('post_id', '=', postId)
    .where('settled_at', 'is', null)
    .execute()
  const ofPost = db.deleteFrom('notices').where('kind', '=', 'flagged').where('post_id', '=', postId)
  if (open.length === 0) {
    await ofPost.where('read_at', 'is', null).execute()
    return
  }
  // Whoever read of an earlier report is told of this one again.
  await ofPost.where('read_at', '<', Math.min(...open.map((flag) => flag.created_at))).execute()
  const post = await db.selectFrom('posts').selectAll().where('id', '=', postId).executeTakeFirst()
  if (!post) return
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', post.thread_id).executeTakeFirstOrThrow()
  const staff = await findViewers(db, await staffIds(db), clock.now())
  const told = [...staff.values()].filter(
    (viewer) => mayModerate(viewer).ok && !open.some((flag) => flag.member_id === viewer.id),
  )
  const candidates = told.map((viewer): Candidate => ({ memberId: viewer.id, kind: 'flagged' }))
  await tellAboutPost(db, clock.now(), candidates, post, thread, null)
}

/**
 * The job `notices.waiting`: reviewers know of an article that waits for them, and its owner that a source
 * of it is gone. What waits no longer and was not read is taken back.
 */
export async function tellOfWaiting(services: Parts, site: SiteSettings, articleId: number): Promise<void> {
  const { db } = services
  const article = await db.selectFrom('articles').selectAll().where('id', '=', articleId).executeTakeFirst()
  if (!article) return
  await settle(
    services,
    site,
    article,
    'to-review',
    await reviewersOf(services, article),
    await submittedAt(db, articleId),
  )
  const owner = article.flagged_at === null || article.owner_id === null ? [] : [article.owner_id]
  await settle(services, site, article, 'source-gone', owner, article.flagged_at ?? 0)
}

/** Those who are told are `memberIds`; what was read before `since` was about an earlier time. */
async function settle(
  services: Parts,
  site: SiteSettings,
  article: ArticleRow,
  kind: NoticeKind,
  memberIds: readonly number[],
  since: number,
): Promise<void> {
  const ofArticle = services.db.deleteFrom('notices').where('kind', '=', kind).where('article_id', '=', article.id)
  await ofArticle
    .where('read_at', 'is', null)
    .where('member_id', 'not in', memberIds.length === 0 ? [0] : [...memberIds])
    .execute()
  await ofArticle.where('read_at', '<', since).execute()
  const candidates = memberIds.map((memberId): Candidate => ({ memberId, kind }))
  await tellAboutArticle(services, site, article, candidates)
}

async function reviewersOf({ db, clock }: Parts, article: ArticleRow): Promise<readonly number[]> {
  const revision = await getRevision(db, article.id, article.revision)
  if (revision.state !== 'review') return []
  const staff = await findViewers(db, await staffIds(db), clock.now())
  return [...staff.values()]
    .filter((viewer) => mayReviewRevision(viewer, revisionFacts(revision)).ok)
    .map((viewer) => viewer.id)
}

async function submittedAt(db: Executor, articleId: number): Promise<number> {
  const act = await db
    .selectFrom('acts')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('subject_kind', '=', 'article')
    .where('subject_id', '=', articleId)
    .where('verb', 'in', ['submit', 'propose', 'edit', 'draft'])
    .executeTakeFirst()
  return Number(act?.at ?? 0)
}

async function staffIds(db: Executor): Promise<number[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('role', 'in', [...STAFF_ROLES])
    .where('erased_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
