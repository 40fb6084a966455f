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
    throw new AppError('invalid', 'Choose another password.', {
      fields: { password: 'This is the password you have.' },
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
      subject: 'Your password was changed',
      parts: [
        {
          kind: 'text',
          text: `The password of @${member.handle} was changed in the settings. If it was not you, choose a new one at once.`,
        },
        { kind: 'act', label: 'Choose a new password', url: `${env.baseUrl}/reset` },
      ],
      why: 'You get this because it is about the safety of your account.',
    })
  })
}
