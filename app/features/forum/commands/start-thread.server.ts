import { mayAskIn } from '#app/access/categories.ts'
import { mayWrite } from '#app/access/members.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { hasAnswers, slugOf } from '../rules.ts'
import type { ThreadKind } from '../types.ts'
import { stopBeyondLevel } from './stop-beyond-level.ts'
import { stopManyMentions } from './stop-many-mentions.ts'
import { followThread } from './follows.server.ts'
import { findByOnceKey, insertPost } from './post-rows.server.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { countNewThread } from './thread-counts.server.ts'
import { startClock } from './thread-clock.server.ts'
import { setTags } from './thread-tags.server.ts'
import { forumRefusals } from '../words/refusals.ts'

export interface ThreadDraft {
  readonly title: string
  readonly body: string
  readonly category: string
  readonly kind: ThreadKind
  readonly tags: readonly string[]
  readonly isPrivate: boolean
  readonly key?: string | undefined
}

/** Starts a thread and returns its address. Sent twice with the same key, it is started once. */
export async function startThread(context: Context, draft: ThreadDraft): Promise<{ readonly address: string }> {
  const { db, clock, viewer } = context
  demand(mayWrite(viewer, clock.now()))
  if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
  const html = await context.markdown.render(draft.body, context.viewer.id)
  stopManyMentions(html)
  stopBeyondLevel(viewer, html)
  const once = onceKey(viewer, draft.key)

  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const earlier = once === null ? undefined : await findByOnceKey(trx, once)
    if (earlier) return { address: await addressOfThread(trx, earlier.threadId) }
    const category = (await categoriesFor(trx, viewer)).readable.find((one) => one.slug === draft.category)
    if (!category)
      throw new AppError('invalid', saying(forumRefusals, 'category'), {
        fields: { category: saying(forumRefusals, 'category.other') },
      })
    demand(mayAskIn(category.facts))

    const thread = await trx
      .insertInto('threads')
      .values({
        category_id: category.id,
        author_id: viewer.id,
        kind: draft.kind,
        title: draft.title,
        slug: slugOf(draft.title),
        listed: draft.isPrivate ? 0 : 1,
        waiting: draft.isPrivate || !hasAnswers(draft.kind) ? 0 : 1,
        private_at: draft.isPrivate ? now : null,
        created_at: now,
        last_post_at: now,
        last_member_id: viewer.id,
        promised: hasAnswers(draft.kind) ? 1 : 0,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await startClock(trx, thread)
    const postId = await insertPost(trx, now, {
      threadId: thread.id,
      parentId: null,
      authorId: viewer.id,
      kind: 'opening',
      body: draft.body,
      html,
      onceKey: once,
    })
    if (postId === null) throw new AppError('conflict', saying(forumRefusals, 'twice.thread'))
    await countNewThread(trx, thread)
    await setTags(trx, thread, draft.tags)
    await followThread(trx, viewer.id, thread.id, now)
    await trx.deleteFrom('drafts').where('member_id', '=', viewer.id).where('key', '=', 'ask').execute()
    await tell(trx, 'thread.started', { thread: thread.id, post: postId }, now)
    return { address: addressOf(thread) }
  })
}

async function addressOfThread(trx: Executor, id: number): Promise<string> {
  return addressOf(
    await trx.selectFrom('threads').select(['id', 'slug']).where('id', '=', id).executeTakeFirstOrThrow(),
  )
}
