import { tell } from '#app/platform/events/tell.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { PostRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'

const selectOther = prepared((db: Executor, p: { author: number; post: number }) =>
  db
    .selectFrom('posts')
    .select('id')
    .where('author_id', '=', p.author)
    .where('kind', '=', 'answer')
    .where('id', '!=', p.post)
    .limit(1),
)

/** Tells that an answer is its author's first, if it is: nearly every answer is not, and then nobody need look later. */
export async function tellFirstAnswer(
  trx: Executor,
  post: Pick<PostRow, 'id' | 'author_id'>,
  now: number,
): Promise<void> {
  if (post.author_id === null) return
  const others = await selectOther(trx, { author: post.author_id, post: post.id }, null)
  if (others.length === 0) await tell(trx, 'answer.first', { post: post.id }, now)
}
