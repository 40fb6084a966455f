import { mentionsIn } from '#app/kernel/mentions.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { findReaders } from '#app/features/forum/queries/facts.server.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { DESK_KINDS, GATHER, KNOWN_ALREADY, recipientsOf, type Candidate } from '../rules.ts'
import { withChannels } from '../queries/channels.server.ts'
import { isOutcomeOpen } from '../rules/reasons.ts'
import type { NoticeKind } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** Followers told of one post; a thread with more is told in pages of this size. */
const PAGE = 500

/** The job `notices.settle`: everybody who should know of a post has a notice, once. */
export async function settlePost({ db, clock }: Parts, postId: number): Promise<void> {
  const post = await db.selectFrom('posts').selectAll().where('id', '=', postId).executeTakeFirst()
  if (!post || post.hidden_at !== null) return
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', post.thread_id).executeTakeFirst()
  if (!thread || thread.hidden_at !== null || thread.merged_into !== null) return
  await correctKinds(db, post, thread)

  const about = await authorOfParent(db, post, thread)
  let after = 0
  let others = await otherCandidates(db, post, thread)
  for (;;) {
    const followers = await followersOf(db, post, after)
    const candidates = [
      ...others,
      ...followers.map((id): Candidate => ({ memberId: id, kind: followerKind(id, post, thread, about) })),
    ]
    await tellAboutPost(db, clock.now(), recipientsOf(candidates, post.author_id), post, thread)
    others = []
    after = followers.at(-1) ?? 0
    if (followers.length < PAGE) return
  }
}

/** An edit may take a mention away, and an answer may have become a comment: what is unread says what is so. */
async function correctKinds(db: Executor, post: PostRow, thread: ThreadRow): Promise<void> {
  const unread = await db
    .selectFrom('notices')
    .innerJoin('members', 'members.id', 'notices.member_id')
    .select(['notices.id', 'notices.member_id', 'notices.kind', 'members.handle'])
    .where('notices.post_id', '=', post.id)
    .where('notices.kind', 'in', ['mention', 'answer', 'comment', 'details'])
    .where('notices.read_at', 'is', null)
    .limit(PAGE)
    .execute()
  const named = mentionsIn(post.html)
  const about = await authorOfParent(db, post, thread)
  for (const notice of unread) {
    const isMention = notice.kind === 'mention'
    if (isMention && named.includes(notice.handle.toLowerCase())) continue
    if (isMention && !(await follows(db, notice.member_id, thread.id))) {
      await db.deleteFrom('notices').where('id', '=', notice.id).execute()
      continue
    }
    const kind = followerKind(notice.member_id, post, thread, about)
    const isComment = kind === 'moved' && notice.kind === 'comment' // on what they wrote
    if (kind === notice.kind || isComment) continue
    await db.updateTable('notices').set({ kind }).where('id', '=', notice.id).execute()
  }
}

/** `about`: whose words a comment is on. To the asker one on another's answer is news of the thread. */
function followerKind(memberId: number, post: PostRow, thread: ThreadRow, about: number | null): NoticeKind {
  if (memberId !== thread.author_id) return 'moved'
  if (post.asks_details === 1) return 'details'
  if (thread.part_of !== null) return 'private-part'
  if (post.kind === 'answer' || post.kind === 'reply') return 'answer'
  return memberId === about ? 'comment' : 'moved'
}

/** Who wrote what a post stands under: the asker where it stands under nothing else. */
async function authorOfParent(db: Executor, post: PostRow, thread: ThreadRow): Promise<number | null> {
  if (post.parent_id === null) return thread.author_id
  const parent = await db.selectFrom('posts').select('author_id').where('id', '=', post.parent_id).executeTakeFirst()
  return parent?.author_id ?? null
}

/** Those who followed the thread when the post came: an edit of it is no news for who came later. */
async function followersOf(db: Executor, post: PostRow, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('follows')
    .select('member_id')
    .where('kind', '=', 'thread')
    .where('subject_id', '=', post.thread_id)
    .where('at', '<=', post.created_at)
    .where('member_id', '>', after)
    .orderBy('member_id')
    .limit(PAGE)
    .execute()
  return rows.map((row) => row.member_id)
}

/** Those who are told for another reason than following: mentioned, or commented on. */
async function otherCandidates(db: Executor, post: PostRow, thread: ThreadRow): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  // It stops the clock of their own question: whoever follows it no longer is told all the same.
  if (post.asks_details === 1 && thread.author_id !== null) found.push({ memberId: thread.author_id, kind: 'details' })
  const handles = mentionsIn(post.html)
  if (handles.length > 0) {
    const members = await db
      .selectFrom('members')
      .select(['id', 'handle'])
      .where('handle_key', 'in', handles.map(handleKey))
      .where('erased_at', 'is', null)
      .execute()
    const named = members.filter((member) => handles.includes(member.handle.toLowerCase()))
    found.push(...named.map((member): Candidate => ({ memberId: member.id, kind: 'mention' })))
  }
  if (post.kind === 'comment' && post.parent_id !== null) {
    const authorId = await authorOfParent(db, post, thread)
    if (authorId !== null && (await follows(db, authorId, thread.id)))
      found.push({ memberId: authorId, kind: 'comment' })
  }
  return found
}

/** Who stopped following a thread wants no word of it, but for being mentioned. */
async function follows(db: Executor, memberId: number, threadId: number): Promise<boolean> {
  const row = await db
    .selectFrom('follows')
    .select('at')
    .where('member_id', '=', memberId)
    .where('kind', '=', 'thread')
    .where('subject_id', '=', threadId)
    .executeTakeFirst()
  return row !== undefined
}

