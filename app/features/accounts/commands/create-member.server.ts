import { saying, sourceSentence, type Saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey, refusalOfHandle, RESERVED_HANDLE, tidyHandle } from '#app/kernel/handles.ts'
import { refusalOfName, tidyName } from '#app/kernel/names.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { findMemberByEmail, isHandleTaken } from '../queries/members.server.ts'
import { emailKey, refusalOfEmail, tidyEmail } from '../rules/email.ts'
import { refusalOfPassword } from '../rules/password.ts'
import { HANDLE_TAKEN } from './sign-up.server.ts'

export interface NewMember {
  readonly email: string
  readonly name: string
  readonly handle: string
  readonly password: string
  readonly role: Role
  /** The demonstration names its accounts after their roles, which nobody else may. */
  readonly mayBeReserved?: boolean
}

const EMAIL_TAKEN = saying(accountRefusals, 'email.hasAccount')

/**
 * Makes a member with a confirmed address, for the command line. Throws `invalid` with a sentence for
 * each thing that can't be, `conflict` when the address or the handle belongs to somebody.
 */
export async function createMember(services: Pick<Services, 'db' | 'clock'>, given: NewMember): Promise<number> {
  const member = {
    ...given,
    email: tidyEmail(given.email),
    handle: tidyHandle(given.handle),
    name: tidyName(given.name),
  }
  demandGood(member)
  const passwordHash = await hashPassword(member.password)
  try {
    return await inTransaction(services.db, (trx) => insertMember(trx, services.clock.now(), member, passwordHash))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('conflict', saying(accountRefusals, 'theAddressOrTheHandle'))
  }
}

/** Inserts a member whose words were checked; throws `conflict` when the address or handle is taken. */
export async function insertMember(
  trx: Executor,
  now: number,
  member: Omit<NewMember, 'password'>,
  passwordHash: string,
): Promise<number> {
  if (await findMemberByEmail(trx, member.email))
    throw new AppError('conflict', EMAIL_TAKEN, { fields: { email: EMAIL_TAKEN } })
  if (await isHandleTaken(trx, member.handle))
    throw new AppError('conflict', HANDLE_TAKEN, { fields: { handle: HANDLE_TAKEN } })
  const { id } = await trx
    .insertInto('members')
    .values({
      handle: member.handle,
      handle_key: handleKey(member.handle),
      name: member.name,
      email: member.email,
      email_key: emailKey(member.email),
      email_confirmed_at: now,
      approved_at: now,
      password_hash: passwordHash,
      role: member.role,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(trx, 'member.joined', { member: id }, now)
  return id
}

function demandGood(member: NewMember): void {
  const handle = refusalOfHandle(member.handle)
  const isReserved = handle?.say === RESERVED_HANDLE.say
  const fields = Object.entries({
    email: refusalOfEmail(member.email),
    name: refusalOfName(member.name),
    handle: isReserved && member.mayBeReserved ? null : handle,
    password: refusalOfPassword(member.password, member),
  }).filter((entry): entry is [string, Saying] => entry[1] !== null)
  if (fields.length > 0) {
    const whole = fields.map(([, why]) => sourceSentence(why)).join(' ')
    throw new AppError('invalid', whole, { fields: Object.fromEntries(fields) })
  }
}
