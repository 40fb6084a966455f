import { mayAdminister } from '#app/access/members.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { cleanImage, fileRow } from '#app/platform/images.server.ts'
import { readSite, writeSite, type SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

type Admin = Pick<Context, 'db' | 'clock' | 'viewer' | 'blobs'>

/** A logo stands in the header: at most this size, never enlarged. */
const LOGO = { width: 480, height: 96, fit: 'inside' } as const

/** Changes what an admin sets while the place runs; holds within a second in every process. */
export async function changeSite(context: Admin, changes: Partial<SiteSettings>): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  await inTransaction(db, (trx) => writeSite(trx, clock, viewer.id, changes))
}

/** Puts a picture in place of the wordmark; the one before goes. Throws `invalid` beside `logo`. */
export async function setLogo(context: Admin, file: File): Promise<void> {
  const { db, clock, viewer, blobs } = context
  demand(mayAdminister(viewer))
  const image = await cleanImage(file, LOGO, 'logo', context.viewer.id)
  await blobs.put(image.key, image.bytes)
  const old = await inTransaction(db, async (trx) => {
    const { logoKey } = await readSite(trx)
    await trx
      .insertInto('files')
      .values(fileRow(image, 'logo', clock.now()))
      .execute()
    await writeSite(trx, clock, viewer.id, { logoKey: image.key })
    return logoKey
  })
  await forget(context, old)
}

/** Brings the wordmark back. */
export async function removeLogo(context: Admin): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  const { logoKey } = await readSite(db)
  await inTransaction(db, (trx) => writeSite(trx, clock, viewer.id, { logoKey: null }))
  await forget(context, logoKey)
}

async function forget({ db, blobs }: Admin, key: string | null): Promise<void> {
  if (key === null) return
  await blobs.remove(key)
  await db.deleteFrom('files').where('key', '=', key).execute()
}
