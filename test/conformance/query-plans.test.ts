import { CompiledQuery, Kysely, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { handleKey } from '#app/kernel/handles.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { acceptAnswer, withdrawAcceptance } from '#app/features/forum/commands/accept-answer.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { askOutcomes } from '#app/features/forum/jobs/ask-outcomes.server.ts'
import { forgetAuthor } from '#app/features/forum/jobs/forget-author.server.ts'
import { getHomePage } from '#app/features/home/queries/home.server.ts'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { getMemberPage } from '#app/features/members/queries/member-page.server.ts'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { draftArticle } from '#app/features/knowledge/commands/draft-article.server.ts'
import { getWorkbench } from '#app/features/knowledge/queries/workbench.server.ts'
import { countTopic } from '#app/features/mining/jobs/count-topic.server.ts'
import { coverTopic } from '#app/features/mining/jobs/cover-topic.server.ts'
import { getTopicPage } from '#app/features/mining/queries/topic-page.server.ts'
import { getTopicsDesk } from '#app/features/mining/queries/topics-desk.server.ts'
import { settleAcceptance, settleHelpful, settlePost } from '#app/features/notices/jobs/settle-notices.server.ts'
import { markThreadRead } from '#app/features/notices/commands/mark-read.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { removeRequests } from '#app/features/requests/commands/remove-requests.server.ts'
import { settleThread } from '#app/features/requests/jobs/settle-thread.server.ts'
import { getRequest, listRequests } from '#app/features/requests/queries/requests.server.ts'
import { openWorker } from '#app/platform/jobs/worker.server.ts'
import { postgresDialect } from '#db/dialects/postgres.server.ts'
import { sqliteDialect } from '#db/dialects/sqlite.server.ts'
import type { Schema } from '#db/schema.ts'
import { refreshStatistics } from '#db/statistics.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { eachDatabase, type DatabaseName } from '#test/support/databases.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aLog } from '#test/support/fakes/log.ts'
import { MANY, manyRows } from '#test/support/many-rows.ts'
import { someServices, type TestServices } from '#test/support/services.ts'

/** Tables that grow with the community: none of the queries below may read one of them whole. */
const BIG = ['posts', 'threads', 'requests', 'notices', 'helpful', 'thread_reads', 'follows']

/** What may be read whole, and why. */
const MAY_SCAN: Readonly<Record<string, readonly string[]>> = {
  // A figure of a page for staff counts all requests; SQLite does by an index, PostgreSQL by the table.
  'the topics': ['requests'],
}

eachDatabase((name, open) => {
  let db: Kysely<Schema>
  let services: TestServices
  let guest: Context
  let member: Context
  let agent: Context
  let looker: ReturnType<typeof asViewer>
  let asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = []

  beforeAll(async () => {
    await manyRows(open().db)
    const someone = { handle: 'Someone', handle_key: handleKey('Someone') }
    await open().db.updateTable('members').set(someone).where('id', '=', 12).execute()
    await refreshStatistics(open().db)
    // SQLite's connections learn of the statistics when they are opened.
    db = new Kysely<Schema>({
      dialect: name === 'SQLite' ? sqliteDialect(open().url) : postgresDialect(open().url),
      log: (event) => {
        if (event.level === 'query') asked.push(event.query)
      },
    })
    services = someServices({ db })
    const rows = await db.selectFrom('members').selectAll().where('id', 'in', [1, 11]).orderBy('id').execute()
    const [first, second] = rows
    if (!first || !second) throw new Error('Members 1 and 11 were made.')
    guest = services.as(GUEST)
    agent = services.as(asViewer(first))
    looker = asViewer(second)
    member = services.as(looker)
    return () => db.destroy()
  }, 120_000)

  /** Does it, and returns the big tables that a query of it read whole, with the query. */
  const scansOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    asked = []
    await work()
    const queries = [...new Map(asked.map((query) => [query.sql, query])).values()]
    const found: string[] = []
    for (const query of queries.filter(({ sql: text }) => /^(?:select|update|delete|with|insert)\b/i.test(text))) {
      for (const table of await scannedBy(db, name, query)) found.push(`${table}: ${query.sql.slice(0, 300)}`)
    }
    return found
  }

  const nothing = new URLSearchParams()
  const newestThread = MANY.threads - 1
  const search = { articles: { similar: () => Promise.resolve([]) } } as unknown as SearchEngine // asked for no more

  const HOT: Readonly<Record<string, () => Promise<unknown>>> = {
    home: () => getHomePage(guest),
    'home of a member': () => getHomePage(member),
    'a category': () => getListPage(guest, { type: 'category', slug: 'app' }, nothing),
    'what most have in a category': () =>
      getListPage(guest, { type: 'category', slug: 'app' }, new URLSearchParams('order=same-here')),
    'what is unanswered': () => getListPage(guest, { type: 'unanswered' }, nothing),
    'a thread': () => getThreadPage(guest, newestThread, { order: 'helpful', page: null }),
    'a thread of a member': () => getThreadPage(member, newestThread, { order: 'helpful', page: null }),
    'a member’s page': () => getMemberPage(guest, 'Someone', { tab: 'answers', page: null }),
    'a member’s threads': () => getMemberPage(guest, 'Someone', { tab: 'threads', page: null }),
    'the inbox': () => getInbox(member, looker, null),
    'looking at a thread': () => markThreadRead(member, looker, newestThread, services.clock.now()),
    'posting an answer': () => addPost(member, newestThread, { body: 'Like this.', parentId: null, as: 'answer' }),
    'accepting an answer': () => acceptAnswer(agent, newestThread * 10 - 6),
    'taking it back': () => withdrawAcceptance(agent, newestThread * 10 - 6),
    'notices of a post': () => settlePost(services, MANY.posts - 3),
    'notices of an acceptance': () => settleAcceptance(services, newestThread),
    'notices of a vote': () => settleHelpful(services, 50_000),
    'a thread for the index': () => searchDocuments(db, [newestThread]),
    'a thread as a request': () => settleThread(services, newestThread),
    'asking how it went': () => askOutcomes(services, { ...DEFAULT_SITE, askOutcomeAfterDays: 29 }),
    'counting a topic': () => countTopic(services, 3),
    'covering a topic': () => coverTopic(services, search, 3),
    'a topic': () => getTopicPage(agent, 3, null),
    'the topics': () => getTopicsDesk(agent, { tab: 'all', subject: null, page: null }),
    'drafting and its workbench': async () => getWorkbench(agent, (await draftArticle(agent, { topic: 3 })).id, null),
    'the requests': () =>
      listRequests(agent, { q: '', channel: null, outcome: null, source: null, topic: 3, page: null }),
    'a request': () => getRequest(agent, 77),
    'removing requests': () =>
      db
        .transaction()
        .execute((trx) => removeRequests(trx, [{ id: 78, topic_id: 19 }], 'requests.removed', services.clock.now())),
    'the work that is due': () =>
      openWorker({
        db,
        clock: services.clock,
        log: aLog(),
        handlers: { 'search.index': async () => undefined },
      }).drain(),
    'erasing an author': () => forgetAuthor(services, 1500),
  }

  describe(`at ${MANY.posts.toLocaleString('en')} posts`, () => {
    test.each(Object.keys(HOT))('no table is read whole for %s', async (what) => {
      const scans = await scansOf(async () => HOT[what]?.())
      const allowed = MAY_SCAN[what] ?? []
      expect(scans.filter((scan) => !allowed.some((table) => scan.startsWith(`${table}:`)))).toEqual([])
    })

    test.runIf(name === 'SQLite')(
      'no samples of values are kept, which would have statements planned anew',
      async () => {
        const { rows } = await sql`select * from sqlite_stat4`.execute(db)
        expect(rows).toEqual([])
      },
    )

    test('one that is read whole would be noticed', async () => {
      const scans = await scansOf(() => db.selectFrom('posts').select('id').where('body', '=', 'nothing').execute())
      expect(scans).toEqual([expect.stringMatching(/^posts: select "id" from "posts"/)])
    })

    test('what goes with something that is deleted is found by an index', async () => {
      expect(await unindexedReferences(db, name)).toEqual([])
    })
  })
})

