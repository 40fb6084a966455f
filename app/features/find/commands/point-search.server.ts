import { mayReadSearches } from '#app/access/desk.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { queryKey } from '../rules/query-key.ts'
import { findRefusals } from '../words/refusals.ts'

type Parts = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Makes an article stand first for a search, in place of another one that did. */
export async function pointSearch({ db, clock, viewer }: Parts, query: string, articleId: number): Promise<void> {
  demand(mayReadSearches(viewer))
  const key = keyOf(query)
  await inTransaction(db, async (trx) => {
    const [article] = await findListedArticles(trx, [articleId], await categoriesFor(trx, viewer))
    if (!article) {
      const why = saying(findRefusals, 'point.article')
      throw new AppError('invalid', why, { fields: { article: why } })
    }
    const at = clock.now()
    const row = { query, article_id: articleId, at, by_id: viewer.id }
    await trx
      .insertInto('search_pins')
      .values({ query_key: key, ...row })
      .onConflict((c) => c.column('query_key').doUpdateSet(row))
      .execute()
    await logAct(trx, { at, by: viewer.id, kind: 'search', verb: 'point', id: articleId, detail: { query } })
  })
}

/** Ranks the results of a search as usual again. */
export async function unpointSearch({ db, clock, viewer }: Parts, query: string): Promise<void> {
  demand(mayReadSearches(viewer))
  await inTransaction(db, async (trx) => {
    const gone = await trx
      .deleteFrom('search_pins')
      .where('query_key', '=', keyOf(query))
      .returning('article_id')
      .executeTakeFirst()
    if (!gone) return
    const act = { at: clock.now(), by: viewer.id, id: gone.article_id, detail: { query } }
    await logAct(trx, { ...act, kind: 'search', verb: 'unpoint' })
  })
}

function keyOf(query: string): string {
  const key = queryKey(query)
  if (key === '') throw new AppError('invalid', saying(findRefusals, 'point.query'))
  return key
}
