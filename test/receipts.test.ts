import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { chooseChannels } from '#app/features/members/commands/choose-channels.server.ts'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { eachDatabase } from './support/databases.ts'
import { aCategory, aMember, aThread } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { aWorld, type World } from './support/world.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { settleReceived } from '#app/features/notices/jobs/settle-received.server.ts'
import { DEFAULT_CHANNELS } from '#app/features/notices/types.ts'

eachDatabase((_name, open) => {
  let world: World
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
  })
  afterEach(() => world.close())

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (email: string, role: Role = 'customer'): Promise<Person> => ({
    ...world,
    viewer: asViewer(await aMember(world.db, { email, role, zone: 'Europe/Vienna' })),
  })
  const ask = async (asker: Context, more: object = {}, minutes: number | null = 240): Promise<number> => {
    const category = await aCategory(world.db, { first_minutes: minutes })
    const draft = {
      title: 'Where is the menu',
      body: 'I do not see it.',
      category: category.slug,
      kind: 'question' as const,
    }
    const { address } = await startThread(asker, { ...draft, tags: [], isPrivate: false, ...more })
    await world.worker.drain()
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const mails = async (wait = 2 * MINUTE) => {
    world.clock.advance(wait)
    await world.worker.drain()
    return world.mailer.sent.filter(({ to }) => to === 'asker@example.test')
  }

  test('whoever asks has one mail with the title, the time in their own zone and one link', async () => {
    const asker = await person('asker@example.test')
    const id = await ask(asker)

    const [mail, ...more] = await mails()

    expect(more).toEqual([])
    expect(mail?.subject).toBe('Where is the menu')
    expect(mail?.text).toContain('You’ll hear from someone by ')
    expect(mail?.text).toContain('(Vienna time)')
    expect(mail?.text).toContain('the support team takes over by itself')
    expect(mail?.text.match(/\/t\/\d+/g)).toEqual([`/t/${id}`])
    await settleReceived(world, id)
    expect(await mails()).toHaveLength(1)
    expect((await getInbox(world, asker.viewer, null)).unread).toBe(0)
  })

  test('of a private question it says who reads it', async () => {
    await ask(await person('asker@example.test'), { isPrivate: true })

    const [mail, ...more] = await mails()

    expect(more).toEqual([])
    expect(mail?.text).toContain('only you and the support team can read it')
  })

  test('what the second tier has at once is told in the same mail, with its time', async () => {
    await ask(await person('asker@example.test'), { title: 'I was charged twice', body: 'Charged twice.' })

    const [mail, ...more] = await mails()

    expect(more).toEqual([])
    expect(mail?.text).toContain('The support team has your question now, and you’ll hear from someone by ')
    expect(mail?.text).toMatch(/unsubscribe\/kind-\d+-0-escalated/)
    expect(mail?.text).not.toContain('We have your question')
    expect(mail?.text).not.toContain('Nobody has been able to answer')
  })

  test.each<readonly [string, (asker: Person, agent: Person) => Promise<unknown>]>([
    ['somebody answered meanwhile', async (asker, agent) => answer(agent, await ask(asker))],
    ['it was hidden meanwhile', async (asker, agent) => setThreadState(agent, await ask(asker), 'hide', 'Spam')],
    ['nothing is promised', (asker) => ask(asker, {}, null)],
    ['it is only a discussion', (asker) => ask(asker, { kind: 'discussion' })],
    ['they want no such mail', async (asker) => (await switchOff(asker), ask(asker))],
    [
      'it came with an import',
      async (asker) => {
        const due = { promised: 1, due_at: world.clock.now() + HOUR, source: 'old-forum' }
        await settleReceived(world, (await aThread(world.db, { ...due, author_id: asker.viewer.id })).id)
      },
    ],
    [
      'no worker ran until the time was over',
      async (asker) => {
        const thread = await aThread(world.db, { promised: 1, due_at: world.clock.now(), author_id: asker.viewer.id })
        world.clock.advance(3 * DAY)
        await settleReceived(world, thread.id)
      },
    ],
  ])('nobody has it where %s', async (_why, make) => {
    await make(await person('asker@example.test'), await person('agent@example.test', 'moderator'))

    expect((await mails()).filter(({ text }) => text.includes('We have your question'))).toEqual([])
  })

  const answer = (by: Context, thread: number) =>
    addPost(by, thread, { body: 'Open the library, and restore the backup.', parentId: null, as: 'answer' })
  const switchOff = (by: Person) => chooseChannels(world, by.viewer, { ...DEFAULT_CHANNELS, received: 'off' })
})
