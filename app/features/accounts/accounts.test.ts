import { cpuMilliseconds } from '#test/support/cpu.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { findDraft } from '#app/features/composer/queries/drafts.server.ts'
import { changeRole } from '#app/features/members/commands/change-role.server.ts'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import * as members from '#app/routes/desk/desk.members._index.tsx'
import * as confirm from '#app/routes/public/confirm.$token.tsx'
import * as reset from '#app/routes/public/reset.$token.tsx'
import * as ask from '#app/routes/public/reset._index.tsx'
import * as account from '#app/routes/public/settings.account.tsx'
import * as sessionsPage from '#app/routes/public/settings.sessions.tsx'
import * as setup from '#app/routes/public/setup.$token.tsx'
import * as signIn from '#app/routes/public/signin.tsx'
import * as signOutEverywhere from '#app/routes/public/signout-everywhere.ts'
import * as signOut from '#app/routes/public/signout.ts'
import * as signUp from '#app/routes/public/signup.tsx'
import { eachDatabase } from '#test/support/databases.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aMember, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { mailedToken, mailsTo } from '#test/support/mails.ts'
import { aBrowser, type Browser } from '#test/support/routes.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { deviceCookie, deviceOf } from './devices.server.ts'
import { eraseAccount } from './commands/erase-account.server.ts'
import { setRole } from './commands/set-member.server.ts'
import { issueSetupLink } from './commands/set-up.server.ts'
import { createMember } from './commands/create-member.server.ts'
import { sweepStore } from './jobs/sweep-store.server.ts'
import { hashPassword } from './passwords.server.ts'

