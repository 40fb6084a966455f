import type { Services } from '#app/platform/context.server.ts'

/** The part of the job `member.erase` that is about searching: what a member searched for and opened is gone. */
export async function forgetSearcher({ db }: Pick<Services, 'db'>, memberId: number): Promise<void> {
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('erased_at', 'is not', null)
    .executeTakeFirst()
  if (!member) return
  await db.deleteFrom('search_log').where('member_id', '=', memberId).execute()
  await db
    .updateTable('deflections')
    .set({ member_id: null, session_key: null })
    .where('member_id', '=', memberId)
    .execute()
  const asked = db.selectFrom('threads').select('id').where('author_id', '=', memberId)
  await db.deleteFrom('thread_trails').where('thread_id', 'in', asked).execute()
}
