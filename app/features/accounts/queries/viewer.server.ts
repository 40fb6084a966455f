import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The member as the viewer of a page; undefined when erased. */
export async function findViewer(
  db: Executor,
  memberId: number,
): Promise<MemberViewer | undefined> {
  const row = await db
    .selectFrom('members')
    .select((eb) => [
      'id',
      'role',
      'handle',
      'name',
      'avatar_key',
      'suspended_at',
      'zone',
      'suspended_until',
      'email_confirmed_at',
      eb
        .selectFrom('notices')
        .whereRef('notices.member_id', '=', 'members.id')
        .where('read_at', 'is', null)
        .select((n) => n.fn.countAll<number>().as('n'))
        .as('unread'),
    ]) // prettier-ignore
    .where('id', '=', memberId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    role: row.role as Role, // written by the product only, from the closed list
    handle: row.handle,
    name: row.name,
    avatarUrl: row.avatar_key ? `/files/${row.avatar_key}` : null,
    suspendedUntil:
      row.suspended_at === null ? null : (row.suspended_until ?? Number.MAX_SAFE_INTEGER),
    zone: row.zone,
    emailConfirmed: row.email_confirmed_at !== null,
    unread: Number(row.unread ?? 0),
  }
}
