import { logAct } from '#app/platform/acts.server.ts'
import { sql } from 'kysely'
import { mayModerate } from '#app/access/threads.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getThread } from '../queries/facts.server.ts'
import { hasAnswers } from '../rules.ts'
import { answersByAuthor, countAccepted, countAnswersAgain } from './member-counts.server.ts'
import { carryPart } from './merge-part.server.ts'
import { refusePart } from './moderate-thread.server.ts'
import { openingOf } from './post-rows.server.ts'
import { changeThread, recountThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/**
 * Joins a thread to another: its posts (the question as an answer-less comment under the other's
 * question), followers and same-heres move, and its address leads there from now on.
 */
export async function mergeThread(
  context: Context,
  threadId: number,
  intoId: number,
  reason: string,
): Promise<{ readonly address: string }> {
  if (threadId === intoId)
    throw new AppError('invalid', saying(forumRefusals, 'join.itself'), {
      fields: { into: saying(forumRefusals, 'join.another') },
    })
  return inTransaction(context.db, async (trx) => {
    const now = context.clock.now()
    // Always locked in the same order, so that two merges towards each other can't wait for ever.
    for (const id of [threadId, intoId].sort((a, b) => a - b)) await lockRow(trx, 'threads', id)
    const { thread } = await getThread(trx, context.viewer, threadId)
    demand(mayModerate(context.viewer))
    const { thread: into } = await getThread(trx, context.viewer, intoId)
    if (thread.merged_into !== null) throw new AppError('conflict', saying(forumRefusals, 'join.already'))
    if (into.merged_into !== null)
      throw new AppError('conflict', saying(forumRefusals, 'join.further', { thread: into.merged_into }))
    if (thread.part_of !== null || into.part_of !== null) refusePart()
    if ((thread.private_at === null) !== (into.private_at === null)) {
      throw new AppError('conflict', saying(forumRefusals, 'join.private'))
    }
    if (thread.private_at !== null && thread.author_id !== into.author_id) {
      throw new AppError('conflict', saying(forumRefusals, 'join.two'))
    }
    if (thread.hidden_at !== null && into.hidden_at === null)
      throw new AppError('conflict', saying(forumRefusals, 'join.hidden'))
    const answersBefore = await answersByAuthor(trx, [threadId, intoId])
    const opening = await openingOf(trx, intoId)
    const answers = hasAnswers(into.kind) ? 'answer' : 'reply'
    const moved = await trx
      .selectFrom('posts')
      .select(['id', 'kind', 'parent_id'])
      .where('thread_id', '=', threadId)
      .execute()
    const before = { ...(await recordOf(trx, thread, into, moved)), part: await carryPart(trx, thread, into) }
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
        eb.selectFrom('posts as p').select('p.id').where('p.thread_id', '=', threadId).where('p.kind', '=', 'comment'),
      )
      .execute()
    await trx.updateTable('posts').set({ thread_id: intoId }).where('thread_id', '=', threadId).execute()
    const sameHere = await moveMarks(trx, thread, intoId)
    if (thread.accepted_post_id !== null) {
      await countAccepted(trx, thread.accepted_post_id, -1)
      const lost = { thread: threadId, post: thread.accepted_post_id }
      await tell(trx, 'answer.unaccepted', lost, now)
    }
    await trx.updateTable('notices').set({ thread_id: intoId }).where('thread_id', '=', threadId).execute()
    await trx.updateTable('threads').set({ merged_into: intoId }).where('merged_into', '=', threadId).execute()

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
    await changeThread(trx, recounted, {
      same_here_count: into.same_here_count + sameHere,
      follower_count: await countFollowers(trx, intoId),
    })
    await countAnswersAgain(trx, answersBefore, await answersByAuthor(trx, [threadId, intoId]))
    await trx
      .insertInto('thread_merges')
      .values({
        thread_id: threadId,
        into_id: intoId,
        at: now,
        by_id: context.viewer.id,
        reason,
        before: JSON.stringify(before),
      })
      .execute()
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'merge',
      kind: 'thread',
      id: threadId,
      reason,
      detail: { into: intoId, posts: moved.length },
    })
    await tell(trx, 'thread.merged', { thread: threadId, into: intoId }, now)
    return { address: addressOf(into) }
  })
}

