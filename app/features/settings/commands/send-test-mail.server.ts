import { speak } from '#app/locale/speak.ts'
import { settingsMails } from '../words/mails.ts'
import { saying } from '#app/locale/saying.ts'
import { settingsRefusals } from '#app/features/settings/words/refusals.ts'
import { randomUUID } from 'node:crypto'
import { mayAdminister } from '#app/access/members.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { mailBody, senderOf } from '#app/platform/mail/frame.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import { troubleOf } from '#app/platform/mail/trouble.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { TestMailOutcome } from '../types.ts'

/** Longer than this nobody waits before a page; servers that answer at all do so within seconds. */
const PATIENCE = 20 * SECOND

export interface TestMailContext extends Pick<Context, 'db' | 'clock' | 'env' | 'viewer' | 'locale'> {
  readonly mailer: Mailer | null
}

/**
 * Sends a mail to the admin's own address at once, past the queue, and says whether the server took it or why not.
 * Throws `too-many` after a few, so that it floods no mailbox. `patience` in milliseconds.
 */
export async function sendTestMail(context: TestMailContext, patience = PATIENCE): Promise<TestMailOutcome> {
  const { db, clock, env, viewer, mailer, locale } = context
  demand(mayAdminister(viewer))
  const { smtpUrl, baseUrl } = env
  if (!mailer || smtpUrl === null) return { kind: 'no-server' }
  await countUse(db, clock, LIMITS.testMail, `member ${viewer.id}`)
  const admin = await db.selectFrom('members').select('email').where('id', '=', viewer.id).executeTakeFirst()
  const to = admin?.email
  if (!to) throw new AppError('invalid', saying(settingsRefusals, 'yourAccountHasNoAddress'))
  const site = await readSite(db)
  const body = mailBody(
    senderOf(site, baseUrl, locale),
    [
      { kind: 'text', text: saying(settingsMails, 'text', { site: site.name }) },
      { kind: 'act', label: saying(settingsMails, 'button'), url: `${baseUrl}/desk/settings/mail` },
    ],
    saying(settingsMails, 'why'),
  )
  const subject = speak(locale, settingsMails)('subject', { site: site.name })
  const messageId = `<${randomUUID()}@${new URL(baseUrl).hostname}>`
  try {
    await within(mailer.send({ to, subject, ...body, messageId, headers: {} }), patience)
    return { kind: 'taken', to }
  } catch (error) {
    return { kind: 'refused', to, ...troubleOf(error, smtpUrl) }
  }
}

async function within(sending: Promise<void>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const words = `There was no answer within ${Math.round(patience / SECOND)} seconds: timeout.`
    timer = setTimeout(() => reject(new Error(words)), patience)
  })
  try {
    await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}
