import { beforeEach, describe, expect, test } from 'vitest'
import { acceptAnswer, withdrawAcceptance } from '#app/features/forum/commands/accept-answer.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Database } from '#db/client.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aRequest, aTopic } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { getTopicPage } from '#app/features/mining/queries/topic-page.server.ts'
import { draftArticle } from './commands/draft-article.server.ts'
import { dropExemplar } from './commands/drop-exemplar.server.ts'
import { workOnList } from './commands/work-on-list.server.ts'
import { forgetVerdicts } from './commands/forget-verdicts.server.ts'
import { switchMachine } from './commands/switch-machine.server.ts'
import { withdrawArticle } from './commands/keep-article.server.ts'
import { publishRevision } from './commands/publish-article.server.ts'
import { reviewRevision, submitRevision } from './commands/review-revision.server.ts'
import { countFresh } from './jobs/count-fresh.server.ts'
import { lookAtExemplar } from './jobs/look-at-exemplar.server.ts'
import { publishExemplars } from './jobs/publish-exemplars.server.ts'
import { settleArticle } from './jobs/settle-article.server.ts'
import { sweepExemplars } from './jobs/sweep-exemplars.server.ts'
import { getArticlePage } from './queries/article-page.server.ts'
import { getArticlesDesk } from './queries/articles-desk.server.ts'
import { getWorkbench } from './queries/workbench.server.ts'

