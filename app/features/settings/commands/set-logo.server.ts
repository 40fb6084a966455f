import { saying } from '#app/locale/saying.ts'
import { settingsRefusals } from '#app/features/settings/words/refusals.ts'
import { mayAdminister } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { cleanImage, fileRow, type CleanImage } from '#app/platform/images.server.ts'
import { readSite, writeSite, type SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

type Admin = Pick<Context, 'db' | 'clock' | 'viewer' | 'blobs'>
type LogoKeys = Partial<Pick<SiteSettings, 'logoKey' | 'darkLogoKey'>>

/** A logo stands in the header: at most this size, never enlarged. */
const LOGO = { width: 480, height: 96, fit: 'inside' } as const

/** Puts a picture in place of the wordmark; the one before goes. Throws `invalid` beside `logo`. */
export async function setLogo(context: Admin, file: File): Promise<void> {
  demand(mayAdminister(context.viewer))
  const image = await cleanImage(file, LOGO, 'logo', context.viewer.id)
  await replace(context, { logoKey: image.key }, image)
}

/** Puts a picture in place of the logo where pages are dark. Throws `invalid` beside `dark_logo`. */
export async function setDarkLogo(context: Admin, file: File): Promise<void> {
  demand(mayAdminister(context.viewer))
  const image = await cleanImage(file, LOGO, 'dark_logo', context.viewer.id)
  await replace(context, { darkLogoKey: image.key }, image)
}

/** Brings the wordmark back, on dark pages too. */
export async function removeLogo(context: Admin): Promise<void> {
  demand(mayAdminister(context.viewer))
  await replace(context, { logoKey: null, darkLogoKey: null }, null)
}

/** Shows the one logo on dark pages, too. */
export async function removeDarkLogo(context: Admin): Promise<void> {
  demand(mayAdminister(context.viewer))
  await replace(context, { darkLogoKey: null }, null)
}

/** The new picture is kept before anything names it, and the former ones go after nothing does. */
async function replace(context: Admin, keys: LogoKeys, image: CleanImage | null): Promise<void> {
  const { db, clock, viewer, blobs } = context
  if (image) await blobs.put(image.key, image.bytes)
  const former = await inTransaction(db, async (trx) => {
    const site = await readSite(trx)
    if (keys.darkLogoKey != null && site.logoKey === null) throw NO_LOGO
    const changed = (['logoKey', 'darkLogoKey'] as const).filter(
      (key) => keys[key] !== undefined && keys[key] !== site[key],
    )
    if (changed.length === 0) return []
    if (image)
      await trx
        .insertInto('files')
        .values(fileRow(image, 'logo', clock.now()))
        .execute()
    await writeSite(trx, clock, viewer.id, keys)
    await logAct(trx, { at: clock.now(), by: viewer.id, kind: 'setting', verb: 'change', id: 0, detail: { changed } })
    return changed.flatMap((key) => site[key] ?? [])
  }).catch(async (error: unknown) => {
    if (image && error === NO_LOGO) await blobs.remove(image.key)
    throw error
  })
  for (const key of former) {
    await blobs.remove(key)
    await db.deleteFrom('files').where('key', '=', key).execute()
  }
}

const NO_LOGO = new AppError('invalid', saying(settingsRefusals, 'chooseALogoFirst'), {
  fields: { dark_logo: saying(settingsRefusals, 'thereIsNoLogoYet') },
})
