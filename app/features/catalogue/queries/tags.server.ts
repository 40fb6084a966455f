import type { Executor } from '#db/transaction.server.ts'

/** Tags that stand on at least one thread which may be found in a category outside `unreadable`. */
export function readableTags(db: Executor, unreadable: readonly number[]) {
  const used = db.selectFrom('tags').where('tags.thread_count', '>', 0)
  if (unreadable.length === 0) return used
  return used.where((eb) =>
    eb.exists(
      eb
        .selectFrom('thread_tags')
        .innerJoin('threads', 'threads.id', 'thread_tags.thread_id')
        .select('threads.id')
        .whereRef('thread_tags.tag_id', '=', 'tags.id')
        .where('threads.listed', '=', 1)
        .where('threads.category_id', 'not in', [...unreadable]),
    ),
  )
}

/** On how many threads outside `unreadable` a tag stands; `all` is the kept count of every category. */
export async function countReadable(
  db: Executor,
  tag: { readonly id: number; readonly all: number },
  unreadable: readonly number[],
): Promise<number> {
  if (unreadable.length === 0) return tag.all
  const { count } = await db
    .selectFrom('thread_tags')
    .innerJoin('threads', 'threads.id', 'thread_tags.thread_id')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('thread_tags.tag_id', '=', tag.id)
    .where('threads.listed', '=', 1)
    .where('threads.category_id', 'not in', [...unreadable])
    .executeTakeFirstOrThrow()
  return Number(count)
}
