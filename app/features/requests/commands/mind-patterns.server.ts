import { saying } from '#app/locale/saying.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import type { Saying } from '#app/locale/saying.ts'
import { mayMindIntake } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { findsAnyFigure, numberPattern } from '#app/platform/personal-data/patterns.ts'
import { redact } from '#app/platform/personal-data/redact.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import { hiddenBy, type HiddenByPattern } from '../queries/patterns.server.ts'

type Parts = Pick<Context, 'db' | 'clock' | 'viewer'>

interface GivenPattern {
  readonly name: string
  readonly pattern: string
}

const MOST = 50
/** A number of the shop seldom stands in more of the requests than this share. */
const WIDE = 0.2
/** Of fewer requests no share says anything. */
const ENOUGH = 20

/**
 * Adds a pattern of the shop's own numbers; what comes in from now on is redacted by it. Throws `invalid` for one that
 * can't be used, and, unless the admin is `sure`, for one that would have taken something out of many requests.
 */
export async function addPattern(
  { db, clock, viewer }: Parts,
  { name, pattern, sure = false }: GivenPattern & { readonly sure?: boolean },
): Promise<void> {
  demand(mayMindIntake(viewer))
  const given = { name, pattern }
  const hidden = await hiddenBy(db, goodPattern(given))
  if (!sure && hidden.looked >= ENOUGH && hidden.requests > WIDE * hidden.looked) {
    throw new AppError('invalid', saying(requestRefusals, 'thisPatternHidesMuch'), {
      fields: { sure: sayingOf(hidden) },
    })
  }
  const { n } = await db
    .selectFrom('redaction_patterns')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) >= MOST) throw new AppError('invalid', saying(requestRefusals, 'pattern.many', { most: MOST }))
  await db
    .insertInto('redaction_patterns')
    .values({ ...given, created_at: clock.now(), by_id: viewer.id })
    .execute()
}

/** Takes a pattern away; what was redacted by it stays so. */
export async function removePattern({ db, viewer }: Parts, id: number): Promise<void> {
  demand(mayMindIntake(viewer))
  const gone = await db.deleteFrom('redaction_patterns').where('id', '=', id).returning('id').executeTakeFirst()
  if (!gone) throw notFound(saying(requestRefusals, 'thisPattern'))
}

/** What a pattern would leave of a sample, and have taken out of requests; throws `invalid` for one that can't be used. */
export async function tryPattern(
  { db, viewer }: Pick<Parts, 'db' | 'viewer'>,
  given: GivenPattern,
  sample: string,
): Promise<{ readonly text: string; readonly found: number; readonly hidden: Saying | null }> {
  demand(mayMindIntake(viewer))
  const made = goodPattern(given)
  const { text, counts } = redact(sample, { kinds: ['number'], patterns: [made] })
  const hidden = await hiddenBy(db, made)
  return { text, found: counts.number ?? 0, hidden: hidden.looked === 0 ? null : sayingOf(hidden) }
}

function goodPattern({ name, pattern }: GivenPattern): NumberPattern {
  const made = numberPattern(name, pattern)
  if ('say' in made) throw unusable(made)
  if (findsAnyFigure(made)) throw unusable(ANY_FIGURE)
  return made
}

const unusable = (why: Saying): AppError => new AppError('invalid', why, { fields: { pattern: why } })

const ANY_FIGURE = saying(requestRefusals, 'pattern.anyFigure')

/** "It would have taken something out of 37 of the newest 1,000 requests, such as “2019”." */
function sayingOf({ looked, requests, examples }: HiddenByPattern): Saying {
  return examples.length === 0
    ? saying(requestRefusals, 'pattern.hides', { requests, looked })
    : saying(requestRefusals, 'pattern.hidesSuch', {
        requests,
        looked,
        examples: examples.map((one) => `“${one}”`).join(', '),
      })
}
