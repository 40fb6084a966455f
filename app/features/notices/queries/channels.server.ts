import type { Executor } from '#db/transaction.server.ts'
import type { Candidate } from '../rules.ts'
import { DEFAULT_CHANNELS, type Channel } from '../types.ts'

/** The channel each of these members chose for what they are to be told, or what a kind has by default. */
export async function withChannels(
  db: Executor,
  recipients: readonly Candidate[],
): Promise<readonly (Candidate & { readonly channel: Channel })[]> {
  if (recipients.length === 0) return []
  const chosen = await db
    .selectFrom('notice_preferences')
    .select(['member_id', 'kind', 'channel'])
    .where(
      'member_id',
      'in',
      recipients.map(({ memberId }) => memberId),
    )
    .execute()
  return recipients.map(({ memberId, kind }) => {
    const choice = chosen.find((row) => row.member_id === memberId && row.kind === kind)
    // A stored channel comes from the closed list only.
    return {
      memberId,
      kind,
      channel: (choice?.channel as Channel | undefined) ?? DEFAULT_CHANNELS[kind],
    }
  })
}
