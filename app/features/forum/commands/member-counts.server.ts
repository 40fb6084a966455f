import { sql } from 'kysely'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Changes one of the counts on a member's page; nobody's stays as it is. */
export async function countMember(
  trx: Executor,
  memberId: number | null,
  column: 'answer_count' | 'accepted_count' | 'helpful_count',
  by: number,
): Promise<void> {
  if (memberId === null || by === 0) return
  await trx
    .updateTable('members')
    .set({ [column]: sql`${sql.ref(column)} + ${by}` })
    .where('id', '=', memberId)
    .execute()
}

/** Counts an accepted answer for its author, or no longer. */
export async function countAccepted(trx: Executor, postId: number, by: 1 | -1): Promise<void> {
  const post = await trx.selectFrom('posts').select('author_id').where('id', '=', postId).executeTakeFirst()
  await countMember(trx, post?.author_id ?? null, 'accepted_count', by)
}

/** Counts an answer or reply for its author, or no longer; what is said in a private part is in nobody's count. */
export async function countAnswer(
  trx: Executor,
  thread: Pick<ThreadRow, 'part_of'>,
  memberId: number | null,
  by: 1 | -1,
): Promise<void> {
  if (thread.part_of === null) await countMember(trx, memberId, 'answer_count', by)
}

/** How many shown answers and replies each author has in these threads, without what is said in private parts. */
export async function answersByAuthor(
  trx: Executor,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await trx
    .selectFrom('posts')
    .select((eb) => ['author_id', eb.fn.countAll<number>().as('n')])
    .where('thread_id', 'in', (eb) =>
      eb
        .selectFrom('threads')
        .select('id')
        .where('id', 'in', [...threadIds])
        .where('part_of', 'is', null),
    )
    .where('kind', 'in', ['answer', 'reply'])
    .where('hidden_at', 'is', null)
    .where('doubt_until', 'is', null)
    .groupBy('author_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.author_id === null ? [] : [[row.author_id, Number(row.n)]])))
}

/** Brings authors' counts along when posts became something else, by what `answersByAuthor` said before and after. */
export async function countAnswersAgain(
  trx: Executor,
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): Promise<void> {
  // In one order, so that two who do this can't wait for each other.
  const authors = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b)
  for (const id of authors) await countMember(trx, id, 'answer_count', (after.get(id) ?? 0) - (before.get(id) ?? 0))
}
