import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { mayKeepArticle, mayWithdrawArticle } from '#app/access/articles.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { ActVerb } from '#app/kernel/acts.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { REVIEW_AFTER, stateAfter } from '../rules/revisions.ts'
import { placeOf } from './article-place.server.ts'
import { getArticleToDecide } from './decide-article.server.ts'
import { getRevision } from '../queries/facts.server.ts'

/** Says that an article still holds, from today; the next look is due in half a year unless said otherwise. */
export async function verifyArticle(context: Context, articleId: number): Promise<void> {
  await keep(context, articleId, 'verify', '', async (now) =>
    Promise.resolve({
      verified_at: now,
      verified_by: context.viewer.id,
      review_by_at: now + REVIEW_AFTER,
      reminded_at: null,
      outdated_at: null,
      outdated_reason: null,
      flagged_at: null,
      flagged_reason: null,
    }),
  )
}

/** Says that an article no longer holds: it stays readable, under a notice that gives the reason. */
export async function outdateArticle(context: Context, articleId: number, reason: string): Promise<void> {
  if (reason.length < 3) {
    const why = saying(knowledgeRefusals, 'sayWhatNoLongerHolds')
    throw new AppError('invalid', why, { fields: { reason: why } })
  }
  await keep(context, articleId, 'outdate', reason, (now) =>
    Promise.resolve({ outdated_at: now, outdated_reason: reason }),
  )
}

/** Owner, place and the day of the next look. */
export async function arrangeArticle(
  context: Context,
  articleId: number,
  wanted: {
    readonly owner: number
    readonly category: string
    readonly section: string
    /** A day as a form gives it, `2026-11-22`; empty for none. */
    readonly reviewBy: string
  },
): Promise<void> {
  const reviewBy = wanted.reviewBy === '' ? null : Date.parse(`${wanted.reviewBy}T00:00:00Z`)
  if (reviewBy !== null && Number.isNaN(reviewBy)) {
    const why = saying(knowledgeRefusals, 'writeTheDayLike')
    throw new AppError('invalid', why, { fields: { reviewBy: why } })
  }
  await keep(context, articleId, 'arrange', '', async (_now, trx, found) => {
    const owner = (await findPeople(trx, [wanted.owner || null])).get(wanted.owner)
    if (wanted.owner !== 0 && !(owner && isStaff(owner))) {
      const why = saying(knowledgeRefusals, 'chooseStaff')
      throw new AppError('invalid', why, { fields: { owner: why } })
    }
    const place = await placeOf(trx, found.categories, wanted)
    return {
      owner_id: owner?.id ?? null,
      category_id: place.categoryId,
      section_id: place.sectionId,
      review_by_at: reviewBy,
      reminded_at: null,
    }
  })
}

/** Takes an article off the site, or puts it back. Its text stays, and who did it and why. */
export async function withdrawArticle(
  context: Context,
  articleId: number,
  withdrawn: boolean,
  reason: string,
): Promise<void> {
  const { db, viewer, clock } = context
  demand(mayWithdrawArticle(viewer))
  if (withdrawn && reason.length < 3) {
    const why = saying(knowledgeRefusals, 'sayWhyForTheLog')
    throw new AppError('invalid', why, { fields: { reason: why } })
  }
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const { article } = await getArticleToDecide(trx, viewer, articleId)
    const newest = await getRevision(trx, articleId, article.revision)
    const isPublished = article.published_revision !== null
    await trx
      .updateTable('articles')
      .set({
        listed: !withdrawn && isPublished ? 1 : 0,
        state: stateAfter({
          isPublished,
          isOutdated: article.outdated_at !== null,
          isWithdrawn: withdrawn,
          newest: newest.state,
        }),
        updated_at: now,
      })
      .where('id', '=', articleId)
      .execute()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: withdrawn ? 'withdraw' : 'restore',
      kind: 'article',
      id: articleId,
      reason,
    })
    const event = { article: articleId, topic: article.topic_id }
    await tell(trx, withdrawn ? 'article.withdrawn' : 'article.restored', event, now)
  })
}

type Found = Awaited<ReturnType<typeof getArticleToDecide>>
type Patch = Partial<
  Pick<
    Found['article'],
    | 'verified_at'
    | 'verified_by'
    | 'review_by_at'
    | 'reminded_at'
    | 'outdated_at'
    | 'outdated_reason'
    | 'flagged_at'
    | 'flagged_reason'
    | 'owner_id'
    | 'category_id'
    | 'section_id'
  >
>

async function keep(
  context: Context,
  articleId: number,
  verb: ActVerb<'article'>,
  reason: string,
  change: (now: number, trx: Context['db'], found: Found) => Promise<Patch>,
): Promise<void> {
  const { db, viewer, clock } = context
  demand(mayKeepArticle(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const found = await getArticleToDecide(trx, viewer, articleId)
    const { article } = found
    const patch = await change(now, trx, found)
    const after = { ...article, ...patch }
    const newest = await getRevision(trx, articleId, article.revision)
    await trx
      .updateTable('articles')
      .set({
        ...patch,
        state: stateAfter({
          isPublished: article.published_revision !== null,
          isOutdated: after.outdated_at !== null,
          isWithdrawn: article.state === 'withdrawn',
          newest: newest.state,
        }),
        updated_at: now,
      })
      .where('id', '=', articleId)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, verb, kind: 'article', id: articleId, reason })
    await tell(trx, 'article.kept', { article: articleId, topic: article.topic_id }, now)
  })
}
