import { accountMails } from '#app/features/accounts/words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
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
    throw new AppError('invalid', saying(accountRefusals, 'nothingToChange'), {
      fields: { email: saying(accountRefusals, 'thisIsTheAddress') },
    })
  }
  await takingAtLeast(() =>
    inTransaction(db, async (trx) => {
      if (!(await mayMailTo(trx, clock, form.email))) return
      const owner = await findMemberByEmail(trx, form.email)
      const { token, hash } = await issueToken(trx, clock.now(), 'email', member.id, form.email)
      const why = saying(accountMails, 'email.why')
      if (owner) {
        await mailAbout(trx, services, {
          cause: `email-known ${hash}`,
          memberId: owner.id,
          to: owner.email ?? form.email,
          subject: saying(accountMails, 'known.subject'),
          parts: [
            {
              kind: 'text',
              text: saying(accountMails, 'email.known'),
            },
          ],
          why,
        })
      } else {
        await mailAbout(trx, services, {
          cause: `email ${hash}`,
          memberId: member.id,
          to: form.email,
          subject: saying(accountMails, 'email.subject'),
          parts: [
            {
              kind: 'text',
              text: saying(accountMails, 'email.text', { handle: member.handle }),
            },
            { kind: 'act', label: saying(accountMails, 'email.button'), url: `${env.baseUrl}/confirm/${token}` },
            { kind: 'text', text: saying(accountMails, 'email.link') },
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
        subject: saying(accountMails, 'email.asked.subject'),
        parts: [
          {
            kind: 'text',
            text: saying(accountMails, 'email.asked', { handle: member.handle }),
          },
          { kind: 'act', label: saying(accountMails, 'safety.button'), url: `${env.baseUrl}/reset` },
        ],
        why: saying(accountMails, 'safety.why'),
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
    throw new AppError('invalid', saying(accountRefusals, 'thePasswordIsWrong'), {
      fields: { [field]: saying(accountRefusals, 'thisIsNotYourPassword') },
    })
  }
  return member
}
