import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { CLOSING_NOTICE } from '#app/features/forum/types.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { mentionsIn } from '#app/kernel/mentions.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import type { Candidate } from '../rules.ts'
import type { NoticeKind } from '../types.ts'
import { tellAboutPost } from './settle-notices.server.ts'

/** Each time this happens the asker is told anew. */
const ONCE_EACH: ReadonlySet<NoticeKind> = new Set(['escalated', 'closed', 'closing-soon'])

type Parts = Pick<Services, 'db' | 'clock'>

/**
 * The job `notices.desk`: whoever has an escalation knows, its team knows while nobody has it, and its asker knows
 * that the second tier has the question. What is no longer so and was not read is taken back.
 */
export async function settleDesk({ db, clock }: Parts, threadId: number): Promise<void> {
  const found = await threadWithOpening(db, threadId)
  if (!found) return
  const { thread, opening } = found
  const now = clock.now()
  const open = await db
    .selectFrom('escalations')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  const owner = open?.owner_id ?? null
  // What came with an import was there before; it stands in the queue, and nobody is called for it.
  const isImported = thread.source !== null
  const told =
    open && !isImported && owner === null && open.state === 'waiting' ? await colleaguesOf(db, open, now) : []
  const isPrivate = thread.private_at !== null
  // Whoever took it knows.
  const given = open && owner !== null && !(await tookIt(db, open.id, owner)) ? [owner] : []
  await settleKind(db, now, thread, opening, 'yours', given, open?.claimed_at ?? 0)
  await settleKind(db, now, thread, opening, 'private-asked', isPrivate ? told : [], open?.opened_at ?? 0)
  await settleKind(db, now, thread, opening, 'to-desk', isPrivate ? [] : told, open?.opened_at ?? 0)
  const late = open ? await hasReason(db, open.id, ['due', 'severity', 'did-not-help', 'asked', 'by-hand']) : false
  const asker = open && late && !isImported && !isPrivate && thread.author_id !== null ? [thread.author_id] : []
  await settleKind(db, now, thread, opening, 'escalated', asker, open?.opened_at ?? 0)
}