/** The job `notices.acceptance`: the author of the accepted answer knows. */
export async function settleAcceptance({ db, clock }: Parts, threadId: number): Promise<void> {
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  if (!thread) return
  await db
    .deleteFrom('notices')
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'accepted')
    .where('read_at', 'is', null)
    .where('post_id', '!=', thread.accepted_post_id ?? 0)
    .execute()
  if (thread.accepted_post_id === null) return
  const post = await db.selectFrom('posts').selectAll().where('id', '=', thread.accepted_post_id).executeTakeFirst()
  if (!post?.author_id) return
  await tellAboutPost(
    db,
    clock.now(),
    recipientsOf([{ memberId: post.author_id, kind: 'accepted' }], thread.accepted_by),
    post,
    thread,
    thread.accepted_by,
  )
}

/** The job `notices.helpful`: the author learns of the first vote for a post; later ones are only counted. */
export async function settleHelpful({ db, clock }: Parts, postId: number): Promise<void> {
  // A vote that was taken back is no news; whoever voted next is.
  await db
    .deleteFrom('notices')
    .where('post_id', '=', postId)
    .where('kind', '=', 'helpful')
    .where('read_at', 'is', null)
    .where('actor_id', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('helpful')
            .select('helpful.member_id')
            .where('helpful.post_id', '=', postId)
            .whereRef('helpful.member_id', '=', 'notices.actor_id'),
        ),
      ),
    )
    .execute()
  const vote = await db
    .selectFrom('helpful')
    .select('member_id')
    .where('post_id', '=', postId)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  const post = await db.selectFrom('posts').selectAll().where('id', '=', postId).executeTakeFirst()
  if (!vote || !post?.author_id) return
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', post.thread_id).executeTakeFirstOrThrow()
  await tellAboutPost(
    db,
    clock.now(),
    recipientsOf([{ memberId: post.author_id, kind: 'helpful' }], vote.member_id),
    post,
    thread,
    vote.member_id,
  )
}

/** The job `thread.outcome`: the asker is asked once whether an answer solved it, while that is open. */
export async function settleOutcome({ db, clock }: Parts, threadId: number): Promise<void> {
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  if (!thread) return
  const isOpen = isOutcomeOpen({
    acceptedPostId: thread.accepted_post_id,
    isReopened: thread.reopened_at !== null,
    isClosed: thread.closed_at !== null,
    answerCount: thread.answer_count,
  })
  if (!isOpen)
    await db
      .deleteFrom('notices')
      .where('thread_id', '=', threadId)
      .where('kind', '=', 'outcome')
      .where('read_at', 'is', null)
      .execute()
  if (!isOpen || thread.author_id === null || thread.outcome_asked_at === null) return
  const opening = await db
    .selectFrom('posts')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirst()
  if (!opening) return
  await tellAboutPost(db, clock.now(), [{ memberId: thread.author_id, kind: 'outcome' }], opening, thread, null)
}

/**
 * Writes the missing notices and the jobs that mail them. A member hears of one post once, whatever
 * the reasons, and only of what they may read now. A fixed number of queries, but for the jobs.
 */
export async function tellAboutPost(
  db: Executor,
  now: number,
  recipients: readonly Candidate[],
  post: PostRow,
  thread: ThreadRow,
  actorId: number | null = post.author_id,
): Promise<void> {
  const viewers = await findViewers(
    db,
    recipients.map(({ memberId }) => memberId),
    now,
  )
  const readers = new Set((await findReaders(db, [...viewers.values()], post.id)).map(({ id }) => id))
  const wanted = (await withChannels(db, recipients)).filter(
    ({ memberId, channel }) => channel !== 'off' && readers.has(memberId),
  )
  if (wanted.length === 0) return
  await inTransaction(db, async (trx) => {
    // Two runs for one post at once would each find that nobody was told.
    await lockRow(trx, 'posts', post.id)
    const told = await trx
      .selectFrom('notices')
      .select('member_id')
      .where('post_id', '=', post.id)
      .where('kind', 'in', ABOUT_POST)
      .where(
        'member_id',
        'in',
        wanted.map(({ memberId }) => memberId),
      )
      .execute()
    const missing = wanted.filter(
      ({ memberId, kind }) => !ABOUT_POST.includes(kind) || !told.some((row) => row.member_id === memberId),
    )
    if (missing.length === 0) return
    const isDesk = missing.every(({ kind }) => DESK_KINDS.has(kind))
    const made = await trx
      .insertInto('notices')
      .values(
        missing.map(({ memberId, kind, channel }) => ({
          member_id: memberId,
          kind,
          thread_id: thread.id,
          post_id: post.id,
          actor_id: actorId,
          created_at: now,
          channel,
          // In a digest only what is unread is told.
          read_at: KNOWN_ALREADY.has(kind) && channel !== 'digest' ? now : null,
        })),
      )
      .onConflict((c) => c.columns(['member_id', 'kind', 'post_id']).doNothing())
      .returning(['member_id', 'channel'])
      .execute()
    for (const { member_id, channel } of made) {
      if (channel !== 'mail') continue
      const at = now + GATHER
      if (isDesk) await enqueue(trx, 'notices.desk-mail', { member: member_id }, { now, at })
      else await enqueue(trx, 'notices.mail', { member: member_id, thread: thread.id }, { now, at })
    }
  })
}

/** The reasons of which a member is told one for one post. */
const ABOUT_POST: NoticeKind[] = ['details', 'mention', 'answer', 'comment', 'moved']
