import type { Context } from '#app/platform/context.server.ts'
import { deviceWords } from '../rules/device.ts'
import type { SessionView } from '../types.ts'

/** Where a member is signed in, this place first, then the newest. `hereId`: the stored id of this session. */
export async function listSessions(
  { db, clock, locale }: Pick<Context, 'db' | 'clock' | 'locale'>,
  memberId: number,
  hereId: string | null,
): Promise<readonly SessionView[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'user_agent'])
    .where('member_id', '=', memberId)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      isHere: row.id === hereId,
      startedAt: row.created_at,
      endsAt: row.expires_at,
      device: deviceWords(row.user_agent, locale),
    }))
    .sort((a, b) => Number(b.isHere) - Number(a.isHere))
}
