import { mayMindIntake } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { numberPattern } from '#app/platform/personal-data/patterns.ts'
import { redact } from '#app/platform/personal-data/redact.ts'

type Parts = Pick<Context, 'db' | 'clock' | 'viewer'>

interface GivenPattern {
  readonly name: string
  readonly pattern: string
}

const MOST = 50

/** Adds a pattern of the shop's own numbers; what comes in from now on is redacted by it. */
export async function addPattern({ db, clock, viewer }: Parts, given: GivenPattern): Promise<void> {
  demand(mayMindIntake(viewer))
  goodPattern(given)
  const { n } = await db.selectFrom('redaction_patterns').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow() // prettier-ignore
  if (Number(n) >= MOST) throw new AppError('invalid', `There are ${MOST} patterns already. Take one away first.`) // prettier-ignore
  await db
    .insertInto('redaction_patterns')
    .values({ ...given, created_at: clock.now(), by_id: viewer.id })
    .execute()
}

/** Takes a pattern away; what was redacted by it stays so. */
export async function removePattern({ db, viewer }: Parts, id: number): Promise<void> {
  demand(mayMindIntake(viewer))
  const gone = await db.deleteFrom('redaction_patterns').where('id', '=', id).returning('id').executeTakeFirst() // prettier-ignore
  if (!gone) throw notFound('This pattern')
}

/** What a pattern would leave of a sample; throws `invalid` for one that can't be used. */
export function tryPattern(
  { viewer }: Pick<Parts, 'viewer'>,
  given: GivenPattern,
  sample: string,
): { readonly text: string; readonly found: number } {
  // prettier-ignore
  demand(mayMindIntake(viewer))
  const { text, counts } = redact(sample, { kinds: ['number'], patterns: [goodPattern(given)] })
  return { text, found: counts.number ?? 0 }
}

function goodPattern({ name, pattern }: GivenPattern) {
  const made = numberPattern(name, pattern)
  if (typeof made === 'string') throw new AppError('invalid', made, { fields: { pattern: made } })
  return made
}