const PASSWORD = 'a quiet afternoon'
const OTHER = 'a louder evening'

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(() => {
    services = someServices(open())
  })

  /** A member who can sign in, and their browser, signed in. */
  const aPerson = async (given: Parameters<typeof aMember>[1] = {}) => {
    const member = await aMember(services.db, {
      password_hash: await quickHash(PASSWORD),
      ...given,
    })
    const browser = aBrowser(services)
    await signInAs(browser, member.email ?? '')
    return { member, browser, email: member.email ?? '' }
  }
  const signInAs = (browser: Browser, email: string, password = PASSWORD, more = {}) =>
    browser.submit(signIn.action, '/signin', { email, password, ...more })
  const isSignedIn = async (browser: Browser): Promise<boolean> =>
    (await browser.visit(sessionsPage.loader, '/settings/sessions')).status === 200
  /** Fills in the form behind a mailed link. */
  const join = (
    browser: Browser,
    token: string,
    { name, handle, password }: { name: string; handle: string; password: string },
  ) => browser.submit(confirm.action, `/confirm/${token}`, { name, handle, password }, { token })
  const newPerson = () => {
    const n = nextNumber()
    return {
      email: `new${n}@example.test`,
      name: `New ${n}`,
      handle: `new${n}`,
      password: PASSWORD,
    }
  }
  const memberOf = (email: string) =>
    services.db.selectFrom('members').selectAll().where('email_key', '=', email.toLowerCase()).executeTakeFirst()

  describe('signing up', () => {
    test('a mailed link makes the member and signs them in where they were going', async () => {
      const person = newPerson()
      const browser = aBrowser(services)

      const sent = await browser.submit(signUp.action, '/signup', { ...person, next: '/ask?x=1' })
      expect(sent).toMatchObject({ status: 302, location: '/signup?done=mail', cookie: null })
      expect(await memberOf(person.email)).toBeUndefined()
      const token = await mailedToken(services.db, person.email, 'confirm')
      const done = await join(browser, token, person)

      expect(done).toMatchObject({ status: 302, location: '/ask?x=1' })
      expect(await isSignedIn(browser)).toBe(true)
      expect(await memberOf(person.email)).toMatchObject({
        handle: person.handle,
        name: person.name,
        role: 'customer',
        email_confirmed_at: services.clock.now(),
      })
    })

    test('check 40: a known address gets the same answer, in the same time, and no account', async () => {
      const { email } = await aPerson()
      const timed = async (address: string) => {
        const startedAt = performance.now()
        const answer = await aBrowser(services).submit(signUp.action, '/signup', {
          ...newPerson(),
          email: address,
        })
        return { answer, took: performance.now() - startedAt }
      }
      await timed('warm@example.test')

      const known = await timed(email.toUpperCase())
      const unknown = await timed('nobody-yet@example.test')

      expect({ ...known.answer, headers: [...known.answer.headers] }).toEqual({
        ...unknown.answer,
        headers: [...unknown.answer.headers],
      })
      // Both are held back until the same moment, which is later than either needs.
      expect(Math.min(known.took, unknown.took)).toBeGreaterThanOrEqual(115)
      expect((await mailsTo(services.db, email)).map((mail) => mail.subject)).toEqual([
        'You already have an account · Askwell',
      ])
    })

    test('check 14: a mail to a stranger quotes nothing that was typed but the handle', async () => {
      const person = { ...newPerson(), name: 'Buy at evil.example now' }
      await aBrowser(services).submit(signUp.action, '/signup', person)

      const [mail] = await mailsTo(services.db, person.email)

      expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toContain('evil.example')
    })

    test('check 14: a thousand sign-ups and resets for one address make five mails an hour', async () => {
      const { email } = await aPerson()
      for (let i = 0; i < 12; i += 1) {
        await aBrowser(services).submit(ask.action, '/reset', { email })
      }

      expect(await mailsTo(services.db, email)).toHaveLength(5)
      services.clock.advance(HOUR)
      await aBrowser(services).submit(ask.action, '/reset', { email })
      expect(await mailsTo(services.db, email)).toHaveLength(6)
    })

    test('ten sign-ups an hour from one address, then 429 with when to try again', async () => {
      const browser = aBrowser(services)
      for (let i = 0; i < 10; i += 1) await browser.submit(signUp.action, '/signup', newPerson())

      const refused = await browser.submit(signUp.action, '/signup', newPerson())

      expect(refused.status).toBe(429)
      expect(refused.headers.get('Retry-After')).toBe('3600')
    })

    test('a rejected form comes back filled in, with a sentence beside each field, without the password', async () => {
      const answer = await aBrowser(services).submit(signUp.action, '/signup', {
        email: 'not an address',
        name: '\u202eevil',
        handle: 'аdmin',
        is_admin: '1',
      })

      expect(answer.status).toBe(422)
      expect(answer.errors).toMatchObject({
        email: expect.stringContaining('isn’t an email address'),
        name: expect.stringContaining('invisible characters'),
        handle: expect.stringContaining('reserved for the people'),
      })
      expect(answer.values).toMatchObject({ email: 'not an address', handle: 'аdmin' })
    })

    test('behind the link a bad password is refused, what was typed comes back without it, and the link works on', async () => {
      const person = newPerson()
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', person)
      const token = await mailedToken(services.db, person.email, 'confirm')

      const refused = await join(browser, token, { ...person, name: 'Typed', password: 'short' })

      expect(refused).toMatchObject({
        status: 422,
        errors: { password: expect.stringContaining('10 characters') },
        values: { name: 'Typed' },
      })
      expect(refused.values).not.toHaveProperty('password')
      expect(await join(browser, token, { ...person, password: person.email })).toMatchObject({
        status: 422,
      })
      expect((await join(browser, token, person)).status).toBe(302)
    })

    test('whoever signs up with somebody else’s address never gets into the account', async () => {
      const victim = newPerson()
      const attacker = { ...victim, password: 'the attacker’s own words' }
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', victim)
      await aBrowser(services).submit(signUp.action, '/signup', attacker)

      const token = await mailedToken(services.db, victim.email, 'confirm')
      await join(browser, token, victim)

      expect((await signInAs(aBrowser(services), victim.email, attacker.password)).status).toBe(422)
      expect((await signInAs(aBrowser(services), victim.email, victim.password)).status).toBe(302)
    })

    test('the owner of a mailbox that a stranger signed up chooses name, handle and password alone', async () => {
      const stranger = { ...newPerson(), name: 'Not Me', password: 'the stranger’s own words' }
      await aBrowser(services).submit(signUp.action, '/signup', stranger)
      const token = await mailedToken(services.db, stranger.email, 'confirm')
      const own = { name: 'Really Me', handle: `me${nextNumber()}`, password: OTHER }

      await join(aBrowser(services), token, own)

      expect(await memberOf(stranger.email)).toMatchObject({ name: own.name, handle: own.handle })
      expect((await signInAs(aBrowser(services), stranger.email, stranger.password)).status).toBe(422)
    })

    test.each([
      ['two addresses', { email: ['a@example.test', 'b@example.test'] }],
      ['an array by name', { 'email[]': 'a@example.test' }],
      ['a list', { email: 'a@example.test,b@example.test' }],
      ['a line break', { email: 'a@example.test\r\nBcc: b@example.test' }],
      ['a file', { email: new File(['a@example.test'], 'a') }],
    ])('check 19: %s in place of one address sends nothing', async (_what, email) => {
      const answer = await aBrowser(services).submit(signUp.action, '/signup', {
        ...newPerson(),
        email: '',
        ...email,
      })

      expect(answer.status).toBe(422)
      for (const address of ['a@example.test', 'b@example.test'])
        expect(await mailsTo(services.db, address)).toEqual([])
    })

    test('a handle that looks like somebody’s is refused', async () => {
      await aPerson({ handle: 'paulina' })

      const answer = await aBrowser(services).submit(signUp.action, '/signup', {
        ...newPerson(),
        handle: 'раulina',
      })

      expect(answer).toMatchObject({ status: 422, errors: { handle: expect.any(String) } })
    })

    test('a handle that was taken meanwhile is asked for again, and the link still works', async () => {
      const person = newPerson()
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', person)
      await aMember(services.db, { handle: person.handle })
      const token = await mailedToken(services.db, person.email, 'confirm')

      const refused = await join(browser, token, person)
      expect(refused).toMatchObject({ status: 409, errors: { handle: expect.any(String) } })
      const handle = `${person.handle}-b`
      await join(browser, token, { ...person, handle })

      expect(await memberOf(person.email)).toMatchObject({ handle })
    })

    test('check 38: of twenty who confirm one handle at once, one has it', async () => {
      const tokens = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const person = { ...newPerson(), handle: 'wanted' }
          await aBrowser(services).submit(signUp.action, '/signup', person)
          return mailedToken(services.db, person.email, 'confirm')
        }),
      )

      const answers = await Promise.all(
        tokens.map((token) => join(aBrowser(services), token, { ...newPerson(), handle: 'wanted' })),
      )

      expect(answers.map((answer) => answer.status).sort()).toEqual([302, ...Array(19).fill(409)])
      const rows = await services.db.selectFrom('members').select('id').where('handle', '=', 'wanted').execute()
      expect(rows).toHaveLength(1)
    })

    test('where new accounts are closed, none is begun', async () => {
      await services.db.insertInto('settings').values({ key: 'signUp', value: '"closed"', changed_at: 0 }).execute()
      const person = newPerson()

      const answer = await aBrowser(services).submit(signUp.action, '/signup', person)
      await services.db.deleteFrom('settings').where('key', '=', 'signUp').execute()

      expect(answer.status).toBe(403)
      expect(await mailsTo(services.db, person.email)).toEqual([])
    })
  })

  describe('links', () => {
    test('check 17: opening a mailed link changes nothing', async () => {
      const person = newPerson()
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', person)
      const token = await mailedToken(services.db, person.email, 'confirm')

      for (let i = 0; i < 3; i += 1) {
        const page = await browser.visit(confirm.loader, `/confirm/${token}`, { token })
        expect(page).toMatchObject({ status: 200, cookie: null })
        expect(page.data).toMatchObject({ view: { kind: 'join', email: person.email } })
      }

      expect(await memberOf(person.email)).toBeUndefined()
    })

    test('check 16: a confirmation link works once, of two at once for one; then it says that it was used', async () => {
      const person = newPerson()
      await aBrowser(services).submit(signUp.action, '/signup', person)
      const token = await mailedToken(services.db, person.email, 'confirm')
      const use = () => join(aBrowser(services), token, person)

      const both = await Promise.all([use(), use()])
      const third = await use()

      expect([...both, third].filter(({ cookie }) => cookie !== null)).toHaveLength(1)
      expect(third).toMatchObject({ status: 302, location: `/confirm/${token}`, cookie: null })
      const page = await aBrowser(services).visit(confirm.loader, '/', { token })
      expect(page).toMatchObject({ status: 200, data: { view: { kind: 'done' } } })
    })

    test('check 16: a newer link ends the older, and none works after its time', async () => {
      const person = newPerson()
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', person)
      const older = await mailedToken(services.db, person.email, 'confirm')
      await browser.submit(signUp.action, '/signup', person)
      const newer = await mailedToken(services.db, person.email, 'confirm')

      expect(newer).not.toBe(older)
      expect((await join(browser, older, person)).status).toBe(404)
      const page = await aBrowser(services).visit(confirm.loader, '/', { token: older })
      expect(page).toMatchObject({ status: 404, data: { message: expect.stringContaining('newer link was mailed') } })
      services.clock.advance(DAY + 1)
      expect((await join(browser, newer, person)).status).toBe(404)
      expect(await memberOf(person.email)).toBeUndefined()
    })

    test('an older link says that the account exists, once a newer one has made it', async () => {
      const person = newPerson()
      const browser = aBrowser(services)
      await browser.submit(signUp.action, '/signup', person)
      const older = await mailedToken(services.db, person.email, 'confirm')
      await browser.submit(signUp.action, '/signup', person)
      await join(browser, await mailedToken(services.db, person.email, 'confirm'), person)

      const page = await aBrowser(services).visit(confirm.loader, '/', { token: older })
      expect(page).toMatchObject({ status: 200, data: { view: { kind: 'done' } } })
      services.clock.advance(DAY + 1)
      await sweepStore(services)
      const left = await services.db
        .selectFrom('sign_ups')
        .select('token_hash')
        .where('email', '=', person.email)
        .execute()
      expect(left).toHaveLength(1)
    })

    test('check 18: tokens are 256 random bits, and only their hashes are stored', async () => {
      const { email } = await aPerson()
      await aBrowser(services).submit(ask.action, '/reset', { email })
      const token = await mailedToken(services.db, email, 'reset')

      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      const stored = await services.db.selectFrom('tokens').selectAll().execute()
      expect(stored.some((row) => row.kind === 'reset')).toBe(true)
      expect(JSON.stringify(stored)).not.toContain(token)
    })

    test.each(['', 'x', '../../etc/passwd', 'A'.repeat(5000), '%00', "' or 1=1 --", '__proto__'])(
      'check 12: a made-up token %j leads nowhere',
      async (token) => {
        const browser = aBrowser(services)
        for (const route of [confirm, reset, setup]) {
          expect((await browser.visit(route.loader, '/', { token })).status).toBe(404)
        }
        expect((await browser.submit(confirm.action, '/', {}, { token })).status).toBe(404)
        const password = { password: OTHER }
        expect((await browser.submit(reset.action, '/', password, { token })).status).toBe(404)
      },
    )

    test('check 15: links in mails lead to the configured address, whatever the request says', async () => {
      const { email } = await aPerson()
      await aBrowser(services).submit(ask.action, '/reset', { email })

      const [mail] = await mailsTo(services.db, email)

      const hosts = [...(mail?.html ?? '').matchAll(/https?:\/\/([^/"&]+)/g)].map((m) => m[1])
      expect(new Set(hosts)).toEqual(new Set(['help.example.test']))
    })
  })

  describe('signing in', () => {
    test('check 22: a session begins with a cookie that scripts can’t read and other sites can’t send', async () => {
      const { email } = await aPerson()
      const answer = await signInAs(aBrowser(services), email.toUpperCase())

      expect(answer).toMatchObject({ status: 302, location: '/' })
      const cookie = answer.headers.get('Set-Cookie') ?? ''
      expect(cookie).toMatch(/^__Host-askwell=\w+;/)
      for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
      expect(cookie).not.toContain('Domain')
    })

    test('check 22: the cookie changes at each sign-in, and the one before is dead', async () => {
      const { browser, email } = await aPerson()
      const before = browser.cookie

      await signInAs(browser, email)

      expect(browser.cookie).not.toBe(before)
      expect(await browser.sessions.viewerOf(before)).toMatchObject({ role: 'guest' })
      expect(await isSignedIn(browser)).toBe(true)
    })

    test('check 22: planted cookies open nothing', async () => {
      const { browser } = await aPerson()
      const planted = Array.from({ length: 20 }, (_, i) => `__Host-askwell=planted${i}`).join('; ')

      expect(await browser.sessions.viewerOf(planted)).toMatchObject({ role: 'guest' })
      const stored = await services.db.selectFrom('sessions').select('id').execute()
      for (const { id } of stored.slice(0, 20)) {
        expect(await browser.sessions.viewerOf(`__Host-askwell=${id}`)).toMatchObject({ role: 'guest' })
      }
    })

    test('check 40: an unknown address and a wrong password get the same answer, in the same time', async () => {
      const { email } = await aPerson({ password_hash: await hashPassword(PASSWORD) })
      const tryOnce = async (address: string) => {
        let answer: Awaited<ReturnType<typeof signInAs>> | null = null
        const took = await cpuMilliseconds(async () => {
          answer = await signInAs(aBrowser(services), address, 'not the password')
        })
        return { answer: answer as Awaited<ReturnType<typeof signInAs>> | null, took }
      }
      await tryOnce('warm@example.test')

      const known = await tryOnce(email)
      const unknown = await tryOnce('nobody@example.test')

      expect(known.answer?.status).toBe(422)
      expect(known.answer?.errors).toEqual(unknown.answer?.errors)
      // Both check a password, which is most of what they cost.
      expect(unknown.took).toBeGreaterThan(known.took / 8)
      expect(known.took).toBeGreaterThan(unknown.took / 8)
    })

    test('ten tries at one account from one place in ten minutes, then 429, also with the right password', async () => {
      const { email } = await aPerson()
      const browser = aBrowser(services)
      for (let i = 0; i < 10; i += 1) await signInAs(browser, email, 'wrong password')

      expect((await signInAs(browser, email)).status).toBe(429)
      expect((await signInAs(aBrowser(services), email)).status).toBe(302)
      services.clock.advance(10 * MINUTE)
      expect((await signInAs(browser, email)).status).toBe(302)
    })

    test('a hundred tries an hour from anywhere close the account to strangers, not to its owner’s own browser', async () => {
      const { email, browser: own } = await aPerson()
      for (let i = 0; i < 101; i += 1) await signInAs(aBrowser(services), email, 'wrong password')

      const stranger = await signInAs(aBrowser(services), email)
      expect(stranger).toMatchObject({
        status: 429,
        errors: { '': expect.stringContaining('get in right away by email') },
      })
      await own.submit(signOut.action, '/signout', {})
      expect((await signInAs(own, email)).status).toBe(302)
    })

    test('wrong passwords from the owner’s own network keep out neither the owner nor a colleague', async () => {
      const office = '198.51.100.7'
      const { email } = await aPerson()
      const own = aBrowser(services, { from: office })
      await signInAs(own, email)
      for (let i = 0; i < 60; i += 1) await signInAs(aBrowser(services, { from: office }), email, 'wrong password')

      expect((await signInAs(aBrowser(services, { from: office }), email)).status).toBe(429)
      expect((await signInAs(own, email)).status).toBe(302)
    })

    test('right passwords are no tries: a whole office signs in from one address', async () => {
      const office = '198.51.100.8'
      const { email } = await aPerson()
      for (let i = 0; i < 60; i += 1)
        expect((await signInAs(aBrowser(services, { from: office }), email)).status).toBe(302)

      const own = aBrowser(services, { from: office })
      for (let i = 0; i < 30; i += 1) expect((await signInAs(own, email)).status).toBe(302)
    })

    test('a right password gives back its own try and no other', async () => {
      const { email: attacker } = await aPerson()
      const { email } = await aPerson()
      const browser = () => aBrowser(services, { from: '198.51.100.9' })
      for (let i = 0; i < 10; i += 1) {
        await signInAs(browser(), email, 'wrong password')
        await signInAs(browser(), attacker)
      }

      expect((await signInAs(browser(), email)).status).toBe(429)
    })

    test('an address that may try no more passwords still asks for links and uses them', async () => {
      const { email } = await aPerson()
      const office = () => aBrowser(services, { from: '198.51.100.10' })
      for (let i = 0; i < 45; i += 1) await signInAs(office(), `nobody${i}@example.test`, 'wrong password')
      expect((await signInAs(office(), email)).status).toBe(429)

      expect((await office().submit(ask.action, '/reset', { email })).status).toBe(302)
      const token = await mailedToken(services.db, email, 'reset')
      expect((await office().submit(reset.action, '/', { password: OTHER }, { token })).status).toBe(302)

      const person = newPerson()
      await office().submit(signUp.action, '/signup', person)
      const joining = await mailedToken(services.db, person.email, 'confirm')
      expect((await join(office(), joining, person)).status).toBe(302)
    })

    test('after a password was chosen by mail, its owner gets in from anywhere', async () => {
      const { email } = await aPerson()
      for (let i = 0; i < 101; i += 1) await signInAs(aBrowser(services), email, 'wrong password')
      expect((await signInAs(aBrowser(services), email)).status).toBe(429)
      const browser = aBrowser(services)
      await browser.submit(ask.action, '/reset', { email })
      await browser.submit(
        reset.action,
        '/',
        { password: OTHER },
        { token: await mailedToken(services.db, email, 'reset') },
      )

      expect((await signInAs(aBrowser(services), email, OTHER)).status).toBe(302)
    })

    test('whoever errs in the sign-up form is not kept out of it', async () => {
      const browser = aBrowser(services)
      const { handle } = await aMember(services.db)
      for (let i = 0; i < 15; i += 1)
        expect((await browser.submit(signUp.action, '/signup', { ...newPerson(), handle })).status).toBe(422)

      for (let i = 0; i < 10; i += 1)
        expect((await browser.submit(signUp.action, '/signup', newPerson())).status).toBe(302)
      expect((await browser.submit(signUp.action, '/signup', newPerson())).status).toBe(429)
    })

    test('whom the limit keeps out gets in by mail at once', async () => {
      const { email } = await aPerson()
      const browser = aBrowser(services)
      for (let i = 0; i < 11; i += 1) await signInAs(browser, email, 'wrong password')
      expect((await signInAs(browser, email)).status).toBe(429)

      await browser.submit(ask.action, '/reset', { email })
      const token = await mailedToken(services.db, email, 'reset')
      const done = await browser.submit(reset.action, '/', { password: OTHER }, { token })

      expect(done).toMatchObject({ status: 302, location: '/settings/account?done=password' })
      expect(await isSignedIn(browser)).toBe(true)
      await browser.submit(signOut.action, '/signout', {})
      expect((await signInAs(browser, email, OTHER)).status).toBe(302)
    })

    test('the mark of a known browser works for its own member only, and not when it was changed', async () => {
      const { member } = await aPerson()
      const { member: other } = await aPerson()
      const secret = await readSecret(services.db, services.clock.now())
      const cookie = deviceCookie(secret, member.id, false).split(';')[0] ?? ''

      expect(deviceOf(secret, cookie, member.id)).not.toBeNull()
      expect(deviceOf(secret, cookie, other.id)).toBeNull()
      expect(deviceOf(secret, cookie.replace(`.${member.id}.`, `.${other.id}.`), other.id)).toBeNull()
      expect(deviceOf('another secret', cookie, member.id)).toBeNull()
    })

    test('check 28: signing in never leads to another site', async () => {
      const { email } = await aPerson()
      const nexts = [
        '//evil.example',
        'https://evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '/\t/evil.example',
        '\\\\evil.example',
        'x',
        '',
        '/%0d%0aLocation:x',
        'http:evil.example',
      ]
      for (const next of nexts) {
        const { location } = await signInAs(aBrowser(services), email, PASSWORD, { next })
        expect(new URL(location ?? 'x:', 'https://help.example.test').origin).toBe('https://help.example.test')
        expect(location).toMatch(/^\//)
      }
    })

    test('what was being written when the session ended becomes a draft', async () => {
      const { member, email } = await aPerson()

      const answer = await signInAs(aBrowser(services), email, PASSWORD, {
        next: '/t/42',
        draft_key: 'thread:42:answer',
        draft_title: '',
        draft_body: 'Half an answer.',
        draft_fields: '',
      })

      expect(answer.location).toBe('/t/42')
      const drafts = await services.db
        .selectFrom('drafts')
        .select(['key', 'body'])
        .where('member_id', '=', member.id)
        .execute()
      expect(drafts).toEqual([{ key: 'thread:42:answer', body: 'Half an answer.' }])
    })

    test.each([
      ['{"aliases":"Where is it?","tags":"app, card"}', { aliases: 'Where is it?', tags: 'app, card' }],
      ['{"aliases":7}', {}],
      ['{"Not a field!":"x"}', {}],
      [
        JSON.stringify(
          Object.fromEntries(Array.from({ length: 13 }, (_, n) => ['abcdefghijklm'.slice(0, n + 1), 'x'])),
        ),
        {},
      ],
      ['no JSON', {}],
    ])('the other fields of an article that was being written come along: %s', async (sent, kept) => {
      const { member, email } = await aPerson()
      const viewer = asViewer(member)

      await signInAs(aBrowser(services), email, PASSWORD, {
        draft_key: 'article:new',
        draft_title: 'The title',
        draft_body: 'The text',
        draft_fields: sent,
      })

      expect(await findDraft({ ...services, viewer }, 'article:new')).toMatchObject({
        title: 'The title',
        body: 'The text',
        fields: kept,
      })
    })

    test('a wrong password gives back what was being written', async () => {
      const { email } = await aPerson()

      const answer = await signInAs(aBrowser(services), email, 'wrong password', {
        draft_key: 'ask',
        draft_body: 'A long question.',
        draft_fields: '{"tags":"card"}',
      })

      expect(answer.values).toMatchObject({
        draft_key: 'ask',
        draft_body: 'A long question.',
        draft_fields: '{"tags":"card"}',
      })
    })

    test('a suspended member signs in and reads', async () => {
      const { email } = await aPerson({ suspended_at: 1, suspended_reason: 'Spam.' })
      const browser = aBrowser(services)

      await signInAs(browser, email)

      expect(await isSignedIn(browser)).toBe(true)
    })

    test('check 34: wrong types and giant fields are refused in words', async () => {
      const browser = aBrowser(services)
      for (const fields of [
        {},
        { email: ['a@b.example', 'c@d.example'], password: ['x', 'y'] },
        { email: 'a@b.example', password: 'x'.repeat(100_000) },
        { email: 'x'.repeat(100_000), password: 'y' },
        { email: new File(['x'], 'x'), password: new File(['x'], 'x') },
        { __proto__: 'x', constructor: 'y', email: '\u0000', password: '\u0000' },
      ] as Record<string, string | File | readonly string[]>[]) {
        const { status } = await browser.submit(signIn.action, '/signin', fields)
        expect(status).toBe(422)
      }
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    })
  })

  describe('check 23: ending sessions', () => {
    test('signing out ends this session and leaves the others', async () => {
      const { browser, email } = await aPerson()
      const other = aBrowser(services)
      await signInAs(other, email)
      const before = browser.cookie

      await browser.submit(signOut.action, '/signout', {})

      expect(await browser.sessions.viewerOf(before)).toMatchObject({ role: 'guest' })
      expect(await isSignedIn(other)).toBe(true)
    })

    test('signing out everywhere ends all', async () => {
      const { browser, email } = await aPerson()
      const other = aBrowser(services)
      await signInAs(other, email)

      await browser.submit(signOutEverywhere.action, '/signout-everywhere', {})

      expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([false, false])
    })

    test('check 12: one ends one’s own sessions, and nobody else’s', async () => {
      const { browser, member } = await aPerson()
      const stranger = await aPerson()
      const list = await browser.visit(sessionsPage.loader, '/settings/sessions')
      const { sessions } = list.data as { sessions: { id: string; isHere: boolean }[] }
      expect(sessions).toMatchObject([{ isHere: true }])
      const session = sessions[0]?.id ?? ''

      const theirs = await stranger.browser.submit(sessionsPage.action, '/', { session })
      expect(theirs.status).toBe(404)
      expect(await isSignedIn(browser)).toBe(true)

      await browser.submit(sessionsPage.action, '/', { session })
      expect(await isSignedIn(browser)).toBe(false)
      expect(member.id).toBeGreaterThan(0)
    })

    test('a session ends by itself after thirty days without use, and a clock that jumps back revives none', async () => {
      const { browser, member } = await aPerson()
      await services.db
        .updateTable('sessions')
        .set({ expires_at: Date.now() - 1 })
        .where('member_id', '=', member.id)
        .execute()

      expect(await isSignedIn(browser)).toBe(false)
    })
  })

  describe('choosing a new password by mail', () => {
    const tokenFor = async (email: string): Promise<string> => {
      await aBrowser(services).submit(ask.action, '/reset', { email })
      return mailedToken(services.db, email, 'reset')
    }
    const choose = (token: string, password: string) =>
      aBrowser(services).submit(reset.action, `/reset/${token}`, { password }, { token })

    test('check 40: the answer is the same for a known and an unknown address', async () => {
      const { email } = await aPerson()
      const known = await aBrowser(services).submit(ask.action, '/reset', { email })
      const unknown = await aBrowser(services).submit(ask.action, '/reset', {
        email: 'nobody@example.test',
      })

      expect({ ...known, headers: [...known.headers] }).toEqual({
        ...unknown,
        headers: [...unknown.headers],
      })
      expect(await mailsTo(services.db, 'nobody@example.test')).toEqual([])
    })

    test('check 16: a reset link works once, of two at once for one; every session ends', async () => {
      const { email, browser } = await aPerson()
      const token = await tokenFor(email)

      const both = await Promise.all([choose(token, OTHER), choose(token, 'yet another one')])
      const again = await choose(token, 'and one more try')

      expect(both.map((answer) => answer.status).sort()).toEqual([302, 404])
      expect(again.status).toBe(404)
      expect(await isSignedIn(browser)).toBe(false)
      expect((await signInAs(aBrowser(services), email)).status).toBe(422)
      const page = await aBrowser(services).visit(reset.loader, '/', { token })
      expect(page).toMatchObject({ status: 404, data: { message: expect.stringContaining('chosen with this link') } })
      const won = both[0]?.status === 302 ? OTHER : 'yet another one'
      expect((await signInAs(aBrowser(services), email, won)).status).toBe(302)
    })

    test('check 16: an older link, one after an hour, and one after a change of password are dead', async () => {
      const { email, browser } = await aPerson()
      const older = await tokenFor(email)
      const newer = await tokenFor(email)
      expect((await choose(older, OTHER)).status).toBe(404)

      await browser.submit(account.action, '/settings/account', {
        intent: 'password',
        current_password: PASSWORD,
        password: OTHER,
      })
      expect((await choose(newer, 'something else')).status).toBe(404)

      const late = await tokenFor(email)
      services.clock.advance(HOUR + 1)
      expect((await choose(late, 'something else')).status).toBe(404)
      expect((await signInAs(aBrowser(services), email, OTHER)).status).toBe(302)
    })

    test('check 19: nothing but the stored address ever gets the mail', async () => {
      const { email } = await aPerson()
      const evil = 'eve@evil.example'
      for (const fields of [
        { email: [email, evil] },
        { email: `${email},${evil}` },
        { email: `${email}\r\nBcc: ${evil}` },
        { email: `${email}\u0000${evil}` },
        { email, 'email[]': evil, cc: evil },
        { email: `<${email}> ${evil}` },
      ] as Record<string, string | readonly string[]>[]) {
        await aBrowser(services).submit(ask.action, '/reset', fields)
      }

      const all = await services.db.selectFrom('mails').select('to_address').execute()
      expect(all.filter((mail) => mail.to_address.includes('evil'))).toEqual([])
      expect((await mailsTo(services.db, email)).length).toBe(1)
    })

    test('a poor password is refused and the link still works', async () => {
      const { email } = await aPerson()
      const token = await tokenFor(email)

      expect(await choose(token, email)).toMatchObject({
        status: 422,
        errors: { password: expect.stringContaining('too close') },
      })
      expect((await choose(token, OTHER)).status).toBe(302)
    })
  })

  describe('changing one’s own password', () => {
    const change = (browser: Browser, current_password: string, password: string) =>
      browser.submit(account.action, '/settings/account', {
        intent: 'password',
        current_password,
        password,
      })

    test('check 22: the other sessions end, and this one gets a new cookie', async () => {
      const { browser, email } = await aPerson()
      const other = aBrowser(services)
      await signInAs(other, email)
      const before = browser.cookie

      const answer = await change(browser, PASSWORD, OTHER)

      expect(answer.location).toBe('/settings/account?done=password')
      expect(browser.cookie).not.toBe(before)
      expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false])
      expect((await mailsTo(services.db, email)).at(-1)?.subject).toContain('password was changed')
    })

    test('a wrong password changes nothing', async () => {
      const { browser, email } = await aPerson()

      const answer = await change(browser, 'not my password', OTHER)

      expect(answer).toMatchObject({
        status: 422,
        errors: { current_password: expect.any(String) },
      })
      expect((await signInAs(aBrowser(services), email)).status).toBe(302)
    })
  })

  describe('changing one’s address', () => {
    const change = (browser: Browser, email: string, password = PASSWORD) =>
      browser.submit(account.action, '/settings/account', { intent: 'email', email, password })

    test('the new address confirms, the old one is told before and after, and only then it changes', async () => {
      const { browser, email, member } = await aPerson()
      const wanted = `Moved${nextNumber()}@example.test`

      await change(browser, wanted)
      expect((await memberOf(email))?.id).toBe(member.id)
      const token = await mailedToken(services.db, wanted, 'confirm')
      const page = await browser.visit(confirm.loader, '/', { token })
      expect(page.data).toMatchObject({
        view: { kind: 'email', email: wanted, handle: member.handle },
      })
      const done = await browser.submit(confirm.action, '/', {}, { token })

      expect(done.location).toBe('/settings/account?done=email')
      expect(await memberOf(wanted)).toMatchObject({ id: member.id, email: wanted })
      expect((await mailsTo(services.db, email)).map((mail) => mail.subject)).toEqual([
        'Somebody asked to change your email address · Askwell',
        'Your email address was changed · Askwell',
      ])
    })

    test('a link for a new address works only for the member who asked, signed in', async () => {
      const { browser: attacker } = await aPerson()
      const wanted = `victim${nextNumber()}@example.test`
      await change(attacker, wanted)
      const token = await mailedToken(services.db, wanted, 'confirm')
      const { browser: other } = await aPerson()

      const guest = await aBrowser(services).visit(confirm.loader, `/confirm/${token}`, { token })
      expect(guest.location).toBe(`/signin?next=${encodeURIComponent(`/confirm/${token}`)}`)
      expect((await aBrowser(services).submit(confirm.action, '/', {}, { token })).status).toBe(403)
      expect((await other.submit(confirm.action, '/', {}, { token })).status).toBe(403)

      expect(await memberOf(wanted)).toBeUndefined()
      expect((await attacker.submit(confirm.action, '/', {}, { token })).status).toBe(302)
      const again = await attacker.visit(confirm.loader, '/', { token })
      expect(again.data).toMatchObject({ view: { kind: 'done' } })
    })

    test('check 40: an address of somebody else gets the same answer, and that person a mail', async () => {
      const { browser } = await aPerson()
      const { email } = await aPerson()

      const known = await change(browser, email)
      const unknown = await change(browser, `free${nextNumber()}@example.test`)

      expect({ ...known, headers: [...known.headers] }).toEqual({
        ...unknown,
        headers: [...unknown.headers],
      })
      expect((await mailsTo(services.db, email)).at(-1)?.text).toContain('belongs to your account')
    })

    test('check 16: after the change, links that were mailed to the old address are dead', async () => {
      const { browser, email } = await aPerson()
      await aBrowser(services).submit(ask.action, '/reset', { email })
      const old = await mailedToken(services.db, email, 'reset')
      const wanted = `moved${nextNumber()}@example.test`
      await change(browser, wanted)
      const token = await mailedToken(services.db, wanted, 'confirm')
      await browser.submit(confirm.action, '/', {}, { token })

      const password = { password: OTHER }
      const used = await aBrowser(services).submit(reset.action, '/', password, { token: old })

      expect(used.status).toBe(404)
    })

    test('check 16: changing the password ends a change of address that somebody else began', async () => {
      const { browser } = await aPerson()
      const wanted = `thief${nextNumber()}@example.test`
      await change(browser, wanted)
      const token = await mailedToken(services.db, wanted, 'confirm')
      await browser.submit(account.action, '/', {
        intent: 'password',
        current_password: PASSWORD,
        password: OTHER,
      })

      expect((await browser.submit(confirm.action, '/', {}, { token })).status).toBe(404)
    })
  })

  describe('setting up', () => {
    const form = () => ({ ...newPerson(), site: 'Harbour Help' })
    const tokenOf = (link: string | null): string => link?.split('/setup/')[1] ?? ''

    test('the printed link makes the first admin, once; then no link is made any more', async () => {
      await open().clear()
      const older = tokenOf(await issueSetupLink(services))
      const token = tokenOf(await issueSetupLink(services))
      const person = form()
      const browser = aBrowser(services)
      expect((await browser.visit(setup.loader, '/', { token: older })).status).toBe(404)

      const both = await Promise.all(
        [form(), person].map((one) => aBrowser(services).submit(setup.action, '/', one, { token })),
      )

      expect(both.map((answer) => answer.status).sort()).toEqual([302, 404])
      const admins = await services.db.selectFrom('members').select('role').execute()
      expect(admins).toEqual([{ role: 'admin' }])
      expect(await issueSetupLink(services)).toBeNull()
      expect((await browser.visit(setup.loader, '/', { token })).status).toBe(404)
    })
  })

  describe('inviting', () => {
    const invite = (browser: Browser, email: string, role = 'agent') =>
      browser.submit(members.action, '/desk/members', { intent: 'invite', email, role })

    test('an admin invites a colleague, who chooses a password and has the role, also where sign-up is closed', async () => {
      const { browser: admin } = await aPerson({ role: 'admin' })
      await services.db.insertInto('settings').values({ key: 'signUp', value: '"closed"', changed_at: 0 }).execute()
      const person = newPerson()

      expect((await invite(admin, person.email)).location).toBe('/desk/members?done=invited')
      const listed = await admin.visit(members.loader, '/desk/members')
      expect(listed.data).toMatchObject({ invitations: [{ email: person.email, role: 'agent' }] })
      const token = await mailedToken(services.db, person.email, 'confirm')
      await join(aBrowser(services), token, person)
      await services.db.deleteFrom('settings').where('key', '=', 'signUp').execute()

      expect(await memberOf(person.email)).toMatchObject({ role: 'agent', handle: person.handle })
      expect((await admin.visit(members.loader, '/desk/members')).data).toMatchObject({ invitations: [] })
    })

    test('a stranger’s sign-up takes no invitation’s place, and no role comes with it', async () => {
      const { browser: admin } = await aPerson({ role: 'admin' })
      const person = newPerson()
      await invite(admin, person.email, 'moderator')
      const invited = await mailedToken(services.db, person.email, 'confirm')
      await aBrowser(services).submit(signUp.action, '/signup', person)
      const signedUp = await mailedToken(services.db, person.email, 'confirm')

      expect(signedUp).not.toBe(invited)
      await join(aBrowser(services), invited, person)

      expect(await memberOf(person.email)).toMatchObject({ role: 'moderator' })
      const again = await join(aBrowser(services), signedUp, newPerson())
      expect(again).toMatchObject({ status: 302, location: `/confirm/${signedUp}`, cookie: null })
    })

    test('an invitation is withdrawn, refused for a known address, and nobody but an admin invites', async () => {
      const { browser: admin } = await aPerson({ role: 'admin' })
      const { browser: moderator, email } = await aPerson({ role: 'moderator' })
      const person = newPerson()
      await invite(admin, person.email)
      const token = await mailedToken(services.db, person.email, 'confirm')

      await admin.submit(members.action, '/desk/members', { intent: 'withdraw', email: person.email })

      expect((await join(aBrowser(services), token, person)).status).toBe(404)
      expect(await invite(admin, email)).toMatchObject({
        status: 409,
        errors: { email: expect.stringContaining('already') },
      })
      expect((await invite(moderator, person.email)).status).toBe(404)
      expect((await moderator.visit(members.loader, '/desk/members')).data).toMatchObject({ invitations: null })
    })
  })

  describe('the last admin', () => {
    test.each([
      ['demote each other', (one: number, other: number) => [changeTo(one, other), changeTo(other, one)]],
      [
        'leave: one erases the account, one is demoted',
        (one: number, other: number) => [eraseOf(one), changeTo(one, other)],
      ],
    ] as const)('two admins who %s at the same moment leave one', async (_what, both) => {
      for (let round = 0; round < 6; round += 1) {
        await open().clear()
        const { member: one } = await aPerson({ role: 'admin' })
        const { member: other } = await aPerson({ role: 'admin' })

        const done = await Promise.allSettled(both(one.id, other.id))

        expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        const admins = await services.db
          .selectFrom('members')
          .select('id')
          .where('role', '=', 'admin')
          .where('erased_at', 'is', null)
          .execute()
        expect(admins).toHaveLength(1)
      }
    })

    test('the only one is told so when they want to leave', async () => {
      await open().clear()
      const { member } = await aPerson({ role: 'admin' })

      await expect(eraseOf(member.id)).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('There has to be at least one admin'),
      })
      await expect(setRole(services, member.handle, 'customer')).rejects.toMatchObject({ code: 'forbidden' })
    })

    const changeTo = async (by: number, whom: number) => {
      const another = someServices({ db: open().another() })
      await changeRole(another.as(await viewerOf(by)), whom, { role: 'customer', reason: 'Test.' })
    }
    const eraseOf = async (id: number) => {
      const viewer = await viewerOf(id)
      const another = someServices({ db: open().another() })
      await eraseAccount(another, viewer, { password: PASSWORD, handle: viewer.handle, posts: 'keep' })
    }
    const viewerOf = async (id: number) => {
      const row = await services.db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      return asViewer(row)
    }
  })

  describe('the command line', () => {
    test('createMember says everything that is wrong at once', async () => {
      const made = createMember(services, {
        email: 'nowhere',
        name: '',
        handle: 'admin',
        password: 'short',
        role: 'agent',
      })

      await expect(made).rejects.toMatchObject({
        code: 'invalid',
        fields: {
          email: expect.objectContaining({ say: expect.any(String) as string }),
          name: expect.objectContaining({ say: expect.any(String) as string }),
          handle: expect.objectContaining({ say: expect.any(String) as string }),
          password: expect.objectContaining({ say: expect.any(String) as string }),
        },
      })
    })

    test('the demonstration may name its accounts after their roles', async () => {
      const id = await createMember(services, {
        email: 'admin@demo.example',
        name: 'Admin',
        handle: 'admin',
        password: PASSWORD,
        role: 'admin',
        mayBeReserved: true,
      })

      expect(id).toBeGreaterThan(0)
    })
  })
})
