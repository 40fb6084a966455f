import { attachFiles } from '#app/platform/attached-files.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { AnswerDoubt } from '../rules/answer-doubt.ts'
import type { PostKind } from '../types.ts'

/** What a new post needs beside its place. */
export interface NewPost {
  readonly threadId: number
  readonly parentId: number | null
  readonly authorId: number
  readonly kind: PostKind
  readonly body: string
  readonly html: string
  readonly onceKey: string | null
  readonly asksDetails?: boolean
  /** What it looks like instead of an answer, and until when somebody may object. */
  readonly doubt?: AnswerDoubt | null
  readonly doubtUntil?: number | null
}

/** Inserts a post and returns its id; null when the same form was sent before. */
export async function insertPost(trx: Executor, now: number, post: NewPost): Promise<number | null> {
  const row = await trx
    .insertInto('posts')
    .values({
      thread_id: post.threadId,
      parent_id: post.parentId,
      author_id: post.authorId,
      kind: post.kind,
      body: post.body,
      html: post.html,
      renderer: RENDERER_VERSION,
      created_at: now,
      once_key: post.onceKey,
      asks_details: post.asksDetails ? 1 : 0,
      doubt: post.doubt ?? null,
      doubt_until: post.doubtUntil ?? null,
    })
    .onConflict((c) => c.column('once_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) await attachFiles(trx, { post_id: row.id }, post.authorId, post.body)
  return row?.id ?? null
}

/** The post that an earlier sending of the same form made. */
export async function findByOnceKey(
  db: Executor,
  once: string,
): Promise<{ readonly postId: number; readonly threadId: number } | undefined> {
  const row = await db.selectFrom('posts').select(['id', 'thread_id']).where('once_key', '=', once).executeTakeFirst()
  return row ? { postId: row.id, threadId: row.thread_id } : undefined
}

/** The id of a thread's opening post. */
export async function openingOf(trx: Executor, threadId: number): Promise<number> {
  const row = await trx
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirstOrThrow()
  return row.id
}
