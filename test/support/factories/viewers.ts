import { DEFAULT_RIGHTS } from '#app/kernel/rights.ts'
import type { MemberRow } from '#db/schema/accounts.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import { nextNumber } from './rows.ts'

/** A member as the one who looks, without any database: for rules. */
export function aViewer(given: Partial<MemberViewer> = {}): MemberViewer {
  const n = nextNumber()
  return {
    id: n,
    role: 'customer',
    handle: `member${n}`,
    name: `Member ${n}`,
    avatarUrl: null,
    suspendedUntil: null,
    emailConfirmed: true,
    zone: null,
    locale: null,
    rights: DEFAULT_RIGHTS,
    unread: 0,
    ...given,
  }
}

/** The viewer that a stored member is. */
export function asViewer(member: MemberRow): MemberViewer {
  return aViewer({
    id: member.id,
    role: member.role as Role, // factories write roles of the list only
    handle: member.handle,
    name: member.name,
    zone: member.zone,
    suspendedUntil: member.suspended_at === null ? null : (member.suspended_until ?? Number.MAX_SAFE_INTEGER),
    emailConfirmed: member.email_confirmed_at !== null,
  })
}
