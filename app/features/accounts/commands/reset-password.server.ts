import { accountMails } from '#app/features/accounts/words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { forgetUses, LIMITS } from '#app/platform/rate-limit.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { findMemberByEmail, findMemberById } from '../queries/members.server.ts'
import { refusalOfPassword } from '../rules/password.ts'
import { deadLink, findToken, hashOf } from '../queries/tokens.server.ts'
import { addressKey, mailAbout, mayMailTo } from './account-mail.server.ts'
import { issueToken, LINK_MINUTES, spendToken } from './link-tokens.server.ts'
import { takingAtLeast } from './minimum-time.ts'

/** Mails a link for a new password to the address, if it has an account; does and says the same if not. */
export async function requestReset(services: Services, email: string): Promise<void> {
  const { db, clock, env } = services
  await takingAtLeast(() =>
    inTransaction(db, async (trx) => {
      if (!(await mayMailTo(trx, clock, email))) return
      const member = await findMemberByEmail(trx, email)
      if (!member || member.email === null) return
      const { token, hash } = await issueToken(trx, clock.now(), 'reset', member.id)
      await mailAbout(trx, services, {
        cause: `reset ${hash}`,
        memberId: member.id,
        // The stored address, not the typed one: they may differ in case.
        to: member.email,
        subject: saying(accountMails, 'reset.subject'),
        parts: [
          { kind: 'text', text: saying(accountMails, 'reset.text', { handle: member.handle }) },
          { kind: 'act', label: saying(accountMails, 'reset.button'), url: `${env.baseUrl}/reset/${token}` },
          {
            kind: 'text',
            text: saying(accountMails, 'reset.link', { minutes: LINK_MINUTES }),
          },
        ],
        why: saying(accountMails, 'reset.why'),
        secret: true,
      })
    }),
  )
}

/**
 * Sets the password by a mailed link, ends every session of the member, and gives the member's id. The tries of
 * strangers are counted anew then: they were at another password, and the owner may sign in elsewhere next.
 */
export async function resetPassword(services: Services, token: string, password: string): Promise<number> {
  const { db, clock } = services
  const found = await findToken(db, clock.now(), 'reset', token)
  const owner = found?.memberId ? await findMemberById(db, found.memberId) : undefined
  if (!owner) throw deadLink()
  demandGoodPassword(password, owner)
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const { memberId } = await spendToken(trx, now, 'reset', token)
    const member = memberId === null ? undefined : await findMemberById(trx, memberId)
    if (!member || member.email === null) throw deadLink()
    await trx
      .updateTable('members')
      .set((eb) => ({
        password_hash: passwordHash,
        email_confirmed_at: eb.fn.coalesce('email_confirmed_at', eb.val(now)),
      }))
      .where('id', '=', member.id)
      .execute()
    await trx.deleteFrom('sessions').where('member_id', '=', member.id).execute()
    await forgetUses(trx, LIMITS.signInAccount, addressKey(member.email))
    // This link stays, so that whoever opens it again is told that it was used.
    await trx.deleteFrom('tokens').where('member_id', '=', member.id).where('token_hash', '!=', hashOf(token)).execute()
    await mailAbout(trx, services, {
      cause: `password ${hashOf(token)}`,
      memberId: member.id,
      to: member.email,
      subject: saying(accountMails, 'password.subject'),
      parts: [
        {
          kind: 'text',
          text: saying(accountMails, 'password.link', { handle: member.handle }),
        },
        { kind: 'act', label: saying(accountMails, 'safety.button'), url: `${services.env.baseUrl}/reset` },
      ],
      why: saying(accountMails, 'safety.why'),
    })
    return member.id
  })
}

/** Refuses a new password that is too near to what others know of its owner. */
export function demandGoodPassword(
  password: string,
  owner: { readonly email: string | null; readonly handle: string },
): void {
  const why = refusalOfPassword(password, { email: owner.email ?? '', handle: owner.handle })
  if (why)
    throw new AppError('invalid', saying(accountRefusals, 'chooseAnotherPassword'), { fields: { password: why } })
}
