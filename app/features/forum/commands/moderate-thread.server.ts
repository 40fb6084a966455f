import { sql } from 'kysely'
import { mayModerate } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { hasAnswers, slugOf } from '../rules.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { getThread, type ReadableThread } from '../queries/facts.server.ts'
import {
  changeThread,
  countNewThread,
  enqueueIndexing,
  logAct,
  recountThread,
} from './steps.server.ts'

type Place = { readonly address: string }
type Verb =
  'close' | 'reopen' | 'lock' | 'unlock' | 'hide' | 'restore' | 'make private' | 'make public'

/** Closes, locks, hides or makes private, and each back again. The reason is shown and kept. */
export async function setThreadState(
  context: Context,
  threadId: number,
  verb: Verb,
  reason: string,
): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread }, now) => {
    const { viewer } = context
    // An asker may make their own question private; everything else is for moderators.
    const isOwn = viewer.id !== null && viewer.id === thread.author_id
    if (!(verb === 'make private' && isOwn)) {
      if ((verb === 'make private' || verb === 'make public') && isStaff(viewer))
        demand({ ok: true })
      else demand(mayModerate(viewer))
    }
    const by = viewer.id
    const patch = {
      close: { closed_at: now, closed_by: by, closed_reason: reason },
      reopen: { closed_at: null, closed_by: null, closed_reason: null },
      lock: { locked_at: now, locked_by: by, locked_reason: reason },
      unlock: { locked_at: null, locked_by: null, locked_reason: null },
      hide: { hidden_at: now, hidden_by: by, hidden_reason: reason },
      restore: { hidden_at: null, hidden_by: null, hidden_reason: null },
      'make private': { private_at: now },
      'make public': { private_at: null },
    }[verb]
    await changeThread(trx, thread, patch)
    if (verb === 'hide' || verb === 'restore') {
      await trx
        .updateTable('posts')
        .set(
          verb === 'hide'
            ? { hidden_at: now, hidden_by: by, hidden_reason: reason }
            : { hidden_at: null, hidden_by: null, hidden_reason: null },
        )
        .where('thread_id', '=', thread.id)
        .where('kind', '=', 'opening')
        .execute()
    }
    await logAct(trx, { at: now, by, verb, kind: 'thread', id: thread.id, reason })
    return { address: addressOf(thread) }
  })
}

/** Moves a thread to another category that the moderator may read. */
export async function moveThread(
  context: Context,
  threadId: number,
  categorySlug: string,
  reason: string,
): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread, category, categories }, now) => {
    demand(mayModerate(context.viewer))
    const to = categories.readable.find((one) => one.slug === categorySlug)
    if (!to)
      throw new AppError('invalid', 'Choose where it goes.', {
        fields: { category: 'Choose one of the categories.' },
      })
    if (to.id === category.id) return { address: addressOf(thread) }
    await changeThread(trx, thread, { category_id: to.id })
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'move',
      kind: 'thread',
      id: thread.id,
      reason,
      detail: { from: category.slug, to: to.slug },
    })
    return { address: addressOf(thread) }
  })
}

/**
 * Joins a thread to another: its posts (the question as an answer-less comment under the other's
 * question), followers and same-heres move, and its address leads there from now on.
 */
