import { readableThreads } from '#app/access/threads.server.ts'
import { mayModerate } from '#app/access/threads.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { FlagReason, FlagsQueueView } from '../types.ts'

const PAGE = 30

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** What members reported and nobody has settled, longest waiting first, one row a post. */
export async function getFlags({ db, viewer, clock }: Reading, page: string | null): Promise<FlagsQueueView> {
  demand(mayModerate(viewer))
  const { unreadable } = await categoriesFor(db, viewer)
  const open = db
    .selectFrom('flags')
    .innerJoin('posts', 'posts.id', 'flags.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .where('flags.settled_at', 'is', null)
    .where(readableThreads(viewer, unreadable) as never)
  const grouped = open.select((eb) => ['posts.id', eb.fn.min('flags.created_at').as('at')]).groupBy('posts.id')
  const rows = await pageByKey(db.selectFrom(grouped.as('waiting')).selectAll(), {
    page,
    size: PAGE,
    by: ['at', 'id'],
    order: 'asc',
    keysOf: (row) => [Number(row.at), row.id],
  })
  const ids = rows.rows.map((row) => row.id)
  const { waiting } = await open
    .select((eb) => eb.fn.count<number>('posts.id').distinct().as('waiting'))
    .executeTakeFirstOrThrow()
  if (ids.length === 0) return { waiting: Number(waiting), rows: [], newer: rows.newer, older: rows.older }

  const posts = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .selectAll('threads')
    .select([
      'posts.id as post_id',
      'posts.author_id as post_author',
      'posts.html',
      'posts.created_at as post_at',
      'posts.hidden_at as post_hidden_at',
      'posts.hidden_by as post_hidden_by',
      'posts.hidden_reason as post_hidden_reason',
    ])
    .where('posts.id', 'in', ids)
    .execute()
  const flags = await db
    .selectFrom('flags')
    .selectAll()
    .where('post_id', 'in', ids)
    .where('settled_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const people = await findPeople(db, [
    ...posts.flatMap((post) => [post.post_author, post.post_hidden_by]),
    ...flags.map((flag) => flag.member_id),
  ])
  const nameOf = (memberId: number | null): string =>
    (memberId === null ? undefined : people.get(memberId)?.name) ?? 'A former member'
  return {
    waiting: Number(waiting),
    newer: rows.newer,
    older: rows.older,
    rows: ids.flatMap((postId) => {
      const post = posts.find((one) => one.post_id === postId)
      if (!post) return []
      return [
        {
          postId,
          address: postAddress(post, postId),
          threadTitle: post.title,
          threadState: stateOf(post, clock.now()),
          author: post.post_author === null ? null : (people.get(post.post_author) ?? null),
          excerpt: excerptOf(post.html, 300),
          createdAt: post.post_at,
          hidden:
            post.post_hidden_at === null
              ? null
              : {
                  at: post.post_hidden_at,
                  by: nameOf(post.post_hidden_by),
                  reason: post.post_hidden_reason ?? '',
                },
          flags: flags
            .filter((flag) => flag.post_id === postId)
            .map((flag) => ({
              id: flag.id,
              by: nameOf(flag.member_id),
              reason: flag.reason as FlagReason,
              note: flag.note,
              at: flag.created_at,
            })),
        },
      ]
    }),
  }
}

/** Every tag with its count and what it stands for, the most used first. */
export async function listTags({ db, viewer }: Reading, query: string) {
  demand(mayModerate(viewer))
  const rows = await db
    .selectFrom('tags')
    .leftJoin('tags as meant', 'meant.id', 'tags.synonym_of')
    .select(['tags.name', 'tags.thread_count', 'meant.name as synonym_of'])
    .$if(query !== '', (q) => q.where('tags.name', 'like', `%${query.replace(/[%_\\]/g, '')}%`))
    .orderBy('tags.thread_count', 'desc')
    .orderBy('tags.name')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    name: row.name,
    threadCount: row.thread_count,
    synonymOf: row.synonym_of,
  }))
}
