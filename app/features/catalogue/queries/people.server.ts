import type { PersonView } from '../types.ts'
import type { Role } from '#app/kernel/roles.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** What `personView` needs of a row of members. */
export const COLUMNS_OF_PERSON = [
  'members.id',
  'members.handle',
  'members.name',
  'members.role',
  'members.avatar_key',
  'members.erased_at',
] as const

const selectPeople = prepared((db: Executor, { wanted }: { wanted: readonly number[] }) =>
  db
    .selectFrom('members')
    .select(COLUMNS_OF_PERSON)
    .where('id', 'in', [...wanted]),
)

/** The people behind these ids, as they stand beside what they wrote; erased ones are left out. */
export async function findPeople(
  db: Executor,
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number, PersonView>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await selectPeople(db, { wanted }, null)
  return new Map(rows.filter((row) => row.erased_at === null).map((row) => [row.id, personView(row)]))
}

/** One member's row as a person on a page. */
export function personView(row: {
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly role: string
  readonly avatar_key: string | null
}): PersonView {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    role: row.role as Role, // written from the closed list only
    avatarUrl: row.avatar_key === null ? null : `/files/${row.avatar_key}`,
  }
}
