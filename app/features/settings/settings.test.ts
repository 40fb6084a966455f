import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { getFile } from '#app/features/files/queries/file.server.ts'
import { getLog } from '#app/features/moderation/queries/log.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { changeSite } from './commands/change-site.server.ts'
import { removeDarkLogo, removeLogo, setDarkLogo, setLogo } from './commands/set-logo.server.ts'

eachDatabase((_name, open) => {
  let services: TestServices
  let admin: Context
  beforeEach(async () => {
    const database = open()
    await database.clear()
    services = someServices(database)
    admin = services.as(asViewer(await aMember(services.db, { role: 'admin', name: 'Ada' })))
  })
  const log = async (): Promise<readonly string[]> => {
    const everything = { by: '', act: '', from: '', to: '' }
    const { rows } = await getLog(admin, everything, 'UTC', null)
    return rows.map(({ said }) => said.map(({ words }) => words).join(''))
  }
  const aPicture = async (): Promise<File> => {
    const colour = { r: 20, g: 90, b: 130 }
    const png = await sharp({ create: { width: 300, height: 60, channels: 3, background: colour } })
      .png()
      .toBuffer()
    return new File([new Uint8Array(png)], 'logo.png', { type: 'image/png' })
  }

  test('only admins change the settings of the place, and the log says what they changed', async () => {
    for (const role of ['customer', 'advocate', 'agent', 'moderator'] as const) {
      const other = services.as(aViewer({ role }))
      await expect(changeSite(other, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(setLogo(other, await aPicture())).rejects.toMatchObject({ code: 'forbidden' })
      await expect(removeLogo(other)).rejects.toMatchObject({ code: 'forbidden' })
    }

    await changeSite(admin, { name: 'Harbour', zone: 'Europe/Vienna', footer: '' })
    await changeSite(admin, { name: 'Harbour' })

    expect(await log()).toEqual(['changed the name of the place and the time zone'])
  })

  describe('the logo', () => {
    test('has another one for dark pages, which anybody may see, and which goes with it', async () => {
      await setLogo(admin, await aPicture())
      await setDarkLogo(admin, await aPicture())
      const first = await readSite(services.db)
      await setDarkLogo(admin, await aPicture())
      const second = await readSite(services.db)

      expect(second.logoKey).toBe(first.logoKey)
      expect(second.darkLogoKey).not.toBe(first.darkLogoKey)
      const shown = await getFile(services.as(GUEST), second.darkLogoKey ?? '')
      expect(shown).toMatchObject({ mime: 'image/webp', isPublic: true })
      expect([...services.blobs.kept.keys()].sort()).toEqual([second.logoKey, second.darkLogoKey].sort()) // prettier-ignore

      await removeLogo(admin)
      expect(await readSite(services.db)).toMatchObject({ logoKey: null, darkLogoKey: null })
      expect(services.blobs.kept.size).toBe(0)
      expect(await services.db.selectFrom('files').select('key').execute()).toEqual([])
      expect((await log())[0]).toBe('changed the logo and the logo of dark pages')
    })

    test('of dark pages can be taken away alone, and stands for no wordmark', async () => {
      const alone = setDarkLogo(admin, await aPicture())
      await expect(alone).rejects.toMatchObject({
        fields: { dark_logo: expect.stringContaining('no logo yet') as string },
      })
      expect(services.blobs.kept.size).toBe(0)

      await setLogo(admin, await aPicture())
      await setDarkLogo(admin, await aPicture())
      await removeDarkLogo(admin)
      const { logoKey, darkLogoKey } = await readSite(services.db)
      expect([logoKey === null, darkLogoKey]).toEqual([false, null])
    })

    test('is checked as every picture is', async () => {
      const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.png', { type: 'image/png' }) // prettier-ignore
      await setLogo(admin, await aPicture())

      await expect(setDarkLogo(admin, svg)).rejects.toMatchObject({
        fields: { dark_logo: 'Send a PNG, JPEG, WebP or GIF picture.' },
      })
      expect((await readSite(services.db)).darkLogoKey).toBeNull()
    })
  })
})
