import type { Executor } from '#db/transaction.server.ts'
import type { ArticleWords } from '../rules/sources.ts'

/** The words of an article that readers see; null while it was never published. */
export async function publishedWords(trx: Executor, articleId: number): Promise<ArticleWords | null> {
  const row = await trx
    .selectFrom('articles')
    .innerJoin('article_revisions as revision', (join) =>
      join
        .onRef('revision.article_id', '=', 'articles.id')
        .onRef('revision.number', '=', 'articles.published_revision'),
    )
    .select(['revision.title', 'revision.aliases', 'revision.body'])
    .where('articles.id', '=', articleId)
    .executeTakeFirst()
  return row ? { ...row, aliases: JSON.parse(row.aliases) as string[] } : null
}
