import { expect, test } from 'vitest'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { flagPost, keepFlaggedPost } from './commands/flag-post.server.ts'
import { mergeTags, partTag } from './commands/merge-tags.server.ts'
import { getFlags, listTags } from './queries/desk.server.ts'
import { getLog, writeLog } from './queries/log.server.ts'

const EVERYTHING = { by: '', act: '', from: '', to: '' }

eachDatabase((_name, open) => {
  const set = async () => {
    const services = someServices(open())
    const person = async (role = 'customer') => asViewer(await aMember(services.db, { role }))
    return { services, person, moderator: services.as(await person('moderator')) }
  }
  const aTagged = async (tags: readonly string[]): Promise<void> => {
    const { services, person } = await set()
    const { slug } = await aCategory(services.db)
    const text = { title: 'About these tags', body: 'Words', category: slug, kind: 'question' as const }
    await startThread(services.as(await person()), { ...text, tags, isPrivate: false })
  }
  const tagRows = (names: readonly string[]) =>
    open()
      .db.selectFrom('tags')
      .select(['name', 'thread_count', 'synonym_of'])
      .where('name', 'in', [...names])
      .orderBy('name')
      .execute()

  test('a tag that became a synonym gives its threads to the other, and so do later ones', async () => {
    const { services, moderator } = await set()
    await aTagged(['crashes', 'crash'])
    await aTagged(['crashes'])

    await mergeTags(moderator, 'crashes', 'crash')
    await aTagged(['crashes'])

    expect(await tagRows(['crash', 'crashes'])).toMatchObject([
      { name: 'crash', thread_count: 3, synonym_of: null },
      { name: 'crashes', thread_count: 0 },
    ])
    expect(await findWrongCounts(services.db)).toEqual([])
    // The old address goes on naming something.
    const page = await getListPage(moderator, { type: 'tag', name: 'crashes' }, new URLSearchParams())
    expect(page.subject).toEqual({ type: 'tag', name: 'crash', threadCount: 3 })
    expect(page.rows).toHaveLength(3)
    await partTag(moderator, 'crashes')
    await expect(partTag(moderator, 'crashes')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('two merges of tags towards each other leave one that stands for itself', async () => {
    const { services, moderator } = await set()
    await aTagged(['left', 'right'])

    const other = { ...moderator, db: open().another() }
    const done = await Promise.allSettled([mergeTags(moderator, 'left', 'right'), mergeTags(other, 'right', 'left')])

    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect((await tagRows(['left', 'right'])).filter((tag) => tag.synonym_of === null)).toHaveLength(1)
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  test('a post reported twice by one member stands once in the queue, until it is kept', async () => {
    const { services, person, moderator } = await set()
    const member = services.as(await person())
    const post = await aPost(services.db)
    const queue = async () => (await getFlags(moderator, null)).rows.filter((row) => row.postId === post.id)

    await flagPost(member, post.id, { reason: 'spam', note: '' })
    await flagPost(member, post.id, { reason: 'abuse', note: 'Worse' })
    expect(await queue()).toMatchObject([{ flags: [{ reason: 'abuse', note: 'Worse' }] }])
    await keepFlaggedPost(moderator, post.id, 'harmless')

    expect(await queue()).toEqual([])
  })

  test('the queue, the log and the tags are for moderators, whoever asks them', async () => {
    const { services } = await set()
    for (const role of ROLES) {
      const context = services.as(aViewer({ role }))
      const asked = [
        () => getFlags(context, null),
        () => getLog(context, EVERYTHING, 'UTC', null),
        () => writeLog(context, EVERYTHING, 'UTC').next(),
        () => listTags(context, ''),
        () => keepFlaggedPost(context, 1_000_000, 'x'),
      ]
      for (const ask of asked) {
        const code = await ask().then(
          () => 'allowed',
          (error: unknown) => (error as { code: string }).code,
        )
        if (role === 'moderator' || role === 'admin') expect(code).not.toBe('forbidden')
        else expect(code).toBe('forbidden')
      }
    }
  })
})
