import type { Executor } from '#db/transaction.server.ts'
import { publishedWords } from '../queries/published-words.server.ts'
import { worthOf } from '../rules/exemplars/verdict.ts'
import { asTitle } from '../rules/sources.ts'

/**
 * What a person made of the exemplar that an article came from: how much of it they published, or that they withdrew it.
 * One verdict an article, the newest. What the product published by itself, and nobody has touched, says nothing.
 */
export async function keepVerdict(trx: Executor, articleId: number, now: number): Promise<void> {
  const article = await trx
    .selectFrom('articles')
    .innerJoin('exemplars', 'exemplars.article_id', 'articles.id')
    .select(['articles.state', 'articles.published_by', 'exemplars.id', 'exemplars.parts', 'exemplars.title'])
    .select('exemplars.features')
    .where('articles.id', '=', articleId)
    .executeTakeFirst()
  if (!article) return
  const isWithdrawn = article.state === 'withdrawn'
  if (!isWithdrawn && article.published_by === null) return
  const published = await publishedWords(trx, articleId)
  if (!isWithdrawn && !published) return
  const parts = JSON.parse(article.parts) as string[]
  const worth = isWithdrawn || !published ? 0 : worthOf({ parts, title: asTitle(article.title), published })
  const row = { features: article.features, worth, at: now, by_id: article.published_by }
  await trx
    .insertInto('exemplar_verdicts')
    .values({ ...row, article_id: articleId, exemplar_id: article.id })
    .onConflict((c) => c.column('article_id').doUpdateSet(row))
    .execute()
}
