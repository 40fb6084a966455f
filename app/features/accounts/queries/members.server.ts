import { handleKey } from '#app/kernel/handles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { emailKey } from '../rules/email.ts'

const COLUMNS = ['id', 'email', 'handle', 'name', 'role', 'password_hash'] as const

/** The member whose confirmed address this is. */
export function findMemberByEmail(db: Executor, email: string) {
  return db
    .selectFrom('members')
    .select(COLUMNS)
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst()
}

/** A member who has not erased their account. */
export function findMemberById(db: Executor, id: number) {
  return db
    .selectFrom('members')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
}

/** Whether a handle, or one that looks like it, belongs to somebody (`except`: other than this member). */
export async function isHandleTaken(
  db: Executor,
  handle: string,
  except: number | null = null,
): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('id')
    .where('handle_key', '=', handleKey(handle))
    .executeTakeFirst()
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
