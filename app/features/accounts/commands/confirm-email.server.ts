import { AppError } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'
import { findMemberById, isHandleTaken } from '../queries/members.server.ts'
import { emailKey } from '../rules/email.ts'
import { deadLink, findToken, hashOf } from '../queries/tokens.server.ts'
import { mailAbout, spendToken } from './steps.server.ts'
import { HANDLE_TAKEN } from './sign-up.server.ts'

/** What a confirmation did: who it was, and where they were going. */
export type Confirmed =
  | { readonly kind: 'sign-up'; readonly memberId: number; readonly next: string }
  | { readonly kind: 'email'; readonly memberId: number }

const ADDRESS_TAKEN =
  'This address has an account already. Sign in with it, or choose a new password.'

/**
 * Uses a confirmation link: makes the member who signed up, or changes a member's address. `handle`:
 * chosen anew, when somebody else took the first one meanwhile.
 */
export async function confirmEmail(
  services: Services,
  token: string,
  handle: string | undefined,
): Promise<Confirmed> {
  try {
    return await confirmOnce(services, token, handle)
  } catch (error) {
    // Somebody was quicker with the handle or the address: looking again says which, in words.
    if (!isDuplicate(error)) throw error
    return confirmOnce(services, token, handle)
  }
}

function confirmOnce(
  services: Services,
  token: string,
  handle: string | undefined,
): Promise<Confirmed> {
  return inTransaction(services.db, async (trx) => {
    const isChange = await findToken(trx, services.clock.now(), 'email', token)
    return isChange ? changeAddress(trx, services, token) : makeMember(trx, services, token, handle)
  })
}

async function makeMember(
  trx: Executor,
  { clock }: Services,
  token: string,
  handle: string | undefined,
): Promise<Confirmed> {
  const now = clock.now()
  const signUp = await trx
    .deleteFrom('sign_ups')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (!signUp) throw deadLink()
  const chosen = handle ?? signUp.handle
  if (await isHandleTaken(trx, chosen)) {
    throw new AppError('conflict', 'Somebody took this handle meanwhile. Choose another.', { fields: { handle: HANDLE_TAKEN } }) // prettier-ignore
  }
  const known = await trx
    .selectFrom('members')
    .select('id')
    .where('email_key', '=', signUp.email_key)
    .executeTakeFirst()
  if (known) throw new AppError('conflict', ADDRESS_TAKEN)
  const member = await trx
    .insertInto('members')
    .values({
      handle: chosen,
      handle_key: handleKey(chosen),
      name: signUp.name,
      email: signUp.email,
      email_key: signUp.email_key,
      email_confirmed_at: now,
      password_hash: signUp.password_hash,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(trx, 'requests.join', { member: member.id }, { now })
  return { kind: 'sign-up', memberId: member.id, next: signUp.next }
}

async function changeAddress(trx: Executor, services: Services, token: string): Promise<Confirmed> {
  const now = services.clock.now()
  const { memberId, email } = await spendToken(trx, now, 'email', token)
  const member = memberId === null ? undefined : await findMemberById(trx, memberId)
  if (!member || email === null) throw deadLink()
  const taken = await trx
    .selectFrom('members')
    .select('id')
    .where('email_key', '=', emailKey(email))
    .where('id', '!=', member.id)
    .executeTakeFirst()
  if (taken) throw new AppError('conflict', 'This address belongs to another account.')
  await trx
    .updateTable('members')
    .set({ email, email_key: emailKey(email), email_confirmed_at: now })
    .where('id', '=', member.id)
    .execute()
  await enqueue(trx, 'requests.join', { member: member.id }, { now })
  // Links that were mailed to the old address must not open the account any more.
  await trx.deleteFrom('tokens').where('member_id', '=', member.id).execute()
  if (member.email !== null) {
    await mailAbout(trx, services, {
      cause: `email-changed ${hashOf(token)}`,
      memberId: member.id,
      to: member.email,
      subject: 'Your address was changed',
      parts: [
        { kind: 'text', text: `The account @${member.handle} has another e-mail address now, so this is the last mail to this one. If you did not change it, write to the people who run the place at once.` }, // prettier-ignore
      ],
      why: 'You get this because this was the address of your account.',
    })
  }
  return { kind: 'email', memberId: member.id }
}
