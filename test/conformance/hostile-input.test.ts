import { readFile, readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await aProduct()
})
beforeEach(() => product.forgetLimits())
afterAll(async () => {
  await product.close()
  expect(product.troubles).toEqual([])
})

const cookies = new Map<string, string>()
async function headersFor(who: string | null): Promise<Record<string, string>> {
  if (who === null) return {}
  const known = cookies.get(who) ?? (await product.headerOf(who))
  cookies.set(who, known)
  return { cookie: known }
}

async function get(who: string | null, address: string): Promise<Response> {
  return fetch(`${product.url}${address}`, { headers: await headersFor(who), redirect: 'manual' })
}

async function post(
  who: string | null,
  address: string,
  fields: Readonly<Record<string, string>> | [string, string][],
): Promise<Response> {
  return fetch(`${product.url}${address}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...(await headersFor(who)), origin: product.url },
    body: new URLSearchParams(fields),
  })
}

/** What no form asks for, in every type a form can carry. */
const EXTRA: [string, string][] = [
  ['id', '1'],
  ['author_id', '1'],
  ['authorId', '1'],
  ['role', 'admin'],
  ['is_warning', '1'],
  ['hidden_at', '1'],
  ['private_at', '1'],
  ['listed', '0'],
  ['accepted_post_id', '1'],
  ['helpful_count', '999'],
  ['same_here_count', '999'],
  ['locked_at', '1'],
  ['closed_at', '1'],
  ['created_at', '1'],
  ['html', '<b>x</b>'],
  ['source', 'evil'],
  ['external_id', '7'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['email_confirmed_at', '1'],
  ['suspended_at', '1'],
  ['password_hash', 'x'],
  ['state', 'published'],
  ['owner_id', '1'],
  ['reviewed_by', '1'],
  ['flagged_at', '1'],
  ['topic_id', '1'],
]

describe('fields nobody asked for (check 8)', () => {
  test('a question is stored as its form says, whatever else was sent along', async () => {
    const fields: [string, string][] = [
      ['title', 'Is the card accepted in trams?'],
      ['body', 'In Vienna.'],
      ['category', 'cards'],
      ['kind', 'question'],
      ['tags', 'trams'],
      ['intent', 'post'],
      ...EXTRA,
    ]
    const asked = await post('carla', '/ask', fields)
    const id = Number(/\/t\/(\d+)/.exec(asked.headers.get('location') ?? '')?.[1])
    const row = await product.db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const carla = await product.db
      .selectFrom('members')
      .selectAll()
      .where('handle', '=', 'carla')
      .executeTakeFirstOrThrow()

    expect(row).toMatchObject({
      author_id: carla.id,
      listed: 1,
      private_at: null,
      hidden_at: null,
      locked_at: null,
      closed_at: null,
      accepted_post_id: null,
      same_here_count: 0,
      source: null,
      external_id: null,
    })
    expect(carla).toMatchObject({ role: 'customer', suspended_at: null })
    const opening = await product.db
      .selectFrom('posts')
      .selectAll()
      .where('thread_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(opening).toMatchObject({ author_id: carla.id, helpful_count: 0, hidden_at: null })
    expect(opening.html).not.toContain('<b>')
  })

  test('an article a member proposes stays unpublished and theirs', async () => {
    const written: [string, string][] = [
      ['title', 'How to pay in trams by card'],
      ['body', '## What to do\n\nTap it.'],
      ['category', 'cards'],
      ['intent', 'save'],
      ['language', 'en'],
      ...EXTRA,
    ]
    await post('cyril', '/kb/new', written)
    const row = await product.db.selectFrom('articles').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    const cyril = await product.db
      .selectFrom('members')
      .select('id')
      .where('handle', '=', 'cyril')
      .executeTakeFirstOrThrow()

    expect(row).toMatchObject({
      state: 'review',
      listed: 0,
      published_revision: null,
      owner_id: null,
      created_by: cyril.id,
      topic_id: null,
      flagged_at: null,
      source: null,
      helpful_count: 0,
    })
  })

  test('a profile changes what its form names, and no right', async () => {
    await post('carla', '/settings', [['name', 'Carla R.'], ['bio', 'Trams.'], ...EXTRA])
    const row = await product.db
      .selectFrom('members')
      .selectAll()
      .where('handle', '=', 'carla')
      .executeTakeFirstOrThrow()

    expect(row).toMatchObject({ role: 'customer', suspended_at: null, source: null })
    expect(row.password_hash).not.toBe('x')
  })

  test('a field sent twice, or as a list, is refused or read as one, and never breaks', async () => {
    for (const [address, name] of [
      ['/ask', 'title'],
      ['/ask', 'category'],
      ['/t/1/answers', 'body'],
      ['/t/1/answers', 'as'],
      ['/settings', 'name'],
    ] as const) {
      const fields: [string, string][] = [
        [name, 'one of two of them'],
        [name, 'two of two of them'],
        [`${name}[]`, 'three'],
        [`${name}[0]`, 'four'],
        ['intent', 'post'],
      ]
      const answer = await post('carla', address, fields)

      expect([`${address} ${name}`, answer.status < 500]).toEqual([`${address} ${name}`, true])
    }
  })
})

describe('rights that end (check 4)', () => {
  test('who is no longer staff finds nothing of the staff’s with the session they had', async () => {
    const secret = `canary${Math.floor(Date.now() % 1e9)}`
    const { id: room } = await product.db
      .insertInto('categories')
      .values({ slug: 'back-room', name: 'Back room', access: 'restricted', roles: 'agent' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const asked = await post('agnes', '/ask', {
      title: `A note for the second tier ${secret}`,
      body: `Only we read ${secret}.`,
      category: 'back-room',
      kind: 'question',
      tags: '',
      intent: 'post',
    })
    const address = new URL(asked.headers.get('location') ?? '', product.url).pathname
    await product.settled()
    const places = [
      address,
      '/threads',
      `/search?q=note+${secret}`,
      `/suggest?q=note+${secret}`,
      `/suggest/similar?title=${secret}+note`,
      '/c/back-room',
      '/inbox',
      '/settings/following',
      '/settings/export/file',
      '/desk',
      '/desk/topics',
      '/desk/requests',
      '/desk/articles',
      '/feeds/threads.atom',
      '/',
    ]
    const seen = async (): Promise<string[]> => {
      const found: string[] = []
      for (const place of places) {
        if ((await (await get('agnes', place)).text()).includes(`tier ${secret}`)) found.push(place)
      }
      return found
    }
    expect(await seen()).toContain(address)

    await product.db.updateTable('members').set({ role: 'customer' }).where('handle', '=', 'agnes').execute()
    // What she wrote herself stays hers to take along; nothing of the room is shown to her.
    const own = (await seen()).filter((place) => !place.startsWith('/settings/export'))

    expect(own).toEqual([])
    await product.db.updateTable('members').set({ role: 'agent' }).where('handle', '=', 'agnes').execute()
    await product.db.updateTable('categories').set({ archived_at: 1 }).where('id', '=', room).execute()
  })
})

describe('what is done later (check 7)', () => {
  test('a mail about an answer is not sent to who may no longer read it when its time comes', async () => {
    const asked = await post('carla', '/ask', {
      title: 'Does the fee apply on weekends?',
      body: 'I could not find it.',
      category: 'cards',
      kind: 'question',
      tags: '',
      intent: 'post',
    })
    const id = Number(/\/t\/(\d+)/.exec(asked.headers.get('location') ?? '')?.[1])
    const before = product.smtp.delivered.length
    await post('cyril', `/t/${id}/answers`, { body: 'It does not, on weekends.', as: 'answer' })
    await until('the notice to be there', async () =>
      product.db.selectFrom('notices').select('id').where('thread_id', '=', id).executeTakeFirst().then(Boolean),
    )
    const { id: closed } = await product.db
      .insertInto('categories')
      .values({ slug: 'closed-room', name: 'Closed', access: 'restricted', roles: 'admin' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await product.db.updateTable('threads').set({ category_id: closed }).where('id', '=', id).execute()

    await product.gathered()
    await product.settled()
    const told = product.smtp.delivered.slice(before).filter(({ raw }) => raw.includes('weekends'))

    expect(told).toEqual([])
  })
})

/** SQL, LIKE and FTS5 made to be broken out of. */
const HOSTILE = [
  `'`,
  `"`,
  `' OR '1'='1`,
  `") OR 1=1 --`,
  `1; DROP TABLE threads; --`,
  `' UNION SELECT password_hash FROM members --`,
  `'||(SELECT hex(randomblob(200000000)))||'`,
  `'; SELECT pg_sleep(5); --`,
  `1 AND SLEEP(5)`,
  `%`,
  `_`,
  `\\`,
  `\u0000`,
  `card" OR title:*`,
  `NEAR(card fee)`,
  `card AND NOT`,
  `{title}: card`,
  `^card`,
  `card*`,
  `(((((`,
  `card -fee`,
  `"card`,
  `a OR b OR c OR d`,
  `${'x'.repeat(5000)}`,
  `-1`,
  `1e309`,
  `0x10`,
  `[]`,
  `{"$gt":""}`,
  `../../etc/passwd`,
  `\${7*7}`,
]

/** Thousands of requests in one test: as long as a busy machine may take. */
const ROOM = 120_000

describe('injection (check 33)', () => {
  test(
    'no parameter of a page breaks it, slows it down, or finds more than plain words do',
    async () => {
      const wrong: string[] = []
      const pages = [
        '/search?q=',
        '/suggest?q=',
        '/suggest/similar?title=',
        '/suggest/members?q=',
        '/suggest/tags?q=',
        '/threads?tag=',
        '/threads?page=',
        '/threads?state=',
        '/threads?order=',
        '/search?q=card&category=',
        '/search?q=card&tag=',
        '/search?q=card&page=',
        '/search?q=card&what=',
        '/kb/in/cards?section=',
        '/kb/in/cards?page=',
        '/unanswered?kind=',
        '/c/cards?since=',
        '/sitemap.xml?page=',
        '/t/1?page=',
        '/desk/requests?q=',
        '/desk/requests?channel=',
        '/desk/requests?page=',
        '/desk/topics?tab=',
        '/desk/topics?subject=',
        '/desk/topics?page=',
        '/desk/articles?tab=',
        '/desk/articles?page=',
        '/desk/members?q=',
        '/desk/log?page=',
        '/desk/log?by=',
        '/desk/log?act=',
        '/desk/log?from=',
        '/desk/log.csv?act=',
        '/kb/',
        '/t/',
        '/c/',
        '/tags/',
        '/members/',
        '/files/',
        '/feeds/',
        '/desk/topics/',
        '/desk/requests/',
        '/desk/articles/',
      ]
      for (const page of pages) {
        for (const text of HOSTILE) {
          const since = performance.now()
          const answer = await get('ada', `${page}${encodeURIComponent(text)}`)
          const body = await answer.text()
          const words = `${page} ${text.slice(0, 40)}`
          if (answer.status >= 500) wrong.push(`${answer.status} ${words}`)
          if (performance.now() - since > 4000) wrong.push(`slow ${words}`)
          if (/\$argon2|SQLITE_|syntax error/.test(body)) wrong.push(`tells ${words}`)
        }
      }
      for (const text of HOSTILE.filter((one) => one.includes('card'))) {
        const plain = text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
        if ((await countOf(text)) > (await countOf(plain))) wrong.push(`finds more: ${text}`)
      }

      expect(wrong).toEqual([])
    },
    ROOM,
  )

  test('what has no page refuses in words', async () => {
    const told = (answer: Response) => [answer.status, answer.headers.get('content-type')?.split(';')[0]]
    for (const address of [
      '/feeds/none.atom',
      '/files/none',
      '/sitemap.xml?page=99',
      '/desk/mail/99/html',
      '/desk/requests/imports/99/refused.csv',
    ])
      expect([address, ...told(await get('ada', address))]).toEqual([address, 404, 'text/plain'])
    for (const address of ['/kb/1/vote', '/desk/articles/new'])
      expect([address, ...told(await post('ada', address, {}))]).toEqual([address, 422, 'text/html'])
  })

  test(
    'no field of a form breaks its page',
    async () => {
      const wrong: string[] = []
      const forms: [string, string[]][] = [
        ['/ask', ['title', 'body', 'category', 'kind', 'tags', 'key']],
        ['/t/1/answers', ['body', 'as', 'key']],
        ['/posts/1/flag', ['reason', 'note']],
        ['/t/1/moderation', ['reason', 'category', 'into', 'title']],
        ['/signin', ['email', 'password', 'next']],
        ['/desk/topics', ['intent', 'run']],
        ['/kb/new', ['title', 'body', 'aliases', 'category', 'section', 'language']],
        ['/desk/articles/sections', ['name', 'category', 'section']],
        ['/kb/1/vote', ['helpful', 'reason', 'note']],
        ['/desk/articles/new', ['topic', 'thread']],
      ]
      for (const [address, names] of forms) {
        for (const name of names) {
          for (const text of HOSTILE.slice(0, 16)) {
            await product.forgetLimits()
            const answer = await post('ada', address, { intent: 'none', [name]: text })
            await answer.arrayBuffer()
            if (answer.status >= 500) wrong.push(`${answer.status} ${address} ${name} ${text.slice(0, 40)}`)
          }
        }
      }

      expect(wrong).toEqual([])
    },
    ROOM,
  )

  test('nothing that came from outside is written into SQL as it is', async () => {
    const found: string[] = []
    // How many jobs a worker has room for, and the number of a column in a list of rows: the product's own figures.
    const own = [
      // Figures of a badge's rule, which its schema has read as numbers.
      'app/features/badges/queries/measure.server.ts: ...(rule.people === null ? [] : [sql`people >= ${sql.lit(rule.people)}`]),',
      'app/features/badges/queries/measure.server.ts: ...(rule.categories === null ? [] : [sql`places >= ${sql.lit(rule.categories)}`]),',
      'app/features/badges/queries/measure.server.ts: sql`min(case when n >= ${sql.lit(need)} and ${enough} then at end) as ${sql.ref(`reached${index}`)}`,',
      'app/features/badges/queries/measure.server.ts: const span = sql.lit(rule.days * DAY)',
      'app/platform/jobs/worker.server.ts: order by due_at, id limit ${sql.lit(most)} ${skipLocked(on)})',
      'db/dialects/differences.server.ts: isPostgres(db) ? sql`(value->>${sql.lit(at)})::bigint` : sql`json_extract(value, ${sql.lit(`$[${at}]`)})`',
    ]
    for (const folder of ['app', 'db', 'search']) {
      const root = new URL(`../../${folder}/`, import.meta.url)
      for (const file of await readdir(root, { recursive: true })) {
        if (!file.endsWith('.ts') || file.includes('.test.') || file.startsWith('migrations')) continue
        const text = await readFile(new URL(file, root), 'utf8')
        for (const [line] of text.matchAll(/^.*(?:sql\.raw\(|Kysely<any>|sql\.lit\((?![A-Z_]+\))).*$/gm))
          found.push(`${folder}/${file}: ${line.trim()}`)
      }
    }

    expect(found.sort()).toEqual(own.sort())
  })
})

/** Threads that a search says it found. */
async function countOf(query: string): Promise<number> {
  const text = await (await get('ada', `/search?q=${encodeURIComponent(query)}`)).text()
  return Number(/([\d,]+) threads?[ .<]/.exec(text)?.[1]?.replaceAll(',', '') ?? 0)
}
