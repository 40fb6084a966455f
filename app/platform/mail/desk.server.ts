import { saying, textIn } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { mayReadMails } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Page } from '#app/kernel/page.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { pageByKey } from '#db/paging.server.ts'

/** `kept`: written, and not sent (yet): without an SMTP server they stay so, to be read here. */
export const MAIL_STATES = ['all', 'kept', 'sent', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

export interface MailRowView {
  readonly id: number
  readonly to: string
  readonly subject: string
  readonly createdAt: number
  readonly sentAt: number | null
  readonly failedAt: number | null
  readonly error: string | null
}

export interface MailView extends MailRowView {
  readonly text: string
  readonly html: string
  readonly messageId: string
}

const PAGE = 50
type Mails = Pick<Context, 'db' | 'clock' | 'viewer'>

const COLUMNS = ['id', 'to_address', 'subject', 'created_at', 'sent_at', 'failed_at', 'error'] as const

/** One page of mails in a state, newest first. */
export async function listMails(
  { db, viewer }: Mails,
  state: MailState,
  page: string | null,
): Promise<Page<MailRowView>> {
  demand(mayReadMails(viewer))
  let q = db.selectFrom('mails').select(COLUMNS)
  if (state === 'sent') q = q.where('sent_at', 'is not', null)
  if (state === 'failed') q = q.where('failed_at', 'is not', null)
  if (state === 'kept') q = q.where('sent_at', 'is', null).where('failed_at', 'is', null)
  const rows = await pageByKey(q, {
    page,
    size: PAGE,
    by: ['created_at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.created_at, row.id],
  })
  return { ...rows, rows: rows.rows.map(rowView) }
}

/** One mail as it was written. */
export async function getMail(
  { db, viewer, locale }: Pick<Context, 'db' | 'viewer' | 'locale'>,
  id: number,
): Promise<MailView> {
  demand(mayReadMails(viewer))
  const row = await db
    .selectFrom('mails')
    .select([...COLUMNS, 'text', 'html', 'message_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound(saying(platformRefusals, 'thisMail'))
  return { ...rowView(row), text: textIn(locale, row.text), html: row.html, messageId: row.message_id }
}

/** Has a mail sent that was refused, or kept while there was no SMTP server. A sent one is not sent again. */
export async function retryMail({ db, clock, viewer }: Mails, id: number): Promise<void> {
  demand(mayReadMails(viewer))
  await inTransaction(db, async (trx) => {
    const mail = await trx
      .selectFrom('mails')
      .select(['sent_at', 'failed_at', 'secret'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!mail) throw notFound(saying(platformRefusals, 'thisMail'))
    if (mail.sent_at !== null) throw new AppError('conflict', saying(platformRefusals, 'mail.sent'))
    if (mail.failed_at !== null && mail.secret === 1) {
      throw new AppError('conflict', saying(platformRefusals, 'mail.dropped'))
    }
    await trx.updateTable('mails').set({ failed_at: null, error: null }).where('id', '=', id).execute()
    await enqueue(trx, 'mail.send', { mail: id }, { now: clock.now() })
  })
}

function rowView(row: {
  readonly id: number
  readonly to_address: string
  readonly subject: string
  readonly created_at: number
  readonly sent_at: number | null
  readonly failed_at: number | null
  readonly error: string | null
}): MailRowView {
  return {
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    failedAt: row.failed_at,
    error: row.error,
  }
}
