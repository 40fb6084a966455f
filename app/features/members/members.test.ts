import { saying } from '#test/support/refusals.ts'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import { openSessions } from '#app/features/accounts/sessions.server.ts'
import { DEFAULT_CHANNELS } from '#app/features/notices/types.ts'
import { MomentProvider } from '#app/ui/moment.tsx'
import { eachDatabase } from '#test/support/databases.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aCategory, aMember, aThread, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { mailsTo } from '#test/support/mails.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { changeRole } from './commands/change-role.server.ts'
import { chooseChannels } from './commands/choose-channels.server.ts'
import { removeAvatar, setAvatar } from './commands/set-avatar.server.ts'
import { restoreMember, suspendMember } from './commands/suspend-member.server.ts'
import { updateProfile } from './commands/update-profile.server.ts'
import { getMemberForDesk, listMembers } from './queries/desk.server.ts'
import { getChannels, getOwnProfile, listFollowing } from './queries/own.server.ts'
import { ProfileForm } from './schemas.ts'
import { MemberPage } from './ui/desk-pages.tsx'

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(() => {
    services = someServices(open())
  })
  const aPerson = async (given: Parameters<typeof aMember>[1] = {}) => {
    const member = await aMember(services.db, given)
    return { member, viewer: asViewer(member) }
  }
  const reload = (id: number) =>
    services.db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const form = (given: Partial<Record<keyof ProfileForm, string>>): ProfileForm =>
    ProfileForm.parse({ handle: 'someone', name: 'Someone', bio: '', zone: '', ...given })

  describe('the profile', () => {
    test('handle, name, text and zone are kept as they were tidied', async () => {
      const { member, viewer } = await aPerson()
      const handle = `Fresh_${nextNumber()}`

      await updateProfile(
        services,
        viewer,
        form({
          handle: ` ${handle} `,
          name: ' Anna \t Berg ',
          bio: 'One\r\n\r\n\r\n\r\ntwo\u0007',
          zone: 'Europe/Vienna',
        }),
      )

      expect(await reload(member.id)).toMatchObject({
        handle,
        name: 'Anna Berg',
        bio: 'One\n\ntwo',
        zone: 'Europe/Vienna',
      })
      expect(await getOwnProfile(services.db, viewer)).toMatchObject({ zone: 'Europe/Vienna' })
    })

    test('check 8: only the form’s own fields are written', () => {
      const given = { handle: 'x', name: 'y', bio: '', zone: '', role: 'admin', answer_count: '99' }
      expect(Object.keys(ProfileForm.parse(given)).sort()).toEqual(['bio', 'handle', 'name', 'zone'])
    })

    test('a handle that looks like somebody’s is refused; one’s own in other letters is not', async () => {
      const { viewer } = await aPerson({ handle: `vera${nextNumber()}` })
      const other = await aPerson({ handle: `Oskar${nextNumber()}` })

      const taken = updateProfile(services, viewer, form({ handle: other.member.handle.replace('O', 'О') }))
      await expect(taken).rejects.toMatchObject({
        code: 'invalid',
        fields: { handle: saying('looks like') },
      })

      await updateProfile(services, viewer, form({ handle: viewer.handle.toUpperCase() }))
      expect((await reload(viewer.id)).handle).toBe(viewer.handle.toUpperCase())
    })

    test('a member whose handle is reserved keeps it while changing the rest', async () => {
      const { viewer } = await aPerson({ handle: 'moderator' })

      await updateProfile(services, viewer, form({ handle: 'moderator', name: 'Mo' }))

      expect((await reload(viewer.id)).name).toBe('Mo')
    })

    test('check 38: of fifty who want one handle at once, one gets it', async () => {
      const people = await Promise.all(Array.from({ length: 50 }, () => aPerson()))

      const tries = await Promise.allSettled(
        people.map(({ viewer }) => updateProfile(services, viewer, form({ handle: 'The-One' }))),
      )

      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      const rows = await services.db.selectFrom('members').select('id').where('handle', '=', 'The-One').execute()
      expect(rows).toHaveLength(1)
    })

    test('a suspended member changes nothing that others see', async () => {
      const { viewer } = await aPerson({ suspended_at: 1, suspended_reason: 'Spam.' })

      await expect(updateProfile(services, viewer, form({}))).rejects.toMatchObject({ code: 'forbidden' })
    })

    test.each(['Nowhere/City', '../../etc', 'UTC\u0000', 'x'.repeat(300)])('the zone %j is refused', (zone) => {
      expect(() => form({ zone })).toThrow()
    })
  })

  describe('the picture', () => {
    const aPicture = async (kind: 'png' | 'jpeg' | 'gif', width = 600, height = 300): Promise<File> => {
      const image = sharp({ create: { width, height, channels: 3, background: '#0a6' } })
      const bytes = await image
        .withExif({ IFD0: { Copyright: 'CANARY' } })
        [kind]()
        .toBuffer()
      return new File([new Uint8Array(bytes)], 'me.png', { type: 'image/png' })
    }

    test('it is encoded anew at 256 by 256, without what came with it, and replaces the one before', async () => {
      const { viewer } = await aPerson()

      await setAvatar(services, viewer, await aPicture('png'))
      const first = (await reload(viewer.id)).avatar_key ?? ''
      await setAvatar(services, viewer, await aPicture('jpeg'))
      const second = (await reload(viewer.id)).avatar_key ?? ''

      expect([...services.blobs.kept.keys()]).toEqual([second])
      expect(first).not.toBe(second)
      const kept = await sharp(services.blobs.kept.get(second)).metadata()
      expect(kept).toMatchObject({ format: 'webp', width: 256, height: 256 })
      expect(services.blobs.kept.get(second)?.includes('CANARY')).toBe(false)
      const files = await services.db
        .selectFrom('files')
        .select(['key', 'kind', 'mime'])
        .where('member_id', '=', viewer.id)
        .execute()
      expect(files).toEqual([{ key: second, kind: 'avatar', mime: 'image/webp' }])
    })

    test('it can be taken away', async () => {
      const { viewer } = await aPerson()
      await setAvatar(services, viewer, await aPicture('gif'))

      await removeAvatar(services, viewer)

      expect(services.blobs.kept.size).toBe(0)
      expect((await reload(viewer.id)).avatar_key).toBeNull()
    })

    test('check 36: what is too large, no picture, or not what it says is refused before it is decoded', async () => {
      const { viewer } = await aPerson()
      const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
      const png = Buffer.from(await (await aPicture('png')).arrayBuffer())
      const huge = Buffer.from(png)
      huge.writeUInt32BE(60_000, 16)
      huge.writeUInt32BE(60_000, 20)
      const cases: [string, Buffer | string, string][] = [
        ['empty', '', 'Choose a picture'],
        ['9 MB', Buffer.alloc(9 * 1024 * 1024, 1), 'at most 8 MB'],
        ['an SVG', svg, 'PNG, JPEG, WebP or GIF'],
        ['a page', '<!doctype html><script>1</script>', 'PNG, JPEG, WebP or GIF'],
        ['a PDF', '%PDF-1.7', 'PNG, JPEG, WebP or GIF'],
        ['60,000 by 60,000', huge, 'Send a smaller one'],
        ['a broken one', png.subarray(0, 60), 'damaged'],
      ]
      for (const [what, bytes, why] of cases) {
        const file = new File([Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes], `${what}.png`, {
          type: 'image/png',
        })
        await expect(setAvatar(services, viewer, file), what).rejects.toMatchObject({
          code: 'invalid',
          fields: { avatar: saying(why) },
        })
      }
      expect(services.blobs.kept.size).toBe(0)
    })
  })

  describe('what one is told, and what one follows', () => {
    test('who never chose gets the defaults; a choice holds for its kind', async () => {
      const { viewer } = await aPerson()
      expect(await getChannels(services.db, viewer.id)).toEqual(DEFAULT_CHANNELS)

      const chosen = { ...DEFAULT_CHANNELS, answer: 'off', helpful: 'digest' } as const
      await chooseChannels(services, viewer, chosen)
      await chooseChannels(services, viewer, chosen)

      expect(await getChannels(services.db, viewer.id)).toEqual(chosen)
    })

    test('check 4: what one follows stands there only while one may read it', async () => {
      const { viewer } = await aPerson()
      const staffRoom = await aCategory(services.db, { access: 'restricted', roles: 'agent' })
      const threads = [
        await aThread(services.db),
        await aThread(services.db, { category_id: staffRoom.id }),
        await aThread(services.db, { private_at: 1 }),
        await aThread(services.db, { private_at: 1, author_id: viewer.id }),
      ]
      for (const { id } of threads) {
        await services.db
          .insertInto('follows')
          .values({ member_id: viewer.id, kind: 'thread', subject_id: id, at: id })
          .execute()
      }

      const page = await listFollowing(services.db, viewer, null)

      expect(page.rows.map((row) => row.id)).toEqual([threads[3]?.id, threads[0]?.id])
    })
  })

  describe('suspending', () => {
    const suspend = async (by: Role, whom: Role) => {
      const staff = await aPerson({ role: by })
      const { member } = await aPerson({ role: whom })
      const context = services.as(staff.viewer)
      const done = suspendMember(context, member.id, { reason: 'Spam.', days: 7 })
      return { staff, member, done: await done.catch((error: unknown) => error) }
    }

    test('the member is told why and until when, keeps the session, and the act is in the log', async () => {
      const { member: before } = await aPerson({ password_hash: await quickHash('some password') })
      const sessions = openSessions(services.db, true)
      const cookie = (await sessions.start(before.id, '', null)).split(';')[0] ?? ''
      const staff = await aPerson({ role: 'moderator' })

      await suspendMember(services.as(staff.viewer), before.id, { reason: 'Spam.', days: 7 })

      const until = services.clock.now() + 7 * DAY
      expect(await sessions.viewerOf(cookie)).toMatchObject({ id: before.id, suspendedUntil: until })
      const [mail] = await mailsTo(services.db, before.email ?? '')
      expect(mail?.text).toContain('Spam.')
      expect(mail?.text).toContain('13 May 2026')
      const desk = await getMemberForDesk(services.db, staff.viewer, before.id)
      expect(desk.suspended).toMatchObject({ until, reason: 'Spam.', by: staff.member.handle })
      expect(desk.acts).toMatchObject([{ by: staff.member.handle, verb: 'suspend', reason: 'Spam.' }])
    })

    test.each([
      ['moderator', 'A moderator suspended your account'],
      ['admin', 'An admin suspended your account'],
    ] as const)('the mail says that it was a %s', async (role, words) => {
      const { member } = await suspend(role, 'customer')

      const [mail] = await mailsTo(services.db, member.email ?? '')
      expect(mail?.text).toContain(words)
    })

    test('of somebody without an address nothing says that a mail tells them, and none is made', async () => {
      const { member, viewer } = await aPerson({ email: null, email_key: null })
      const staff = await aPerson({ role: 'admin' })
      const shown = async () => {
        const member = await getMemberForDesk(services.db, staff.viewer, viewer.id)
        const page = createElement(MemberPage, { member })
        return renderToStaticMarkup(
          createElement(MomentProvider, { now: 0, zone: 'UTC', locale: 'en', children: page }),
        )
      }
      const before = await shown()

      await suspendMember(services.as(staff.viewer), member.id, { reason: 'Spam.', days: 7 })

      for (const html of [before, await shown()]) {
        expect(html).toContain(
          'They have no email address, so they won’t get an email; they’ll see the reason when they visit.',
        )
        expect(html).not.toMatch(/they get an email|told by email/)
      }
      expect(await services.db.selectFrom('mails').select('id').where('member_id', '=', member.id).execute()).toEqual(
        [],
      )
    })

    test('restoring lets them write again and tells them; done twice it tells once', async () => {
      const { staff, member } = await suspend('moderator', 'customer')
      const context = services.as(staff.viewer)

      await restoreMember(context, member.id, '')
      await restoreMember(context, member.id, '')

      expect((await reload(member.id)).suspended_at).toBeNull()
      expect((await mailsTo(services.db, member.email ?? '')).map((mail) => mail.subject)).toEqual([
        'Your account is suspended · Askwell',
        'You can write again · Askwell',
      ])
    })

    test.each([
      ['customer', 'customer'],
      ['agent', 'customer'],
      ['moderator', 'moderator'],
      ['moderator', 'admin'],
      ['admin', 'admin'],
    ] as const)('a %s suspends no %s, and nothing is changed', async (by, whom) => {
      const { member, done } = await suspend(by, whom)

      expect(done).toMatchObject({ code: 'forbidden' })
      expect((await reload(member.id)).suspended_at).toBeNull()
      expect(await mailsTo(services.db, member.email ?? '')).toEqual([])
    })

    test('nobody suspends a member who is gone', async () => {
      const staff = await aPerson({ role: 'admin' })
      const { member } = await aPerson({ erased_at: 1 })

      const tried = suspendMember(services.as(staff.viewer), member.id, { reason: 'x', days: 0 })

      await expect(tried).rejects.toMatchObject({ code: 'not-found' })
    })
  })

  describe('roles', () => {
    test('check 22: a new role ends the member’s sessions, tells them, and is in the log', async () => {
      const { member } = await aPerson()
      const sessions = openSessions(services.db, true)
      const cookie = (await sessions.start(member.id, '', null)).split(';')[0] ?? ''
      const admin = await aPerson({ role: 'admin' })

      await changeRole(services.as(admin.viewer), member.id, { role: 'agent', reason: 'Hired.' })

      expect((await reload(member.id)).role).toBe('agent')
      expect(await sessions.viewerOf(cookie)).toMatchObject({ role: 'guest' })
      expect(await mailsTo(services.db, member.email ?? '')).toHaveLength(1)
      const desk = await getMemberForDesk(services.db, admin.viewer, member.id)
      expect(desk.acts).toMatchObject([{ verb: 'change-role', to: 'agent', reason: 'Hired.' }])
    })

    test.each(['customer', 'advocate', 'agent', 'moderator'] as const)(
      'a %s changes nobody’s role, their own included',
      async (role) => {
        const { viewer } = await aPerson({ role })
        const { member } = await aPerson()

        for (const id of [member.id, viewer.id]) {
          const tried = changeRole(services.as(viewer), id, { role: 'admin', reason: '' })
          await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
        }
        expect((await reload(viewer.id)).role).toBe(role)
      },
    )

    test('an admin does not change their own role', async () => {
      const { viewer } = await aPerson({ role: 'admin' })
      const tried = changeRole(services.as(viewer), viewer.id, { role: 'customer', reason: '' })
      await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
    })
  })

  describe('the desk’s list of members', () => {
    const find = (given: Partial<Parameters<typeof listMembers>[1]>) =>
      listMembers(services.db, { q: '', role: null, suspended: false, page: null, ...given })

    test('members are found by handle, address and name, and not by the erased', async () => {
      const n = nextNumber()
      const { member } = await aPerson({ handle: `Quilla${n}`, name: `Zenobia Plum${n}`, email: `QP${n}@mail.test` })
      await aPerson({ handle: `quillb${n}`, name: 'Gone', erased_at: 1 })

      for (const q of [`quilla${n}`, `@QUILLA${n}`, `qp${n}@`, `plum${n}`, `ZENOBIA plum${n}`]) {
        expect(
          (await find({ q })).rows.map((row) => row.id),
          q,
        ).toEqual([member.id])
      }
      for (const q of [`quillb${n}`, '%', "' or 1=1 --", '\\', '\u202e']) {
        expect((await find({ q })).rows.filter((row) => row.name === 'Gone')).toEqual([])
      }
    })

    test('pages lead there and back without a gap', async () => {
      await open().clear()
      for (let i = 0; i < 120; i += 1) await aMember(services.db, { created_at: i % 7 })

      const first = await find({})
      const second = await find({ page: first.older })
      const third = await find({ page: second.older })
      const back = await find({ page: third.newer })

      const ids = [...first.rows, ...second.rows, ...third.rows].map((row) => row.id)
      expect(new Set(ids).size).toBe(120)
      expect([first.newer, third.older]).toEqual([null, null])
      expect(back.rows).toEqual(second.rows)
    })
  })
})
