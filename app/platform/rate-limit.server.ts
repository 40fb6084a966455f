import { saying, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { sql } from 'kysely'
import { AppError } from '#app/kernel/errors.ts'
import { HOUR, MINUTE, SECOND, type Clock } from '#app/kernel/clock.ts'
import { isStaff, type Actor } from '#app/kernel/roles.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** How often something may be done: at most `most` times in each window of `per` milliseconds. */
export interface Limit {
  readonly name: string
  readonly most: number
  readonly per: number
}

export const LIMITS = {
  signIn: { name: 'sign-in', most: 10, per: 10 * MINUTE },
  signInDevice: { name: 'sign-in-device', most: 20, per: 10 * MINUTE },
  signInAccount: { name: 'sign-in-account', most: 100, per: HOUR },
  signInAddress: { name: 'sign-in-address', most: 40, per: 10 * MINUTE },
  askReset: { name: 'ask-reset', most: 100, per: 10 * MINUTE },
  mailedLink: { name: 'mailed-link', most: 200, per: 10 * MINUTE },
  signUp: { name: 'sign-up', most: 10, per: HOUR },
  signUpForm: { name: 'sign-up-form', most: 100, per: HOUR },
  invite: { name: 'invite', most: 60, per: HOUR },
  mailTo: { name: 'mail-to', most: 5, per: HOUR },
  testMail: { name: 'test-mail', most: 5, per: 10 * MINUTE },
  ask: { name: 'ask', most: 10, per: HOUR },
  post: { name: 'post', most: 20, per: 10 * MINUTE },
  vote: { name: 'vote', most: 60, per: MINUTE },
  articleVote: { name: 'article-vote', most: 20, per: MINUTE },
  edit: { name: 'edit', most: 30, per: 10 * MINUTE },
  flag: { name: 'flag', most: 20, per: HOUR },
  upload: { name: 'upload', most: 30, per: 10 * MINUTE },
  preview: { name: 'preview', most: 120, per: MINUTE },
  draft: { name: 'draft', most: 120, per: MINUTE },
  settings: { name: 'settings', most: 30, per: 10 * MINUTE },
  api: { name: 'api', most: 300, per: MINUTE },
  apiAddress: { name: 'api-address', most: 600, per: MINUTE },
  importFile: { name: 'import-file', most: 30, per: HOUR },
  loggedSearch: { name: 'logged-search', most: 120, per: HOUR },
  wordedAnswer: { name: 'worded-answer', most: 20, per: HOUR },
  opened: { name: 'opened', most: 240, per: HOUR },
  solved: { name: 'solved', most: 30, per: HOUR },
  verify: { name: 'verify', most: 60, per: 10 * MINUTE },
  here: { name: 'here', most: 60, per: MINUTE },
  staff: { name: 'staff', most: 300, per: 10 * MINUTE },
} as const satisfies Record<string, Limit>

/** A use that was counted. */
export interface Use {
  readonly key: string
  readonly windowAt: number
}

/**
 * Counts one more use of `limit` by `who` (a member or a socket address) and throws `too-many`, with
 * the seconds until the window ends, when that is one too many. Windows stand in the database, so
 * every web process counts together.
 */
export async function countUse(db: Executor, clock: Clock, limit: Limit, who: string): Promise<Use> {
  const windowAt = Math.floor(clock.now() / limit.per) * limit.per
  const key = keyOf(limit, who)
  const [row] = await addUse(db, { key, window_at: windowAt }, null)
  if (!row || row.count <= limit.most) return { key, windowAt }
  const retryAfter = Math.max(1, Math.ceil((windowAt + limit.per - clock.now()) / SECOND))
  throw new AppError('too-many', tooOften(retryAfter), { retryAfter })
}

const keyOf = (limit: Limit, who: string): string => `${limit.name} ${who}`

/** Gives uses back that turned out to be none of those that the limit is for. */
export async function giveBack(db: Executor, uses: readonly Use[]): Promise<void> {
  for (const { key, windowAt } of uses) {
    await db
      .updateTable('rate_windows')
      .set((eb) => ({ count: eb('count', '-', 1) }))
      .where('key', '=', key)
      .where('window_at', '=', windowAt)
      .where('count', '>', 0)
      .execute()
  }
}

/** Lets the counting of `who` start anew. */
export async function forgetUses(db: Executor, limit: Limit, who: string): Promise<void> {
  await db.deleteFrom('rate_windows').where('key', '=', keyOf(limit, who)).execute()
}

const addUse = prepared((db: Executor, window: { key: string; window_at: number }) =>
  db
    .insertInto('rate_windows')
    .values({ ...window, count: 1 })
    .onConflict((c) => c.columns(['key', 'window_at']).doUpdateSet({ count: sql`rate_windows.count + 1` }))
    .returning('count'),
)

/** Staff answer for a living: their limits only stop a runaway script. */
const STAFF_FACTOR = 100

/** The limit as it counts for this viewer. */
export function limitFor(limit: Limit, viewer: Actor): Limit {
  return isStaff(viewer) ? { ...limit, most: limit.most * STAFF_FACTOR } : limit
}

/** A limit for a form that may also ask for a preview, which posts nothing. */
export function unlessPreview(limit: Limit): (form: FormData) => Limit {
  return (form) => (form.get('intent') === 'preview' ? LIMITS.preview : limit)
}

/** Drops windows that are over; called by a recurring job. */
export async function sweepRateWindows(db: Executor, clock: Clock): Promise<void> {
  await db
    .deleteFrom('rate_windows')
    .where('window_at', '<', clock.now() - 2 * HOUR)
    .execute()
}

function tooOften(seconds: number): Saying {
  return seconds < 90
    ? saying(platformRefusals, 'often.seconds', { seconds })
    : saying(platformRefusals, 'often.minutes', { minutes: Math.ceil(seconds / 60) })
}
