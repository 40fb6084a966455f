import type { SearchDocument } from '#search/engine.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The listed articles among these, as the search engine keeps them; the others are to be removed. */
export async function articleDocuments(db: Executor, ids: readonly number[]): Promise<readonly SearchDocument[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('articles')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('listed', '=', 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    aliases: JSON.parse(row.aliases) as string[],
    text: row.contents,
    kind: 'article',
    // An article that readers find helpful stands a little before an equal one, as a solved thread does.
    state: row.outdated_at !== null ? 'open' : row.helpful_count >= row.unhelpful_count ? 'solved' : 'answered',
    categoryId: row.category_id,
    tags: JSON.parse(row.tags) as string[],
    authorId: null,
    language: row.language,
    createdAt: row.published_at ?? row.created_at,
    lastPostAt: row.updated_at,
    answerCount: row.helpful_count,
    sameHereCount: 0,
    helpfulCount: row.helpful_count,
    readCount: row.read_count,
  }))
}
