import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import { articleDocuments } from '#app/features/knowledge/queries/search-documents.server.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aPost, aThread } from '#test/support/factories/rows.ts'
import { aModelServer, completion, type TestModelServer } from '#test/support/fakes/model.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { wordAnswer } from './commands/word-answer.server.ts'

const QUESTION = 'restore lost bookmarks'
const WORDED = 'Open the Library and choose Restore [1].'

eachDatabase((_name, open) => {
  let database: TestDatabase
  let server: TestModelServer
  let world: World
  beforeAll(async () => {
    server = await aModelServer()
    database = open()
    world = await aWorld(database, { AI_BASE_URL: server.url })
  })
  afterAll(async () => {
    await world.close()
    await server.stop()
  })
  beforeEach(async () => {
    await database.clear()
    for (const collection of ['threads', 'articles'] as const)
      await world.search[collection].remove(Array.from({ length: 200 }, (_, n) => n + 1))
    server.says(WORDED)
  })
  // What was worded is kept for an hour.
  afterEach(() => world.clock.advance(2 * HOUR))

  const site = { ...DEFAULT_SITE, wordedAnswers: true }
  const word = (question = QUESTION, given = {}) => wordAnswer({ ...world, site, ...given }, world.search, question)
  /** A thread whose accepted answer says `answer`. */
  const solved = async (title: string, answer: string, thread = {}, post = {}): Promise<number> => {
    const { id } = await aThread(world.db, { title, answer_count: 1, ...thread })
    const { id: accepted } = await aPost(world.db, { thread_id: id, body: answer, html: `<p>${answer}</p>`, ...post })
    await world.db.updateTable('threads').set({ accepted_post_id: accepted }).where('id', '=', id).execute()
    await world.search.threads.index(await searchDocuments(world.db, [id]))
    return id
  }
  const article = async (title: string, contents: string): Promise<number> => {
    const { id } = await anArticle(world.db, { title, contents, published_revision: 1 })
    await world.search.articles.index(await articleDocuments(world.db, [id]))
    return id
  }

  test('an answer is worded from articles and accepted answers, each sentence with a link to its source', async () => {
    const id = await article('Restore lost bookmarks', 'Open the Library and choose Restore. Pick a backup.')
    const thread = await solved('My bookmarks are lost: how to restore them', 'Look in the Library under Restore.')
    const view = await word()
    expect(view).toMatchObject({
      question: QUESTION,
      state: 'worded',
      lines: [[{ text: 'Open the Library and choose Restore', sources: [1] }]],
      sources: [{ number: 1, kind: 'article', id, title: 'Restore lost bookmarks' }],
    })
    expect(server.asked.at(-1)).toContain('[2] My bookmarks are lost: how to restore them\nLook in the Library')
    expect(server.asked.at(-1)).toContain(`Question: ${QUESTION}`)

    // The same once more costs nothing; another word in a source is another answer.
    const asked = server.asked.length
    await word()
    expect(server.asked).toHaveLength(asked)
    await world.db.updateTable('posts').set({ html: '<p>Another word.</p>' }).where('thread_id', '=', thread).execute()
    await word()
    expect(server.asked).toHaveLength(asked + 1)
  })

  test('nothing that guests can’t read reaches the model, nor what is personal in the question', async () => {
    const inside = await aCategory(world.db, { access: 'restricted', roles: 'advocate' })
    await solved('Restore lost bookmarks inside', 'SECRET restricted: choose Restore.', { category_id: inside.id })
    await solved('Restore lost bookmarks in private', 'SECRET private: choose Restore.', { private_at: 1, listed: 0 })
    await solved('Restore lost bookmarks unseen', 'SECRET hidden: choose Restore.', {}, { hidden_at: 1 })
    await solved('Restore lost bookmarks', 'Open the Library and choose Restore.')
    expect(await word(`${QUESTION} anna@mail.example`)).toMatchObject({ state: 'worded' })
    expect(server.asked.at(-1)).not.toContain('SECRET')
    expect(server.asked.at(-1)).not.toContain('anna@mail.example')
  })

  test('where too little answers, the model is not asked; where it is off or there is none, the page is not there', async () => {
    const asked = server.asked.length
    await solved('Restore lost bookmarks', 'Open the Library and choose Restore.')
    expect(await word('printer paper jam sideways')).toMatchObject({ state: 'thin', sources: [] })
    expect(await word('')).toMatchObject({ state: 'thin', sources: [] })
    await expect(word(QUESTION, { site: DEFAULT_SITE })).rejects.toMatchObject({ code: 'not-found' })
    await expect(word(QUESTION, { env: { ...world.env, aiBaseUrl: null } })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(server.asked).toHaveLength(asked)
  })

  test.each([
    ['NONE', 'thin'],
    ['Reinstall Windows tomorrow morning [1].', 'unfounded'],
    ['Choose Restore.', 'unfounded'],
    ['Open the Library and delete the profile folder [1].', 'dangerous'],
  ])('of “%s” nothing is passed on, and the sources stand there instead', async (said, state) => {
    const id = await solved('Restore lost bookmarks', 'Open the Library and choose Restore.')
    server.says(said)
    expect(await word()).toMatchObject({ state, lines: [], sources: [{ kind: 'thread', id }] })
  })

  test('a model that is away, makes no sense or is busy is said, and asked again later', async () => {
    await solved('Restore lost bookmarks', 'Open the Library and choose Restore.')
    server.says((response) => void response.writeHead(500).end('SECRET trouble'))
    expect(await word()).toMatchObject({ state: 'away', sources: [{ number: 1 }] })
    server.says((response) => void response.end('{'))
    expect(await word()).toMatchObject({ state: 'away' })

    const waiting: (() => void)[] = []
    server.says((response) => void waiting.push(() => response.end(completion(WORDED))))
    const both = [word('lost bookmarks restore'), word('restore bookmarks lost')]
    while (waiting.length < 2) await new Promise((done) => setTimeout(done, 5))
    expect(await word('bookmarks lost restore')).toMatchObject({ state: 'busy', sources: [{ number: 1 }] })
    for (const answer of waiting) answer()
    expect(await Promise.all(both)).toMatchObject([{ state: 'worded' }, { state: 'worded' }])
    server.says(WORDED)
    expect(await word('bookmarks lost restore')).toMatchObject({ state: 'worded' })
  })
})
