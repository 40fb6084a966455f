import type { Services } from '#app/platform/context.server.ts'
import { deadLink, findToken, hashOf } from './tokens.server.ts'
import type { ConfirmationView } from '../types.ts'
import { findMemberById } from './members.server.ts'

/** What a confirmation link would do; throws `not-found` when it does not work. Changes nothing. */
export async function getConfirmation(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  token: string,
): Promise<ConfirmationView> {
  const now = clock.now()
  const signUp = await db
    .selectFrom('sign_ups')
    .select(['email', 'handle'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (signUp) return { kind: 'sign-up', ...signUp }
  const change = await findToken(db, now, 'email', token)
  const member = change?.memberId ? await findMemberById(db, change.memberId) : undefined
  if (!change?.email || !member) throw deadLink()
  return { kind: 'email', email: change.email, handle: member.handle }
}

/** Throws `not-found` unless this link would work now. */
export async function demandLiveToken(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  kind: 'reset' | 'setup',
  token: string,
): Promise<void> {
  if (!(await findToken(db, clock.now(), kind, token))) throw deadLink()
}