/** What is needed to part two threads again. */
export interface MergeRecord {
  readonly posts: readonly {
    readonly id: number
    readonly kind: string
    readonly parent_id: number | null
  }[]
  /** Ids of notices that spoke of the joined thread. */
  readonly notices: readonly number[]
  /** Threads that led to the joined one. */
  readonly led: readonly number[]
  readonly sameHere: readonly Mark[]
  readonly follows: readonly Mark[]
  /** Its private part; merges of before there were any say nothing. */
  readonly part?: number | null
  /** Same-heres of an import, whose members are not known. */
  readonly sameHereOfImport: number
  readonly accepted: {
    readonly post: number
    readonly at: number | null
    readonly by: number | null
  } | null
}

interface Mark {
  readonly member: number
  readonly at: number
  /** The member had marked the other thread as well, so that nothing moved. */
  readonly hadBoth: boolean
}

async function recordOf(
  trx: Executor,
  thread: ThreadRow,
  into: ThreadRow,
  posts: MergeRecord['posts'],
): Promise<MergeRecord> {
  const sameHere = await trx
    .selectFrom('same_here')
    .select(['thread_id', 'member_id', 'at'])
    .where('thread_id', 'in', [thread.id, into.id])
    .execute()
  const follows = await trx
    .selectFrom('follows')
    .select(['subject_id as thread_id', 'member_id', 'at'])
    .where('kind', '=', 'thread')
    .where('subject_id', 'in', [thread.id, into.id])
    .execute()
  const notices = await trx.selectFrom('notices').select('id').where('thread_id', '=', thread.id).execute()
  const led = await trx.selectFrom('threads').select('id').where('merged_into', '=', thread.id).execute()
  const known = sameHere.filter((row) => row.thread_id === thread.id).length
  return {
    posts,
    notices: notices.map(({ id }) => id),
    led: led.map(({ id }) => id),
    sameHere: marksOf(sameHere, thread.id),
    follows: marksOf(follows, thread.id),
    sameHereOfImport: thread.same_here_count - known,
    accepted:
      thread.accepted_post_id === null
        ? null
        : { post: thread.accepted_post_id, at: thread.accepted_at, by: thread.accepted_by },
  }
}

function marksOf(
  rows: readonly { readonly thread_id: number; readonly member_id: number; readonly at: number }[],
  threadId: number,
): readonly Mark[] {
  const others = new Set(rows.filter((row) => row.thread_id !== threadId).map((row) => row.member_id))
  return rows
    .filter((row) => row.thread_id === threadId)
    .map((row) => ({ member: row.member_id, at: row.at, hadBoth: others.has(row.member_id) }))
}

/**
 * Followers and same-heres of one thread become those of another; who had both keeps one. Returns how many
 * same-heres came along, with those of an import, whose members are not known.
 */
async function moveMarks(trx: Executor, from: ThreadRow, to: number): Promise<number> {
  const moved = await sql`insert into same_here (thread_id, member_id, at)
    select ${to}, member_id, at from same_here where thread_id = ${from.id} on conflict do nothing`.execute(trx)
  const left = await trx.deleteFrom('same_here').where('thread_id', '=', from.id).executeTakeFirstOrThrow()
  await sql`insert into follows (member_id, kind, subject_id, at)
    select member_id, kind, ${to}, at from follows where kind = 'thread' and subject_id = ${from.id} on conflict do nothing`.execute(
    trx,
  )
  await trx.deleteFrom('follows').where('kind', '=', 'thread').where('subject_id', '=', from.id).execute()
  return Number(moved.numAffectedRows ?? 0) + from.same_here_count - Number(left.numDeletedRows)
}

export async function countFollowers(trx: Executor, threadId: number): Promise<number> {
  const { n } = await trx
    .selectFrom('follows')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kind', '=', 'thread')
    .where('subject_id', '=', threadId)
    .executeTakeFirstOrThrow()
  return Number(n)
}
