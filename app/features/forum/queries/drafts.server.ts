import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** What a member is writing somewhere. */
export interface Draft {
  readonly title: string
  readonly body: string
  readonly savedAt: number
}

const selectDraft = prepared((db: Executor, p: { memberId: number; key: string }) =>
  db
    .selectFrom('drafts')
    .select(['title', 'body', 'saved_at'])
    .where('member_id', '=', p.memberId)
    .where('key', '=', p.key),
)

/** The draft this member keeps under a key. */
export async function findDraft(
  context: Pick<Context, 'db' | 'viewer'>,
  key: string,
): Promise<Draft | null> {
  if (context.viewer.id === null) return null
  const [row] = await selectDraft(context.db, { memberId: context.viewer.id, key }, null)
  return row ? { title: row.title, body: row.body, savedAt: row.saved_at } : null
}