export async function mergeThread(
  context: Context,
  threadId: number,
  intoId: number,
  reason: string,
): Promise<Place> {
  if (threadId === intoId)
    throw new AppError('invalid', 'A thread can’t be joined to itself.', {
      fields: { into: 'Name another thread.' },
    })
  return inTransaction(context.db, async (trx) => {
    const now = context.clock.now()
    // Always locked in the same order, so that two merges towards each other can't wait for ever.
    for (const id of [threadId, intoId].sort((a, b) => a - b)) await lockRow(trx, 'threads', id)
    const { thread } = await getThread(trx, context.viewer, threadId)
    demand(mayModerate(context.viewer))
    const { thread: into } = await getThread(trx, context.viewer, intoId)
    if (thread.merged_into !== null)
      throw new AppError('conflict', 'This thread was joined to another already.')
    if (into.merged_into !== null)
      throw new AppError(
        'conflict',
        `That thread was itself joined to thread ${into.merged_into}. Name that one.`,
      )
    if ((thread.private_at === null) !== (into.private_at === null)) {
      throw new AppError(
        'conflict',
        'A private and a public thread can’t be joined: what was private would be read by all.',
      )
    }
    const opening = await openingOf(trx, intoId)
    const answers = hasAnswers(into.kind) ? 'answer' : 'reply'
    const moved = await trx
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', threadId)
      .execute()
    await trx
      .updateTable('posts')
      .set({ kind: 'comment', parent_id: opening })
      .where('thread_id', '=', threadId)
      .where((eb) =>
        eb.or([
          eb('kind', '=', 'opening'),
          eb.and([eb('kind', 'in', ['answer', 'reply']), eb('author_id', '=', into.author_id)]),
        ]),
      )
      .execute()
    await trx
      .updateTable('posts')
      .set({ kind: answers })
      .where('thread_id', '=', threadId)
      .where('kind', 'in', ['answer', 'reply'])
      .execute()
    // Comments whose post became a comment itself stand beside it, one level deep.
    await trx
      .updateTable('posts')
      .set({ parent_id: opening })
      .where('thread_id', '=', threadId)
      .where('parent_id', 'in', (eb) =>
        eb
          .selectFrom('posts as p')
          .select('p.id')
          .where('p.thread_id', '=', threadId)
          .where('p.kind', '=', 'comment'),
      )
      .execute()
    await trx
      .updateTable('posts')
      .set({ thread_id: intoId })
      .where('thread_id', '=', threadId)
      .execute()
    await moveMarks(trx, threadId, intoId)
    await trx
      .updateTable('notices')
      .set({ thread_id: intoId })
      .where('thread_id', '=', threadId)
      .execute()
    await trx
      .updateTable('threads')
      .set({ merged_into: intoId })
      .where('merged_into', '=', threadId)
      .execute()

    await changeThread(trx, thread, {
      merged_into: intoId,
      merged_at: now,
      accepted_post_id: null,
      accepted_at: null,
      accepted_by: null,
      answer_count: 0,
      same_here_count: 0,
      follower_count: 0,
    })
    const recounted = await recountThread(trx, into)
    const { same, followers } = await countMarks(trx, intoId)
    await changeThread(trx, recounted, { same_here_count: same, follower_count: followers })
    await logAct(trx, {
      at: now, by: context.viewer.id, verb: 'merge', kind: 'thread', id: threadId, reason,
      detail: { into: intoId, posts: moved.length },
    }) // prettier-ignore
    await enqueueIndexing(trx, threadId, now)
    await enqueueIndexing(trx, intoId, now)
    return { address: addressOf(into) }
  })
}

