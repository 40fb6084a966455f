import { listCalendars } from '#app/features/promises/queries/promises.server.ts'
import { workingBetween } from '#app/features/promises/rules/working-time.ts'
import { findCategory } from '#app/features/catalogue/queries/categories.server.ts'
import { writtenIn } from '#app/text/language.ts'
import { languageNames, skillsFor } from '../rules/skills.ts'
import { selectOpening } from './situation.server.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { chooseOwner, isOnDuty, teamOf, type Colleague } from '../rules/routing.ts'
import type { SecondTier } from '../types.ts'

type Placed = Pick<ThreadRow, 'id' | 'category_id'>
type Titled = Pick<ThreadRow, 'id' | 'category_id' | 'title'>

/** The team that owns what a thread is about: its topic first, then a tag, then its category, then the default team. */
export async function teamFor(db: Executor, thread: Placed): Promise<number | null> {
  return (await teamsFor(db, [thread])).get(thread.id) ?? null
}

/** The same for several threads, by their ids; one that no team owns is left out. */
export async function teamsFor(db: Executor, threads: readonly Placed[]): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>()
  const teams = await db.selectFrom('teams').select(['id', 'is_default']).orderBy('id').execute()
  if (teams.length === 0 || threads.length === 0) return found
  const ids = threads.map((thread) => thread.id)
  const categories = await db
    .selectFrom('team_subjects')
    .select(['kind', 'team_id', 'subject_id'])
    .where('kind', '=', 'category')
    .execute()
  const tags = await db
    .selectFrom('team_subjects')
    .innerJoin('thread_tags', 'thread_tags.tag_id', 'team_subjects.subject_id')
    .select(['kind', 'team_id', 'thread_tags.thread_id'])
    .where('kind', '=', 'tag')
    .where('thread_tags.thread_id', 'in', ids)
    .execute()
  const topics = await db
    .selectFrom('team_subjects')
    .innerJoin('requests', 'requests.topic_id', 'team_subjects.subject_id')
    .select(['kind', 'team_id', 'requests.thread_id'])
    .where('kind', '=', 'topic')
    .where('requests.thread_id', 'in', ids)
    .execute()
  for (const thread of threads) {
    const owned = [
      ...categories.filter((one) => one.subject_id === thread.category_id),
      ...[...tags, ...topics].filter((one) => one.thread_id === thread.id),
    ]
    const team = teamOf(owned, teams)
    if (team !== null) found.set(thread.id, team)
  }
  return found
}

/** Staff with what decides who is given the next one; `thread`: what they are to know. */
export async function listColleagues(
  db: Executor,
  siteZone: string,
  now: number,
  teamId: number | null,
  thread: Titled | null = null,
): Promise<readonly Colleague[]> {
  const subjects = thread && (await subjectsOf(db, thread))
  const rows = await db
    .selectFrom('members')
    .leftJoin('duty', 'duty.member_id', 'members.id')
    .select([
      'members.id',
      'members.role',
      'members.suspended_at',
      'members.suspended_until',
      'duty.calendar_id',
      'duty.most_open',
      'duty.leave_from',
      'duty.leave_until',
      'duty.given_at',
      'duty.skills',
    ])
    .select((eb) =>
      eb
        .selectFrom('escalations')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('escalations.owner_id', '=', 'members.id')
        .where('escalations.resolved_at', 'is', null)
        .as('open'),
    )
    .where('members.role', 'in', [...STAFF_ROLES])
    .where('members.erased_at', 'is', null)
    .$if(teamId !== null, (q) =>
      q.where('members.id', 'in', (eb) =>
        eb.selectFrom('team_members').select('member_id').where('team_id', '=', teamId),
      ),
    )
    .orderBy('members.id')
    .execute()
  const calendars = await listCalendars(db, siteZone)
  return rows.map((row) => {
    const calendar = calendars.find((one) => one.calendar.id === row.calendar_id)?.calendar
    const isSuspended = row.suspended_at !== null && (row.suspended_until === null || row.suspended_until > now)
    return {
      id: row.id,
      open: Number(row.open ?? 0),
      mostOpen: row.most_open,
      givenAt: row.given_at,
      isHere: !isSuspended && isOnDuty(row, now) && (!calendar || workingBetween(calendar, now, now + 60_000) > 0),
      isAgent: row.role === 'agent',
      knows: subjects === null ? [] : skillsFor(row.skills ?? '', subjects),
    }
  })
}

/** Who is given an escalation when staff take turns; null = nobody can take one now. */
export async function ownerFor(
  db: Executor,
  tier: SecondTier,
  siteZone: string,
  now: number,
  {
    teamId,
    thread,
    not = [],
    had = null,
  }: {
    readonly teamId: number | null
    readonly thread: Titled
    readonly not?: readonly number[]
    /** Whoever had it when it was at the desk before. */
    readonly had?: number | null
  },
): Promise<Colleague | null> {
  const all = await listColleagues(db, siteZone, now, teamId, thread)
  // Outside of teams it is agents who work at the desk; whoever leads it takes turns only where there are none.
  const agents = teamId === null ? all.filter((one) => one.isAgent) : []
  return chooseOwner(agents.length > 0 ? agents : all, tier.mostOpen, not, had)
}

/** What a thread is about, by name: its tags, its category and the language in which it is written. */
async function subjectsOf(db: Executor, { id, category_id, title }: Titled): Promise<readonly string[]> {
  const tags = await db
    .selectFrom('thread_tags')
    .innerJoin('tags', 'tags.id', 'thread_tags.tag_id')
    .select('tags.name')
    .where('thread_tags.thread_id', '=', id)
    .execute()
  const category = await findCategory(db, category_id)
  const [opening] = await selectOpening(db, { id }, null)
  const language = writtenIn(`${title}\n${opening?.body ?? ''}`, 2)
  return [
    ...tags.map(({ name }) => name),
    ...(category ? [category.name, category.slug] : []),
    ...(language === null ? [] : languageNames(language)),
  ]
}
