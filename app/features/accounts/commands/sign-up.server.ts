import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
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
export const HANDLE_TAKEN = 'Somebody has this handle, or one that looks like it. Choose another.'

/**
 * Begins a sign-up: a mail with a link goes to the address, and the member exists once a password was chosen
 * behind it. A sign-up holds no password: whoever fills in this form need not own the mailbox, and a second form
 * for the same address ends the first one's link. For an address that is known already the form does and says the same,
 * and takes as long; the owner of the address gets a mail that says so. `from`: the address that the form comes from,
 * which may have so many mails sent; a form that is refused sends none.
 */
export async function signUp(services: Services, form: SignUpForm, from: string): Promise<void> {
  const { db } = services
  const site = await readSite(db)
  if (site.signUp === 'closed') throw new AppError('forbidden', 'No new accounts are made here at present.')
  if (await isHandleTaken(db, form.handle)) {
    throw new AppError('invalid', 'Choose another handle.', { fields: { handle: HANDLE_TAKEN } })
  }
  await countUse(db, services.clock, LIMITS.signUp, `ip ${from}`)
  await takingAtLeast(() => begin(services, form))
}

async function begin(services: Services, form: SignUpForm): Promise<void> {
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
        subject: 'You have an account already',
        parts: [
          {
            kind: 'text',
            text: 'Somebody, probably you, wanted to sign up with this address. It has an account already, so nothing was changed.',
          },
          { kind: 'act', label: 'Sign in', url: `${env.baseUrl}/signin` },
          {
            kind: 'text',
            text: `If you forgot your password, choose a new one at ${env.baseUrl}/reset. If it was not you, there is nothing to do.`,
          },
        ],
        why: 'You get this because somebody typed your address into the sign-up form.',
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
      to: form.email,
      subject: 'Confirm your address',
      parts: [
        {
          kind: 'text',
          text: `Somebody, probably you, signed up with this address as @${form.handle}. Confirm that the address is yours and choose a password: then the account is made.`,
        },
        { kind: 'act', label: 'Confirm the address', url: `${env.baseUrl}/confirm/${token}` },
        {
          kind: 'text',
          text: 'The link works once, for a day. If it was not you, do nothing: then no account is made.',
        },
      ],
      why: 'You get this because somebody typed your address into the sign-up form.',
      secret: true,
    })
  })
}
