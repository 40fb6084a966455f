import { AppError, notFound } from '#app/kernel/errors.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { isPassword } from '../passwords.server.ts'
import { findMemberByEmail, findMemberById } from '../queries/members.server.ts'
import { emailKey } from '../rules/email.ts'
import { addressKey, mailAbout, mayMailTo } from './account-mail.server.ts'
import { issueToken } from './link-tokens.server.ts'
import { takingAtLeast } from './minimum-time.ts'

/**
 * Asks for another address: the new one gets a link, the old one is told, and nothing changes before
 * the link is used. Says and takes the same when the new address belongs to somebody.
 */
export async function requestEmailChange(
  services: Services,
  viewer: MemberViewer,
  form: { readonly email: string; readonly password: string },
): Promise<void> {
  const { db, clock, env } = services
  const member = await demandPassword(services, viewer, form.password, 'password')
  if (member.email !== null && emailKey(member.email) === emailKey(form.email)) {
    throw new AppError('invalid', 'Nothing to change.', { fields: { email: 'This is the address you have.' } })
  }
  await takingAtLeast(() =>
    inTransaction(db, async (trx) => {
      if (!(await mayMailTo(trx, clock, form.email))) return
      const owner = await findMemberByEmail(trx, form.email)
      const { token, hash } = await issueToken(trx, clock.now(), 'email', member.id, form.email)
      const why = 'You get this because somebody gave your address as the new one of their account.'
      if (owner) {
        await mailAbout(trx, services, {
          cause: `email-known ${hash}`,
          memberId: owner.id,
          to: owner.email ?? form.email,
          subject: 'You have an account already',
          parts: [
            {
              kind: 'text',
              text: 'Somebody wanted to use this address for their account. It belongs to yours, so nothing was changed and there is nothing to do.',
            },
          ],
          why,
        })
      } else {
        await mailAbout(trx, services, {
          cause: `email ${hash}`,
          memberId: member.id,
          to: form.email,
          subject: 'Confirm your new address',
          parts: [
            {
              kind: 'text',
              text: `Confirm that this is the new address of @${member.handle}. Until then the old one stays.`,
            },
            { kind: 'act', label: 'Confirm the address', url: `${env.baseUrl}/confirm/${token}` },
            { kind: 'text', text: 'The link works once, for a day. If it was not you, do nothing.' },
          ],
          why,
          secret: true,
        })
      }
      if (member.email === null) return
      await mailAbout(trx, services, {
        cause: `email-asked ${hash}`,
        memberId: member.id,
        to: member.email,
        subject: 'Another address was asked for',
        parts: [
          {
            kind: 'text',
            text: `Somebody who knows the password of @${member.handle} asked for another e-mail address. If it was not you, choose a new password at once: then nothing changes.`,
          },
          { kind: 'act', label: 'Choose a new password', url: `${env.baseUrl}/reset` },
        ],
        why: 'You get this because it is about the safety of your account.',
      })
    }),
  )
}

/**
 * The member behind a viewer who has just given their password again; refuses beside `field` when it is
 * wrong. Tries are counted, because a session may be somebody else's by now.
 */
export async function demandPassword(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: MemberViewer,
  password: string,
  field: string,
) {
  const member = await findMemberById(db, viewer.id)
  if (!member) throw notFound()
  await countUse(db, clock, LIMITS.signIn, addressKey(member.email ?? `member ${member.id}`))
  if (!(await isPassword(password, member.password_hash))) {
    throw new AppError('invalid', 'The password is wrong.', { fields: { [field]: 'This is not your password.' } })
  }
  return member
}
