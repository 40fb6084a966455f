import { mayMindSuspicions } from '#app/access/recognition.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** An outcome that a suspicion rests on. */
export interface EvidenceRow {
  readonly from: PersonView | null
  readonly to: PersonView | null
  readonly times: number
  readonly points: number
  /** Between the question and its acceptance, the shortest, in milliseconds; null where nothing was accepted. */
  readonly quickest: number | null
}

export interface SuspicionView {
  readonly id: number
  readonly kind: 'pair' | 'ring' | 'fed'
  readonly people: readonly PersonView[]
  readonly times: number
  /** Per cent of what they got that came from each other, or from those who feed them. */
  readonly share: number
  readonly foundAt: number
  readonly verdict: 'harmless' | 'barred' | null
  readonly settledAt: number | null
  readonly settledBy: PersonView | null
  readonly reason: string
  readonly evidence: readonly EvidenceRow[]
}

const SHOWN = 50

/** What looks suspicious, undecided first, each with its evidence. Moderators. */
export async function getSuspicions({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<readonly SuspicionView[]> {
  demand(mayMindSuspicions(viewer))
  const rows = await db
    .selectFrom('suspicions')
    .selectAll()
    .orderBy((eb) => eb('settled_at', 'is not', null))
    .orderBy('found_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const membersOf = (row: (typeof rows)[number]): readonly number[] => JSON.parse(row.members) as readonly number[]
  const people = await findPeople(db, [...rows.flatMap(membersOf), ...rows.map((row) => row.settled_by)])
  const views: SuspicionView[] = []
  for (const row of rows) {
    const members = membersOf(row)
    const { times, share } = JSON.parse(row.evidence) as { readonly times: number; readonly share: number }
    views.push({
      id: row.id,
      kind: row.kind as SuspicionView['kind'],
      people: members.flatMap((id) => people.get(id) ?? []),
      times,
      share,
      foundAt: row.found_at,
      verdict: row.verdict as SuspicionView['verdict'],
      settledAt: row.settled_at,
      settledBy: row.settled_by === null ? null : (people.get(row.settled_by) ?? null),
      reason: row.reason,
      evidence: await evidenceOf(db, members, people),
    })
  }
  return views
}

async function evidenceOf(
  db: Executor,
  members: readonly number[],
  people: ReadonlyMap<number, PersonView>,
): Promise<readonly EvidenceRow[]> {
  const rows = await db
    .selectFrom('points')
    .leftJoin('threads', 'threads.id', 'points.thread_id')
    .select((eb) => [
      'points.member_id as to',
      'points.from_id as from',
      eb.fn.countAll<number>().as('times'),
      eb.fn.sum<number>('points.points').as('points'),
      eb.fn
        .min<number>(
          eb
            .case()
            .when('points.reason', '=', 'accepted')
            .then(eb('points.at', '-', eb.ref('threads.created_at')))
            .end(),
        )
        .as('quickest'),
    ])
    .where('points.member_id', 'in', [...members])
    .where('points.from_id', 'in', [...members])
    .where('points.reversed_at', 'is', null)
    .groupBy(['points.member_id', 'points.from_id'])
    .orderBy('times', 'desc')
    .limit(30)
    .execute()
  return rows.map((row) => ({
    from: row.from === null ? null : (people.get(row.from) ?? null),
    to: people.get(row.to) ?? null,
    times: Number(row.times),
    points: Number(row.points),
    quickest: row.quickest === null ? null : Number(row.quickest),
  }))
}

/** Suspicions that nobody has decided about. */
export async function countSuspicions(db: Executor): Promise<number> {
  const { n } = await db
    .selectFrom('suspicions')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}
