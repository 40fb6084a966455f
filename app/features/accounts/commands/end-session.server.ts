import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'

/** Ends one of one's own sessions; throws `not-found` for anybody else's. */
export async function endSession({ db }: Pick<Services, 'db'>, viewer: MemberViewer, id: string): Promise<void> {
  const gone = await db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('member_id', '=', viewer.id)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound(saying(accountRefusals, 'thisSession'))
}
