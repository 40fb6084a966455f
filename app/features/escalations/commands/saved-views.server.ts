import { mayWorkDesk } from '#app/access/escalations.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, isDuplicate, lockRow } from '#db/transaction.server.ts'
import { deskRefusals } from '../words/refusals.ts'

type Desk = Pick<Context, 'db' | 'clock' | 'viewer'>

const MOST_VIEWS = 20

/** Keeps the filters of the queue under a name, for this member of staff. `query`: what stands after the question mark. */
export async function saveView({ db, clock, viewer }: Desk, name: string, query: string): Promise<void> {
  demand(mayWorkDesk(viewer))
  const memberId = viewer.id
  if (memberId === null) return
  try {
    await inTransaction(db, async (trx) => {
      await lockRow(trx, 'members', memberId)
      const has = await trx.selectFrom('saved_views').select('id').where('member_id', '=', memberId).execute()
      if (has.length >= MOST_VIEWS) throw new AppError('conflict', saying(deskRefusals, 'view.many'))
      await trx
        .insertInto('saved_views')
        .values({ member_id: memberId, name, query, created_at: clock.now() })
        .execute()
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('conflict', saying(deskRefusals, 'view.taken'), {
      fields: { name: saying(deskRefusals, 'view.taken') },
    })
  }
}

/** Removes one of one's own saved views. */
export async function removeView({ db, viewer }: Desk, id: number): Promise<void> {
  demand(mayWorkDesk(viewer))
  await db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where('member_id', '=', viewer.id ?? 0)
    .execute()
}
