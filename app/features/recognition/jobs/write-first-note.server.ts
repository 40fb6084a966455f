import { DAY } from '#app/kernel/clock.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { readFirstNotes } from '../queries/first-notes.server.ts'
import type { FirstNoteKind } from '../types.ts'

/** Whoever had nothing accepted for so long was away, in milliseconds. */
const AWAY = 182 * DAY

/**
 * The job `recognition.first-note`: a first answer, a first acceptance and a return bring a note that staff wrote and sign,
 * each once in a member's life here: the table says so. Imported answers bring none, and staff get none.
 */
export async function writeFirstNote({ db, clock }: Pick<Services, 'db' | 'clock'>, postId: number): Promise<void> {
  const { notes } = await readFirstNotes(db)
  if (notes.signer === null) return
  const post = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select(['posts.id', 'posts.author_id', 'threads.accepted_post_id', 'threads.accepted_at'])
    .where('posts.id', '=', postId)
    .where('posts.kind', '=', 'answer')
    .where('posts.hidden_at', 'is', null)
    .where('posts.doubt_until', 'is', null)
    .where('posts.source', 'is', null)
    .where('threads.listed', '=', 1)
    .where((eb) =>
      eb.or([eb('threads.author_id', 'is', null), eb('posts.author_id', '!=', eb.ref('threads.author_id'))]),
    )
    .where('members.erased_at', 'is', null)
    .where('members.role', 'not in', [...STAFF_ROLES])
    .executeTakeFirst()
  if (!post || post.author_id === null) return
  const member = post.author_id
  const isAccepted = post.accepted_post_id === post.id && post.accepted_at !== null
  const kind = isAccepted
    ? await kindOfAcceptance(db, member, post.id, post.accepted_at ?? 0)
    : (await hasOtherAnswer(db, member, post.id))
      ? null
      : ('answer' as const)
  if (kind === null) return
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const written = await trx
      .insertInto('first_notes')
      .values({ member_id: member, kind, post_id: post.id, by_id: notes.signer, words: notes[kind], at: now })
      .onConflict((c) => c.columns(['member_id', 'kind']).doNothing())
      .returning('kind')
      .executeTakeFirst()
    if (written) await tell(trx, 'first-note.sent', { member }, now)
  })
}

async function hasOtherAnswer(db: Executor, member: number, post: number): Promise<boolean> {
  const other = await db
    .selectFrom('posts')
    .select('id')
    .where('author_id', '=', member)
    .where('kind', '=', 'answer')
    .where('id', '!=', post)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** Whether an acceptance is the first, or the first after a long time; null where it is neither. */
async function kindOfAcceptance(db: Executor, member: number, post: number, at: number): Promise<FirstNoteKind | null> {
  const before = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.accepted_post_id', 'posts.id')
    .select((eb) => eb.fn.max<number | null>('threads.accepted_at').as('last'))
    .where('posts.author_id', '=', member)
    .where('posts.id', '!=', post)
    .executeTakeFirst()
  const last = before?.last ?? null
  if (last === null) return 'accepted'
  return at - Number(last) > AWAY ? 'back' : null
}
