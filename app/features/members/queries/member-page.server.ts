import { saying } from '#app/locale/saying.ts'
import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { listedThreads, readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { personView } from '#app/features/catalogue/queries/people.server.ts'
import { threadRows } from '#app/features/forum/queries/thread-list.server.ts'
import { plainState, stateOf } from '#app/features/forum/queries/thread-state.ts'
import { PAGE_SIZE } from '#app/kernel/page.ts'
import type { PostKind, ThreadRowView } from '#app/features/forum/types.ts'
import type { MemberPageView, MemberPostView } from '../types.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Page } from '#app/kernel/page.ts'
import { isMember, isModerator, isStaff } from '#app/kernel/roles.ts'
import { excerptOf } from '#app/kernel/text.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { MemberRow } from '#db/schema/accounts.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** A member's page: who they are, and what of theirs this viewer may read. */
export async function getMemberPage(
  context: Reading,
  handle: string,
  shown: { readonly tab: 'answers' | 'threads'; readonly page: string | null },
): Promise<MemberPageView> {
  const { db, viewer, clock } = context
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('handle_key', '=', handleKey(handle))
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  // Handles that look alike have one key, but each has a page of its own or none.
  if (member?.handle.toLowerCase() !== handle.toLowerCase()) throw notFound(saying(memberRefusals, 'thisMember'))
  const categories = await categoriesFor(db, viewer)
  const isSelf = viewer.id === member.id
  const isSuspended =
    member.suspended_at !== null && (member.suspended_until === null || member.suspended_until > clock.now())
  const { count } = await db
    .selectFrom('threads')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('author_id', '=', member.id)
    .where(listedThreads(categories.unreadable))
    .executeTakeFirstOrThrow()
  const threads = shown.tab === 'threads' ? await threadsBy(context, categories, member, shown.page) : null
  const posts = shown.tab === 'answers' ? await answersBy(context, categories, member, shown.page) : null
  return {
    person: personView(member),
    bio: member.bio === '' ? null : member.bio,
    company: member.company,
    since: member.created_at,
    answerCount: member.answer_count,
    acceptedCount: member.accepted_count,
    helpfulCount: member.helpful_count,
    threadCount: Number(count),
    isSelf,
    suspended:
      isSuspended && (isStaff(viewer) || isSelf)
        ? { until: member.suspended_until, reason: member.suspended_reason ?? '' }
        : null,
    mayManage: isModerator(viewer) && !isSelf,
    tab: shown.tab,
    posts: posts?.rows ?? [],
    threads: threads?.rows ?? [],
    newer: (threads ?? posts)?.newer ?? null,
    older: (threads ?? posts)?.older ?? null,
  }
}

/** Own private threads stand among one's own; others see listed ones only. */
async function threadsBy(
  { db, viewer, clock }: Reading,
  categories: ReadableCategories,
  member: MemberRow,
  page: string | null,
): Promise<Page<ThreadRowView>> {
  const seesAll = isMember(viewer) && (viewer.id === member.id || isStaff(viewer))
  const query = db
    .selectFrom('threads')
    .selectAll('threads')
    .where('author_id', '=', member.id)
    .where('merged_into', 'is', null)
    .where('part_of', 'is', null)
    .where(seesAll ? readableThreads(viewer, categories.unreadable) : listedThreads(categories.unreadable))
  const rows = await pageByKey(query, {
    page,
    size: PAGE_SIZE,
    by: ['created_at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.created_at, row.id],
  })
  return { ...rows, rows: await threadRows(db, viewer, clock.now(), categories, rows.rows) }
}

async function answersBy(
  { db, viewer, clock }: Reading,
  categories: ReadableCategories,
  member: MemberRow,
  page: string | null,
): Promise<Page<MemberPostView>> {
  const query = db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .selectAll('threads')
    .select([
      'posts.id as post_id',
      'posts.kind as post_kind',
      'posts.html',
      'posts.created_at as post_at',
      'posts.helpful_count',
    ])
    .where('posts.author_id', '=', member.id)
    .where('posts.kind', 'in', ['answer', 'reply'])
    .where('posts.hidden_at', 'is', null)
    .where(listedThreads(categories.unreadable) as never)
  const rows = await pageByKey(query, {
    page,
    size: PAGE_SIZE,
    by: ['posts.created_at', 'posts.id'],
    order: 'desc',
    keysOf: (row) => [row.post_at, row.post_id],
  })
  return {
    ...rows,
    rows: rows.rows.map((row) => ({
      id: row.post_id,
      address: postAddress(row, row.post_id),
      threadTitle: row.title,
      threadState: plainState(stateOf(row, clock.now()), viewer),
      kind: row.post_kind as PostKind,
      excerpt: excerptOf(row.html),
      at: row.post_at,
      helpfulCount: row.helpful_count,
      accepted: row.accepted_post_id === row.post_id,
    })),
  }
}
