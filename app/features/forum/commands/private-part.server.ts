import { mayActAtDesk } from '#app/access/escalations.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { getThread } from '../queries/facts.server.ts'
import { findPart } from '../queries/part.server.ts'
import { hasAnswers } from '../rules.ts'
import { forumRefusals } from '../words/refusals.ts'
import { addPost, noteUses } from './add-post.server.ts'
import { followThread } from './follows.server.ts'
import { findByOnceKey, insertPost } from './post-rows.server.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { stopBeyondLevel } from './stop-beyond-level.ts'
import { stopManyMentions } from './stop-many-mentions.ts'
import { waitForAsker } from './part-clock.server.ts'

/**
 * Writes to the asker alone, in the private part of their question: a thread of its own that only they and staff can
 * read, so that every list, search, feed and export leaves it out by the rules for private threads. The first message
 * opens it. The clock of the question stands until the asker writes, unless nothing is needed of them. Returns the number
 * of the part.
 */
export async function writePrivately(
  context: Context,
  threadId: number,
  message: {
    readonly body: string
    readonly key?: string | undefined
    readonly prepared?: readonly number[]
    readonly needsNothing?: boolean
  },
): Promise<{ readonly part: number; readonly opened: boolean }> {
  const { db, viewer, clock } = context
  const seen = await getThread(db, viewer, threadId)
  demand(mayActAtDesk(viewer, clock.now()))
  if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
  if (seen.thread.part_of !== null || !hasAnswers(seen.thread.kind) || seen.thread.private_at !== null)
    throw new AppError('conflict', saying(forumRefusals, 'private.kind'))
  if (seen.thread.author_id === null) throw new AppError('conflict', saying(forumRefusals, 'private.former'))
  if (message.body.trim() === '')
    throw new AppError('invalid', saying(forumRefusals, 'private.empty'), {
      fields: { body: saying(forumRefusals, 'private.empty') },
    })
  const html = await context.markdown.render(message.body, viewer.id)
  stopManyMentions(html)
  stopBeyondLevel(viewer, html)
  const once = onceKey(viewer, message.key)
  const part = await inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const { thread } = await getThread(trx, viewer, threadId)
    const earlier = once === null ? undefined : await findByOnceKey(trx, once)
    if (earlier) return { id: earlier.threadId, opened: true, isWritten: true }
    const known = await findPart(trx, threadId)
    if (known !== null) return { id: known, opened: false, isWritten: false }
    const now = clock.now()
    const made = await trx
      .insertInto('threads')
      .values({
        category_id: thread.category_id,
        author_id: thread.author_id,
        kind: 'idea', // has replies and no answers: nothing in it is ever accepted or waits
        title: thread.title,
        slug: thread.slug,
        listed: 0,
        waiting: 0,
        private_at: now,
        part_of: threadId,
        created_at: now,
        last_post_at: now,
        last_member_id: viewer.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (thread.author_id !== null) await followThread(trx, thread.author_id, made.id, now)
    await followThread(trx, viewer.id, made.id, now)
    const postId = await insertPost(trx, now, {
      threadId: made.id,
      parentId: null,
      authorId: viewer.id,
      kind: 'opening',
      body: message.body,
      html,
      onceKey: once,
    })
    if (postId === null) throw new AppError('conflict', saying(forumRefusals, 'twice.post'))
    await noteUses(trx, message.prepared ?? [], { post: postId, by: viewer.id, at: now })
    const draft = `thread:${threadId}:private`
    await trx.deleteFrom('drafts').where('member_id', '=', viewer.id).where('key', '=', draft).execute()
    if (message.needsNothing !== true) await waitForAsker(trx, thread, now, viewer.id)
    await tell(trx, 'thread.started', { thread: made.id, post: postId }, now)
    await tell(trx, 'thread.changed', { thread: threadId }, now)
    return { id: made.id, opened: true, isWritten: true }
  })
  if (part.isWritten) return { part: part.id, opened: part.opened }
  const { body, key, prepared, needsNothing } = message
  await addPost(context, part.id, {
    body,
    parentId: null,
    as: 'answer',
    key,
    isSure: true,
    prepared: prepared ?? [],
    needsNothing,
  })
  return { part: part.id, opened: false }
}
