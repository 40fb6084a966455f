import { handleKey } from '#app/kernel/handles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { emailKey } from '../rules/email.ts'

const COLUMNS = ['id', 'email', 'handle', 'name', 'role', 'password_hash'] as const

/** The member whose confirmed address this is. */
export function findMemberByEmail(db: Executor, email: string) {
  return db.selectFrom('members').select(COLUMNS).where('email_key', '=', emailKey(email)).executeTakeFirst()
}

/** The members whose confirmed addresses these are, by the key of the address. */
export async function membersByEmail(db: Executor, emails: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const keys = [...new Set(emails.map(emailKey))]
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('members')
    .select(['id', 'email_key'])
    .where('email_key', 'in', keys)
    .where('email_confirmed_at', 'is not', null)
    .where('erased_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.email_key ?? '', row.id]))
}

/** A member who has not erased their account. */
export function findMemberById(db: Executor, id: number) {
  return db.selectFrom('members').select(COLUMNS).where('id', '=', id).where('erased_at', 'is', null).executeTakeFirst()
}

/** Whether a handle, or one that looks like it, belongs to somebody (`except`: other than this member). */
export async function isHandleTaken(db: Executor, handle: string, except: number | null = null): Promise<boolean> {
  const row = await db.selectFrom('members').select('id').where('handle_key', '=', handleKey(handle)).executeTakeFirst()
  return row !== undefined && row.id !== except
}

/** Whether anybody may run the place yet: an admin who can sign in. */
export async function hasAdmin(db: Executor): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'admin')
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
