import { demand } from '#app/kernel/verdict.ts'
import { mayDraft } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { wordsAfter } from '#app/kernel/match-address.ts'
import { slugWords, tagName } from '#app/kernel/text.ts'
import { attachFiles } from '#app/platform/attached-files.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { getArticle, type ReadableArticle } from '../queries/facts.server.ts'
import { stateAfter } from '../rules/revisions.ts'
import type { RevisionState } from '../types.ts'

/** What somebody wrote for one revision. */
export interface RevisionText {
  readonly title: string
  readonly body: string
  readonly aliases: readonly string[]
  readonly tags: readonly string[]
}

/** The article with its row locked, for a command that decides about it. */
export async function getArticleToDecide(
  trx: Executor,
  viewer: Context['viewer'],
  id: number,
): Promise<ReadableArticle> {
  await lockRow(trx, 'articles', id)
  return getArticle(trx, viewer, id)
}

/** The same for what only staff do. */
export async function getArticleToWork(trx: Executor, viewer: Context['viewer'], id: number): Promise<ReadableArticle> {
  demand(mayDraft(viewer))
  return getArticleToDecide(trx, viewer, id)
}

/** Ends of addresses under an article's number that are pages of their own. */
const TAKEN = wordsAfter('/kb/:articleId')

/** The readable end of an article's address. */
export function articleSlug(title: string): string {
  const slug = slugWords(title) || 'article'
  return TAKEN.has(slug) ? `${slug}-article` : slug
}

/** The category and section that a form names; refused beside the field when they don't fit. */
export async function placeOf(
  trx: Executor,
  categories: ReadableArticle['categories'],
  place: { readonly category: string; readonly section: string },
): Promise<{ readonly categoryId: number; readonly sectionId: number | null }> {
  const category = categories.readable.find((one) => one.slug === place.category)
  if (!category) {
    throw new AppError('invalid', 'Choose a category.', { fields: { category: 'Choose a category.' } })
  }
  if (place.section === '') return { categoryId: category.id, sectionId: null }
  const section = await trx
    .selectFrom('sections')
    .select('id')
    .where('slug', '=', place.section)
    .where('category_id', '=', category.id)
    .executeTakeFirst()
  if (!section) {
    const why = 'This section belongs to another category.'
    throw new AppError('invalid', why, { fields: { section: why } })
  }
  return { categoryId: category.id, sectionId: section.id }
}

/** Writes one revision. */
export async function insertRevision(
  trx: Executor,
  articleId: number,
  number: number,
  made: {
    readonly text: RevisionText
    readonly by: number | null
    readonly at: number
    readonly state: RevisionState
    readonly basedOn: number
    readonly reason: string
  },
): Promise<void> {
  await trx
    .insertInto('article_revisions')
    .values({
      article_id: articleId,
      number,
      based_on: made.basedOn,
      state: made.state,
      title: made.text.title,
      body: made.text.body,
      aliases: JSON.stringify(made.text.aliases),
      tags: JSON.stringify(cleanTags(made.text.tags)),
      by_id: made.by,
      at: made.at,
      reason: made.reason,
    })
    .execute()
  if (made.by !== null) await attachFiles(trx, { article_id: articleId }, made.by, made.text.body)
}

const cleanTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(tags.map(tagName).filter((tag) => tag !== '')),
]

/** Brings the article's own state in line with its newest revision and what is published. */
export async function settleState(
  trx: Executor,
  { article }: Pick<ReadableArticle, 'article'>,
  newest: RevisionState,
  now: number,
): Promise<void> {
  const state = stateAfter({
    isPublished: article.published_revision !== null,
    isOutdated: article.outdated_at !== null,
    isWithdrawn: article.state === 'withdrawn',
    newest,
  })
  await trx.updateTable('articles').set({ state, updated_at: now }).where('id', '=', article.id).execute()
  await tell(trx, 'article.worked-on', { article: article.id }, now)
}
