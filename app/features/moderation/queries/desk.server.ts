import { categoriesFor } from '#app/features/forum/queries/categories.server.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { mayModerate } from '#app/access/threads.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { findPeople } from '#app/features/forum/queries/people.server.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { FlagReason, FlagsQueueView, LogEntryView, LogView } from '../types.ts'

const PAGE = 30

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** What members reported and nobody has settled, longest waiting first, one row a post. */
export async function getFlags(
  { db, viewer, clock }: Reading,
  page: string | null,
): Promise<FlagsQueueView> {
  demand(mayModerate(viewer))
  const { unreadable } = await categoriesFor(db, viewer)
  const open = db
    .selectFrom('flags')
    .innerJoin('posts', 'posts.id', 'flags.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .where('flags.settled_at', 'is', null)
    .where(readableThreads(viewer, unreadable) as never)
  const grouped = open
    .select((eb) => ['posts.id', eb.fn.min('flags.created_at').as('at')])
    .groupBy('posts.id')
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
  if (ids.length === 0)
    return { waiting: Number(waiting), rows: [], newer: rows.newer, older: rows.older }

  const posts = await db.selectFrom('posts').innerJoin('threads', 'threads.id', 'posts.thread_id').selectAll('threads').select(['posts.id as post_id', 'posts.author_id as post_author', 'posts.html', 'posts.created_at as post_at', 'posts.hidden_at as post_hidden_at', 'posts.hidden_by as post_hidden_by', 'posts.hidden_reason as post_hidden_reason']).where('posts.id', 'in', ids).execute() // prettier-ignore
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

const VERBS: Readonly<Record<string, string>> = {
  hide: 'hid', restore: 'restored', accept: 'accepted for the asker', 'withdraw acceptance': 'took the acceptance back of',
  edit: 'edited', close: 'closed', reopen: 'reopened', lock: 'locked', unlock: 'unlocked', move: 'moved', merge: 'joined', split: 'split',
  'make private': 'made private', 'make public': 'made public', 'make comment': 'made a comment of', 'make answer': 'made an answer of',
  'did not help': 'said that it did not help:', keep: 'kept', part: 'parted', suspend: 'suspended', role: 'changed the role of',
  draft: 'drafted', propose: 'proposed', submit: 'submitted', approve: 'approved', decline: 'did not take', publish: 'published',
  verify: 'verified', outdate: 'marked as outdated', arrange: 'arranged', withdraw: 'withdrew', translate: 'began to translate',
} // prettier-ignore

/** What staff and members did that others should be able to look up, newest first. */
export async function getLog({ db, viewer }: Reading, page: string | null): Promise<LogView> {
  demand(mayModerate(viewer))
  const rows = await pageByKey(db.selectFrom('acts').selectAll(), {
    page,
    size: PAGE,
    by: ['at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.at, row.id],
  })
  const { unreadable } = await categoriesFor(db, viewer)
  const idsOf = (kind: string): number[] =>
    rows.rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id)
  const threadOfPost =
    idsOf('post').length === 0
      ? []
      : await db
          .selectFrom('posts')
          .select(['id', 'thread_id', 'kind'])
          .where('id', 'in', idsOf('post'))
          .execute()
  const threadIds = [...idsOf('thread'), ...threadOfPost.map((post) => post.thread_id)]
  const threads =
    threadIds.length === 0
      ? []
      : await db
          .selectFrom('threads')
          .select(['id', 'slug', 'title'])
          .where('id', 'in', threadIds)
          .where(readableThreads(viewer, unreadable))
          .execute()
  const people = await findPeople(db, [
    ...rows.rows.map((row) => row.member_id),
    ...idsOf('member'),
  ])

  const subjectOf = (row: (typeof rows.rows)[number]): LogEntryView['subject'] => {
    if (row.subject_kind === 'member') {
      const member = people.get(row.subject_id)
      return member
        ? { words: member.name, address: `/members/${member.handle}` }
        : { words: 'a former member', address: null }
    }
    if (row.subject_kind === 'tag')
      return { words: `the tag ${detailOf(row.detail, 'from')}`, address: null }
    if (row.subject_kind === 'article')
      return { words: `the article ${row.subject_id}`, address: `/desk/articles/${row.subject_id}` }
    if (row.subject_kind === 'topic')
      return { words: `the topic ${row.subject_id}`, address: `/desk/topics/${row.subject_id}` }
    if (row.subject_kind === 'request')
      return { words: `a request`, address: `/desk/requests/${row.subject_id}` }
    if (row.subject_kind === 'import')
      return { words: `an import`, address: `/desk/requests/imports/${row.subject_id}` }
    if (row.subject_kind === 'category') return { words: 'a category', address: null }
    const post = threadOfPost.find((one) => one.id === row.subject_id)
    const thread = threads.find(
      (one) => one.id === (row.subject_kind === 'thread' ? row.subject_id : post?.thread_id),
    )
    if (!thread) return { words: 'a thread you may not read', address: null }
    return {
      words: thread.title,
      address: post ? postAddress(thread, post.id) : addressOf(thread),
    }
  }
  return {
    newer: rows.newer,
    older: rows.older,
    rows: rows.rows.map((row) => {
      const by = row.member_id === null ? undefined : people.get(row.member_id)
      const post =
        row.subject_kind === 'post'
          ? threadOfPost.find((one) => one.id === row.subject_id)
          : undefined
      const where =
        post && post.kind !== 'opening'
          ? ` ${post.kind === 'answer' ? 'an' : 'a'} ${post.kind} in`
          : ''
      return {
        id: row.id,
        at: row.at,
        by: by ? { handle: by.handle, name: by.name } : null,
        act: `${VERBS[row.verb] ?? row.verb}${where}`,
        subject: subjectOf(row),
        reason: row.reason === '' ? null : row.reason,
      }
    }),
  }
}

function detailOf(detail: string, name: string): string {
  const parsed = JSON.parse(detail) as Record<string, unknown>
  const value = parsed[name]
  return typeof value === 'string' ? value : ''
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
