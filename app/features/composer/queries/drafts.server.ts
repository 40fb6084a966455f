import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** What a member is writing somewhere. */
export interface Draft {
  readonly title: string
  readonly body: string
  /** What the other fields of its form hold, by their names. */
  readonly fields: Readonly<Record<string, string>>
  readonly savedAt: number
}

const selectDraft = prepared((db: Executor, p: { memberId: number; key: string }) =>
  db
    .selectFrom('drafts')
    .select(['title', 'body', 'fields', 'saved_at'])
    .where('member_id', '=', p.memberId)
    .where('key', '=', p.key),
)

/** The draft this member keeps under a key. */
export async function findDraft(context: Pick<Context, 'db' | 'viewer'>, key: string): Promise<Draft | null> {
  if (context.viewer.id === null) return null
  const [row] = await selectDraft(context.db, { memberId: context.viewer.id, key }, null)
  if (!row) return null
  const fields = JSON.parse(row.fields) as Draft['fields'] // written by saveDraft alone
  return { title: row.title, body: row.body, fields, savedAt: row.saved_at }
}
