import type { KyselyPlugin } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { eraseMember } from '#app/features/accounts/jobs/erase-member.server.ts'
import { editCategory } from '#app/features/catalogue/commands/save-category.server.ts'
import type { CategoryForm } from '#app/features/catalogue/schemas.ts'
import { tellOfArticle, tellVerdict } from '#app/features/notices/jobs/settle-article.server.ts'
import { undo } from '#app/features/requests/commands/stop-import.server.ts'
import { removeImported } from '#app/features/requests/jobs/read-file.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import type { Database } from '#db/client.server.ts'
import type { MemberRow } from '#db/schema/accounts.ts'
import type { CategoryRow } from '#db/schema/catalogue.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aRequest, aTopic, anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { arrangeSections } from './commands/arrange-sections.server.ts'
import { commentRevision, resolveComment } from './commands/comment-revision.server.ts'
import { draftArticle } from './commands/draft-article.server.ts'
import { arrangeArticle, outdateArticle, verifyArticle, withdrawArticle } from './commands/keep-article.server.ts'
import { publishRevision } from './commands/publish-article.server.ts'
import { reviewRevision, submitRevision } from './commands/review-revision.server.ts'
import { translateArticle } from './commands/translate-article.server.ts'
import { settleVote, voteArticle } from './commands/vote-article.server.ts'
import { startArticle, writeRevision, type ArticleText } from './commands/write-article.server.ts'
import { knowledgeRefusals } from './words/refusals.ts'
import { sayingText } from '#app/locale/saying.ts'
import { checkRequestsOf, checkSources, checkSourcesIn } from './jobs/check-sources.server.ts'
import { forgetContributor } from './jobs/forget-contributor.server.ts'
import { remindReviews } from './jobs/remind-reviews.server.ts'
import { settleArticle } from './jobs/settle-article.server.ts'
import { getArticleList, getHelpCentre } from './queries/article-list.server.ts'
import { getArticlePage } from './queries/article-page.server.ts'
import { findArticlesOf } from './queries/articles-of-thread.server.ts'
import { getArticlesDesk } from './queries/articles-desk.server.ts'
import { articleDocuments } from './queries/search-documents.server.ts'
import { getArticleHistory, getArticleToEdit, getWorkbench } from './queries/workbench.server.ts'
import type { DeskTab } from './types.ts'
import { shownState } from './ui/workbench-page.tsx'

