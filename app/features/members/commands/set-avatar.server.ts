import { mayWrite } from '#app/access/members.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Services } from '#app/platform/context.server.ts'
import { cleanImage, fileRow } from '#app/platform/images.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'

const SIZE = { width: 256, height: 256, fit: 'cover' } as const

/** Gives a member a picture of 256 by 256; the one before goes. Throws `invalid` beside `avatar`. */
export async function setAvatar(
  { db, clock, blobs }: Pick<Services, 'db' | 'clock' | 'blobs'>,
  viewer: MemberViewer,
  file: File,
): Promise<void> {
  demand(mayWrite(viewer, clock.now()))
  const image = await cleanImage(file, SIZE, 'avatar', viewer.id)
  await blobs.put(image.key, image.bytes)
  const old = await inTransaction(db, async (trx) => {
    await trx
      .insertInto('files')
      .values({ ...fileRow(image, 'avatar', clock.now()), member_id: viewer.id })
      .execute()
    return replaceAvatar(trx, viewer.id, image.key)
  })
  for (const key of old) await blobs.remove(key)
}

/** Takes a member's picture away. */
export async function removeAvatar({ db, blobs }: Pick<Services, 'db' | 'blobs'>, viewer: MemberViewer): Promise<void> {
  const old = await inTransaction(db, (trx) => replaceAvatar(trx, viewer.id, null))
  for (const key of old) await blobs.remove(key)
}

/** Sets the picture's key and forgets the files before it; returns their keys. */
async function replaceAvatar(trx: Executor, memberId: number, key: string | null): Promise<readonly string[]> {
  await trx
    .updateTable('members')
    .set({ avatar_key: key })
    .where('id', '=', memberId)
    .where('erased_at', 'is', null)
    .execute()
  const old = await trx
    .deleteFrom('files')
    .where('member_id', '=', memberId)
    .where('kind', '=', 'avatar')
    .$if(key !== null, (q) => q.where('key', '!=', key ?? ''))
    .returning('key')
    .execute()
  return old.map((row) => row.key)
}
