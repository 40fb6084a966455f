import { logAct } from '#app/platform/acts.server.ts'
import { mayEditPost } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { attachFiles } from '#app/platform/attached-files.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { slugOf } from '../rules.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { saying } from '#app/locale/saying.ts'
import { getPost } from '../queries/facts.server.ts'
import { stopPersonalData } from './stop-personal-data.ts'
import { stopBeyondLevel } from './stop-beyond-level.ts'
import { stopManyMentions } from './stop-many-mentions.ts'
import { getPostToDecide } from './decide.server.ts'
import { changeThread } from './thread-counts.server.ts'
import { setTags } from './thread-tags.server.ts'
import { forumRefusals } from '../words/refusals.ts'

export interface PostEdit {
  readonly body: string
  /** For an opening post. */
  readonly title?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly reason: string
  /** The author was shown the personal data in it and wants it public. */
  readonly isSure?: boolean | undefined
  /** The revision that was on the editor's screen: a newer one is not overwritten. */
  readonly revision: number
}

/** Edits a post, keeping what it was as a revision. Returns its address. */
export async function editPost(
  context: Context,
  postId: number,
  edit: PostEdit,
): Promise<{ readonly address: string }> {
  const { db, clock, viewer } = context
  const seen = await getPost(db, viewer, postId)
  demand(mayEditPost(viewer, seen.facts, seen.postFacts, clock.now()))
  if (seen.thread.private_at === null) stopPersonalData(edit, `${seen.thread.title}\n${seen.post.body}`)
  const html = await context.markdown.render(edit.body, context.viewer.id)
  stopManyMentions(html)
  stopBeyondLevel(viewer, html)

  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const { thread, post, facts, postFacts } = await getPostToDecide(trx, viewer, postId)
    demand(mayEditPost(viewer, facts, postFacts, now))
    if (post.revision !== edit.revision) {
      throw new AppError('conflict', saying(forumRefusals, 'editedMeanwhile'))
    }
    const isOpening = post.kind === 'opening'
    const title = isOpening && edit.title !== undefined ? edit.title : thread.title
    const changed = edit.body !== post.body || title !== thread.title
    if (changed) {
      await trx
        .insertInto('post_revisions')
        .values({
          post_id: postId,
          number: post.revision,
          title: isOpening ? thread.title : null,
          body: post.body,
          by_id: post.edited_by ?? post.author_id,
          at: post.edited_at ?? post.created_at,
          reason: post.edit_reason,
        })
        .execute()
      await trx
        .updateTable('posts')
        .set({
          body: edit.body,
          html,
          renderer: RENDERER_VERSION,
          edited_at: now,
          edited_by: viewer.id,
          edit_reason: edit.reason === '' ? null : edit.reason,
          revision: post.revision + 1,
        })
        .where('id', '=', postId)
        .execute()
      if (viewer.id !== post.author_id || edit.reason !== '') {
        await logAct(trx, {
          at: now,
          by: viewer.id,
          verb: 'edit',
          kind: 'post',
          id: postId,
          reason: edit.reason,
          detail: { revision: post.revision + 1 },
        })
      }
    }
    if (viewer.id !== null) await attachFiles(trx, { post_id: postId }, viewer.id, edit.body)
    if (isOpening) {
      const after = title === thread.title ? thread : await changeThread(trx, thread, { title, slug: slugOf(title) })
      if (edit.tags && (await setTags(trx, after, edit.tags)))
        await tell(trx, 'thread.moved', { thread: thread.id }, now)
    }
    await trx
      .deleteFrom('drafts')
      .where('member_id', '=', viewer.id ?? 0)
      .where('key', '=', `post:${postId}:edit`)
      .execute()
    await tell(trx, 'post.edited', { thread: thread.id, post: postId }, now)
    return { address: postAddress({ id: thread.id, slug: slugOf(title) }, postId) }
  })
}
