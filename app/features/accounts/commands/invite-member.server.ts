import { accountMails } from '#app/features/accounts/words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { mayInvite } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { roleWords } from '#app/kernel/words/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { findMemberByEmail } from '../queries/members.server.ts'
import { emailKey, maskedEmail } from '../rules/email.ts'
import type { InviteForm } from '../schemas.ts'
import { mailAbout, mayMailTo } from './account-mail.server.ts'
import { endEarlierLinks, LIFETIMES, newSecret } from './link-tokens.server.ts'

/**
 * Invites somebody by mail to make an account with a role. A newer invitation to the same address replaces the
 * older one. Works also where nobody can sign up.
 */
export async function inviteMember(context: Context, form: InviteForm): Promise<void> {
  const { db, clock, env, viewer } = context
  demand(mayInvite(viewer))
  if (viewer.id === null) throw new AppError('forbidden', saying(accountRefusals, 'signInFirst'))
  const { name: inviter } = viewer
  await inTransaction(db, async (trx) => {
    const known = await findMemberByEmail(trx, form.email)
    if (known) {
      const why = saying(accountRefusals, 'invite.known', { handle: known.handle })
      throw new AppError('conflict', saying(accountRefusals, 'nobodyWasInvited'), { fields: { email: why } })
    }
    if (!(await mayMailTo(trx, clock, form.email))) {
      const why = saying(accountRefusals, 'invite.often')
      throw new AppError('too-many', saying(accountRefusals, 'nobodyWasInvited'), { fields: { email: why } })
    }
    const now = clock.now()
    const { token, hash } = newSecret()
    const row = {
      token_hash: hash,
      email: form.email,
      role: form.role,
      invited_by: viewer.id,
      created_at: now,
      expires_at: now + LIFETIMES.invitation,
    }
    await endEarlierLinks(trx, now, emailKey(form.email), 'invitation')
    await trx
      .insertInto('sign_ups')
      .values({ ...row, email_key: emailKey(form.email) })
      .onConflict((c) =>
        c.column('email_key').where('role', 'is not', null).where('used_at', 'is', null).doUpdateSet(row),
      )
      .execute()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'invite',
      kind: 'member',
      id: viewer.id,
      detail: { role: form.role, invited: maskedEmail(form.email), invitation: hash },
    })
    const site = await readSite(trx)
    await mailAbout(trx, context, {
      cause: `invitation ${hash}`,
      memberId: null,
      to: form.email,
      subject: saying(accountMails, 'invitation.subject'),
      parts: [
        {
          kind: 'text',
          text: saying(accountMails, 'invitation.text', {
            inviter,
            site: site.name,
            role: saying(roleWords, `phrase.${form.role}`),
          }),
        },
        { kind: 'act', label: saying(accountMails, 'invitation.button'), url: `${env.baseUrl}/confirm/${token}` },
        {
          kind: 'text',
          text: saying(accountMails, 'invitation.link'),
        },
      ],
      why: saying(accountMails, 'invitation.why'),
      secret: true,
    })
  })
}

/** Takes an invitation back: its link stops working. Done twice, nothing happens the second time. */
export async function withdrawInvitation(context: Context, email: string): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayInvite(viewer))
  if (viewer.id === null) throw new AppError('forbidden', saying(accountRefusals, 'signInFirst'))
  const { id: by } = viewer
  await inTransaction(db, async (trx) => {
    const gone = await trx
      .deleteFrom('sign_ups')
      .where('email_key', '=', emailKey(email))
      .where('role', 'is not', null)
      .where('used_at', 'is', null)
      .returning(['email', 'role'])
      .executeTakeFirst()
    if (!gone) return
    await logAct(trx, {
      at: clock.now(),
      by,
      verb: 'uninvite',
      kind: 'member',
      id: by,
      detail: { role: gone.role, invited: maskedEmail(gone.email) },
    })
  })
}
