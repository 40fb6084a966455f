import { createHash } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Executor } from '#db/transaction.server.ts'
import { platformRefusals } from './words/refusals.ts'

/**
 * What stands for a state of something in the form that changes it: equal states, of equal key order, have equal marks.
 * A form sends the mark of what it showed, and a command compares it with what is there.
 */
export function markOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)
}

/** What is changed: something that acts are written down of, or the settings whose names begin so. */
type Subject = { readonly kind: string; readonly id: number } | { readonly settings: string }

/**
 * Refuses a form that showed another state than there is now, naming who changed it: nobody takes back unknowingly what
 * somebody else has just set. `seen`: the mark that the form sent; undefined = it showed none, and is not asked.
 */
export async function demandSeen(
  trx: Executor,
  seen: string | undefined,
  current: unknown,
  subject: Subject,
): Promise<void> {
  if (seen === undefined || seen === markOf(current)) return
  const last = await whoChanged(trx, subject)
  const why =
    last === undefined
      ? saying(platformRefusals, 'changedMeanwhile')
      : saying(platformRefusals, 'changedMeanwhile.by', { name: last.name })
  throw new AppError('conflict', why, { fields: { seen: saying(platformRefusals, 'changedMeanwhile.again') } })
}

async function whoChanged(trx: Executor, subject: Subject): Promise<{ readonly name: string } | undefined> {
  if ('settings' in subject)
    return trx
      .selectFrom('settings')
      .innerJoin('members', 'members.id', 'settings.changed_by')
      .select('members.name')
      .where('settings.key', 'like', `${subject.settings}%`)
      .orderBy('settings.changed_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  return trx
    .selectFrom('acts')
    .innerJoin('members', 'members.id', 'acts.member_id')
    .select('members.name')
    .where('acts.subject_kind', '=', subject.kind)
    .where('acts.subject_id', '=', subject.id)
    .orderBy('acts.at', 'desc')
    .orderBy('acts.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