/** Whether the owner claimed an escalation themselves, last of all who had it or gave it. */
async function tookIt(db: Executor, escalationId: number, owner: number): Promise<boolean> {
  const last = await db
    .selectFrom('escalation_history')
    .select(['act', 'by_id'])
    .where('escalation_id', '=', escalationId)
    .where('act', 'in', ['claimed', 'given', 'handed', 'passed'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.act === 'claimed' && last.by_id === owner
}

/** The job `notices.invited`: who was asked to help with a thread knows, once. */
export async function settleInvited({ db, clock }: Parts, threadId: number): Promise<void> {
  const found = await threadWithOpening(db, threadId)
  if (!found) return
  const { thread, opening } = found
  const invited = await db
    .selectFrom('invitations')
    .select(['member_id', 'by_id'])
    .where('thread_id', '=', threadId)
    .orderBy('at')
    .execute()
  for (const by of new Set(invited.map((row) => row.by_id))) {
    const candidates = invited
      .filter((row) => row.by_id === by)
      .map((row): Candidate => ({ memberId: row.member_id, kind: 'invited' }))
    await tellAboutPost(db, clock.now(), candidates, opening, thread, by)
  }
}

/** The job `notices.notes`: colleagues who are mentioned in the newest notes about a thread know of it. */
export async function settleNotes({ db, clock }: Parts, threadId: number): Promise<void> {
  const found = await threadWithOpening(db, threadId)
  if (!found) return
  const { thread, opening } = found
  const notes = await db
    .selectFrom('staff_notes')
    .select(['by_id', 'html', 'at'])
    .where('thread_id', '=', threadId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  const told = new Set<number>()
  for (const note of notes) {
    const handles = mentionsIn(note.html)
    if (handles.length === 0) continue
    const named = await db
      .selectFrom('members')
      .select(['id', 'handle'])
      .where('handle_key', 'in', handles.map(handleKey))
      .where('role', 'in', [...STAFF_ROLES])
      .where('erased_at', 'is', null)
      .execute()
    const news = named.filter(({ id }) => id !== note.by_id && !told.has(id))
    for (const { id } of news) told.add(id)
    const ids = news.map(({ id }) => id)
    if (ids.length === 0) continue
    // Whoever was told of an earlier note hears of this one too.
    await db
      .deleteFrom('notices')
      .where('kind', '=', 'noted')
      .where('thread_id', '=', threadId)
      .where('member_id', 'in', ids)
      .where('created_at', '<', note.at)
      .execute()
    const candidates = ids.map((memberId): Candidate => ({ memberId, kind: 'noted' }))
    await tellAboutPost(db, clock.now(), candidates, opening, thread, note.by_id)
  }
}

/** The job `notices.closed`: the asker knows that their question was closed by somebody else, and why, or soon will be. */
export async function settleClosed({ db, clock }: Parts, threadId: number): Promise<void> {
  const found = await threadWithOpening(db, threadId)
  if (!found) return
  const { thread, opening } = found
  const isTold = thread.closed_at !== null && thread.author_id !== null && thread.closed_by !== thread.author_id
  const asker = isTold && thread.author_id !== null ? [thread.author_id] : []
  await settleKind(db, clock.now(), thread, opening, 'closed', asker, thread.closed_at ?? 0)
  const isClosing = thread.closing_at !== null && thread.closed_at === null && thread.author_id !== null
  const warned = isClosing && thread.author_id !== null ? [thread.author_id] : []
  const since = (thread.closing_at ?? 0) - CLOSING_NOTICE
  await settleKind(db, clock.now(), thread, opening, 'closing-soon', warned, since)
}

/** Those who are told are `memberIds`; what was read before `since` was about an earlier time. */
async function settleKind(
  db: Executor,
  now: number,
  thread: ThreadRow,
  opening: PostRow,
  kind: NoticeKind,
  memberIds: readonly number[],
  since: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const ofThread = trx.deleteFrom('notices').where('kind', '=', kind).where('thread_id', '=', thread.id)
    const others = memberIds.length === 0 ? [0] : [...memberIds]
    await ofThread
      .where('read_at', 'is', null)
      .where('mailed_at', 'is', null)
      .where('member_id', 'not in', others)
      .execute()
    // Whoever was mailed of it is not mailed again should it be so again at once.
    await trx
      .updateTable('notices')
      .set({ read_at: now })
      .where('kind', '=', kind)
      .where('thread_id', '=', thread.id)
      .where('read_at', 'is', null)
      .where('member_id', 'not in', others)
      .execute()
    await ofThread.where('read_at', '<', since).execute()
    if (ONCE_EACH.has(kind)) await ofThread.where('created_at', '<', since).execute()
  })
  const candidates = memberIds.map((memberId): Candidate => ({ memberId, kind }))
  await tellAboutPost(db, now, candidates, opening, thread, null)
}

async function threadWithOpening(
  db: Executor,
  threadId: number,
): Promise<{ readonly thread: ThreadRow; readonly opening: PostRow } | null> {
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  const opening = await db
    .selectFrom('posts')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirst()
  return thread && opening ? { thread, opening } : null
}

/** The team of an escalation; where there is none all agents, and where there are no agents all staff. */
async function colleaguesOf(db: Executor, open: EscalationRow, now: number): Promise<readonly number[]> {
  const members = db.selectFrom('members').select('members.id').where('members.erased_at', 'is', null)
  const team =
    open.team_id === null
      ? []
      : await members
          .innerJoin('team_members', 'team_members.member_id', 'members.id')
          .where('team_members.team_id', '=', open.team_id)
          .execute()
  const agents = team.length > 0 ? team : await members.where('role', '=', 'agent').execute()
  const all = agents.length > 0 ? agents : await members.where('role', 'in', ['moderator', 'admin']).execute()
  const ids = all.map((row) => row.id)
  const leave = ids.length === 0 ? [] : await db.selectFrom('duty').selectAll().where('member_id', 'in', ids).execute()
  const away = new Set(
    leave
      .filter(({ leave_from, leave_until }) => {
        if (leave_from === null && leave_until === null) return false
        return (leave_from ?? 0) <= now && (leave_until === null || leave_until > now)
      })
      .map((row) => row.member_id),
  )
  const viewers = await findViewers(db, ids, now)
  return ids.filter((id) => viewers.has(id) && !away.has(id))
}

async function hasReason(db: Executor, escalationId: number, reasons: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('escalation_reasons')
    .select('reason')
    .where('escalation_id', '=', escalationId)
    .where('reason', 'in', [...reasons])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
