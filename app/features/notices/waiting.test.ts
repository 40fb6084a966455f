import { expect, it } from 'vitest'
import { startArticle } from '#app/features/knowledge/commands/write-article.server.ts'
import { reviewRevision } from '#app/features/knowledge/commands/review-revision.server.ts'
import { flagPost, keepFlaggedPost } from '#app/features/moderation/commands/flag-post.server.ts'
import { openWorker } from '#app/platform/jobs/worker.server.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { tellOfFlags, tellOfWaiting } from './jobs/settle-waiting.server.ts'
import { getInbox } from './queries/inbox.server.ts'

eachDatabase((_name, open) => {
  const set = async () => {
    await open().clear()
    const services = someServices(open())
    const { db } = services
    const person = async (role: string) => asViewer(await aMember(db, { role }))
    const people = { agent: await person('agent'), author: await person('agent'), moderator: await person('moderator'), customer: await person('customer') } // prettier-ignore
    const worker = openWorker({
      ...services,
      handlers: {
        'notices.waiting': ({ article }) => tellOfWaiting(services, DEFAULT_SITE, article),
        'notices.flags': ({ post }) => tellOfFlags(services, post),
      },
    })
    const inboxes = async () => {
      await worker.drain()
      const seen: Record<string, string[]> = {}
      for (const [name, viewer] of Object.entries(people))
        seen[name] = (await getInbox(services, viewer, null)).rows.map((row) => `${row.kind} ${row.address}`) // prettier-ignore
      return seen
    }
    return { services, db, people, inboxes }
  }
  const NOBODY = { agent: [], author: [], moderator: [], customer: [] }

  it('moderators see that a post was reported, once, until it is settled', async () => {
    const { services, db, people, inboxes } = await set()
    const post = await aPost(db, { thread_id: (await aThread(db)).id })

    await flagPost(services.as(people.customer), post.id, { reason: 'spam', note: '' })
    await flagPost(services.as(people.agent), post.id, { reason: 'abuse', note: '' })
    expect(await inboxes()).toEqual({ ...NOBODY, moderator: ['flagged /desk/flags'] })

    await keepFlaggedPost(services.as(people.moderator), post.id, 'harmless')
    expect(await inboxes()).toEqual(NOBODY)
  })

  it('those who may review see what waits, its author not, and its owner that a source is gone', async () => {
    const { services, db, people, inboxes } = await set()
    const { slug } = await aCategory(db)
    const text = { title: 'Find lost bookmarks', body: 'Look into the backup.', aliases: [], tags: [], category: slug, section: '', language: 'en', reason: '', revision: 0, intent: 'submit' as const } // prettier-ignore
    const { id } = await startArticle(services.as(people.author), text)
    const waits = `to-review /desk/articles/${id}`
    expect(await inboxes()).toEqual({ ...NOBODY, agent: [waits], moderator: [waits] })

    await reviewRevision(services.as(people.agent), id, { revision: 1, approved: true, reason: '' })
    expect(await inboxes()).toEqual(NOBODY)

    await db.updateTable('articles').set({ flagged_at: 5, owner_id: people.author.id }).where('id', '=', id).execute() // prettier-ignore
    await tellOfWaiting(services, DEFAULT_SITE, id)
    expect(await inboxes()).toEqual({ ...NOBODY, author: [`source-gone /desk/articles/${id}`] })
  })
})
