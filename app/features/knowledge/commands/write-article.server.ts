import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayWriteArticle } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { getRevision, workingRevision } from '../queries/facts.server.ts'
import { articleSlug } from '../rules/article-slug.ts'
import { placeOf } from './article-place.server.ts'
import { settleState } from './article-state.server.ts'
import { getArticleToDecide } from './decide-article.server.ts'
import { insertRevision, type RevisionText } from './revision-rows.server.ts'

export interface ArticleText extends RevisionText {
  readonly category: string
  readonly section: string
  readonly language: string
  readonly reason: string
  /** The newest revision on the writer's screen; 0 for a new article. */
  readonly revision: number
  /** Staff may keep working on it; what members write goes to the review at once. */
  readonly intent: 'save' | 'submit' | 'preview'
}

/** Begins an article: staff's as a draft, a member's as a proposal for the review. */
export async function startArticle(context: Context, written: ArticleText): Promise<{ readonly id: number }> {
  const { db, viewer, clock } = context
  demand(mayWriteArticle(viewer, clock.now()))
  await context.markdown.render(written.body, context.viewer.id) // a text that can't be shown is refused now, not by the reviewer
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const place = await placeOf(trx, await categoriesFor(trx, viewer), written)
    const isReady = written.intent === 'submit' || !isStaff(viewer)
    const { id } = await trx
      .insertInto('articles')
      .values({
        category_id: place.categoryId,
        section_id: place.sectionId,
        state: isReady ? 'review' : 'draft',
        title: written.title,
        slug: articleSlug(written.title),
        language: written.language,
        revision: 1,
        owner_id: isStaff(viewer) ? viewer.id : null,
        created_by: viewer.id,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertRevision(trx, id, 1, {
      text: written,
      by: viewer.id,
      at: now,
      state: isReady ? 'review' : 'draft',
      basedOn: 0,
      reason: written.reason,
    })
    await logAct(trx, { at: now, by: viewer.id, verb: isStaff(viewer) ? 'draft' : 'propose', kind: 'article', id })
    if (isReady) await tell(trx, 'article.worked-on', { article: id }, now)
    await forgetDraft(trx, viewer.id, 'article:new')
    return { id }
  })
}

/**
 * Adds a revision. Nothing a reader sees changes before somebody else has approved it and it was
 * published. A revision that came meanwhile is not overwritten: `conflict`.
 */
export async function writeRevision(
  context: Context,
  articleId: number,
  written: ArticleText,
): Promise<{ readonly number: number; readonly address: string }> {
  const { db, viewer, clock } = context
  demand(mayWriteArticle(viewer, clock.now()))
  await context.markdown.render(written.body, context.viewer.id)
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const found = await getArticleToDecide(trx, viewer, articleId)
    const { article } = found
    const seen = await workingRevision(trx, viewer, article)
    if (seen !== written.revision) {
      throw new AppError('conflict', saying(knowledgeRefusals, 'wroteMeanwhile', { number: seen }))
    }
    if (!isStaff(viewer)) await demandRoom(trx, viewer.id, article)
    const number = article.revision + 1
    const isReady = written.intent === 'submit' || !isStaff(viewer)
    const state = isReady ? 'review' : 'draft'
    await insertRevision(trx, articleId, number, {
      text: written,
      by: viewer.id,
      at: now,
      state,
      basedOn: article.published_revision ?? 0,
      reason: written.reason,
    })
    const place = isStaff(viewer) ? await placeOf(trx, found.categories, written) : null
    const isUnpublished = article.published_revision === null
    await trx
      .updateTable('articles')
      .set({
        revision: number,
        ...(place && { category_id: place.categoryId, section_id: place.sectionId }),
        ...(isStaff(viewer) && { language: written.language }),
        ...(isUnpublished && { title: written.title, slug: articleSlug(written.title) }),
      })
      .where('id', '=', articleId)
      .execute()
    await settleState(trx, found, state, now)
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: isStaff(viewer) ? 'edit' : 'propose',
      kind: 'article',
      id: articleId,
      reason: written.reason,
      detail: { revision: number },
    })
    await forgetDraft(trx, viewer.id, `article:${articleId}:edit`)
    return { number, address: articleAddress(article) }
  })
}

/** What was kept while it was written is done with, in the same transaction. */
async function forgetDraft(trx: Executor, memberId: number | null, key: string): Promise<void> {
  await trx
    .deleteFrom('drafts')
    .where('member_id', '=', memberId ?? 0)
    .where('key', '=', key)
    .execute()
}

/**
 * What a member proposes becomes the newest revision, and only the newest goes on: it must not push aside
 * what staff work on, or another's proposal that nobody has read yet.
 */
async function demandRoom(
  trx: Executor,
  memberId: number | null,
  article: Pick<ArticleRow, 'id' | 'revision'>,
): Promise<void> {
  const newest = await getRevision(trx, article.id, article.revision)
  if (newest.by_id === memberId) return
  if (newest.state === 'published' || newest.state === 'declined') return
  throw new AppError('conflict', saying(knowledgeRefusals, 'anotherChangeToThisArticle'))
}
