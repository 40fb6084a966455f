import type { Executor } from '#db/transaction.server.ts'

/** A badge that a notice tells of. */
export interface ToldBadge {
  readonly uid: string
  readonly name: string
  readonly description: string
}

/** The badges that each of these notices tells of and that their earner still holds, by the notice. */
export async function badgesOfNotices(
  db: Executor,
  noticeIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ToldBadge[]>> {
  const told = new Map<number, ToldBadge[]>()
  if (noticeIds.length === 0) return told
  const rows = await db
    .selectFrom('awards')
    .innerJoin('badges', 'badges.id', 'awards.badge_id')
    .select(['awards.notice_id', 'awards.uid', 'badges.name', 'badges.description'])
    .where('awards.notice_id', 'in', [...noticeIds])
    .where('awards.revoked_at', 'is', null)
    .orderBy('awards.id')
    .execute()
  for (const { notice_id, ...badge } of rows) {
    if (notice_id === null) continue
    const known = told.get(notice_id)
    if (known) known.push(badge)
    else told.set(notice_id, [badge])
  }
  return told
}

/** Where a notice of badges leads: to the one, or to all. */
export function toldAddress(badges: readonly ToldBadge[]): string {
  const [only] = badges
  return only && badges.length === 1 ? `/badges/credentials/${only.uid}` : '/badges'
}
