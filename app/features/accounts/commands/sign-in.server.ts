import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { isPassword } from '../passwords.server.ts'
import { findMemberByEmail } from '../queries/members.server.ts'
import { addressKey } from './steps.server.ts'

const REFUSED =
  'The address and the password do not belong together. If you have just signed up, first confirm your address: the link is in the mail.'

/**
 * Who this address and password belong to. Says and takes the same for an unknown address as for a
 * wrong password; tries are counted by address of the account, and by where they come from.
 */
export async function signIn(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  form: { readonly email: string; readonly password: string },
  from: string,
): Promise<number> {
  const key = addressKey(form.email)
  await countUse(db, clock, LIMITS.signInAccount, key)
  await countUse(db, clock, LIMITS.signIn, `${key} ${from}`)
  const member = await findMemberByEmail(db, form.email)
  if (!(await isPassword(form.password, member?.password_hash ?? null)) || !member) {
    throw new AppError('invalid', REFUSED)
  }
  return member.id
}