const HOW_TO = {
  title: 'How do I keep the window open when I close the last tab?',
  answer:
    'Hi Ana,\nType about:config in the address bar and press Enter. Look for browser.tabs.closeWindowWithLastTab and set its value to false. The window then stays open when you close the last tab.\nHope this helps.',
}
const DANGER = {
  title: 'How do I start with an empty profile folder?',
  answer:
    'Open the menu and choose Help. Then click the "Open Folder" button and delete the profile folder, so that you start with an empty one.',
}

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  let agnes: Context
  let mona: Context
  let ada: Context
  let asker: number
  let helper: number
  let category: number

  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
    agnes = services.as(asViewer(await aMember(db, { role: 'agent' })))
    mona = services.as(asViewer(await aMember(db, { role: 'moderator' })))
    ada = services.as(asViewer(await aMember(db, { role: 'admin' })))
    asker = (await aMember(db)).id
    helper = (await aMember(db)).id
    category = (await aCategory(db)).id
  })

  const solved = async (of: { title: string; answer: string } = HOW_TO, given: Parameters<typeof aThread>[1] = {}) => {
    const thread = await aThread(db, {
      category_id: category,
      author_id: asker,
      title: of.title,
      answer_count: 1,
      ...given,
    })
    const answer = await aPost(db, { thread_id: thread.id, author_id: helper, body: of.answer })
    await db
      .updateTable('threads')
      .set({ accepted_post_id: answer.id, accepted_at: 1 })
      .where('id', '=', thread.id)
      .execute()
    return { thread, answer }
  }
  const listed = async () => (await getArticlesDesk(agnes, 'found', null)).found?.rows ?? []
  const sweep = () => sweepExemplars(services)
  const articles = () => db.selectFrom('articles').selectAll().orderBy('id').execute()

  describe('the list of answers that can be articles', () => {
    test('holds each under its question with how many ask nearly that and what the rules say, most asked first', async () => {
      await solved()
      await solved(DANGER)
      for (let n = 0; n < 3; n++) await aRequest(db, { subject: 'Start with an empty profile folder please' })
      await sweep()
      await sweep()

      const rows = await listed()
      expect(rows.map(({ title, nearCount }) => [title, nearCount])).toEqual([
        ['How to start with an empty profile folder', 3],
        ['How to keep the window open when I close the last tab', 0],
      ])
      expect(rows[1]?.text).toMatch(/^Type about:config .* last tab\.$/)
      expect(rows[1]?.isForMachine).toBe(true)
      expect(rows[0]?.reasons).toContainEqual({ rule: 'danger', says: 'editor', words: 'delete' })
    })

    test('holds nothing that guests may not read, and nothing twice', async () => {
      await solved(HOW_TO, { private_at: 1, listed: 0 })
      const closed = await aCategory(db, { access: 'members' })
      await solved(HOW_TO, { category_id: closed.id })
      await solved()
      await solved()
      await sweep()

      expect(await listed()).toHaveLength(1)
    })

    test('follows what happens to an answer', async () => {
      const { thread, answer } = await solved()
      await sweep()
      expect(await listed()).toHaveLength(1)

      await db.updateTable('posts').set({ body: 'I have the same problem.' }).where('id', '=', answer.id).execute()
      await lookAtExemplar(services, thread.id)
      expect(await listed()).toHaveLength(0)
      await db.updateTable('posts').set({ body: HOW_TO.answer }).where('id', '=', answer.id).execute()
      await lookAtExemplar(services, thread.id)
      expect(await listed()).toHaveLength(1)
      await db.updateTable('posts').set({ hidden_at: 1 }).where('id', '=', answer.id).execute()
      await sweep()
      expect(await listed()).toHaveLength(0)
    })

    test('is counted for what was accepted since the last sweep, and takes from others what it answers more nearly', async () => {
      await solved()
      await aRequest(db, { subject: 'Keep the window open when closing the last tab' })
      for (let n = 0; n < 3; n++) await aRequest(db, { subject: 'Start with an empty profile folder', times: 2 })
      await aRequest(db, { subject: 'Keep the window, close the empty profile folder' })
      await sweep()
      const { thread } = await solved(DANGER)
      await db.deleteFrom('jobs').execute()
      await lookAtExemplar(services, thread.id)
      const counted = async () => (await listed()).map(({ title, nearCount }) => [title, nearCount] as const)
      expect(new Map(await counted())).toEqual(
        new Map([
          ['How to keep the window open when I close the last tab', 2],
          ['How to start with an empty profile folder', 0],
        ]),
      )
      const due = await db.selectFrom('jobs').select('name').where('name', '=', 'articles.near').execute()
      expect(due).toHaveLength(1)

      await countFresh(services)
      const after = [
        ['How to start with an empty profile folder', 7],
        ['How to keep the window open when I close the last tab', 1],
      ]
      expect(await counted()).toEqual(after)
      await countFresh(services)
      expect(await counted()).toEqual(after)
      await sweep()
      expect(await counted()).toEqual(after)

      // Its question is another one now, and nobody asks that.
      await db
        .updateTable('threads')
        .set({ title: 'How do I choose Help in the menu?' })
        .where('id', '=', thread.id)
        .execute()
      await lookAtExemplar(services, thread.id)
      await countFresh(services)
      const [row] = (await counted()).filter(([title]) => /Help/.test(String(title)))
      expect(row?.[1]).toBe(0)
    })

    test('nothing is counted before the words of the place are known', async () => {
      const { thread } = await solved()
      await aRequest(db, { subject: HOW_TO.title })
      await lookAtExemplar(services, thread.id)
      await countFresh(services)
      expect((await listed())[0]?.nearCount).toBe(0)
      await sweep()
      expect((await listed())[0]?.nearCount).toBe(1)
    })

    test('an acceptance and its withdrawal ask for a look at the thread', async () => {
      const { thread, answer } = await solved()
      await db.updateTable('threads').set({ accepted_post_id: null }).where('id', '=', thread.id).execute()
      await acceptAnswer(mona, answer.id)
      const looks = () => db.selectFrom('jobs').select('payload').where('name', '=', 'articles.exemplar').execute()
      expect(await looks()).toEqual([{ payload: JSON.stringify({ thread: thread.id }) }])
      await db.deleteFrom('jobs').execute()
      await withdrawAcceptance(mona, answer.id)
      expect(await looks()).toHaveLength(1)
    })

    test('holds requests that staff replied to, which name nobody', async () => {
      const mail = await aRequest(db, { subject: HOW_TO.title, outcome: 'solved', text: 'It closes.' })
      await db
        .insertInto('request_replies')
        .values({ request_id: mail.id, position: 1, author: 'staff', text: HOW_TO.answer })
        .execute()
      await sweep()

      const [row] = await listed()
      expect(row?.source.address).toBe(`/desk/requests/${mail.id}`)
      const { id } = await draftArticle(agnes, { exemplar: row?.id ?? 0 })
      const sources = await db.selectFrom('article_sources').selectAll().where('article_id', '=', id).execute()
      expect(sources.every(({ request_id, member_id }) => request_id === mail.id && member_id === null)).toBe(true)
    })
  })

  describe('a draft of one', () => {
    test('is its answer whole under its question, tied to it; pressed twice there is one', async () => {
      const { thread } = await solved()
      const topic = await aTopic(db, { request_count: 2 })
      await aRequest(db, { topic_id: topic.id, thread_id: thread.id, channel: 'thread', subject: thread.title })
      await aRequest(db, { topic_id: topic.id, subject: 'Keep the window open when closing the last tab' })
      await sweep()
      const [row] = await listed()
      const before = await getTopicPage(agnes, topic.id, null)
      expect(before.exemplars).toMatchObject({ rows: [{ id: row?.id, requests: 2 }], answered: 2, unanswered: 0 })

      const { id } = await draftArticle(agnes, { exemplar: row?.id ?? 0 })
      expect(await draftArticle(mona, { exemplar: row?.id ?? 0 })).toEqual({ id, isNew: false })
      expect(await draftArticle(mona, { thread: thread.id })).toEqual({ id, isNew: false })
      expect(await draftArticle(mona, { topic: topic.id })).toEqual({ id, isNew: false })

      const bench = await getWorkbench(agnes, id, null)
      expect(bench.revision).toMatchObject({
        title: 'How to keep the window open when I close the last tab',
        aliases: ['Keep the window open when closing the last tab'],
      })
      expect(bench.revision.body).not.toMatch(/Hi Ana|Hope this/)
      expect(bench.marks?.map(({ rule }) => rule)).toContain('accepted')
      expect((await articles())[0]).toMatchObject({ door: 'editor', topic_id: topic.id, category_id: category })
      expect(await listed()).toEqual([])
    })

    test('marks what can’t be undone', async () => {
      const { thread } = await solved(DANGER)
      const { id } = await draftArticle(agnes, { thread: thread.id })
      const { dangers } = await getWorkbench(agnes, id, null)
      expect(dangers.map(({ words }) => words)).toEqual(['delete'])
    })
  })

  describe('publishing without a person', () => {
    test('happens only where an admin has switched it on, for the narrow class, verified by nobody', async () => {
      await solved()
      await solved(DANGER)
      await sweep()
      expect(await publishExemplars(services)).toEqual([])
      await expect(switchMachine(agnes, true)).rejects.toThrow()

      await switchMachine(ada, true)
      expect(await publishExemplars(services)).toHaveLength(1)
      expect(await publishExemplars(services)).toEqual([])

      const [article] = await articles()
      expect(article).toMatchObject({ door: 'machine', state: 'published', verified_at: null, published_by: null })
      const page = await getArticlePage(services.as(GUEST), article?.id ?? 0, { part: null })
      expect(page).toMatchObject({ isByMachine: true, verified: null, owner: null })
      expect(page.madeFrom).toHaveLength(1)
      expect(page.html).toContain('closeWindowWithLastTab')
    })

    test('is taken back when its answer is not accepted any more, unless a person has verified it', async () => {
      const [one, other] = [
        await solved(),
        await solved({
          ...HOW_TO,
          title: 'How do I print the window of a tab?',
          answer: HOW_TO.answer.replaceAll('window', 'print window'),
        }),
      ]
      await sweep()
      await switchMachine(ada, true)
      await publishExemplars(services)
      const before = await articles()
      await db
        .updateTable('articles')
        .set({ verified_at: 1 })
        .where('id', '=', before[1]?.id ?? 0)
        .execute()

      for (const { thread } of [one, other]) {
        await db.updateTable('threads').set({ accepted_post_id: null }).where('id', '=', thread.id).execute()
        await lookAtExemplar(services, thread.id)
      }

      const after = await articles()
      expect(after.map(({ state }) => state)).toEqual(before.map((_, at) => (at === 0 ? 'withdrawn' : 'published')))
    })
  })

  describe('what editors decide', () => {
    test('takes an answer off the list and puts it back, and is learnt until it is reset', async () => {
      await solved()
      await sweep()
      const [row] = await listed()
      const verdicts = async () => (await getArticlesDesk(ada, 'found', null)).found?.verdicts

      const back = await workOnList(agnes, { intent: 'drop', exemplar: row?.id ?? 0, vote: 0 })
      expect(back).toBe(`/desk/articles?tab=found&dropped=${row?.id}`)
      expect((await getArticlesDesk(ada, 'found', null, row?.id)).found).toMatchObject({
        justDropped: { id: row?.id, title: row?.title },
        dropped: [{ id: row?.id, by: expect.any(String) }],
      })
      await dropExemplar(agnes, row?.id ?? 0, true)
      await sweep()
      expect(await listed()).toEqual([])
      expect(await verdicts()).toMatchObject({ count: 1, isFollowed: false })
      await dropExemplar(agnes, row?.id ?? 0, false)
      expect(await listed()).toHaveLength(1)
      expect(await verdicts()).toMatchObject({ count: 0 })
      await dropExemplar(agnes, row?.id ?? 0, true)
      await expect(forgetVerdicts(agnes)).rejects.toThrow()
      await forgetVerdicts(ada)
      expect(await verdicts()).toMatchObject({ count: 0 })
    })

    test('what was published nearly as it was is worth more than what was withdrawn', async () => {
      const { thread } = await solved()
      const { id } = await draftArticle(agnes, { thread: thread.id })
      await submitRevision(agnes, id)
      await reviewRevision(mona, id, { revision: 1, approved: true, reason: '' })
      await publishRevision(mona, id, 1)
      const worth = async () => {
        await settleArticle(services, id)
        return (await db.selectFrom('exemplar_verdicts').select('worth').execute()).map((one) => one.worth)
      }
      expect((await worth())[0]).toBeGreaterThan(90)
      await withdrawArticle(mona, id, true, 'Wrong')
      expect(await worth()).toEqual([0])
    })
  })

  test('what is wanted comes with how it is asked, the nearest threads and who could write it', async () => {
    const { thread } = await solved({ title: 'Bookmarks are gone', answer: 'Me too.' })
    const topic = await aTopic(db, {
      title: 'Bookmarks are gone',
      aliases: '["Where are my bookmarks?"]',
      coverage: 'uncovered',
      request_count: 1,
    })
    await aRequest(db, { topic_id: topic.id, thread_id: thread.id, channel: 'thread', subject: thread.title })

    const [row] = (await getArticlesDesk(agnes, 'wanted', null)).wanted
    expect(row).toMatchObject({ phrasings: ['Where are my bookmarks?'], threads: [{ title: thread.title }] })
    expect(row?.writers).toHaveLength(1)
  })
})