interface Query {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

async function scannedBy(db: Kysely<Schema>, name: DatabaseName, query: Query): Promise<readonly string[]> {
  if (name === 'SQLite') {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]),
    )
    // An index that is walked in order up to a limit, or that holds all that is asked for, is no scan of the table.
    return rows.flatMap(({ detail }) => {
      const [, table = ''] = /^SCAN (\w+)/.exec(detail) ?? []
      const isWhole = !detail.includes('USING COVERING INDEX') && !/ limit \d/.test(query.sql)
      return BIG.includes(table) && isWhole ? [table] : []
    })
  }
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    CompiledQuery.raw(`explain (format json) ${query.sql}`, [...query.parameters]),
  )
  const scanned: string[] = []
  const walk = (node: PlanNode): void => {
    const table = node['Relation Name'] ?? ''
    if (node['Node Type'] === 'Seq Scan' && BIG.includes(table)) scanned.push(table)
    for (const child of node.Plans ?? []) walk(child)
  }
  for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) walk(Plan)
  return scanned
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}

interface Reference {
  readonly table: string
  readonly column: string
}

/** Columns that point at a row which may be deleted, and by which rows are found only by reading their table whole. */
async function unindexedReferences(db: Kysely<Schema>, name: DatabaseName): Promise<readonly string[]> {
  const references =
    name === 'SQLite'
      ? await sql<Reference>`select m.name as "table", f."from" as "column" from sqlite_master m
          join pragma_foreign_key_list(m.name) f where m.type = 'table' and f.on_delete != 'NO ACTION'`.execute(db)
      : await sql<Reference>`select c.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.contype = 'f' and c.confdeltype != 'a'`.execute(db)
  expect(references.rows.length).toBeGreaterThan(20)
  const unindexed: string[] = []
  for (const { table, column } of references.rows) {
    const query = `delete from "${table}" where "${column}" = 1`
    if (name === 'SQLite') {
      const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(query)}`.execute(db)
      if (rows.some(({ detail }) => detail.startsWith(`SCAN ${table}`))) unindexed.push(`${table}.${column}`)
    } else if (!(await hasIndex(db, query))) unindexed.push(`${table}.${column}`)
  }
  return unindexed
}

/** Whether PostgreSQL can find the rows by an index, however few there are now. */
async function hasIndex(db: Kysely<Schema>, query: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(query)}`.execute(trx)
    return !rows.some((row) => row['QUERY PLAN'].includes('Seq Scan'))
  })
}
