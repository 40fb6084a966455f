import { mayModerate } from '#app/access/threads.ts'
import { mayDraft } from '#app/access/articles.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { findPart } from '#app/features/forum/queries/part.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import type { PostView } from '#app/features/forum/types.ts'
import { offerPrepared, takePrepared } from '#app/features/prepared/queries/prepared.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { whoKnows } from '../commands/invite-members.server.ts'
import type { TriageReasons } from '../types.ts'
import type { NoteView, WorkView, WriteAs } from '../types/work.ts'
import { getCustomer } from './customer.server.ts'
import { getEscalation } from './facts.server.ts'
import { getHistory } from './history.server.ts'
import { placeholderFacts } from './placeholders.server.ts'
import { peopleHere } from './presence.server.ts'
import { listColleagues } from './routing.server.ts'
import type { Reason } from '../types.ts'

/** Reads one escalation for whoever works on it; throws `not-found` where they may not see it. */
export async function getWork(
  context: Context,
  id: number,
  write: WriteAs,
  preparedId: number | null = null,
): Promise<WorkView> {
  const { db, viewer, clock, locale } = context
  const now = clock.now()
  const { escalation, thread } = await getEscalation(db, viewer, id)
  const site = await readSite(db)
  const shown = await getThreadPage(context, thread.id, { order: 'oldest', page: null })
  const part = await findPart(db, thread.id)
  const reasons = await db
    .selectFrom('escalation_reasons')
    .select(['reason', 'detail'])
    .where('escalation_id', '=', id)
    .orderBy('at', 'desc')
    .execute()
  const teams = await db.selectFrom('teams').select(['id', 'name']).orderBy('name').execute()
  const colleagues = await listColleagues(db, site.zone, now, null, thread)
  const able = escalation.resolved_at === null ? await whoKnows(db, thread, now, 3) : []
  const people = await findPeople(db, [escalation.owner_id, ...colleagues.map((one) => one.id), ...able])
  const zone = (viewer.id === null ? null : viewer.zone) ?? site.zone
  return {
    row: {
      id,
      threadId: thread.id,
      title: thread.title,
      state: escalation.state,
      isPrivate: thread.private_at !== null,
      isPaused: thread.details_asked_at !== null,
      owner: escalation.owner_id === null ? null : (people.get(escalation.owner_id) ?? null),
      isMine: escalation.owner_id !== null && escalation.owner_id === viewer.id,
      score: escalation.score,
      parts: {
        severity: escalation.severity,
        spread: escalation.spread,
        influence: escalation.influence,
        waiting: escalation.waiting,
      },
      why: JSON.parse(escalation.why) as TriageReasons, // written by `triageColumns` only
      reasons: reasons.map((one) => ({ reason: one.reason as Reason, detail: one.detail })),
      dueAt: escalation.due_at,
      snoozedUntil:
        escalation.snoozed_until !== null && escalation.snoozed_until > now ? escalation.snoozed_until : null,
      cameBack: escalation.came_back,
      team: teams.find((team) => team.id === escalation.team_id)?.name ?? null,
      askedAt: thread.created_at,
      claimedAt: escalation.claimed_at,
    },
    thread: shown,
    part: part === null ? null : { id: part, posts: await postsOfPart(context, part) },
    flags: await flagsOf(db, thread),
    notes: await notesOf(db, thread.id),
    history: await getHistory(db, thread.id, { viewer: viewer.id, locale, zone, now }),
    customer: await getCustomer(context, thread),
    here: await peopleHere(db, thread.id, viewer.id, now),
    teams,
    colleagues: colleagues
      .filter((one) => one.id !== escalation.owner_id && one.id !== viewer.id)
      .map((one) => ({
        id: one.id,
        name: people.get(one.id)?.name ?? '',
        open: one.open,
        isHere: one.isHere,
        knows: one.knows,
      }))
      // Those who know what it is about come first.
      .sort((a, b) => Number(b.isHere && b.knows.length > 0) - Number(a.isHere && a.knows.length > 0)),
    couldKnow: able.flatMap((member) => {
      const person = people.get(member)
      return person ? [{ handle: person.handle, name: person.name }] : []
    }),
    write,
    composer: await composerView(context, draftKeyOf(write, thread.id, part)),
    prepared: await preparedFor(context, id, preparedId),
    mayModerate: mayModerate(viewer).ok,
    mayDraft: mayDraft(viewer).ok && thread.answer_count > 0 && thread.private_at === null,
  }
}

/** Under which key a draft is kept: the private part is a thread of its own once it is there. */
function draftKeyOf(write: WriteAs, thread: number, part: number | null): string {
  if (write === 'note') return `thread:${thread}:note`
  if (write === 'private') return part === null ? `thread:${thread}:private` : `thread:${part}:answer`
  return `thread:${thread}:answer`
}

/** What was reported in a thread or its private part and waits for a moderator; who reported it is theirs to know. */
async function flagsOf(db: Executor, thread: ThreadRow): Promise<WorkView['flags']> {
  const rows = await db
    .selectFrom('flags')
    .innerJoin('posts', 'posts.id', 'flags.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['flags.id', 'flags.post_id', 'flags.reason', 'flags.note', 'flags.created_at'])
    .select(['threads.id as thread_id', 'threads.slug'])
    .where((eb) => eb.or([eb('threads.id', '=', thread.id), eb('threads.part_of', '=', thread.id)]))
    .where('flags.settled_at', 'is', null)
    .orderBy('flags.created_at')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    address: postAddress({ id: row.thread_id, slug: row.slug }, row.post_id),
    reason: row.reason,
    note: row.note,
    at: row.created_at,
  }))
}

async function preparedFor(context: Context, id: number, taken: number | null): Promise<WorkView['prepared']> {
  const facts = await placeholderFacts(context, id)
  return {
    offers: await offerPrepared(context, '', facts),
    taken: taken === null ? null : await takePrepared(context, taken, facts),
  }
}

async function postsOfPart(context: Context, part: number): Promise<readonly PostView[]> {
  const { opening, answers } = await getThreadPage(context, part, { order: 'oldest', page: null })
  return [opening, ...answers]
}

async function notesOf(db: Executor, threadId: number): Promise<readonly NoteView[]> {
  const rows = await db
    .selectFrom('staff_notes')
    .select(['id', 'by_id', 'at', 'html'])
    .where('thread_id', '=', threadId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.by_id),
  )
  return rows.map((row) => {
    const by = row.by_id === null ? undefined : people.get(row.by_id)
    return { id: row.id, by: by ? { handle: by.handle, name: by.name } : null, at: row.at, html: row.html }
  })
}
