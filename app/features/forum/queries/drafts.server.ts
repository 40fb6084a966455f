import type { Context } from '#app/platform/context.server.ts'

/** What a member is writing somewhere. */
export interface Draft {
  readonly title: string
  readonly body: string
  readonly savedAt: number
}

/** The draft this member keeps under a key. */
export async function findDraft(
  context: Pick<Context, 'db' | 'viewer'>,
  key: string,
): Promise<Draft | null> {
  if (context.viewer.id === null) return null
  const row = await context.db
    .selectFrom('drafts')
    .select(['title', 'body', 'saved_at'])
    .where('member_id', '=', context.viewer.id)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { title: row.title, body: row.body, savedAt: row.saved_at } : null
}
