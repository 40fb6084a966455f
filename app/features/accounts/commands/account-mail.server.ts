import { localeOf, type Locale } from '#app/locale/locales.ts'
import { saying, sentenceIn, type Saying } from '#app/locale/saying.ts'
import { accountMails } from '#app/features/accounts/words/mails.ts'
import type { Clock } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { hashOf } from '../queries/tokens.server.ts'
import { emailKey } from '../rules/email.ts'

/** The name under which uses of an address are counted: no address stands in that table. */
export function addressKey(email: string): string {
  return hashOf(emailKey(email)).slice(0, 22)
}

/**
 * Whether one more mail of this kind may go to an address: at most five an hour, so that nobody is
 * flooded by what strangers type into forms. Beyond that nothing is sent and nothing is said.
 */
export async function mayMailTo(db: Executor, clock: Clock, email: string): Promise<boolean> {
  try {
    await countUse(db, clock, LIMITS.mailTo, addressKey(email))
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-many') return false
    throw error
  }
}

interface AccountMail {
  readonly cause: string
  readonly memberId: number | null
  readonly to: string
  readonly subject: Saying
  readonly parts: readonly MailPart[]
  readonly why: Saying
  /** The language of somebody who has no account yet, as their browser asks for it. */
  readonly locale?: Locale
  readonly secret?: boolean
}

/** Writes a mail about an account, in the caller's transaction. It never quotes what a stranger typed. */
export async function mailAbout(
  trx: Executor,
  services: Pick<Services, 'clock' | 'env'>,
  mail: AccountMail,
): Promise<void> {
  const site = await readSite(trx)
  const { parts, why, subject, locale: asked, ...rest } = mail
  const chosen = mail.memberId === null ? (asked ?? null) : await localeOfMember(trx, mail.memberId)
  const locale = localeOf(chosen, services.env.languages)
  await queueMail(trx, services.clock.now(), new URL(services.env.baseUrl).hostname, {
    ...rest,
    subject: sentenceIn(locale, saying(accountMails, 'subject', { subject, site: site.name })),
    ...mailBody(senderOf(site, services.env.baseUrl, locale), parts, why),
  })
}

async function localeOfMember(db: Executor, memberId: number): Promise<string | null> {
  const row = await db.selectFrom('members').select('locale').where('id', '=', memberId).executeTakeFirst()
  return row?.locale ?? null
}
