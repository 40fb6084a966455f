import { accountMails } from '#app/features/accounts/words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { safePath } from '#app/platform/http/redirects.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { findMemberByEmail, isHandleTaken } from '../queries/members.server.ts'
import { emailKey } from '../rules/email.ts'
import type { SignUpForm } from '../schemas.ts'
import { mailAbout, mayMailTo } from './account-mail.server.ts'
import { endEarlierLinks, LIFETIMES, newSecret } from './link-tokens.server.ts'
import { takingAtLeast } from './minimum-time.ts'

/** The sentence beside a handle that somebody has. */
export const HANDLE_TAKEN = saying(accountRefusals, 'handle.taken')

/**
 * Begins a sign-up: a mail with a link goes to the address, and the member exists once a password was chosen
 * behind it. A sign-up holds no password: whoever fills in this form need not own the mailbox, and a second form
 * for the same address ends the first one's link. For an address that is known already the form does and says the same,
 * and takes as long; the owner of the address gets a mail that says so. `from`: the address that the form comes from,
 * which may have so many mails sent; a form that is refused sends none.
 */
export async function signUp(
  services: Services & Partial<Pick<Context, 'locale'>>,
  form: SignUpForm,
  from: string,
): Promise<void> {
  const { db } = services
  const site = await readSite(db)
  if (site.signUp === 'closed') throw new AppError('forbidden', saying(accountRefusals, 'noNewAccountsAreMade'))
  if (await isHandleTaken(db, form.handle)) {
    throw new AppError('invalid', saying(accountRefusals, 'chooseAnotherHandle'), { fields: { handle: HANDLE_TAKEN } })
  }
  await countUse(db, services.clock, LIMITS.signUp, `ip ${from}`)
  await takingAtLeast(() => begin(services, form))
}

async function begin(services: Parameters<typeof signUp>[0], form: SignUpForm): Promise<void> {
  const { db, clock, env } = services
  await inTransaction(db, async (trx) => {
    if (!(await mayMailTo(trx, clock, form.email))) return
    const now = clock.now()
    const { token, hash } = newSecret()
    const member = await findMemberByEmail(trx, form.email)
    if (member) {
      await mailAbout(trx, services, {
        cause: `known ${hash}`,
        memberId: member.id,
        to: member.email ?? form.email,
        subject: saying(accountMails, 'known.subject'),
        parts: [
          {
            kind: 'text',
            text: saying(accountMails, 'known.text'),
          },
          { kind: 'act', label: saying(accountMails, 'known.button'), url: `${env.baseUrl}/signin` },
          {
            kind: 'text',
            text: saying(accountMails, 'known.forgot', { url: `${env.baseUrl}/reset` }),
          },
        ],
        why: saying(accountMails, 'signUp.why'),
      })
      return
    }
    const row = {
      token_hash: hash,
      email: form.email,
      name: form.name,
      handle: form.handle,
      next: safePath(form.next),
      created_at: now,
      expires_at: now + LIFETIMES['sign-up'],
    }
    await endEarlierLinks(trx, now, emailKey(form.email), 'sign-up')
    await trx
      .insertInto('sign_ups')
      .values({ ...row, email_key: emailKey(form.email) })
      .onConflict((c) => c.column('email_key').where('role', 'is', null).where('used_at', 'is', null).doUpdateSet(row))
      .execute()
    await mailAbout(trx, services, {
      cause: `confirm ${hash}`,
      memberId: null,
      ...(services.locale && { locale: services.locale }),
      to: form.email,
      subject: saying(accountMails, 'signUp.subject'),
      parts: [
        {
          kind: 'text',
          text: saying(accountMails, 'signUp.text', { handle: form.handle }),
        },
        { kind: 'act', label: saying(accountMails, 'signUp.button'), url: `${env.baseUrl}/confirm/${token}` },
        {
          kind: 'text',
          text: saying(accountMails, 'signUp.link'),
        },
      ],
      why: saying(accountMails, 'signUp.why'),
      secret: true,
    })
  })
}
