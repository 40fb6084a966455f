import { DateTime } from 'luxon'
import { mayMindSecondTier, maySetDuty, mayWorkDesk } from '#app/access/escalations.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { listCalendars } from '#app/features/promises/queries/promises.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { DutyView, SubjectKind, TeamFormView, TeamRowView, TeamsView } from '../types/teams.ts'
import { deskRefusals } from '../words/refusals.ts'
import { markOf } from '#app/platform/seen.server.ts'
import { listColleagues } from './routing.server.ts'
import { readSecondTier } from './second-tier.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** The teams and who is on duty; every member of staff may see that. */
export async function getTeams(context: Reading): Promise<TeamsView> {
  const { db, viewer, clock } = context
  demand(mayWorkDesk(viewer))
  const now = clock.now()
  const { zone } = await readSite(db)
  const teams = await listTeams(db)
  const colleagues = await listColleagues(db, zone, now, null)
  const people = await findPeople(
    db,
    colleagues.map((one) => one.id),
  )
  const duties = new Map((await db.selectFrom('duty').selectAll().execute()).map((row) => [row.member_id, row]))
  const calendars = (await listCalendars(db, zone)).map(({ calendar: { id, name } }) => ({ id, name }))
  const day = (at: number | null): string => (at === null ? '' : (DateTime.fromMillis(at, { zone }).toISODate() ?? ''))
  const staff = colleagues.flatMap((one): DutyView[] => {
    const person = people.get(one.id)
    const duty = duties.get(one.id)
    if (!person) return []
    return [
      {
        person,
        isHere: one.isHere,
        calendar: calendars.find((calendar) => calendar.id === duty?.calendar_id) ?? null,
        open: one.open,
        mostOpen: one.mostOpen,
        skills: duty?.skills ?? '',
        leaveFrom: day(duty?.leave_from ?? null),
        // The leave ends with the day before.
        leaveUntil: day(typeof duty?.leave_until === 'number' ? duty.leave_until - 1 : null),
        teams: teams.filter((team) => team.memberIds.includes(one.id)).map((team) => team.name),
        mayChange: maySetDuty(viewer, one.id, now).ok,
      },
    ]
  })
  const without = await db
    .selectFrom('escalations')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('team_id', 'is', null)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return {
    teams,
    staff: staff.toSorted((a, b) => a.person.name.localeCompare(b.person.name)),
    calendars,
    withoutTeam: Number(without?.n ?? 0),
    mostOpen: (await readSecondTier(db)).mostOpen,
    mayChange: mayMindSecondTier(viewer).ok,
  }
}

/** What the form of a team shows; null = a new one. */
export async function getTeamForm({ db, viewer, clock }: Reading, id: number | null): Promise<TeamFormView> {
  demand(mayMindSecondTier(viewer))
  const { zone } = await readSite(db)
  const team = id === null ? null : (await listTeams(db)).find((one) => one.id === id)
  if (team === undefined) throw new AppError('not-found', saying(deskRefusals, 'team.missing'))
  const colleagues = await listColleagues(db, zone, clock.now(), null)
  const people = await findPeople(
    db,
    colleagues.map((one) => one.id),
  )
  return {
    team: team && { ...team, mark: markOf(await teamState(db, team.id)) },
    staff: [...people.values()]
      .map((person) => ({ id: person.id, name: person.name }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  }
}

/** What the form of a team shows of it, for `markOf`. */
export async function teamState(db: Executor, id: number): Promise<unknown> {
  const team = await db
    .selectFrom('teams')
    .select(['name', 'description', 'is_default'])
    .where('id', '=', id)
    .executeTakeFirst()
  const members = await db
    .selectFrom('team_members')
    .select('member_id')
    .where('team_id', '=', id)
    .orderBy('member_id')
    .execute()
  const subjects = await db
    .selectFrom('team_subjects')
    .select(['kind', 'subject_id'])
    .where('team_id', '=', id)
    .orderBy('kind')
    .orderBy('subject_id')
    .execute()
  return [team?.name, team?.description, team?.is_default, members.map((one) => one.member_id), subjects]
}

type ListedTeam = TeamRowView & { readonly memberIds: readonly number[] }

async function listTeams(db: Executor): Promise<readonly ListedTeam[]> {
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'name', 'description', 'is_default'])
    .select((eb) =>
      eb
        .selectFrom('escalations')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('escalations.team_id', '=', 'teams.id')
        .where('escalations.resolved_at', 'is', null)
        .as('open'),
    )
    .orderBy('name')
    .execute()
  const members = await db
    .selectFrom('team_members')
    .innerJoin('members', 'members.id', 'team_members.member_id')
    .select(['team_members.team_id', 'members.id', 'members.name'])
    .where('members.erased_at', 'is', null)
    .orderBy('members.name')
    .execute()
  const owned = await ownedSubjects(db)
  return teams.map((team) => {
    const own = members.filter((one) => one.team_id === team.id)
    return {
      id: team.id,
      name: team.name,
      description: team.description,
      isDefault: team.is_default === 1,
      open: Number(team.open ?? 0),
      members: own.map((one) => one.name),
      memberIds: own.map((one) => one.id),
      owns: owned.filter((one) => one.team === team.id).map(({ kind, name }) => ({ kind, name })),
    }
  })
}

/** What teams own, by name; what is gone since is left out. */
async function ownedSubjects(
  db: Executor,
): Promise<readonly { readonly team: number; readonly kind: SubjectKind; readonly name: string }[]> {
  const owned = db.selectFrom('team_subjects').select('team_subjects.team_id as team')
  const categories = await owned
    .innerJoin('categories', 'categories.id', 'team_subjects.subject_id')
    .select('categories.name')
    .where('team_subjects.kind', '=', 'category')
    .orderBy('categories.position')
    .execute()
  const tags = await owned
    .innerJoin('tags', 'tags.id', 'team_subjects.subject_id')
    .select('tags.name')
    .where('team_subjects.kind', '=', 'tag')
    .orderBy('tags.name')
    .execute()
  const topics = await owned
    .innerJoin('topics', 'topics.id', 'team_subjects.subject_id')
    .select('topics.title as name')
    .where('team_subjects.kind', '=', 'topic')
    .orderBy('topics.title')
    .execute()
  return [
    ...categories.map((row) => ({ ...row, kind: 'category' as const })),
    ...tags.map((row) => ({ ...row, kind: 'tag' as const })),
    ...topics.map((row) => ({ ...row, kind: 'topic' as const })),
  ]
}
