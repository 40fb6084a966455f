import { articleDocuments } from '#app/features/knowledge/queries/search-documents.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'

/** The job `search.article`: the index holds the article as it is now, or not at all. */
export async function indexArticle(
  services: Pick<Services, 'db'>,
  search: SearchEngine,
  articleId: number,
): Promise<void> {
  const [document] = await articleDocuments(services.db, [articleId])
  if (document) await search.articles.index([document])
  else await search.articles.remove([articleId])
}
