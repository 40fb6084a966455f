import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as ask from '#app/routes/public/ask.tsx'
import * as confirm from '#app/routes/public/confirm.$token.tsx'
import * as profile from '#app/routes/public/settings._index.tsx'
import * as erase from '#app/routes/public/settings.erase.tsx'
import * as signIn from '#app/routes/public/signin.tsx'
import * as signUp from '#app/routes/public/signup.tsx'
import { eachDatabase } from './support/databases.ts'
import { aCategory } from './support/factories/rows.ts'
import { aBrowser } from './support/routes.ts'
import { aWorld, type World } from './support/world.ts'

const PASSWORD = 'a quiet afternoon'

eachDatabase((_name, open) => {
  let world: World
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
  })
  afterEach(() => world.close())

  const filesLeft = async (): Promise<string[]> => {
    const all = await readdir(join(world.env.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
    return all.filter((one) => one.isFile()).map((one) => one.name)
  }

  test('somebody signs up by mail, asks, shows a picture, and erases all of it', async () => {
    const browser = aBrowser(world)
    const email = 'vera@example.test'
    await aCategory(world.db, { slug: 'cards' })
    await browser.submit(signUp.action, '/signup', { email, name: 'Vera', handle: 'vera', next: '/ask' })
    await world.worker.drain()
    const token = /\/confirm\/([\w-]+)/.exec(world.mailer.sent[0]?.text ?? '')?.[1] ?? ''
    const own = { name: 'Vera', handle: 'vera', password: PASSWORD }
    const confirmed = await browser.submit(confirm.action, '/', own, { token })
    expect(confirmed.location).toBe('/ask')

    const asked = await browser.submit(ask.action, '/ask', {
      intent: 'post',
      title: 'Why was my card declined?',
      body: 'It was declined at the till.',
      category: 'cards',
      kind: 'question',
      tags: '',
    })
    expect(asked.location).toMatch(/^\/t\/\d+\/why-was-my-card-declined/)
    const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0a6' } })
      .png()
      .toBuffer()
    await browser.submit(profile.action, '/settings', {
      intent: 'avatar',
      avatar: new File([new Uint8Array(picture)], 'me.png'),
    })
    await world.worker.drain()
    expect(await filesLeft()).toHaveLength(1)
    expect(
      (await world.search.threads.search({ text: 'declined', withoutCategories: [], limit: 5, skip: 0 })).count,
    ).toBe(1)

    const gone = await browser.submit(erase.action, '/settings/erase', {
      password: PASSWORD,
      handle: 'vera',
      posts: 'remove',
    })
    expect(gone.location).toBe('/signin?done=erased')
    await world.worker.drain()
    // Threads are read as requests, and those placed into topics, a little later.
    world.clock.advance(60_000)
    await world.worker.drain()

    expect(await filesLeft()).toEqual([])
    expect(
      (await world.search.threads.search({ text: 'declined', withoutCategories: [], limit: 5, skip: 0 })).count,
    ).toBe(0)
    expect(await world.db.selectFrom('threads').select('id').execute()).toEqual([])
    expect(await world.db.selectFrom('requests').select('id').execute()).toEqual([])
    expect(await world.db.selectFrom('jobs').select('name').execute()).toEqual([])
    const again = await browser.submit(signIn.action, '/signin', { email, password: PASSWORD })
    expect(again.status).toBe(422)
  })
})
