import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { plainState, stateOf } from '#app/features/forum/queries/thread-state.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { SourceMark } from '../rules/page.ts'
import { shownIn, type ArticleWords } from '../rules/sources.ts'
import type { SourcePart, SourceThreadView } from '../types.ts'

/** One row of what an article was made from. */
export interface SourceRow {
  readonly id: number
  readonly sentence: string
  readonly part: SourcePart
  readonly thread_id: number | null
  readonly post_id: number | null
  readonly request_id: number | null
  readonly member_id: number | null
  readonly agree_count: number
  readonly gone_at: number | null
}

/** Everything an article was made from, in the order of its text. */
export async function sourcesOf(db: Executor, articleId: number): Promise<readonly SourceRow[]> {
  const rows = await db
    .selectFrom('article_sources')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, part: row.part as SourcePart })) // written from the closed list only
}

/**
 * The threads an article was made from that everybody may read, numbered in the order of the text, and
 * which sentence points to which. Of what an article says (`shown`): a sentence that its editors took out has no
 * source any more; null = of all it was made from. Requests are nobody's to read, so they are only counted.
 */
export async function numberedSources(
  db: Executor,
  articleId: number,
  shown: ArticleWords | null,
  now = 0,
): Promise<{
  readonly threads: readonly SourceThreadView[]
  readonly threadIds: readonly number[]
  readonly marks: readonly SourceMark[]
  readonly requestCount: number
}> {
  const rows = (await sourcesOf(db, articleId)).filter(
    (row) => row.gone_at === null && (shown === null || shownIn(shown, row)),
  )
  const ids = [...new Set(rows.flatMap((row) => row.thread_id ?? []))]
  const { unreadable } = await categoriesFor(db, GUEST)
  const found =
    ids.length === 0
      ? []
      : await db.selectFrom('threads').selectAll().where('id', 'in', ids).where(listedThreads(unreadable)).execute()
  const listed = ids.filter((id) => found.some((thread) => thread.id === id))
  const threads = listed.flatMap((id, at) => {
    const thread = found.find((one) => one.id === id)
    if (!thread) return []
    return [
      {
        number: at + 1,
        address: addressOf(thread),
        title: thread.title,
        state: plainState(stateOf(thread, now), GUEST),
      },
    ]
  })
  const marks = rows.flatMap((row) => {
    const at = row.thread_id === null ? -1 : listed.indexOf(row.thread_id)
    const thread = threads[at]
    // Of one thread alone everything comes: it is named beside the text.
    if (!thread || threads.length < 2 || row.part === 'title' || row.part === 'alias') return []
    const source = found.find(({ id }) => id === row.thread_id)
    const address = source ? postAddress(source, row.post_id) : thread.address
    return [{ sentence: row.sentence, number: at + 1, address }]
  })
  const requestCount = new Set(rows.flatMap((row) => row.request_id ?? [])).size
  return { threads, threadIds: listed, marks, requestCount }
}
