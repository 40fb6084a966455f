import { saying } from '#test/support/refusals.ts'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSessions } from '#app/features/accounts/sessions.server.ts'
import { getFile } from '#app/features/files/queries/file.server.ts'
import { getLog } from '#app/features/moderation/queries/log.server.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { senderOf } from '#app/platform/mail/frame.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import { openSmtpMailer } from '#app/platform/mail/smtp-mailer.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { action as saveGeneral } from '#app/routes/desk/desk.settings._index.tsx'
import { action as saveToken } from '#app/routes/desk/desk.settings.api.tsx'
import { action as writeLegal } from '#app/routes/desk/desk.settings.legal.$text.tsx'
import { action as saveRetention } from '#app/routes/desk/desk.settings.retention.tsx'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { anSmtpServer } from '#test/support/fakes/smtp.ts'
import { aBrowser } from '#test/support/routes.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { sendTestMail } from './commands/send-test-mail.server.ts'
import type { TestMailOutcome } from './types.ts'
import { changeSite } from './commands/change-site.server.ts'
import { writeLegalText, type LegalWriting } from './commands/write-legal-text.server.ts'
import { getLegalEdit, getLegalText, listLegalTexts } from './queries/legal.server.ts'
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

    expect(await log()).toEqual(['changed the name of the community and the time zone'])
  })

  describe('the legal texts', () => {
    const write = (given: Partial<LegalWriting>) =>
      writeLegalText(admin, { name: 'privacy', body: '# What is kept', number: 0, ...given })

    test('are read by everybody once they are written, and named in the foot and in mails', async () => {
      const missing = getLegalText(services.db, 'privacy')
      await expect(missing).rejects.toMatchObject({ code: 'not-found' })

      await write({ body: '# What is kept\n\n<script>alert(1)</script> [x](javascript:alert(1))' })
      await write({ name: 'imprint', body: 'Harbour Bank' })
      await write({ name: 'terms', body: '## Be kind\n\n### Always' })

      const { html } = await getLegalText(services.db, 'privacy')
      expect(html).toContain('<h2>What is kept</h2>')
      const terms = await getLegalText(services.db, 'terms')
      expect(terms.html).toMatch(/<h2>Be kind<.*<h3>Always</s)
      expect(html).not.toMatch(/<script|href="javascript/)
      const site = await readSite(services.db)
      expect(site.legal).toEqual(['imprint', 'privacy', 'terms'])
      expect(senderOf(site, 'https://help.example.test').links.map(({ url }) => url)).toEqual([
        'https://help.example.test/legal/imprint',
        'https://help.example.test/legal/privacy',
      ])
    })

    test('keep every version, with who wrote it, and can be taken away', async () => {
      await write({})
      services.clock.advance(1000)
      await write({ body: 'Everything', number: 1 })
      await write({ body: 'Everything', number: 2 })
      await write({ body: '', number: 2 })

      expect((await readSite(services.db)).legal).toEqual([])
      await expect(getLegalText(services.db, 'privacy')).rejects.toMatchObject({ code: 'not-found' })
      const view = await getLegalEdit(admin, 'privacy', 1)
      expect(view).toMatchObject({ number: 3, body: '# What is kept', former: { number: 1, by: 'Ada' } })
      expect(view.versions.map(({ number, isEmpty }) => [number, isEmpty])).toEqual([
        [3, true],
        [2, false],
        [1, false],
      ])
      expect(await log()).toEqual([
        'removed the privacy policy',
        'wrote the privacy policy',
        'wrote the privacy policy',
      ])
    })

    test('written by two at once are one; the other is told, and nothing is lost', async () => {
      const ends = await Promise.allSettled([write({ body: 'Mine' }), write({ body: 'Yours' })])

      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const refused = ends.find((end) => end.status === 'rejected')
      expect(refused?.reason).toMatchObject({ code: 'conflict' })
      expect((await getLegalEdit(admin, 'privacy', null)).versions).toHaveLength(1)
    })

    test('are written by admins only', async () => {
      const moderator = services.as(aViewer({ role: 'moderator' }))
      const given = { name: 'terms', body: 'Mine', number: 0 } as const

      await expect(writeLegalText(moderator, given)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listLegalTexts(moderator)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getLegalEdit(moderator, 'terms', null)).rejects.toMatchObject({ code: 'forbidden' })
    })
  })

  describe('a test mail', () => {
    let mailers: Mailer[] = []
    afterEach(() => {
      for (const mailer of mailers) mailer.close()
      mailers = []
    })
    const FROM = 'Askwell <help@example.test>'
    const send = async (url: string, patience?: number): Promise<TestMailOutcome> => {
      const mailer = openSmtpMailer(url, FROM)
      mailers.push(mailer)
      const env = { ...admin.env, smtpUrl: url }
      return sendTestMail({ ...admin, env, mailer }, patience)
    }

    test('goes to the admin’s own address, and the server’s yes is said', async () => {
      const server = await anSmtpServer()
      const own = await services.db.selectFrom('members').select('email').executeTakeFirstOrThrow()

      expect(await send(server.url)).toEqual({ kind: 'taken', to: own.email })
      expect(server.delivered.map(({ to }) => to)).toEqual([[own.email]])
      expect(server.delivered[0]?.mail.text).toContain('This is a test email')
      await server.stop()
    })

    test('that is not taken says why in the server’s own words, never with the password', async () => {
      const server = await anSmtpServer()
      const strict = await anSmtpServer({ password: 'right' })
      const { port } = new URL(strict.url)
      server.be('refuses')

      expect(await send(server.url)).toMatchObject({
        kind: 'refused',
        trouble: 'recipient',
        answer: expect.stringContaining('No such mailbox') as string,
      })
      server.be('busy')
      expect(await send(server.url)).toMatchObject({ trouble: 'busy' })
      const refused = await send(`smtp://ada:wr%20ong@127.0.0.1:${port}`)
      expect(refused).toMatchObject({ trouble: 'login', answer: expect.stringContaining('Bad login …') as string })
      expect(JSON.stringify(refused)).not.toMatch(/wr(%20| )ong/)
      await Promise.all([server.stop(), strict.stop()])
    })

    test('to a server that is not there, hangs or speaks no TLS says which it is', async () => {
      const server = await anSmtpServer()
      server.be('hangs')

      expect(await send('smtp://127.0.0.1:9')).toMatchObject({ trouble: 'unreachable' })
      expect(await send('smtp://nothing.invalid:25')).toMatchObject({ trouble: 'no-host' })
      expect(await send(server.url.replace('smtp:', 'smtps:'))).toMatchObject({ trouble: 'tls' })
      services.clock.advance(HOUR)
      expect(await send(server.url, 200)).toMatchObject({ trouble: 'timeout' })
      await server.stop()
    })

    test('can be sent a few times, and by admins only', async () => {
      const server = await anSmtpServer()
      for (let n = 0; n < 5; n += 1) await send(server.url)
      await expect(send(server.url)).rejects.toMatchObject({ code: 'too-many' })
      expect(server.delivered).toHaveLength(5)

      const moderator = services.as(aViewer({ role: 'moderator' }))
      const tried = sendTestMail({ ...moderator, mailer: null })
      await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
      expect(await sendTestMail({ ...admin, mailer: null })).toEqual({ kind: 'no-server' })
      await server.stop()
    })
  })

  test('a form that is refused comes back as it was typed, with what is wrong', async () => {
    const sessions = openSessions(services.db, true)
    const started = await sessions.start(admin.viewer.id ?? 0, 'test', null)
    const browser = aBrowser(services, { cookie: started.split(';')[0] ?? '' })
    await writeLegalText(admin, { name: 'terms', body: 'First', number: 0 })
    const late = { intent: 'save', body: 'Second, in ignorance of the first', number: '0' }

    const { submit } = browser
    const legal = await submit(writeLegal, '/desk/settings/legal/terms', late, { text: 'terms' })
    const general = await submit(saveGeneral, '/desk/settings', {
      name: '',
      about: 'A place',
      zone: 'Mars/North',
      sign_up: 'open',
      ask_outcome_after_days: '3',
      footer: '',
    })
    const kept = await submit(saveRetention, '/desk/settings/retention', {
      requests: '1',
      searches: 'ever',
      log: 'ever',
      failures: 'ever',
      mails: '30',
    })
    const token = await submit(saveToken, '/desk/settings/api', { intent: 'make', name: 'chat' })

    expect([legal.status, general.status, kept.status, token.status]).toEqual([409, 422, 422, 422])
    expect(legal.values['body']).toBe(late.body)
    expect(general.errors).toMatchObject({
      name: 'Give the community a name.',
      zone: 'Choose a time zone from the list.',
    })
    expect(general.values['about']).toBe('A place')
    expect(kept.errors).toMatchObject({ requests: 'Choose a time from the list.' })
    expect([token.values['name'], token.errors['scopes']]).toEqual(['chat', 'Choose what it can do.'])
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
      expect([...services.blobs.kept.keys()].sort()).toEqual([second.logoKey, second.darkLogoKey].sort())

      await removeLogo(admin)
      expect(await readSite(services.db)).toMatchObject({ logoKey: null, darkLogoKey: null })
      expect(services.blobs.kept.size).toBe(0)
      expect(await services.db.selectFrom('files').select('key').execute()).toEqual([])
      expect((await log())[0]).toBe('changed the logo and the logo for dark mode')
    })

    test('of dark pages can be taken away alone, and stands for no wordmark', async () => {
      const alone = setDarkLogo(admin, await aPicture())
      await expect(alone).rejects.toMatchObject({
        fields: { dark_logo: saying('no main logo yet') },
      })
      expect(services.blobs.kept.size).toBe(0)

      await setLogo(admin, await aPicture())
      await setDarkLogo(admin, await aPicture())
      await removeDarkLogo(admin)
      const { logoKey, darkLogoKey } = await readSite(services.db)
      expect([logoKey === null, darkLogoKey]).toEqual([false, null])
    })

    test('is checked as every picture is', async () => {
      const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.png', { type: 'image/png' })
      await setLogo(admin, await aPicture())

      await expect(setDarkLogo(admin, svg)).rejects.toMatchObject({
        fields: { dark_logo: saying('Send a PNG, JPEG, WebP or GIF picture.') },
      })
      expect((await readSite(services.db)).darkLogoKey).toBeNull()
    })
  })
})
