import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { accountMails } from '#app/features/accounts/words/mails.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'
import { findMemberById } from '../queries/members.server.ts'
import { emailKey } from '../rules/email.ts'
import { deadLink, hashOf } from '../queries/tokens.server.ts'
import { mailAbout } from './account-mail.server.ts'
import { spendToken } from './link-tokens.server.ts'

/** Said to whoever opens the link without being signed in as the member who asked for the change. */
export const NOT_YOURS = saying(accountRefusals, 'link.notYours')

/**
 * Uses the link for a new address. Only the member who asked for it may, signed in: otherwise a stranger could
 * have the owner of a mailbox confirm that mailbox for an account of the stranger's.
 */
export async function confirmEmail(services: Services, viewer: MemberViewer, token: string): Promise<void> {
  try {
    await inTransaction(services.db, (trx) => changeAddress(trx, services, viewer, token))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('conflict', ADDRESS_TAKEN)
  }
}

const ADDRESS_TAKEN = saying(accountRefusals, 'email.taken')

async function changeAddress(trx: Executor, services: Services, viewer: MemberViewer, token: string): Promise<void> {
  const now = services.clock.now()
  const { memberId, email } = await spendToken(trx, now, 'email', token)
  const member = memberId === null ? undefined : await findMemberById(trx, memberId)
  if (!member || email === null) throw deadLink()
  if (member.id !== viewer.id) throw new AppError('forbidden', NOT_YOURS)
  const taken = await trx
    .selectFrom('members')
    .select('id')
    .where('email_key', '=', emailKey(email))
    .where('id', '!=', member.id)
    .executeTakeFirst()
  if (taken) throw new AppError('conflict', ADDRESS_TAKEN)
  await trx
    .updateTable('members')
    .set({ email, email_key: emailKey(email), email_confirmed_at: now })
    .where('id', '=', member.id)
    .execute()
  await tell(trx, 'member.email-confirmed', { member: member.id }, now)
  // Links that were mailed to the old address must not open the account any more.
  await trx.deleteFrom('tokens').where('member_id', '=', member.id).where('token_hash', '!=', hashOf(token)).execute()
  // Whoever was signing up with this address meanwhile is told that it has an account.
  await trx.deleteFrom('sign_ups').where('email_key', '=', emailKey(email)).execute()
  if (member.email !== null) {
    await mailAbout(trx, services, {
      cause: `email-changed ${hashOf(token)}`,
      memberId: member.id,
      to: member.email,
      subject: saying(accountMails, 'email.changed.subject'),
      parts: [
        {
          kind: 'text',
          text: saying(accountMails, 'email.changed', { handle: member.handle }),
        },
      ],
      why: saying(accountMails, 'email.changed.why'),
    })
  }
}
