import { mayActAtDesk, mayCloseThread } from '#app/access/escalations.ts'
import { mayMakePrivate, mayMakePublic, mayModerate } from '#app/access/threads.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { listSplittable } from '#app/features/forum/queries/post-pages.server.ts'
import { MovedError } from '#app/features/forum/queries/thread-page.server.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { textIn } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { MergedView, ModerationPageView } from '../types.ts'

/**
 * What may be done about a thread, for staff, and for an asker who wants their own made private. Throws
 * `MovedError` for a thread that was joined to another.
 */
export async function getModerationPage(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>,
  threadId: number,
): Promise<ModerationPageView> {
  const { db, viewer, clock, locale } = context
  const categories = await categoriesFor(db, viewer)
  const { thread, facts, category } = await getThread(db, viewer, threadId, categories)
  const moderate = mayModerate(viewer).ok
  // A private part goes where its question goes.
  const isWhole = thread.part_of === null
  const isOwn = viewer.id !== null && viewer.id === thread.author_id
  if (!isStaff(viewer) && !isOwn) throw notFound()
  if (thread.merged_into !== null) throw new MovedError(thread.merged_into)
  const people = await findPeople(db, [thread.hidden_by])
  return {
    id: thread.id,
    address: addressOf(thread),
    title: thread.title,
    state: stateOf(thread, clock.now()),
    category: { id: category.id, slug: category.slug, name: category.name },
    isPrivate: thread.private_at !== null,
    closed:
      thread.closed_at === null ? null : { at: thread.closed_at, reason: textIn(locale, thread.closed_reason ?? '') },
    locked: thread.locked_at === null ? null : { at: thread.locked_at, reason: thread.locked_reason ?? '' },
    hidden:
      thread.hidden_at === null
        ? null
        : {
            at: thread.hidden_at,
            by: people.get(thread.hidden_by ?? 0)?.name ?? null,
            reason: textIn(locale, thread.hidden_reason ?? ''),
          },
    categories: categories.readable
      .filter((one) => one.id !== category.id)
      .map(({ id, slug, name }) => ({ id, slug, name })),
    posts: moderate ? await listSplittable(context, threadId) : [],
    merged: moderate ? await listMerged(db, threadId) : [],
    may: {
      close: isWhole && mayCloseThread(viewer, clock.now()).ok,
      lock: isWhole && moderate,
      move: isWhole && mayActAtDesk(viewer, clock.now()).ok,
      merge: isWhole && moderate,
      split: isWhole && moderate,
      hide: moderate,
      makePrivate:
        isWhole &&
        (thread.private_at === null ? mayMakePrivate(viewer, facts, clock.now()).ok : mayMakePublic(viewer).ok),
    },
  }
}

/** Joinings into a thread that can be taken back, the newest first. */
async function listMerged(db: Executor, intoId: number): Promise<readonly MergedView[]> {
  const rows = await db
    .selectFrom('thread_merges as merge')
    .innerJoin('threads', 'threads.id', 'merge.thread_id')
    .leftJoin('members', 'members.id', 'merge.by_id')
    .select(['merge.id', 'threads.title', 'members.name as by', 'merge.at', 'merge.reason'])
    .where('merge.into_id', '=', intoId)
    .where('merge.undone_at', 'is', null)
    .where('threads.merged_into', '=', intoId)
    .orderBy('merge.id', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ id, title, by, at, reason }) => ({ id, title, by, at, reason }))
}
