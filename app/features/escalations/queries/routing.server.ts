import { listCalendars } from '#app/features/promises/queries/promises.server.ts'
import { workingBetween } from '#app/features/promises/rules/working-time.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { chooseOwner, isOnDuty, teamOf, type Colleague } from '../rules/routing.ts'
import type { SecondTier } from '../types.ts'

/** The team that owns what a thread is about: its topic first, then a tag, then its category, then the default team. */
export async function teamFor(db: Executor, thread: Pick<ThreadRow, 'id' | 'category_id'>): Promise<number | null> {
  const teams = await db.selectFrom('teams').select(['id', 'is_default']).orderBy('id').execute()
  if (teams.length === 0) return null
  const owned = await db
    .selectFrom('team_subjects')
    .select(['kind', 'team_id'])
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'category'), eb('subject_id', '=', thread.category_id)]),
        eb.and([
          eb('kind', '=', 'tag'),
          eb('subject_id', 'in', eb.selectFrom('thread_tags').select('tag_id').where('thread_id', '=', thread.id)),
        ]),
        eb.and([
          eb('kind', '=', 'topic'),
          eb(
            'subject_id',
            'in',
            eb
              .selectFrom('requests')
              .select((s) => s.fn.coalesce('topic_id', s.lit(0)).as('topic_id'))
              .where('thread_id', '=', thread.id),
          ),
        ]),
      ]),
    )
    .execute()
  return teamOf(owned, teams)
}

/** Staff with what decides who is given the next one. */
export async function listColleagues(
  db: Executor,
  siteZone: string,
  now: number,
  teamId: number | null,
): Promise<readonly Colleague[]> {
  const rows = await db
    .selectFrom('members')
    .leftJoin('duty', 'duty.member_id', 'members.id')
    .select([
      'members.id',
      'members.suspended_at',
      'members.suspended_until',
      'duty.calendar_id',
      'duty.most_open',
      'duty.leave_from',
      'duty.leave_until',
      'duty.given_at',
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
    }
  })
}

/** Who is given an escalation when staff take turns; null = nobody can take one now. */
export async function ownerFor(
  db: Executor,
  tier: SecondTier,
  siteZone: string,
  now: number,
  teamId: number | null,
  not: readonly number[],
): Promise<number | null> {
  return chooseOwner(await listColleagues(db, siteZone, now, teamId), tier.mostOpen, not)
}
