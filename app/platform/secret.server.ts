import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Executor } from '#db/transaction.server.ts'

/** The site's own secret, made once and kept in the database, so that all processes share it. */
export async function readSecret(db: Executor, now: number): Promise<string> {
  const find = () => db.selectFrom('settings').select('value').where('key', '=', 'secret').executeTakeFirst()
  const known = await find()
  if (known) return known.value
  await db
    .insertInto('settings')
    .values({ key: 'secret', value: randomBytes(32).toString('base64url'), changed_at: now })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
  return (await find())?.value ?? ''
}

/** Text with a mark that only this site can make: `text.mark`, for links in mails. */
export function sign(secret: string, text: string): string {
  return `${text}.${markOf(secret, text)}`
}

/** The text of a signed one, or null when the mark is not ours. */
export function unsign(secret: string, signed: string): string | null {
  const at = signed.lastIndexOf('.')
  if (at < 1 || secret === '') return null
  const text = signed.slice(0, at)
  const given = Buffer.from(signed.slice(at + 1))
  const right = Buffer.from(markOf(secret, text))
  return given.length === right.length && timingSafeEqual(given, right) ? text : null
}

function markOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}
