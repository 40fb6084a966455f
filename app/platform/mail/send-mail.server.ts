import { sayingText } from '#app/locale/saying.ts'
import { mailWords } from '#app/platform/words/mails.ts'
import type { MailRow } from '#db/schema/platform.ts'
import type { Services } from '#app/platform/context.server.ts'
import { PermanentMailError, type Mailer } from './mail.server.ts'

/** What stands in place of a text that held a link which opens an account. */
const DROPPED = sayingText(mailWords, 'dropped')

/**
 * The job `mail.send`. Sent before it is marked: a crash between the two sends it again, with the
 * same Message-ID, so that mailboxes can tell. `stillHolds` is asked about a mail that tells of notices: when one of
 * them holds no more, it takes the mail back, writes what is left anew, and says false.
 */
export async function sendMail(
  services: Pick<Services, 'db' | 'clock' | 'log'>,
  mailer: Mailer | null,
  stillHolds: (mail: MailRow) => Promise<boolean>,
  mailId: number,
  signal?: AbortSignal,
): Promise<void> {
  const { db, clock } = services
  const mail = await db.selectFrom('mails').selectAll().where('id', '=', mailId).executeTakeFirst()
  if (!mail || mail.sent_at !== null || mail.failed_at !== null) return
  const mark = (set: { sent_at?: number; failed_at?: number; error?: string }): Promise<unknown> =>
    db
      .updateTable('mails')
      .set(mail.secret ? { ...set, text: DROPPED, html: '' } : set)
      .where('id', '=', mailId)
      .execute()

  if (mail.notices !== '' && !(await stillHolds(mail))) return
  if (!mailer) return // kept, and shown at /desk/mail
  try {
    const sending = mailer.send({
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.message_id,
      headers: JSON.parse(mail.headers) as Record<string, string>,
    })
    await unlessOver(sending, signal)
  } catch (error) {
    if (!(error instanceof PermanentMailError)) throw error
    await mark({ failed_at: clock.now(), error: error.message.slice(0, 500) })
    return
  }
  await mark({ sent_at: clock.now() })
}

/** Waits no longer once the job's time is over. A server that takes the mail after all gets it again with its Message-ID. */
async function unlessOver(sending: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return sending
  let stop = (): void => undefined
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('The mail server took too long.'))
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    await Promise.race([sending, over])
  } finally {
    signal.removeEventListener('abort', stop)
    sending.catch(() => undefined) // said already
  }
}
