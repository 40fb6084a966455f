import { NOTICE_KINDS } from '#app/features/notices/types.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { NoticeChannels } from '../types.ts'

/** Keeps how each kind of notice is to reach a member. A suspended member may choose too: it is about reading. */
export async function chooseChannels(
  { db }: Pick<Services, 'db'>,
  viewer: MemberViewer,
  channels: NoticeChannels,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const kind of NOTICE_KINDS) {
      const channel = channels[kind]
      await trx
        .insertInto('notice_preferences')
        .values({ member_id: viewer.id, kind, channel })
        .onConflict((c) => c.columns(['member_id', 'kind']).doUpdateSet({ channel }))
        .execute()
    }
  })
}
