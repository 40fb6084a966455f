import { isLocale } from '#app/locale/locales.ts'
import { isStaff, type MemberViewer, type Role } from '#app/kernel/roles.ts'
import { rightsOf } from '#app/kernel/rights.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The member as the viewer of a page at `now` (UTC milliseconds); undefined when erased. */
export async function findViewer(db: Executor, memberId: number, now: number): Promise<MemberViewer | undefined> {
  return (await findViewers(db, [memberId], now)).get(memberId)
}

const selectViewers = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('members')
    .leftJoin('standings', 'standings.member_id', 'members.id')
    .leftJoin('levels', 'levels.id', 'standings.level_id')
    .select((eb) => [
      'members.id',
      'members.role',
      'members.handle',
      'members.name',
      'members.avatar_key',
      'members.suspended_at',
      'members.zone',
      'members.locale',
      'members.suspended_until',
      'members.email_confirmed_at',
      // Who has earned nothing yet is on the lowest level.
      eb.fn
        .coalesce(
          'levels.rights',
          eb.selectFrom('levels as lowest').select('lowest.rights').orderBy('threshold').limit(1),
        )
        .as('rights'),
      eb
        .selectFrom('notices')
        .whereRef('notices.member_id', '=', 'members.id')
        .where('read_at', 'is', null)
        .select((n) => n.fn.countAll<number>().as('n'))
        .as('unread'),
    ])
    .where('members.id', 'in', [...ids])
    .where('members.erased_at', 'is', null),
)

/** Many members as viewers, by id; erased ones are left out. */
export async function findViewers(
  db: Executor,
  memberIds: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, MemberViewer>> {
  if (memberIds.length === 0) return new Map()
  const rows = await selectViewers(db, { ids: memberIds }, null)
  return new Map(rows.map((row) => [row.id, viewerOf(row, now)]))
}

interface ViewerRow {
  readonly id: number
  readonly role: string
  readonly handle: string
  readonly name: string
  readonly avatar_key: string | null
  readonly zone: string | null
  readonly locale: string | null
  readonly suspended_at: number | null
  readonly suspended_until: number | null
  readonly email_confirmed_at: number | null
  readonly rights: string | null
  readonly unread: number | null
}

/** Staff who are suspended are customers for so long: they neither act as staff nor read what is for staff. */
function viewerOf(row: ViewerRow, now: number): MemberViewer {
  const suspendedUntil = row.suspended_at === null ? null : (row.suspended_until ?? Number.MAX_SAFE_INTEGER)
  const role = row.role as Role // written by the product only, from the closed list
  return {
    id: row.id,
    role: suspendedUntil !== null && suspendedUntil > now && isStaff({ role }) ? 'customer' : role,
    handle: row.handle,
    name: row.name,
    avatarUrl: row.avatar_key ? `/files/${row.avatar_key}` : null,
    suspendedUntil,
    zone: row.zone,
    locale: row.locale !== null && isLocale(row.locale) ? row.locale : null,
    emailConfirmed: row.email_confirmed_at !== null,
    rights: rightsOf(row.rights),
    unread: Number(row.unread ?? 0),
  }
}
