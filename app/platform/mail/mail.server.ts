import { randomUUID } from 'node:crypto'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** One mail as it is sent: plain text and HTML say the same. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

/** Sends mail, or refuses. `permanent` refusals are not tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}

export class PermanentMailError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'PermanentMailError'
  }
}

export interface MailDraft {
  /** Why it exists, e.g. `reset 3f9a`: the same cause never makes two mails. */
  readonly cause: string
  readonly memberId: number | null
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
  /** Notices it tells of: each is asked again when it is sent whether it still holds. */
  readonly notices?: readonly number[]
  /** It holds a link that opens an account: its text is dropped once it is sent. */
  readonly secret?: boolean
}

/** Writes a mail and the job that sends it, in the caller's transaction. Asked twice, written once. */
export async function queueMail(trx: Executor, now: number, domain: string, draft: MailDraft): Promise<void> {
  const row = await trx
    .insertInto('mails')
    .values({
      cause: draft.cause,
      member_id: draft.memberId,
      to_address: draft.to,
      subject: oneLine(draft.subject),
      text: draft.text,
      html: draft.html,
      headers: JSON.stringify(draft.headers ?? {}),
      notices: (draft.notices ?? []).join(','),
      secret: draft.secret ? 1 : 0,
      message_id: `<${randomUUID()}@${domain}>`,
      created_at: now,
    })
    .onConflict((c) => c.column('cause').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) await enqueue(trx, 'mail.send', { mail: row.id }, { now })
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
}
