import { expect, it } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { moveThread, setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { checkSources } from '#app/features/knowledge/jobs/check-sources.server.ts'
import { getWorkbench } from '#app/features/knowledge/queries/workbench.server.ts'
import { startArticle } from '#app/features/knowledge/commands/write-article.server.ts'
import { reviewRevision } from '#app/features/knowledge/commands/review-revision.server.ts'
import { flagPost, keepFlaggedPost } from '#app/features/moderation/commands/flag-post.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { openWorker } from '#app/platform/jobs/worker.server.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices } from '#test/support/services.ts'
import { tellOfFlags, tellOfWaiting } from './jobs/settle-waiting.server.ts'
import { getInbox } from './queries/inbox.server.ts'

/** What a moderator acts on. */
interface Place {
  readonly thread: number
  readonly answer: number
  /** The slug of a category that guests don't read. */
  readonly closed: string
}

eachDatabase((_name, open) => {
  const set = async () => {
    await open().clear()
    const services = someServices(open())
    const { db } = services
    const person = async (role: string) => asViewer(await aMember(db, { role }))
    const people = {
      agent: await person('agent'),
      author: await person('agent'),
      moderator: await person('moderator'),
      customer: await person('customer'),
    }
    const worker = openWorker({
      ...services,
      handlers: {
        'article.sources': ({ thread }) => checkSources(services, thread),
        'notices.waiting': ({ article }) => tellOfWaiting(services, DEFAULT_SITE, article),
        'notices.flags': ({ post }) => tellOfFlags(services, post),
      },
    })
    const inboxes = async () => {
      await worker.drain()
      const seen: Record<string, string[]> = {}
      for (const [name, viewer] of Object.entries(people))
        seen[name] = (await getInbox(services, viewer, null)).rows.map((row) => `${row.kind} ${row.address}`)
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

  it.each([
    ['the post', 'answer', (as: Context, { answer }: Place) => hidePost(as, answer, 'Spam')],
    ['its thread', 'opening', (as: Context, { thread }: Place) => setThreadState(as, thread, 'hide', 'Spam')],
  ] as const)('hiding %s settles the report, and nobody is told any more', async (_what, reported, hide) => {
    const { services, db, people, inboxes } = await set()
    const thread = await aThread(db)
    const place = { thread: thread.id, answer: (await aPost(db, { thread_id: thread.id })).id, closed: '' }
    const post = reported === 'answer' ? place.answer : thread.opening
    await flagPost(services.as(people.customer), post, { reason: 'spam', note: '' })
    expect(await inboxes()).toEqual({ ...NOBODY, moderator: ['flagged /desk/flags'] })

    await hide(services.as(people.moderator), place)

    expect(await inboxes()).toEqual(NOBODY)
  })

  it('a moderator who read of a report is told anew of the next one, once', async () => {
    const { services, db, people, inboxes } = await set()
    const post = await aPost(db, { thread_id: (await aThread(db)).id })
    const told = () => db.selectFrom('notices').select(['id', 'read_at']).where('kind', '=', 'flagged').execute()
    await flagPost(services.as(people.customer), post.id, { reason: 'spam', note: '' })
    await inboxes()
    await db.updateTable('notices').set({ read_at: services.clock.now() }).execute()
    await keepFlaggedPost(services.as(people.moderator), post.id, 'harmless')
    await inboxes()
    const [first] = await told()
    expect(first?.read_at).not.toBeNull()

    services.clock.advance(HOUR)
    await flagPost(services.as(people.agent), post.id, { reason: 'abuse', note: '' })
    await inboxes()
    await tellOfFlags(services, post.id)

    const again = await told()
    expect(again).toHaveLength(1)
    expect(again[0]?.read_at).toBeNull()
    expect(again[0]?.id).not.toBe(first?.id)
  })

  it.each([
    ['hides the answer', (as: Context, { answer }: Place) => hidePost(as, answer, 'It is wrong')],
    ['hides the thread', (as: Context, { thread }: Place) => setThreadState(as, thread, 'hide', 'It is wrong')],
    [
      'makes the thread private',
      (as: Context, { thread }: Place) => setThreadState(as, thread, 'make private', 'It names somebody'),
    ],
    [
      'moves it where guests don’t read',
      (as: Context, { thread, closed }: Place) => moveThread(as, thread, closed, 'It belongs there'),
    ],
  ])('who looks after an article is told when a moderator %s it quotes', async (_what, takeAway) => {
    const { services, db, people, inboxes } = await set()
    const thread = await aThread(db)
    const body = 'Restore the bookmarks from a backup there.'
    const answer = await aPost(db, { thread_id: thread.id, body })
    const closed = await aCategory(db, { access: 'members' })
    const { id } = await anArticle(db, { published_revision: 1, body, owner_id: people.author.id })
    await db
      .insertInto('article_sources')
      .values({ article_id: id, sentence: body, part: 'steps', thread_id: thread.id, post_id: answer.id })
      .execute()
    expect(await inboxes()).toEqual(NOBODY)

    await takeAway(services.as(people.moderator), { thread: thread.id, answer: answer.id, closed: closed.slug })

    expect(await inboxes()).toEqual({ ...NOBODY, author: [`source-gone /desk/articles/${id}`] })
    expect((await getWorkbench(services.as(people.author), id, null)).flagged?.reason).toBe(
      'The source of a sentence was removed or changed.',
    )
  })

  it('those who may review see what waits, its author not', async () => {
    const { services, db, people, inboxes } = await set()
    const { slug } = await aCategory(db)
    const text = {
      title: 'Find lost bookmarks',
      body: 'Look into the backup.',
      aliases: [],
      tags: [],
      category: slug,
      section: '',
      language: 'en',
      reason: '',
      revision: 0,
      intent: 'submit' as const,
    }
    const { id } = await startArticle(services.as(people.author), text)
    const waits = `to-review /desk/articles/${id}`
    expect(await inboxes()).toEqual({ ...NOBODY, agent: [waits], moderator: [waits] })

    await reviewRevision(services.as(people.agent), id, { revision: 1, approved: true, reason: '' })
    expect(await inboxes()).toEqual(NOBODY)
  })
})
