import type { Executor } from '#db/transaction.server.ts'
import { isEnough, type Verdict } from '../rules/exemplars/learnt-order.ts'

/** Verdicts that are learnt from; older ones tell of other times. */
const MOST = 2000

/** What editors made of exemplars, the newest first. */
export async function readVerdicts(db: Executor): Promise<readonly Verdict[]> {
  const rows = await db
    .selectFrom('exemplar_verdicts')
    .select(['features', 'worth'])
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    features: JSON.parse(row.features) as Record<string, number>,
    worth: row.worth / 100,
  }))
}

/** How many verdicts there are, and whether the order of the list follows them. */
export async function countVerdicts(db: Executor): Promise<{ readonly count: number; readonly isFollowed: boolean }> {
  const verdicts = await readVerdicts(db)
  return { count: verdicts.length, isFollowed: isEnough(verdicts) }
}
