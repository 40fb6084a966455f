import type { Role } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { InvitationView } from '../types.ts'

/** Open invitations, the newest first; at most 200. */
export async function listInvitations(db: Executor, now: number): Promise<readonly InvitationView[]> {
  const rows = await db
    .selectFrom('sign_ups')
    .select(['email', 'role', 'created_at', 'expires_at'])
    .where('role', 'is not', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    email: row.email,
    role: row.role as Role, // written by the product only, from the closed list
    invitedAt: row.created_at,
    endsAt: row.expires_at,
  }))
}
