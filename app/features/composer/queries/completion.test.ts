import { expect, test } from 'vitest'
import { GUEST } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { suggestTags } from './completion.server.ts'

eachDatabase((_name, open) => {
  test('tags complete by their name or a synonym, the most used first, and only what one may read', async () => {
    await open().clear()
    const services = someServices(open())
    const { db } = services
    const tag = async (name: string, more: { thread_count?: number; synonym_of?: number } = {}) =>
      db
        .insertInto('tags')
        .values({ name, thread_count: 1, ...more })
        .returning('id')
        .executeTakeFirstOrThrow()
    const standOn = async (tag: { id: number }, category: { id: number }) => {
      const { id } = await aThread(db, { category_id: category.id })
      await db.insertInto('thread_tags').values({ thread_id: id, tag_id: tag.id }).execute()
    }
    const readable = await aCategory(db)
    const closed = await aCategory(db, { access: 'members' })
    const android = await tag('android', { thread_count: 5 })
    const anchor = await tag('anchor', { thread_count: 9 })
    const secret = await tag('anvil')
    await tag('antique', { thread_count: 0 })
    await tag('andr', { thread_count: 0, synonym_of: android.id })
    await tag('robot', { thread_count: 0, synonym_of: android.id })
    await tag('blacksmith', { thread_count: 0, synonym_of: secret.id })
    await standOn(android, readable)
    await standOn(anchor, readable)
    await standOn(secret, closed)
    const guest = services.as(GUEST)
    const member = services.as(asViewer(await aMember(db)))

    expect(await suggestTags(guest, 'An')).toEqual([
      { name: 'anchor', synonym: null },
      { name: 'android', synonym: null },
    ])
    expect(await suggestTags(member, 'an')).toHaveLength(3)
    expect(await suggestTags(guest, 'rob')).toEqual([{ name: 'android', synonym: 'robot' }])
    expect(await suggestTags(guest, 'black')).toEqual([])
    expect(await suggestTags(member, 'black')).toEqual([{ name: 'anvil', synonym: 'blacksmith' }])
    expect(await suggestTags(guest, '%')).toHaveLength(2)
    expect(await suggestTags(guest, 'anx')).toEqual([])
  })
})
