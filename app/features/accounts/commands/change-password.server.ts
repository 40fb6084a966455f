import { accountMails } from '#app/features/accounts/words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { demandPassword } from './change-email.server.ts'
import { demandGoodPassword } from './reset-password.server.ts'
import { mailAbout } from './account-mail.server.ts'
import { newSecret } from './link-tokens.server.ts'

/**
 * Changes one's own password. Ends every session, this one included: the caller starts a new one, so
 * that its cookie changes too. Links that were mailed before stop working.
 */
export async function changePassword(
  services: Services,
  viewer: MemberViewer,
  form: { readonly current_password: string; readonly password: string },
): Promise<void> {
  const { db, env } = services
  const member = await demandPassword(services, viewer, form.current_password, 'current_password')
  demandGoodPassword(form.password, member)
  if (form.password === form.current_password) {
    throw new AppError('invalid', saying(accountRefusals, 'chooseAnotherPassword'), {
      fields: { password: saying(accountRefusals, 'thisIsThePassword') },
    })
  }
  const passwordHash = await hashPassword(form.password)
  await inTransaction(db, async (trx) => {
    await trx.updateTable('members').set({ password_hash: passwordHash }).where('id', '=', member.id).execute()
    await trx.deleteFrom('sessions').where('member_id', '=', member.id).execute()
    await trx.deleteFrom('tokens').where('member_id', '=', member.id).execute()
    if (member.email === null) return
    await mailAbout(trx, services, {
      cause: `password ${newSecret().hash}`,
      memberId: member.id,
      to: member.email,
      subject: saying(accountMails, 'password.subject'),
      parts: [
        {
          kind: 'text',
          text: saying(accountMails, 'password.settings', { handle: member.handle }),
        },
        { kind: 'act', label: saying(accountMails, 'safety.button'), url: `${env.baseUrl}/reset` },
      ],
      why: saying(accountMails, 'safety.why'),
    })
  })
}
