import { afterEach, beforeEach, expect, test } from 'vitest'
import { changePostKind, hidePost, restorePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { acceptAnswer, withdrawAcceptance } from '#app/features/forum/commands/accept-answer.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { editPost } from '#app/features/forum/commands/edit-post.server.ts'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { moveThread, setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { partMerged } from '#app/features/forum/commands/part-merged.server.ts'
import { reportOutcome } from '#app/features/forum/commands/report-outcome.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { saySameHere, voteHelpful } from '#app/features/forum/commands/vote.server.ts'
import { withdrawArticle } from '#app/features/knowledge/commands/keep-article.server.ts'
import { flagPost, keepFlaggedPost } from '#app/features/moderation/commands/flag-post.server.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { anArticle } from './support/factories/knowledge.ts'
import { eachDatabase } from './support/databases.ts'
import { aCategory, aMember } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { aWorld, type World } from './support/world.ts'

/** What an act is tried on, and by whom. */
interface Place {
  readonly asker: Context
  readonly helper: Context
  readonly reader: Context
  readonly moderator: Context
  readonly thread: number
  readonly answer: number
  readonly comment: number
  readonly other: number
  readonly home: string
  readonly elsewhere: string
  readonly article: number
}

type Act = (place: Place) => Promise<unknown>

const edit = (body: string, revision: number) => ({ body, revision, reason: '' })

/** Each act of the product that can be taken back, and how. */
const ACTS: Readonly<Record<string, readonly [Act, Act]>> = {
  'an acceptance': [(p) => acceptAnswer(p.asker, p.answer), (p) => withdrawAcceptance(p.asker, p.answer)],
  'a helpful vote': [(p) => voteHelpful(p.reader, p.answer, true), (p) => voteHelpful(p.reader, p.answer, false)],
  'a same here': [
    async (p) => saySameHere(p.reader, p.thread, true),
    async (p) => saySameHere(p.reader, p.thread, false),
  ],
  'hiding an answer': [(p) => hidePost(p.moderator, p.answer, 'spam'), (p) => restorePost(p.moderator, p.answer, '')],
  'hiding a comment': [(p) => hidePost(p.moderator, p.comment, 'spam'), (p) => restorePost(p.moderator, p.comment, '')],
  'hiding a thread': [
    (p) => setThreadState(p.moderator, p.thread, 'hide', 'spam'),
    (p) => setThreadState(p.moderator, p.thread, 'restore', ''),
  ],
  'closing a thread': [
    (p) => setThreadState(p.moderator, p.thread, 'close', 'old'),
    (p) => setThreadState(p.moderator, p.thread, 'reopen', ''),
  ],
  'locking a thread': [
    (p) => setThreadState(p.moderator, p.thread, 'lock', 'heated'),
    (p) => setThreadState(p.moderator, p.thread, 'unlock', ''),
  ],
  'making a thread private': [
    (p) => setThreadState(p.moderator, p.thread, 'make private', ''),
    (p) => setThreadState(p.moderator, p.thread, 'make public', ''),
  ],
  'moving a thread': [
    (p) => moveThread(p.moderator, p.thread, p.elsewhere, ''),
    (p) => moveThread(p.moderator, p.thread, p.home, ''),
  ],
  'joining threads': [
    (p) => mergeThread(p.moderator, p.thread, p.other, ''),
    async (p) => {
      const { id } = await p.moderator.db.selectFrom('thread_merges').select('id').executeTakeFirstOrThrow()
      await partMerged(p.moderator, id)
    },
  ],
  'making an answer a comment': [
    (p) => changePostKind(p.moderator, p.answer, 'comment'),
    (p) => changePostKind(p.moderator, p.answer, 'answer'),
  ],
  'mentioning somebody in an edit': [
    (p) => editPost(p.helper, p.answer, edit('Look into the backup, @reader.', 1)),
    (p) => editPost(p.helper, p.answer, edit('Look into the backup folder.', 2)),
  ],
  'reporting a post': [
    (p) => flagPost(p.reader, p.answer, { reason: 'spam', note: '' }),
    (p) => keepFlaggedPost(p.moderator, p.answer, 'harmless'),
  ],
  'withdrawing an article': [
    (p) => withdrawArticle(p.moderator, p.article, true, 'wrong'),
    (p) => withdrawArticle(p.moderator, p.article, false, ''),
  ],
}

eachDatabase((_name, open) => {
  let world: World
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
  })
  afterEach(() => world.close())

  const aPlace = async (): Promise<Place> => {
    const { db } = world
    const as = async (handle: string, role: Role = 'customer'): Promise<Context> => {
      const member = await aMember(db, { handle, handle_key: handle, role })
      return { ...world, viewer: asViewer(member) }
    }
    const [asker, helper, reader] = [await as('asker'), await as('helper'), await as('reader')]
    const moderator = await as('moderator', 'moderator')
    const home = (await aCategory(db)).slug
    const elsewhere = (await aCategory(db, { access: 'restricted', roles: 'agent,moderator' })).slug
    const ask = async (by: Context, title: string) => {
      const draft = {
        title,
        body: 'They are gone.',
        category: home,
        kind: 'question',
        tags: ['lost'],
        isPrivate: false,
      } as const
      return Number(/\/t\/(\d+)/.exec((await startThread(by, draft)).address)?.[1])
    }
    const thread = await ask(asker, 'Where did my bookmarks go')
    const other = await ask(asker, 'Bookmarks vanished after the update')
    const write = async (by: Context, body: string, parentId: number | null) => {
      const as = parentId === null ? 'answer' : 'comment'
      return (await addPost(by, thread, { body, parentId, as })).postId
    }
    const answer = await write(helper, 'Look into the backup folder.', null)
    const comment = await write(reader, 'That is where mine were.', answer)
    const { id: article } = await anArticle(db, { published_revision: 1 })
    await settled()
    return { asker, helper, reader, moderator, thread, answer, comment, other, home, elsewhere, article }
  }

  /** All that follows has followed, however long it waits for more. */
  const settled = async (): Promise<void> => {
    for (let minute = 0; minute < 3; minute += 1) {
      await world.worker.drain()
      world.clock.advance(60_000)
    }
    await world.worker.drain()
  }

  /** What people see of it: their inboxes and mails, what search finds, counts, and what mining reads. */
  const seen = async () => {
    const { db, search, mailer } = world
    const found = async (text: string) =>
      (await search.threads.search({ text, withoutCategories: [], limit: 9, skip: 0 })).hits.map(({ id }) => id)
    return {
      notices: (
        await db.selectFrom('notices').select(['member_id', 'kind', 'thread_id', 'post_id', 'article_id']).execute()
      )
        .map((row) => JSON.stringify(row))
        .sort(),
      mails: mailer.sent.map(({ to, subject, text }) => `${to} ${subject} ${text}`).sort(),
      found: [await found('bookmarks'), await found('backup'), await found('vanished')],
      threads: await db
        .selectFrom('threads')
        .select([
          'id',
          'category_id',
          'answer_count',
          'same_here_count',
          'accepted_post_id',
          'listed',
          'waiting',
          'merged_into',
        ])
        .orderBy('id')
        .execute(),
      articles: await db.selectFrom('articles').select(['id', 'state', 'listed', 'flagged_at']).execute(),
      members: await db
        .selectFrom('members')
        .select(['id', 'answer_count', 'accepted_count', 'helpful_count'])
        .orderBy('id')
        .execute(),
      categories: await db
        .selectFrom('categories')
        .select(['id', 'thread_count', 'open_count'])
        .orderBy('id')
        .execute(),
      requests: await db
        .selectFrom('requests')
        .select(['subject', 'text', 'outcome', 'times', 'topic_id'])
        .orderBy('thread_id')
        .execute(),
    }
  }

  for (const [name, [act, undo]] of Object.entries(ACTS)) {
    test(`${name}, taken back at once, leaves nothing behind`, async () => {
      const place = await aPlace()
      const before = await seen()

      await act(place)
      await world.worker.drain()
      world.clock.advance(1000)
      await undo(place)
      await settled()

      expect(await seen()).toEqual(before)
    })
  }

  test('“it did not help” takes the word of the acceptance back', async () => {
    const place = await aPlace()
    await acceptAnswer(place.asker, place.answer)
    await world.worker.drain()
    world.clock.advance(1000)

    await reportOutcome(place.asker, place.thread, { kind: 'did-not-help' })
    await settled()

    const { notices, mails } = await seen()
    expect(notices.join()).not.toContain('accepted')
    expect(mails.join()).not.toContain('accepted your answer')
  })

  test('a mail that waits tells what is left when one of its reasons is gone', async () => {
    const place = await aPlace()
    const { mailer } = world
    await acceptAnswer(place.asker, place.answer)
    await addPost(place.asker, place.thread, { body: 'Thank you, @helper!', parentId: place.answer, as: 'comment' })
    mailer.fail(new Error('the mail server is away'))
    await settled()
    expect(mailer.sent.map(({ text }) => text).join()).not.toContain('Thank you')

    await withdrawAcceptance(place.asker, place.answer)
    mailer.fail(null)
    world.clock.advance(3_600_000)
    await settled()

    const told = mailer.sent.map(({ text }) => text).join('\n')
    expect(told).toContain('Thank you, @helper!')
    expect(told).not.toContain('accepted your answer')
  })
})
