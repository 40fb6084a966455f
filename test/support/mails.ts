import type { Selectable } from 'kysely'
import type { MailsTable } from '#db/schema/platform.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The mails that were written to an address (compared as typed), oldest first. */
export async function mailsTo(db: Executor, address: string): Promise<readonly Selectable<MailsTable>[]> {
  return db.selectFrom('mails').selectAll().where('to_address', '=', address).orderBy('id').execute()
}

/** The token of the newest link of a kind that was mailed to an address. */
export async function mailedToken(db: Executor, address: string, kind: 'confirm' | 'reset'): Promise<string> {
  const mails = await mailsTo(db, address)
  const found = mails
    .map((mail) => new RegExp(`/${kind}/([\\w-]+)`).exec(mail.text)?.[1])
    .filter((token) => token !== undefined)
  const token = found.at(-1)
  if (!token) throw new Error(`No ${kind} link was mailed to ${address}.`)
  return token
}