/** Takes some answers, with their comments, out into a thread of their own; the first becomes its question. */
export async function splitThread(
  context: Context,
  threadId: number,
  postIds: readonly number[],
  title: string,
  reason: string,
): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread }, now) => {
    demand(mayModerate(context.viewer))
    const posts = await trx
      .selectFrom('posts')
      .select(['id', 'author_id', 'kind', 'created_at'])
      .where('thread_id', '=', threadId)
      .where('id', 'in', postIds.length === 0 ? [0] : [...postIds])
      .where('kind', 'in', ['answer', 'reply', 'comment'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const first = posts[0]
    if (!first || posts.length !== postIds.length) {
      throw new AppError('invalid', 'Choose the answers or comments that belong elsewhere.', {
        fields: { posts: 'Choose at least one post of this thread.' },
      })
    }
    if (posts.some((post) => post.id === thread.accepted_post_id)) {
      throw new AppError(
        'conflict',
        'One of these is the accepted answer. Take the acceptance back first.',
      )
    }
    const made = await trx
      .insertInto('threads')
      .values({
        category_id: thread.category_id,
        author_id: first.author_id,
        kind: thread.kind,
        title,
        slug: slugOf(title),
        listed: thread.listed,
        waiting: thread.listed === 1 && hasAnswers(thread.kind) ? 1 : 0,
        private_at: thread.private_at,
        created_at: first.created_at,
        last_post_at: first.created_at,
        last_member_id: first.author_id,
      }) // prettier-ignore
      .returningAll()
      .executeTakeFirstOrThrow()
    await countNewThread(trx, made)
    const ids = posts.map((post) => post.id)
    await trx
      .updateTable('posts')
      .set({ thread_id: made.id })
      .where('parent_id', 'in', ids)
      .execute()
    await trx
      .updateTable('posts')
      .set({ thread_id: made.id, parent_id: null })
      .where('id', 'in', ids)
      .execute()
    await trx.updateTable('posts').set({ kind: 'opening' }).where('id', '=', first.id).execute()
    await trx
      .updateTable('posts')
      .set({ kind: 'comment', parent_id: first.id })
      .where('thread_id', '=', made.id)
      .where('id', '!=', first.id)
      .where('parent_id', 'is', null)
      .where((eb) => eb.or([eb('kind', '=', 'comment'), eb('author_id', '=', first.author_id)]))
      .execute()
    await recountThread(trx, made)
    await recountThread(trx, thread)
    if (first.author_id !== null) {
      await trx
        .insertInto('follows')
        .values({ member_id: first.author_id, kind: 'thread', subject_id: made.id, at: now })
        .execute()
      await trx
        .updateTable('threads')
        .set({ follower_count: 1 })
        .where('id', '=', made.id)
        .execute()
    }
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'split',
      kind: 'thread',
      id: threadId,
      reason,
      detail: { into: made.id, posts: ids },
    })
    await enqueueIndexing(trx, made.id, now)
    return { address: addressOf(made) }
  })
}

async function decideThread(
  context: Context,
  threadId: number,
  decide: (trx: Executor, found: ReadableThread, now: number) => Promise<Place>,
): Promise<Place> {
  return inTransaction(context.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const found = await getThread(trx, context.viewer, threadId)
    if (found.thread.merged_into !== null)
      throw new AppError('conflict', 'This thread was joined to another. Act there.')
    const now = context.clock.now()
    const place = await decide(trx, found, now)
    await enqueueIndexing(trx, threadId, now)
    return place
  })
}

async function openingOf(trx: Executor, threadId: number): Promise<number> {
  const row = await trx
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Followers and same-heres of one thread become those of another; who had both keeps one. */
async function moveMarks(trx: Executor, from: number, to: number): Promise<void> {
  await sql`insert into same_here (thread_id, member_id, at)
    select ${to}, member_id, at from same_here where thread_id = ${from} on conflict do nothing`.execute(
    trx,
  )
  await trx.deleteFrom('same_here').where('thread_id', '=', from).execute()
  await sql`insert into follows (member_id, kind, subject_id, at)
    select member_id, kind, ${to}, at from follows where kind = 'thread' and subject_id = ${from} on conflict do nothing`.execute(
    trx,
  )
  await trx
    .deleteFrom('follows')
    .where('kind', '=', 'thread')
    .where('subject_id', '=', from)
    .execute()
}

async function countMarks(
  trx: Executor,
  threadId: number,
): Promise<{ same: number; followers: number }> {
  const same = await trx
    .selectFrom('same_here')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('thread_id', '=', threadId)
    .executeTakeFirstOrThrow()
  const followers = await trx
    .selectFrom('follows')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kind', '=', 'thread')
    .where('subject_id', '=', threadId)
    .executeTakeFirstOrThrow()
  return { same: Number(same.n), followers: Number(followers.n) }
}