/** The code by which a command refuses. */
const refusal = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error as Error)),
  )

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  let category: CategoryRow
  let rows: Record<'agnes' | 'mona' | 'carla' | 'cyril', MemberRow>
  let agnes: Context
  let mona: Context
  let carla: Context
  let cyril: Context
  let guest: Context
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
    category = await aCategory(db, { slug: 'app', name: 'The app' })
    rows = {
      agnes: await aMember(db, { name: 'Agnes', role: 'agent' }),
      mona: await aMember(db, { name: 'Mona', role: 'moderator' }),
      carla: await aMember(db, { name: 'Carla' }),
      cyril: await aMember(db, { name: 'Cyril' }),
    }
    agnes = services.as(asViewer(rows.agnes))
    mona = services.as(asViewer(rows.mona))
    carla = services.as(asViewer(rows.carla))
    cyril = services.as(asViewer(rows.cyril))
    guest = services.as(GUEST)
  })

  const article = (id: number) => db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const revision = (id: number, number: number) =>
    db
      .selectFrom('article_revisions')
      .selectAll()
      .where('article_id', '=', id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  const sources = (id: number) =>
    db.selectFrom('article_sources').selectAll().where('article_id', '=', id).orderBy('id').execute()
  const jobs = async (): Promise<string[]> =>
    (await db.selectFrom('jobs').select(['name', 'subject']).orderBy('name').orderBy('subject').execute()).map(
      ({ name, subject }) => `${name} ${subject}`,
    )
  const text = (given: Partial<ArticleText> = {}): ArticleText => ({
    title: 'Bookmarks are gone after the update',
    body: '## What to do\n\nRestore them from a backup.',
    aliases: ['Where are my bookmarks?'],
    tags: ['bookmarks'],
    category: category.slug,
    section: '',
    language: 'en',
    reason: '',
    revision: 0,
    intent: 'save',
    ...given,
  })
  /** A solved public thread whose answer holds two sentences. */
  const solved = async (
    given: Parameters<typeof aThread>[1] = {},
    answered = 'Open the library window with Ctrl+Shift+O. Restore the bookmarks from a backup there.',
  ) => {
    const thread = await aThread(db, {
      category_id: category.id,
      author_id: rows.carla.id,
      title: 'Bookmarks are gone after the update',
      body: 'All of my bookmarks are gone after the update of today.',
      answer_count: 1,
      ...given,
    })
    const answer = await aPost(db, {
      thread_id: thread.id,
      author_id: rows.cyril.id,
      body: answered,
      helpful_count: 3,
    })
    await db
      .updateTable('threads')
      .set({ accepted_post_id: answer.id, accepted_at: 1 })
      .where('id', '=', thread.id)
      .execute()
    return { thread, answer }
  }
  const publish = async (id: number): Promise<void> => {
    const { revision: number } = await article(id)
    await db
      .updateTable('article_revisions')
      .set({ state: 'approved' })
      .where('article_id', '=', id)
      .where('number', '=', number)
      .execute()
    await publishRevision(mona, id, number)
  }

  describe('a draft', () => {
    test('from a thread holds its words with their sources; pressed twice, there is one', async () => {
      const { thread, answer } = await solved()

      const made = await draftArticle(agnes, { thread: thread.id })
      expect(await draftArticle(mona, { thread: thread.id })).toEqual({ id: made.id, isNew: false })

      const { body, title } = await revision(made.id, 1)
      // The title follows the question, tidied.
      expect(title).toBe('Bookmarks are gone')
      expect(body).toBe('Open the library window with Ctrl+Shift+O. Restore the bookmarks from a backup there.')
      expect((await sources(made.id)).map((one) => [one.part, one.thread_id, one.post_id, one.member_id])).toEqual([
        ['title', thread.id, thread.opening, rows.carla.id],
        ['steps', thread.id, answer.id, rows.cyril.id],
        ['steps', thread.id, answer.id, rows.cyril.id],
      ])
      expect(await article(made.id)).toMatchObject({
        state: 'draft',
        category_id: category.id,
        owner_id: rows.agnes.id,
        listed: 0,
      })
    })

    test('two that press at the same moment make one', async () => {
      const { thread } = await solved()

      const made = await Promise.all([agnes, mona, agnes].map((who) => draftArticle(who, { thread: thread.id })))

      expect(new Set(made.map(({ id }) => id)).size).toBe(1)
      expect(await db.selectFrom('articles').select('id').execute()).toHaveLength(1)
    })

    test('is not made again from a thread whose article is out, but is after it was withdrawn', async () => {
      const { thread } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await publish(id)

      expect(await draftArticle(agnes, { thread: thread.id })).toEqual({ id, isNew: false })
      await withdrawArticle(mona, id, true, 'It is wrong')
      expect(await draftArticle(agnes, { thread: thread.id })).toMatchObject({ isNew: true })
    })

    test.each(['private', 'hidden', 'members', 'restricted'])('is never made from a %s thread', async (kind) => {
      const closed = await aCategory(
        db,
        kind === 'members'
          ? { access: 'members' }
          : kind === 'restricted'
            ? { access: 'restricted', roles: 'agent' }
            : {},
      )
      const { thread } = await solved({
        category_id: closed.id,
        ...(kind === 'private' && { private_at: 1 }),
        ...(kind === 'hidden' && { hidden_at: 1 }),
      })

      expect(await refusal(draftArticle(agnes, { thread: thread.id }))).toBe('not-found')
      expect(await db.selectFrom('articles').select('id').execute()).toEqual([])
    })

    /** As `context`, but for what somebody else does once, right after the draft's posts were read. */
    const whileReading = (context: Context, act: () => Promise<unknown>): Context => {
      let isDone = false
      const plugin: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (!isDone && result.rows.some((row) => 'body' in row)) {
            isDone = true
            await act()
          }
          return result
        },
      }
      return { ...context, db: context.db.withPlugin(plugin) }
    }

    test.each([
      ['hidden', { hidden_at: 1 }],
      ['edited', { body: 'Never mind.' }],
    ])('holds nothing of an answer that is %s while the draft is made', async (_, change) => {
      const { thread, answer } = await solved()
      const other = open().another()
      const changing = whileReading(agnes, () =>
        other.updateTable('posts').set(change).where('id', '=', answer.id).execute(),
      )

      const { id } = await draftArticle(changing, { thread: thread.id })

      expect((await revision(id, 1)).body).not.toContain('Restore the bookmarks')
    })

    test('is not made from a thread that becomes private while it is made', async () => {
      const { thread } = await solved()
      const other = open().another()
      const changing = whileReading(agnes, () =>
        other.updateTable('threads').set({ private_at: 1, listed: 0 }).where('id', '=', thread.id).execute(),
      )

      expect(await refusal(draftArticle(changing, { thread: thread.id }))).toBe('not-found')
      expect(await db.selectFrom('articles').select('id').execute()).toEqual([])
    })

    test('holds nothing of a request that is removed while the draft is made', async () => {
      const { thread } = await solved()
      const topic = await aTopic(db, { title: 'Bookmarks', renamed_at: 1, words: '["bookmarks","gone"]' })
      const asked = { topic_id: topic.id, topic_at: 1, topic_fit: 900 }
      await aRequest(db, { ...asked, subject: thread.title, text: thread.title, thread_id: thread.id })
      const mail = await aRequest(db, {
        ...asked,
        subject: 'Bookmarks of mine',
        text: 'Since the update my bookmarks are gone from the purple toolbar.',
      })
      const other = open().another()
      const changing = whileReading(agnes, () => other.deleteFrom('requests').where('id', '=', mail.id).execute())

      const { id } = await draftArticle(changing, { topic: topic.id })

      expect((await sources(id)).map((one) => one.request_id)).not.toContain(mail.id)
      expect((await revision(id, 1)).body).not.toContain('purple')
    })

    test('from a topic holds words of its threads and mails, and nothing of private threads, not even as its title', async () => {
      const { thread } = await solved()
      // It asks what the public one asks, so that it would be taken; its answer has words of its own.
      const same = await solved(
        { private_at: 1 },
        'Open the library window with Ctrl+Shift+O. Restore the bookmarks from the attic backup there.',
      )
      // Each with words of its own, in the question and in the answer, so that any of them would show.
      const secret = await solved(
        {
          title: 'Zanzibar bookmarks are gone',
          body: 'The bookmarks of Zanzibar are gone after the update.',
          private_at: 1,
        },
        'Open the bookmarks of Zanzibar with Ctrl+Shift+Z. Restore the bookmarks from the vault there.',
      )
      const buried = await solved(
        {
          title: 'Zurich bookmarks are gone',
          body: 'The bookmarks of Zurich are gone after the update.',
          hidden_at: 1,
        },
        'Open the bookmarks of Zurich with Ctrl+Shift+U. Restore the bookmarks from the cellar there.',
      )
      const lounge = await aCategory(db, { access: 'members' })
      const inside = await solved(
        {
          title: 'Zebra bookmarks are gone',
          body: 'The bookmarks of Zebra are gone after the update.',
          category_id: lounge.id,
        },
        'Open the bookmarks of Zebra with Ctrl+Shift+B. Restore the bookmarks from the stable there.',
      )
      const topic = await aTopic(db, {
        title: 'Zanzibar bookmarks are gone',
        words: '["bookmarks","gone","update"]',
        aliases: '["Zebra bookmarks are gone","Bookmarks are gone after the update","My bookmarks went missing"]',
      })
      const asked = { topic_id: topic.id, topic_at: 1, topic_fit: 900 }
      for (const one of [thread, same.thread, secret.thread, buried.thread, inside.thread]) {
        await aRequest(db, {
          ...asked,
          // What must not be read is what fits best.
          topic_fit: one === thread ? 900 : 990,
          channel: 'thread',
          subject: one.title,
          text: `${one.title}, as it is.`,
          thread_id: one.id,
        })
      }
      const mail = await aRequest(db, {
        ...asked,
        subject: 'My bookmarks went missing',
        text: 'Since the update my bookmarks are gone from the toolbar.',
        member_id: rows.carla.id,
      })
      await db
        .insertInto('request_replies')
        .values({
          request_id: mail.id,
          position: 1,
          author: 'staff',
          text: 'Please press Ctrl+Shift+B to see the bookmarks toolbar again.',
        })
        .execute()

      const { id } = await draftArticle(agnes, { topic: topic.id })
      expect(await draftArticle(mona, { topic: topic.id })).toEqual({ id, isNew: false })

      const { title, body, aliases } = await revision(id, 1)
      expect(title).toBe('Bookmarks are gone')
      expect(JSON.parse(aliases)).toEqual(['My bookmarks went missing'])
      expect(`${title}${body}${aliases}`).not.toMatch(/Zanzibar|Zebra|Zurich|attic|vault|cellar|stable/)
      expect(body).toContain('Restore the bookmarks from a backup there.')
      const kept = await sources(id)
      expect(kept.map((one) => one.sentence).join(' ')).not.toMatch(/Zanzibar|Zebra|Zurich|attic|vault|cellar|stable/)
      expect(kept.map((one) => one.thread_id)).not.toContain(secret.thread.id)
      expect(kept.map((one) => one.thread_id)).not.toContain(same.thread.id)
      expect(kept.map((one) => one.thread_id)).not.toContain(buried.thread.id)
      expect(kept.map((one) => one.thread_id)).not.toContain(inside.thread.id)
      expect(kept.find((one) => one.part === 'alias')).toMatchObject({
        request_id: mail.id,
        sentence: 'My bookmarks went missing',
      })
      expect(await article(id)).toMatchObject({ topic_id: topic.id, title })
    })

    test('of a topic that was renamed has a title that is nobody’s words', async () => {
      const topic = await aTopic(db, { title: 'What to call it', renamed_at: 1, words: '["card"]' })
      await aRequest(db, {
        topic_id: topic.id,
        subject: 'My card',
        text: 'My card is broken in two.',
      })

      const { id } = await draftArticle(agnes, { topic: topic.id })

      expect((await article(id)).title).toBe('What to call it')
      expect((await sources(id)).map((one) => one.part)).not.toContain('title')
    })

    test('of a topic without any material is empty heads', async () => {
      const topic = await aTopic(db)
      const { id } = await draftArticle(agnes, { topic: topic.id })
      expect((await revision(id, 1)).body).toBe('## What happens\n\n## What to do')
    })

    test('is for staff', async () => {
      const { thread } = await solved()
      expect(await refusal(draftArticle(carla, { thread: thread.id }))).toBe('forbidden')
      expect(await refusal(draftArticle(agnes, { topic: 999 }))).toBe('not-found')
    })

    test('shows the editor each sentence beside its source, and its author its text as a page', async () => {
      const { thread, answer } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })

      const bench = await getWorkbench(agnes, id, null)
      expect(bench.sentences.map(({ part, kept, source }) => [part, kept, source?.address])).toContainEqual([
        'steps',
        true,
        `/t/${thread.id}/${thread.slug}?post=${answer.id}#p${answer.id}`,
      ])
      expect((await getArticlePage(agnes, id, { part: null })).html).toContain('Ctrl+Shift+O')
      expect(await refusal(getArticlePage(guest, id, { part: null }))).toBe('not-found')
      expect(await refusal(getWorkbench(carla, id, null))).toBe('not-found')
    })
  })

  describe('writing', () => {
    test('adds revisions; one that came meanwhile is not overwritten', async () => {
      const { id } = await startArticle(agnes, text())

      expect((await writeRevision(agnes, id, text({ revision: 1, title: 'Bookmarks vanished after it' }))).number).toBe(
        2,
      )
      expect(await refusal(writeRevision(mona, id, text({ revision: 1 })))).toBe('conflict')
      expect(await article(id)).toMatchObject({
        revision: 2,
        title: 'Bookmarks vanished after it',
        slug: 'bookmarks-vanished-after-it',
        state: 'draft',
      })
      expect((await getArticleToEdit(agnes, id)).revision).toBe(2)
    })

    test('an article called like a page of its own is found all the same', async () => {
      const { id } = await startArticle(agnes, text({ title: 'History.' }))
      expect((await article(id)).slug).toBe('history-article')
    })

    test('the product says that it made an article only while nobody else has published it', async () => {
      const shown = async (row: Parameters<typeof anArticle>[1]) => {
        const { id } = await anArticle(db, { category_id: category.id, ...row })
        return (await getArticlePage(agnes, id, { part: null })).isDemo
      }

      const made = { source: 'demo', published_revision: 1, published_by: null }
      expect(await shown({ ...made, external_id: 'topic 1' })).toBe(true)
      expect(await shown({ source: 'demo', external_id: 'topic 2' })).toBe(false)
      expect(await shown({ ...made, external_id: 'topic 3', published_by: rows.mona.id })).toBe(false)
      expect(await shown({ published_revision: 1 })).toBe(false)
    })

    test('place, section and language are checked', async () => {
      await arrangeSections(mona, { intent: 'add', section: '', category: category.slug, name: 'Basics' })
      const other = await aCategory(db)

      expect(await refusal(startArticle(agnes, text({ category: 'nowhere' })))).toBe('invalid')
      expect(await refusal(startArticle(agnes, text({ category: other.slug, section: 'basics' })))).toBe('invalid')
      const { id } = await startArticle(agnes, text({ section: 'basics' }))
      expect((await article(id)).section_id).not.toBeNull()
    })

    test('a member’s article is a proposal that its author and staff see, and who wrote it is credited once it is out', async () => {
      const { id } = await startArticle(carla, text())

      expect(await article(id)).toMatchObject({ state: 'review', owner_id: null, created_by: rows.carla.id })
      expect((await getArticlePage(carla, id, { part: null })).html).toContain('Restore them')
      expect(await refusal(getArticlePage(cyril, id, { part: null }))).toBe('not-found')
      expect((await getHelpCentre(guest)).articleCount).toBe(0)

      // A word changed by staff: the next revision is theirs, the article still hers.
      await writeRevision(agnes, id, text({ revision: 1, intent: 'submit', body: 'Restore all of them.' }))
      expect((await getArticleToEdit(carla, id)).revision).toBe(1)
      expect((await getArticlePage(carla, id, { part: null })).html).toContain('Restore them')
      await reviewRevision(mona, id, { revision: 2, approved: true, reason: '' })
      await publishRevision(mona, id, 2)
      await settleArticle(services, id)
      expect((await getArticlePage(guest, id, { part: null })).credits.map(({ name }) => name)).toEqual(['Carla'])
    })

    test('a member’s edit does not show before its review, and pushes nobody else’s aside', async () => {
      const out = await anArticle(db, { category_id: category.id, published_revision: 1 })

      await writeRevision(carla, out.id, text({ revision: 1, body: 'Nonsense.' }))
      expect((await getArticlePage(guest, out.id, { part: null })).html).toBe(out.html)
      expect((await getArticleHistory(guest, out.id)).revisions).toHaveLength(1)
      expect(await article(out.id)).toMatchObject({ state: 'published', title: out.title })
      expect(await refusal(writeRevision(cyril, out.id, text({ revision: 1 })))).toBe('conflict')
      // Their own they may still better.
      expect((await writeRevision(carla, out.id, text({ revision: 1 }))).number).toBe(3)

      await reviewRevision(agnes, out.id, { revision: 3, approved: false, reason: 'It is not so.' })
      expect((await writeRevision(cyril, out.id, text({ revision: 1 }))).number).toBe(4)
      expect(await refusal(writeRevision(cyril, out.id, text({ revision: 0 })))).toBe('conflict')
    })

    test('staff’s draft of a published article is not pushed aside by a proposal, and stands among the work', async () => {
      const out = await anArticle(db, { category_id: category.id, published_revision: 1 })
      await writeRevision(agnes, out.id, text({ revision: 1 }))

      expect(await refusal(writeRevision(carla, out.id, text({ revision: 1 })))).toBe('conflict')
      const desk = await getArticlesDesk(agnes, 'work', null)
      expect([desk.counts.work, desk.articles.map(({ id }) => id)]).toEqual([1, [out.id]])
    })
  })

  describe('the review', () => {
    test('is by somebody else, of the newest revision alone, and its author is told', async () => {
      const { id } = await startArticle(carla, text())
      await reviewRevision(agnes, id, { revision: 1, approved: false, reason: 'Say where.' })
      expect(await revision(id, 1)).toMatchObject({
        state: 'declined',
        verdict: 'Say where.',
        reviewed_by: rows.agnes.id,
      })
      expect((await article(id)).state).toBe('draft')
      expect(await jobs()).toEqual([`article.verdict article:${id} revision:1`, `notices.waiting article:${id}`])
      await tellVerdict(services, DEFAULT_SITE, id, 1)
      await tellVerdict(services, DEFAULT_SITE, id, 1)
      expect(await db.selectFrom('notices').select(['member_id', 'kind']).execute()).toEqual([
        { member_id: rows.carla.id, kind: 'verdict' },
      ])

      await writeRevision(agnes, id, text({ revision: 1 }))
      await submitRevision(agnes, id)
      await submitRevision(agnes, id)
      expect((await article(id)).state).toBe('review')
      expect(await refusal(reviewRevision(agnes, id, { revision: 2, approved: true, reason: '' }))).toBe('forbidden')
      expect(await refusal(reviewRevision(mona, id, { revision: 1, approved: true, reason: '' }))).toBe('forbidden')
      expect(await refusal(reviewRevision(mona, id, { revision: 2, approved: false, reason: '' }))).toBe('invalid')
      expect(await refusal(reviewRevision(carla, id, { revision: 2, approved: true, reason: '' }))).toBe('forbidden')
      await reviewRevision(mona, id, { revision: 2, approved: true, reason: '' })
      expect(await refusal(submitRevision(agnes, id))).toBe('conflict')
    })

    test('an older revision that waits is not reviewed once a newer one is there', async () => {
      const { id } = await startArticle(agnes, text({ intent: 'submit' }))
      await writeRevision(mona, id, text({ revision: 1, intent: 'submit' }))
      expect(await refusal(reviewRevision(mona, id, { revision: 1, approved: true, reason: '' }))).toBe('forbidden')
    })

    test('remarks stand on a revision until they are dealt with', async () => {
      const { id } = await startArticle(agnes, text())
      await commentRevision(mona, id, { revision: 7, body: 'Which backup?' })
      expect(await refusal(commentRevision(mona, id, { revision: 1, body: '' }))).toBe('invalid')
      expect(await refusal(commentRevision(carla, id, { revision: 1, body: 'x' }))).toBe('forbidden')
      const [remark] = (await getWorkbench(agnes, id, null)).comments
      expect(remark).toMatchObject({ body: 'Which backup?', revision: 1, resolvedAt: null })
      await resolveComment(agnes, id, remark?.id ?? 0)
      expect((await getWorkbench(agnes, id, null)).comments[0]?.resolvedAt).toBe(services.clock.now())
      expect(await refusal(resolveComment(agnes, id + 1, remark?.id ?? 0))).toBe('not-found')
    })
  })

  describe('publishing', () => {
    test('shows the text with heads, sources and links, and enqueues what follows once', async () => {
      const { thread } = await solved()
      const topic = await aTopic(db)
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await db.updateTable('articles').set({ topic_id: topic.id }).where('id', '=', id).execute()
      const { body } = await revision(id, 1)
      await writeRevision(
        agnes,
        id,
        text({
          revision: 1,
          title: thread.title,
          intent: 'submit',
          body: `## What to do\n\n${body}\n\nSee [the other](https://help.example.test/kb/77/x) and [elsewhere](https://else.example/kb/78/y).`,
        }),
      )
      expect(await refusal(publishRevision(mona, id, 2))).toBe('forbidden')
      await reviewRevision(mona, id, { revision: 2, approved: true, reason: 'Good.' })

      const { address } = await publishRevision(mona, id, 2)
      expect(await refusal(publishRevision(mona, id, 2))).toBe('forbidden')

      const row = await article(id)
      expect(address).toBe(`/kb/${id}/bookmarks-are-gone-after-the-update`)
      expect(row).toMatchObject({
        state: 'published',
        listed: 1,
        published_revision: 2,
        published_by: rows.mona.id,
        verified_by: rows.mona.id,
        review_by_at: services.clock.now() + 182 * DAY,
      })
      expect(row.summary).toMatch(/^Open the library window with Ctrl\+Shift\+O\./)
      expect(row.contents).not.toContain('[1]')
      const page = await getArticlePage(guest, id, { part: null })
      expect(page.headings.map(({ words }) => words)).toEqual(['What to do'])
      expect(page.madeFrom.map((one) => one.address)).toEqual([`/t/${thread.id}/${thread.slug}`])
      expect(await db.selectFrom('article_links').select(['kind', 'subject_id']).execute()).toEqual([
        { kind: 'article', subject_id: 77 },
      ])
      expect((await jobs()).filter((job) => !job.startsWith('article.verdict'))).toEqual([
        `article.settle article:${id}`,
        `notices.waiting article:${id}`,
        `points.article article:${id}`,
        `search.article article:${id}`,
        `topics.cover topic:${topic.id}`,
      ])
      expect((await articleDocuments(db, [id]))[0]).toMatchObject({
        title: thread.title,
        aliases: ['Where are my bookmarks?'],
      })
      expect(await findArticlesOf(guest, thread.id)).toEqual([{ address, title: thread.title }])
    })

    test('rewritten whole, it names no source and thanks nobody whose words were taken out', async () => {
      const { thread } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      const publish = async (revision: number): Promise<void> => {
        await reviewRevision(mona, id, { revision, approved: true, reason: 'Good.' })
        await publishRevision(mona, id, revision)
        await settleArticle(services, id)
      }
      await submitRevision(agnes, id)
      await publish(1)
      const before = await getArticlePage(guest, id, { part: null })
      expect(before.madeFrom).toHaveLength(1)
      expect(before.credits.length).toBeGreaterThan(0)

      await writeRevision(
        agnes,
        id,
        text({
          revision: 1,
          title: 'Get bookmarks back',
          aliases: [],
          intent: 'submit',
          body: 'Everything here is new, from the first word to the last.',
        }),
      )
      await publish(2)

      const after = await getArticlePage(guest, id, { part: null })
      expect(after).toMatchObject({ madeFrom: [], requestCount: 0, credits: [] })
    })

    test.each([
      [
        'a card number',
        {
          body: 'Hello.\n\n## What happens\n\n## What to do ##\n\nMy card 4111 1111 1111 1111 was declined.',
        },
        'in the text, under “What to do”',
      ],
      ['a password in words', { body: 'My password is rosebud.' }, 'in the text'],
      // Braces of a prepared text that nobody filled in bar publishing.
      ['a gap that nobody filled in', { body: 'Give them {{Order Number}} at the desk.' }, 'in the text'],
      ['an address in a phrasing', { aliases: ['Why does carla@mail.example bounce?'] }, 'in another phrasing'],
      ['a telephone number in the title', { title: 'Call me on +49 170 1234567' }, 'in the title'],
      ['a number of the shop’s own', { body: 'My order is ORD-1234.' }, 'in the text'],
    ])('is stopped by %s, and the editor sees where it stands', async (_what, given, where) => {
      await db
        .insertInto('redaction_patterns')
        .values({ name: 'order number', pattern: 'ORD-\\d{4}', created_at: 1 })
        .execute()
      const { id } = await startArticle(agnes, text({ ...given, intent: 'submit' }))
      await reviewRevision(mona, id, { revision: 1, approved: true, reason: '' })

      await expect(publishRevision(mona, id, 1)).rejects.toThrow(/^It contains personal data/)
      expect((await getWorkbench(mona, id, null)).personalData.map((one) => one.where)).toEqual([where])
      expect((await article(id)).listed).toBe(0)
    })

    test('a revision begun before another went out is stale', async () => {
      const out = await anArticle(db, { category_id: category.id, published_revision: 1 })
      await writeRevision(agnes, out.id, text({ revision: 1, intent: 'submit' }))
      await reviewRevision(mona, out.id, { revision: 2, approved: true, reason: '' })
      await writeRevision(mona, out.id, text({ revision: 2, intent: 'submit', body: 'The third.' }))
      await publishRevision(mona, out.id, 2)

      await reviewRevision(agnes, out.id, { revision: 3, approved: true, reason: '' })
      expect(await refusal(publishRevision(mona, out.id, 3))).toBe('conflict')
      expect((await article(out.id)).published_revision).toBe(2)
    })

    test('parts for one system are shown by the address', async () => {
      const { id } = await startArticle(agnes, text({ body: 'All.\n\n::: Windows\nOne.\n:::\n::: Linux\nTwo.\n:::' }))
      await publish(id)

      const first = await getArticlePage(guest, id, { part: null })
      expect(first.choices.map(({ words }) => words)).toEqual(['Windows', 'Linux'])
      expect(first.html).toContain('data-part="linux" hidden')
      const other = await getArticlePage(guest, id, { part: 'linux' })
      expect([other.chosen, other.html.includes('data-part="windows" hidden')]).toEqual(['linux', true])
      expect((await getArticlePage(guest, id, { part: 'nothing' })).chosen).toBe('windows')
    })

    test('credits and notices come once; who is erased is left out, and so are those who only wrote a mail', async () => {
      const { thread } = await solved()
      const mailer = await aMember(db, { name: 'Milo' })
      const erased = await aMember(db, { name: '', erased_at: 1 })
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await db
        .insertInto('article_sources')
        .values([
          { article_id: id, sentence: 'x', part: 'problem', request_id: 1, member_id: mailer.id },
          { article_id: id, sentence: 'y', part: 'steps', thread_id: thread.id, member_id: erased.id },
        ])
        .execute()
      await publish(id)

      for (let n = 0; n < 2; n++) {
        await settleArticle(services, id)
        await tellOfArticle(services, DEFAULT_SITE, id)
      }

      expect(
        await db.selectFrom('article_credits').select(['member_id', 'reason']).orderBy('member_id').execute(),
      ).toEqual([
        { member_id: rows.carla.id, reason: 'question' },
        { member_id: rows.cyril.id, reason: 'answer' },
      ])
      const notices = await db
        .selectFrom('notices')
        .select(['member_id', 'kind', 'article_id'])
        .orderBy('member_id')
        .execute()
      expect(notices.map(({ member_id }) => member_id)).toEqual([rows.carla.id, rows.cyril.id])
      expect(notices.map(({ kind }) => kind)).toEqual(['article', 'credited'])
      const mails = await db.selectFrom('mails').select('subject').execute()
      expect(mails.length).toBeLessThanOrEqual(2)
    })

    test('a member who is erased is forgotten as a contributor, their vote stays a number', async () => {
      const { thread } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await publish(id)
      await settleArticle(services, id)
      await voteArticle(cyril, id, { helpful: false, reason: 'wrong', note: 'I, Cyril' }, HERE)
      await db.updateTable('members').set({ erased_at: 1 }).where('id', '=', rows.cyril.id).execute()

      await forgetContributor(services, rows.cyril.id)
      await forgetContributor(services, rows.carla.id)
      await eraseMember(services, rows.cyril.id)

      expect(await db.selectFrom('article_credits').select('member_id').execute()).toEqual([
        { member_id: rows.carla.id },
      ])
      expect((await sources(id)).map(({ member_id }) => member_id)).not.toContain(rows.cyril.id)
      expect(await db.selectFrom('article_votes').select(['member_id', 'note', 'helpful']).execute()).toEqual([
        { member_id: null, note: '', helpful: 0 },
      ])
    })
  })

  test('who leaves with all they wrote takes along what was never published, and their remarks', async () => {
    const own = await startArticle(
      cyril,
      text({ title: 'How Cyril does it', body: 'Cyril’s own words.', intent: 'submit' }),
    )
    const out = await anArticle(db, { category_id: category.id, published_revision: 1 })
    await writeRevision(
      cyril,
      out.id,
      text({ revision: 1, title: out.title, body: 'Cyril’s better words.', reason: 'Cyril knows', intent: 'submit' }),
    )
    await db
      .insertInto('article_comments')
      .values({ article_id: out.id, revision: 1, by_id: rows.cyril.id, body: 'Cyril’s remark', at: 1 })
      .execute()
    await db.updateTable('members').set({ erased_at: 1, posts_after: 'keep' }).where('id', '=', rows.cyril.id).execute()
    const words = async () =>
      JSON.stringify([
        await db.selectFrom('articles').selectAll().execute(),
        await db.selectFrom('article_revisions').selectAll().execute(),
        await db.selectFrom('article_comments').selectAll().execute(),
      ])

    await forgetContributor(services, rows.cyril.id)
    expect(await words()).toContain('Cyril’s better words')
    await db.updateTable('members').set({ posts_after: 'remove' }).where('id', '=', rows.cyril.id).execute()
    await forgetContributor(services, rows.cyril.id)
    await forgetContributor(services, rows.cyril.id)

    expect(await words()).not.toMatch(/Cyril/)
    expect([(await article(own.id)).state, (await article(out.id)).state]).toEqual(['withdrawn', 'published'])
    expect((await getWorkbench(agnes, own.id, null)).title).toBe('Removed')
    expect((await getArticlePage(guest, out.id, { part: null })).title).toBe(out.title)
  })

  describe('sources that go', () => {
    test.each<[string, (ids: { thread: number; answer: number }) => Promise<unknown>]>([
      [
        'became private',
        ({ thread }) => db.updateTable('threads').set({ private_at: 1, listed: 0 }).where('id', '=', thread).execute(),
      ],
      [
        'moved where guests don’t read',
        async ({ thread }) =>
          db
            .updateTable('threads')
            .set({ category_id: (await aCategory(db, { access: 'members' })).id })
            .where('id', '=', thread)
            .execute(),
      ],
    ])('a thread that %s takes all of its sentences along, and flags what is out', async (_what, change) => {
      const { thread, answer } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await publish(id)
      await writeRevision(
        agnes,
        id,
        text({
          revision: 1,
          title: (await revision(id, 1)).title,
          body: `${(await revision(id, 1)).body}\n\nMore of ours.`,
        }),
      )

      await change({ thread: thread.id, answer: answer.id })
      await checkSources(services, thread.id)
      await checkSources(services, thread.id)

      const draft = await revision(id, 2)
      expect(draft.body).toContain('More of ours.')
      expect(draft.body + draft.title).not.toMatch(/library|gone/)
      expect(await article(id)).toMatchObject({
        flagged_at: services.clock.now(),
        flagged_reason: sayingText(knowledgeRefusals, 'sourcesGone', { count: 3 }),
      })
      const page = await getArticlePage(guest, id, { part: null })
      expect([page.madeFrom, await findArticlesOf(guest, thread.id)]).toEqual([[], []])
      await verifyArticle(agnes, id)
      expect((await article(id)).flagged_at).toBeNull()
    })

    test('a category that an admin closes to guests takes what articles quote from it along', async () => {
      const { thread } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await publish(id)
      const ada = services.as(asViewer(await aMember(db, { role: 'admin' })))
      const form = {
        name: 'Cards',
        slug: 'cards-closed',
        description: '',
        hue: null,
        brand: '',
        access: 'members',
        roles: [],
      } satisfies CategoryForm

      await editCategory(ada, thread.category_id, form)
      const job = await db
        .selectFrom('jobs')
        .select('payload')
        .where('name', '=', 'article.category')
        .executeTakeFirst()
      expect(job?.payload).toBe(JSON.stringify({ category: thread.category_id }))
      await checkSourcesIn(services, thread.category_id)

      expect((await article(id)).flagged_at).toBe(services.clock.now())
      expect((await sources(id)).every((one) => one.gone_at !== null)).toBe(true)
    })

    test('requests that go with an undone import take their sentences along, and flag what is out', async () => {
      const imported = await db
        .insertInto('imports')
        .values({ kind: 'requests', source: 'shop', started_at: 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
      const [going, staying] = [await aRequest(db, { import_id: imported.id }), await aRequest(db)]
      const { id } = await startArticle(
        agnes,
        text({ title: 'Where my card went', body: 'My card is gone. Nobody sent it. Ask us.' }),
      )
      const source = { article_id: id, part: 'problem' }
      await db
        .insertInto('article_sources')
        .values([
          { ...source, sentence: 'My card is gone.', request_id: going.id },
          { ...source, sentence: 'Nobody sent it.', request_id: staying.id },
        ])
        .execute()
      await publish(id)
      await writeRevision(
        agnes,
        id,
        text({ revision: 1, title: 'Where my card went', body: 'My card is gone. Nobody sent it. Ask us.' }),
      )

      await undo(services, imported.id)
      await removeImported(services, imported.id)
      const job = await db
        .selectFrom('jobs')
        .select('payload')
        .where('name', '=', 'article.requests')
        .executeTakeFirst()
      expect(job?.payload).toBe(JSON.stringify({ article: id }))
      await checkRequestsOf(services, id)
      await checkRequestsOf(services, id)

      expect((await revision(id, 2)).body).toBe('Nobody sent it. Ask us.')
      expect(await article(id)).toMatchObject({
        flagged_at: services.clock.now(),
        flagged_reason: sayingText(knowledgeRefusals, 'sourcesGone', { count: 1 }),
      })
      expect((await sources(id)).map((one) => one.gone_at !== null)).toEqual([true, false])
    })

    test.each([
      ['hidden', { hidden_at: 1 }],
      ['edited', { body: 'Something else entirely. Restore the bookmarks from a backup there.' }],
    ])('an answer that was %s takes its own sentences from drafts', async (what, change) => {
      const { thread, answer } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await db.updateTable('articles').set({ revision: 1 }).where('id', '=', id).execute()

      await db.updateTable('posts').set(change).where('id', '=', answer.id).execute()
      await checkSources(services, thread.id)

      const { body } = await revision(id, 1)
      expect(body).not.toContain('library window')
      expect(body.includes('Restore the bookmarks')).toBe(what === 'edited')
      expect((await getWorkbench(agnes, id, null)).sentences.filter((one) => one.gone)).toHaveLength(
        what === 'edited' ? 1 : 2,
      )
      expect((await article(id)).flagged_at).toBeNull()
    })

    test('an answer that was moved to another public thread is followed there', async () => {
      const { thread, answer } = await solved()
      const { thread: into } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      const before = (await revision(id, 1)).body

      await db.updateTable('posts').set({ thread_id: into.id }).where('thread_id', '=', thread.id).execute()
      await db.updateTable('threads').set({ merged_into: into.id, listed: 0 }).where('id', '=', thread.id).execute()
      await checkSources(services, thread.id)

      expect((await revision(id, 1)).body).toBe(before)
      expect((await sources(id)).filter((one) => one.post_id === answer.id).map((one) => one.thread_id)).toEqual([
        into.id,
        into.id,
      ])
    })

    test('what is far from a sentence that leaves stays as it is, code and nested lists too', async () => {
      const { thread, answer } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      const own = '```\n  a  =  {\n\n\n    b }\n```\n\n- one\n  - two'
      await writeRevision(
        agnes,
        id,
        text({ revision: 1, body: `Restore the bookmarks from a backup there.\n\n${own}` }),
      )

      await db.updateTable('posts').set({ hidden_at: 1 }).where('id', '=', answer.id).execute()
      await checkSources(services, thread.id)

      expect((await revision(id, 2)).body).toBe(own)
    })
  })

  describe('votes', () => {
    test('are one a reader, whether guest or member; the newest counts', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      const counts = async () => {
        const { helpful_count, unhelpful_count } = await article(id)
        return [helpful_count, unhelpful_count]
      }
      const no = { helpful: false, reason: 'wrong', note: 'Step two is wrong' }
      const yes = { helpful: true, reason: '', note: '' }

      await voteArticle(guest, id, yes, HERE)
      await voteArticle(guest, id, yes, HERE)
      expect(await counts()).toEqual([1, 0])
      await voteArticle(guest, id, no, HERE)
      expect(await counts()).toEqual([0, 1])
      await voteArticle(guest, id, yes, { ...HERE, agent: 'another browser' })
      await voteArticle(carla, id, no, HERE)
      await voteArticle(carla, id, yes, { ...HERE, address: '192.0.2.9' })
      expect(await counts()).toEqual([2, 1])
      expect((await getArticlePage(carla, id, { part: null })).vote).toEqual({ helpful: true, reason: '' })
      const stored = await db.selectFrom('article_votes').select('voter_key').execute()
      expect(JSON.stringify(stored)).not.toContain(HERE.address)
    })

    test('of guests with made-up browsers count a few from one address', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      const yes = { helpful: true, reason: '', note: '' }
      for (const agent of ['a', 'b', 'c']) await voteArticle(guest, id, yes, { ...HERE, agent })
      expect(await voteArticle(guest, id, yes, { ...HERE, agent: 'd' })).toMatchObject({
        counts: false,
      })
      await voteArticle(guest, id, { ...yes, helpful: false }, { ...HERE, agent: 'b' })
      await voteArticle(guest, id, yes, { address: '192.0.2.77', agent: 'd' })
      await voteArticle(carla, id, yes, { ...HERE, agent: 'e' })

      expect(await article(id)).toMatchObject({ helpful_count: 4, unhelpful_count: 1 })
    })

    test('sent at the same moment are one', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      await Promise.all([1, 2, 3].map(() => voteArticle(guest, id, { helpful: true, reason: '', note: '' }, HERE)))
      expect((await article(id)).helpful_count).toBe(1)
    })

    test('that something did not help stand in a queue until somebody has seen to it', async () => {
      const topic = await aTopic(db)
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1, topic_id: topic.id })
      await voteArticle(guest, id, { helpful: false, reason: 'outdated', note: 'The menu is gone.' }, HERE)
      await voteArticle(carla, id, { helpful: true, reason: '', note: '' }, HERE)
      expect(await jobs()).toEqual([`points.article article:${id}`, `topics.cover topic:${topic.id}`])

      const desk = await getArticlesDesk(agnes, 'feedback', null)
      expect(desk.counts.feedback).toBe(1)
      expect(desk.feedback).toMatchObject([{ reason: 'outdated', note: 'The menu is gone.', by: null, articleId: id }])
      expect(await refusal(settleVote(carla, desk.feedback[0]?.id ?? 0))).toBe('forbidden')
      await settleVote(agnes, desk.feedback[0]?.id ?? 0)
      expect((await getArticlesDesk(agnes, 'feedback', null)).feedback).toEqual([])
      expect(await refusal(settleVote(agnes, 999))).toBe('not-found')
    })

    test('are for what is published, and what the reader may read', async () => {
      const draft = await anArticle(db, { category_id: category.id })
      const closed = await aCategory(db, { access: 'members' })
      const inside = await anArticle(db, { category_id: closed.id, published_revision: 1 })
      const vote = { helpful: true, reason: '', note: '' }
      expect(await refusal(voteArticle(agnes, draft.id, vote, HERE))).toBe('not-found')
      expect(await refusal(voteArticle(guest, inside.id, vote, HERE))).toBe('not-found')
      expect(await refusal(voteArticle(carla, inside.id, vote, HERE))).toBe('done')
    })
  })

  describe('looking after it', () => {
    test('a translation is begun once, says so when its original moved on, and follows it again', async () => {
      const { id } = await startArticle(agnes, text())
      expect(await refusal(translateArticle(agnes, id, 'de'))).toBe('conflict')
      await publish(id)
      const german = await translateArticle(agnes, id, 'de')
      expect(await translateArticle(mona, id, 'de')).toEqual(german)
      expect(await refusal(translateArticle(agnes, id, 'en'))).toBe('invalid')
      expect(await refusal(translateArticle(agnes, id, 'x!'))).toBe('invalid')
      await publish(german.id)
      const french = await translateArticle(agnes, german.id, 'fr')
      expect(await article(french.id)).toMatchObject({ translation_of: id, translated_revision: 1 })
      expect((await getArticlePage(guest, id, { part: null })).translations.map(({ language }) => language)).toEqual([
        'de',
      ])
      expect((await getArticlePage(guest, german.id, { part: null })).originalMovedOn).toBeNull()

      services.clock.advance(1000)
      await writeRevision(agnes, id, text({ revision: 1, intent: 'submit', body: 'Anew.' }))
      await reviewRevision(mona, id, { revision: 2, approved: true, reason: '' })
      await publishRevision(mona, id, 2)
      expect((await getArticlePage(guest, german.id, { part: null })).originalMovedOn).toMatchObject({
        title: text().title,
      })

      services.clock.advance(1000)
      await writeRevision(agnes, german.id, text({ revision: 1, intent: 'submit', language: 'de', body: 'Neu.' }))
      await publish(german.id)
      expect((await getArticlePage(guest, german.id, { part: null })).originalMovedOn).toBeNull()
    })

    test('withdrawn, it is nowhere; put back, it is where it was', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      expect(await refusal(withdrawArticle(agnes, id, true, 'It is wrong'))).toBe('forbidden')
      expect(await refusal(withdrawArticle(mona, id, true, ''))).toBe('invalid')
      await withdrawArticle(mona, id, true, 'It is wrong')
      expect(await refusal(getArticlePage(guest, id, { part: null }))).toBe('not-found')
      expect(await articleDocuments(db, [id])).toEqual([])
      expect(await jobs()).toContain(`search.article article:${id}`)
      expect(await deskWords(id)).toEqual(['withdrawn'])

      await writeRevision(agnes, id, text({ revision: 1, intent: 'submit' }))
      await reviewRevision(mona, id, { revision: 2, approved: true, reason: '' })
      expect(await refusal(publishRevision(agnes, id, 2))).toBe('conflict')
      await withdrawArticle(mona, id, false, '')
      expect(await article(id)).toMatchObject({ state: 'published', listed: 1 })
      expect(await articleDocuments(db, [id])).toHaveLength(1)
      expect(await deskWords(id)).toEqual(['approved', 'published'])
    })

    /** What the desk's page says of each revision, the newest first. */
    const deskWords = async (id: number) => {
      const { revisions, state } = await getWorkbench(mona, id, null)
      return revisions.map((one) => shownState(one.state, state))
    }

    test('owner, place and day are arranged; an owner is reminded once', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      const wanted = { owner: rows.agnes.id, category: category.slug, section: '', reviewBy: '2026-05-01' }
      expect(await refusal(arrangeArticle(agnes, id, { ...wanted, owner: rows.carla.id }))).toBe('invalid')
      expect(await refusal(arrangeArticle(agnes, id, { ...wanted, reviewBy: 'soon' }))).toBe('invalid')
      expect(await refusal(arrangeArticle(carla, id, wanted))).toBe('forbidden')
      await arrangeArticle(mona, id, wanted)

      const told = async () =>
        (await db.selectFrom('jobs').select('subject').where('name', '=', 'notices.review-due').execute()).map(
          ({ subject }) => subject,
        )
      await remindReviews(services)
      await db.updateTable('jobs').set({ pending_key: null }).execute() // as if it ran
      await remindReviews(services)
      expect(await told()).toEqual([`article:${id}`])
      expect((await getArticlesDesk(agnes, 'published', null)).articles[0]?.waitsFor).toMatch(/verif/)
      await verifyArticle(agnes, id)
      await remindReviews(services)
      expect(await told()).toHaveLength(1)
    })

    test('outdated, it says why, and stands last in searches until it is verified', async () => {
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      expect(await refusal(outdateArticle(agnes, id, ''))).toBe('invalid')
      await outdateArticle(agnes, id, 'Gone since version 9')
      expect((await getArticlePage(guest, id, { part: null })).outdated?.reason).toBe('Gone since version 9')
      expect((await articleDocuments(db, [id]))[0]?.state).toBe('open')
      await verifyArticle(mona, id)
      expect(await article(id)).toMatchObject({ state: 'published', outdated_at: null })
    })

    test('sections are added, moved, renamed and removed; articles stay in their category', async () => {
      const change = (intent: 'add' | 'rename' | 'remove' | 'up', section: string, name = '') =>
        arrangeSections(mona, { intent, section, category: category.slug, name })
      await change('add', '', 'Basics')
      await change('add', '', 'Basics')
      await change('up', 'basics-2')
      await change('up', 'basics-2')
      await change('rename', 'basics-2', 'First steps')
      const sections = () => db.selectFrom('sections').select(['slug', 'name']).orderBy('position').execute()
      expect(await sections()).toEqual([
        { slug: 'basics-2', name: 'First steps' },
        { slug: 'basics', name: 'Basics' },
      ])
      const { id } = await anArticle(db, { category_id: category.id, published_revision: 1 })
      await arrangeArticle(mona, id, { owner: 0, category: category.slug, section: 'basics', reviewBy: '' })
      expect(
        (await getHelpCentre(guest)).shelves[0]?.sections.map(({ slug, articleCount }) => [slug, articleCount]),
      ).toEqual([['basics', 1]])

      await change('remove', 'basics')
      expect(await refusal(change('remove', 'basics'))).toBe('not-found')
      expect(await refusal(change('add', '', 'x'))).toBe('invalid')
      expect(
        await refusal(arrangeSections(agnes, { intent: 'add', section: '', category: category.slug, name: 'Mine' })),
      ).toBe('forbidden')
      expect(
        (await getArticleList(guest, category.slug, { section: null, page: null })).rows.map((one) => one.id),
      ).toEqual([id])
    })

    test('a help centre shows everybody what they may read, and each tab of the desk opens', async () => {
      const closed = await aCategory(db, { access: 'members' })
      await anArticle(db, { category_id: category.id, published_revision: 1, read_count: 3 })
      await anArticle(db, { category_id: closed.id, published_revision: 1 })
      await anArticle(db, { category_id: category.id })
      expect((await getHelpCentre(guest)).articleCount).toBe(1)
      expect((await getHelpCentre(guest)).popular).toHaveLength(1)
      expect((await getHelpCentre(carla)).articleCount).toBe(2)
      await aTopic(db, { coverage: 'uncovered', request_count: 3, asker_count: 1 })
      await aRequest(db, { channel: 'search', subject: '', text: 'quantum', times: 4 })
      for (const tab of ['found', 'work', 'review', 'feedback', 'wanted', 'published'] satisfies DeskTab[]) {
        const desk = await getArticlesDesk(agnes, tab, null)
        expect(desk.counts).toEqual({ found: 0, work: 1, review: 0, feedback: 0, wanted: 2, published: 2 })
      }
      expect(await refusal(getArticlesDesk(carla, 'work', null))).toBe('forbidden')
    })
  })
})

const HERE = { address: '192.0.2.1', agent: 'a browser' }
