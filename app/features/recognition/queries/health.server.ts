import { mayMindAdvocates } from '#app/access/recognition.ts'
import { COLUMNS_OF_PERSON, findPeople, personView } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { healthOf, HEALTH_SPAN, type HealthFlag } from '../rules/health.ts'
import { dayOf } from '../rules/periods.ts'
import { readLevels } from './levels.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** How somebody who helps is doing. */
export interface HealthRow {
  readonly person: PersonView
  readonly level: string | null
  readonly points: number
  /** Of the last 90 days. */
  readonly answers: number
  readonly accepted: number
  readonly lastAt: number | null
  readonly thanks: number
  readonly flags: readonly HealthFlag[]
}

export interface ApplicationRow {
  readonly id: number
  readonly person: PersonView
  readonly words: string
  readonly at: number
  readonly points: number
  readonly accepted: number
}

const SHOWN = 40

/** Those with the most reputation and how they are doing; who needs a word comes first. Staff. */
export async function getHealth({ db, viewer, clock }: Reading): Promise<readonly HealthRow[]> {
  demand(mayMindAdvocates(viewer))
  const now = clock.now()
  const levels = new Map((await readLevels(db)).map((level) => [level.id, level.name]))
  const rows = await db
    .selectFrom('standings')
    .innerJoin('members', 'members.id', 'standings.member_id')
    .select(COLUMNS_OF_PERSON)
    .select([
      'standings.points',
      'standings.accepted as all_accepted',
      'standings.thanks',
      'standings.last_at',
      'standings.level_id',
      'standings.falls_at',
    ])
    .where('standings.points', '>', 0)
    .where('members.erased_at', 'is', null)
    .where('members.role', 'in', ['customer', 'advocate'])
    .orderBy('standings.reputation', 'desc')
    .orderBy('standings.member_id')
    .limit(SHOWN)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const since = now - HEALTH_SPAN.recent - HEALTH_SPAN.before
  const answers = await db
    .selectFrom('posts')
    .select((eb) => ['author_id', eb.fn.countAll<number>().as('n')])
    .where('author_id', 'in', ids)
    .where('kind', '=', 'answer')
    .where('created_at', '>=', now - HEALTH_SPAN.before)
    .groupBy('author_id')
    .execute()
  const answersOf = new Map(answers.map((row) => [row.author_id, Number(row.n)]))
  const outcomes = await db
    .selectFrom('points')
    .select(['member_id', 'at', 'reason'])
    .where('member_id', 'in', ids)
    .where('day', '>=', dayOf(since))
    .where('points', '>', 0)
    .execute()
  const outcomesOf = new Map<number, { at: number; reason: string }[]>()
  for (const { member_id, at, reason } of outcomes)
    outcomesOf.set(member_id, [...(outcomesOf.get(member_id) ?? []), { at, reason }])
  const views = rows.map((row): HealthRow => {
    const own = outcomesOf.get(row.id) ?? []
    return {
      person: personView(row),
      level: row.level_id === null ? null : (levels.get(row.level_id) ?? null),
      points: row.points,
      answers: answersOf.get(row.id) ?? 0,
      accepted: own.filter(({ at, reason }) => reason === 'accepted' && at >= now - HEALTH_SPAN.before).length,
      lastAt: row.last_at,
      thanks: row.thanks,
      flags: healthOf(
        {
          outcomes: own.map(({ at }) => at),
          accepted: row.all_accepted,
          thanks: row.thanks,
          fallsAt: row.falls_at,
        },
        now,
      ),
    }
  })
  return [...views].sort((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0))
}

/** Applications that wait for an answer, the oldest first. */
export async function getApplications({ db, viewer }: Reading): Promise<readonly ApplicationRow[]> {
  demand(mayMindAdvocates(viewer))
  const rows = await db
    .selectFrom('applications')
    .leftJoin('standings', 'standings.member_id', 'applications.member_id')
    .select(['applications.id', 'applications.member_id', 'applications.words', 'applications.at'])
    .select(['standings.points', 'standings.accepted'])
    .where('applications.decided_at', 'is', null)
    .orderBy('applications.at')
    .limit(SHOWN)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.member_id),
  )
  return rows.flatMap((row) => {
    const person = people.get(row.member_id)
    if (!person) return []
    const { id, words, at } = row
    return [{ id, person, words, at, points: row.points ?? 0, accepted: row.accepted ?? 0 }]
  })
}

/** A member who is to be thanked, with what was said to them before. */
export async function getThanksPage({ db, viewer }: Reading, memberId: number) {
  demand(mayMindAdvocates(viewer))
  const person = (await findPeople(db, [memberId])).get(memberId) ?? null
  const rows = await db
    .selectFrom('thanks')
    .selectAll()
    .where('to_id', '=', memberId)
    .where('hidden_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.by_id),
  )
  return {
    person,
    past: rows.map((row) => ({
      id: row.id,
      by: row.by_id === null ? null : (people.get(row.by_id)?.name ?? null),
      words: row.words,
      at: row.at,
    })),
  }
}
