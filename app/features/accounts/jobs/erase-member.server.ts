import type { Services } from '#app/platform/context.server.ts'

/**
 * The part of the job `member.erase` that is about the account: the pictures of a member who is gone.
 * The forum forgets them as an author in `forum/jobs/forget-author`. Run twice, nothing is left to do.
 */
export async function eraseMember({ db, blobs }: Pick<Services, 'db' | 'blobs'>, memberId: number): Promise<void> {
  const files = await db
    .selectFrom('files')
    .innerJoin('members', 'members.id', 'files.member_id')
    .select('files.key')
    .where('members.id', '=', memberId)
    .where('members.erased_at', 'is not', null)
    .where('files.kind', '=', 'avatar')
    .execute()
  // The bytes go first: a crash between the two leaves a row, which the next run finds.
  for (const { key } of files) {
    await blobs.remove(key)
    await db.deleteFrom('files').where('key', '=', key).execute()
  }
}
