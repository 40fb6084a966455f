import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { isHandleTaken } from '../queries/members.server.ts'
import { deadLink, hashOf } from '../queries/tokens.server.ts'
import { findJoining } from '../queries/confirmation.server.ts'
import type { JoinForm } from '../schemas.ts'
import { endEarlierLinks } from './link-tokens.server.ts'
import { demandGoodPassword } from './reset-password.server.ts'
import { HANDLE_TAKEN } from './sign-up.server.ts'

/** Who was made, and where they were going. */
export interface Joined {
  readonly memberId: number
  readonly next: string
}

const ADDRESS_TAKEN = saying(accountRefusals, 'email.known')

/**
 * Makes the member who signed up or was invited, by the mailed link. Name, handle and password are what the person
 * at the mailbox gives now, whoever filled in the sign-up form. Throws `not-found` for a dead link, `conflict` when
 * the address or the handle was taken meanwhile; the link works on then.
 */
export async function makeAccount(services: Services, token: string, form: JoinForm): Promise<Joined> {
  const { db, clock } = services
  const joining = await findJoining(db, clock.now(), token)
  if (!joining) throw deadLink()
  demandGoodPassword(form.password, { email: joining.email, handle: form.handle })
  const passwordHash = await hashPassword(form.password)
  try {
    return await makeOnce(services, token, form, passwordHash)
  } catch (error) {
    // Somebody was quicker with the handle or the address: looking again says which, in words.
    if (!isDuplicate(error)) throw error
    return makeOnce(services, token, form, passwordHash)
  }
}

function makeOnce({ db, clock }: Services, token: string, form: JoinForm, passwordHash: string): Promise<Joined> {
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const joining = await trx
      .updateTable('sign_ups')
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    if (!joining) throw deadLink()
    const known = await trx
      .selectFrom('members')
      .select('id')
      .where('email_key', '=', joining.email_key)
      .executeTakeFirst()
    if (known) throw new AppError('conflict', ADDRESS_TAKEN)
    if (await isHandleTaken(trx, form.handle)) {
      throw new AppError('conflict', saying(accountRefusals, 'chooseAnotherHandle'), {
        fields: { handle: HANDLE_TAKEN },
      })
    }
    const role = (joining.role ?? 'customer') as Role // written by the product only, from the closed list
    const member = await trx
      .insertInto('members')
      .values({
        handle: form.handle,
        handle_key: handleKey(form.handle),
        name: form.name,
        email: joining.email,
        email_key: joining.email_key,
        email_confirmed_at: now,
        approved_at: joining.role === null ? null : now,
        password_hash: passwordHash,
        role,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (joining.role !== null) await nameInvited(trx, joining.token_hash, member.id, joining.role)
    // An invitation and a sign-up of one's own may lie side by side: the address has its account now.
    for (const which of ['sign-up', 'invitation'] as const) await endEarlierLinks(trx, now, joining.email_key, which)
    await tell(trx, 'member.joined', { member: member.id }, now)
    return { memberId: member.id, next: joining.next }
  })
}

/**
 * The log says from now on which member was invited, in the place of the masked address: it goes with the member when
 * they erase themselves.
 */
async function nameInvited(trx: Executor, invitation: string, memberId: number, role: string): Promise<void> {
  await trx
    .updateTable('acts')
    .set({ subject_id: memberId, detail: JSON.stringify({ role }) })
    .where('subject_kind', '=', 'member')
    .where('verb', '=', 'invite')
    .where('detail', 'like', `%"${invitation}"%`)
    .execute()
}
