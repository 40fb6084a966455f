import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { countUse, giveBack, LIMITS, type Use } from '#app/platform/rate-limit.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { deviceCookie, deviceOf } from '../devices.server.ts'
import { isPassword } from '../passwords.server.ts'
import { findMemberByEmail } from '../queries/members.server.ts'
import { addressKey } from './account-mail.server.ts'

const REFUSED = saying(accountRefusals, 'signIn.wrong')
const TOO_MANY = saying(accountRefusals, 'signIn.often')

/** Where a try to sign in comes from. */
export interface SignInOrigin {
  readonly address: string
  /** The `Cookie` header, which may prove that this member signed in here before. */
  readonly cookie: string | null
}

/** Who signed in, and the `Set-Cookie` value that makes the browser known. */
export interface SignedIn {
  readonly memberId: number
  readonly deviceCookie: string
}

/**
 * Who this address and password belong to. Says and takes the same for an unknown address as for a wrong password.
 * Tries from a browser in which the member signed in before are counted by themselves; all others by account and
 * by where they come from. So a stranger who tries passwords can lock out only other strangers. A try is counted
 * before its password is looked at, so that none of many at once passes; the right password gives it back, so that
 * the many who sign in from one office are no many tries.
 */
export async function signIn(
  services: Pick<Services, 'db' | 'clock' | 'env'>,
  form: { readonly email: string; readonly password: string },
  from: SignInOrigin,
): Promise<SignedIn> {
  const { db, clock } = services
  const member = await findMemberByEmail(db, form.email)
  const secret = await readSecret(db, clock.now())
  const device = member ? deviceOf(secret, from.cookie, member.id) : null
  const uses =
    device === null
      ? await countStranger(services, addressKey(form.email), from.address)
      : [await countUse(db, clock, LIMITS.signInDevice, device)]
  if (!(await isPassword(form.password, member?.password_hash ?? null)) || !member) {
    throw new AppError('invalid', REFUSED)
  }
  await giveBack(db, uses)
  return { memberId: member.id, deviceCookie: await newDeviceCookie(services, member.id) }
}

/** The `Set-Cookie` value that makes a browser known to a member who has just proved who they are. */
export async function newDeviceCookie(
  { db, clock, env }: Pick<Services, 'db' | 'clock' | 'env'>,
  memberId: number,
): Promise<string> {
  const secret = await readSecret(db, clock.now())
  return deviceCookie(secret, memberId, env.baseUrl.startsWith('https:'))
}

async function countStranger(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  account: string,
  address: string,
): Promise<readonly Use[]> {
  try {
    return [
      await countUse(db, clock, LIMITS.signInAddress, `ip ${address}`),
      await countUse(db, clock, LIMITS.signInAccount, account),
      await countUse(db, clock, LIMITS.signIn, `${account} ${address}`),
    ]
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too-many') throw error
    const { retryAfter } = error
    throw new AppError('too-many', TOO_MANY, retryAfter === undefined ? {} : { retryAfter })
  }
}
