import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import type { ArticleFacts, RevisionFacts } from '#app/access/articles.ts'
import { mayReadArticle } from '#app/access/articles.ts'
import {
  categoriesFor,
  type CategoryWithFacts,
  type ReadableCategories,
} from '#app/features/catalogue/queries/categories.server.ts'
import { notFound } from '#app/kernel/errors.ts'
import { isStaff, type Actor } from '#app/kernel/roles.ts'
import type { ArticleRow, ArticleRevisionRow } from '#db/schema/knowledge.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { ArticleState, RevisionState } from '../types.ts'

/** An article that the viewer may read, as a row and as facts for `app/access`. */
export interface ReadableArticle {
  readonly article: Omit<ArticleRow, 'state'> & { readonly state: ArticleState }
  readonly facts: ArticleFacts
  readonly category: CategoryWithFacts
  readonly categories: ReadableCategories
}

export type Revision = Omit<ArticleRevisionRow, 'state'> & { readonly state: RevisionState }

/** The article, or `not-found` when it is not there for this viewer. */
export async function getArticle(db: Executor, viewer: Actor, id: number): Promise<ReadableArticle> {
  const categories = await categoriesFor(db, viewer)
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
  const category = row && categories.byId(row.category_id)
  if (!row || !category) throw notFound(saying(knowledgeRefusals, 'thisArticle'))
  const facts = articleFacts(row, category)
  if (!mayReadArticle(viewer, facts)) throw notFound(saying(knowledgeRefusals, 'thisArticle'))
  return { article: { ...row, state: row.state as ArticleState }, facts, category, categories }
}

/** One revision of an article; throws `not-found`. Whether the viewer may see it is the caller's to ask. */
export async function getRevision(db: Executor, articleId: number, number: number): Promise<Revision> {
  const row = await db
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw notFound(saying(knowledgeRefusals, 'thisRevision'))
  return { ...row, state: row.state as RevisionState } // written from the closed list only
}

/**
 * The number of the revision that the viewer works from: the newest for staff, what is published for
 * others, and before that their own last one. What staff write meanwhile is theirs.
 */
export async function workingRevision(
  db: Executor,
  viewer: Actor,
  article: Pick<ArticleRow, 'id' | 'revision' | 'published_revision'>,
): Promise<number> {
  if (isStaff(viewer)) return article.revision
  if (article.published_revision !== null) return article.published_revision
  const own = await db
    .selectFrom('article_revisions')
    .select('number')
    .where('article_id', '=', article.id)
    .where('by_id', '=', viewer.id)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  if (!own) throw notFound(saying(knowledgeRefusals, 'thisArticle'))
  return own.number
}

/** An article's row as `app/access` wants it. */
export function articleFacts(
  row: Pick<ArticleRow, 'id' | 'listed' | 'created_by'>,
  category: CategoryWithFacts,
): ArticleFacts {
  return {
    id: row.id,
    category: category.facts,
    isPublished: row.listed === 1,
    createdBy: row.created_by,
  }
}

/** A revision's row as `app/access` wants it. */
export function revisionFacts(revision: Pick<Revision, 'by_id' | 'state'>): RevisionFacts {
  return { by: revision.by_id, state: revision.state }
}
