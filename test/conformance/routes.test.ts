import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deflateSync, crc32 } from 'node:zlib'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Audience } from '#app/kernel/address-table.ts'
import { AUDIENCE } from '#app/platform/http/audience.server.ts'
import { aPerson, openBrowser } from '../support/browser.ts'
import { anArticle } from '../support/factories/knowledge.ts'
import { aProduct, PASSWORD, until, type Product } from '../support/product.ts'

const FOLDER = fileURLToPath(new URL('../../app/routes/', import.meta.url))

interface Route {
  readonly file: string
  /** Its address with an example in the place of each parameter. */
  readonly address: string
  readonly loader: Audience | 'none' | 'unmarked'
  readonly action: Audience | 'none' | 'unmarked'
}

const EXAMPLES: Readonly<Record<string, string>> = {
  $threadId: '1',
  $postId: '2',
  $slug: 'cards',
  $handle: 'oleg',
  $tag: 'android',
  $token: 'nothing',
  $key: 'ask',
  $name: 'threads.atom',
  $memberId: '2',
  $mailId: '1',
  $categoryId: '1',
  $importId: '1',
  $requestId: '1',
  $articleId: '1',
  $topicId: '1',
  $text: 'privacy',
  $: 'nothing/here',
}

const part = (name: string): string => EXAMPLES[name] ?? name.replace(/_$/, '').replaceAll('\u0000', '.')

async function readRoutes(): Promise<Route[]> {
  const files = (await readdir(FOLDER, { recursive: true })).filter((file) => /\.tsx?$/.test(file)).sort()
  const audienceOf = (mark: unknown): Route['loader'] => {
    if (typeof mark !== 'function') return 'none'
    return (mark as unknown as Record<symbol, Audience | undefined>)[AUDIENCE] ?? 'unmarked' // the mark is what is looked for
  }
  const routes: Route[] = []
  for (const file of files) {
    const module = (await import(pathToFileURL(`${FOLDER}${file}`).href)) as Record<string, unknown>
    const parts = file
      .replace(/^.*\//, '')
      .replace(/\.tsx?$/, '')
      .replaceAll('[.]', '\u0000')
      .split('.')
    const address = `/${parts
      .filter((one) => one !== '_index')
      .map(part)
      .join('/')}`
    routes.push({ file, address, loader: audienceOf(module['loader']), action: audienceOf(module['action']) })
  }
  return routes
}

/** Runs in the browser: what could run there, or did. */
function livingParts(): string[] {
  const wrong: string[] = []
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) wrong.push(`${element.tagName} ${name}`)
      if (
        /^(href|src|action|formaction|data|srcdoc|xlink:href)$/i.test(name) &&
        /^[\s\u0000-\u0020]*(javascript|vbscript|data:text)/i.test(value)
      )
        wrong.push(`${element.tagName} ${name}=${value}`)
      if (name === 'data-hit') wrong.push('it ran')
    }
    if (/^(object|embed|base|math)$/i.test(element.tagName)) wrong.push(element.tagName)
    if (element.tagName === 'SCRIPT' && element.textContent?.startsWith('hit')) wrong.push('a script')
  }
  return wrong
}

let product: Product
let routes: readonly Route[] = []
beforeAll(async () => {
  routes = await readRoutes()
  product = await aProduct()
})
beforeEach(() => product.forgetLimits())
afterAll(async () => {
  await product.close()
  expect(product.troubles).toEqual([])
})

type Fields = Readonly<Record<string, string>> | URLSearchParams | FormData

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

async function post(who: string | null, address: string, fields: Fields = {}): Promise<Response> {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields)
  const headers = { ...(await headersFor(who)), origin: product.url }
  return fetch(`${product.url}${address}`, { method: 'POST', body, headers, redirect: 'manual' })
}

/** Asks, and gives the number of the thread and of its opening post. */
async function ask(
  who: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ thread: number; post: number; address: string }> {
  const asked = await post(who, '/ask', { category: 'cards', kind: 'question', tags: '', intent: 'post', ...fields })
  const address = asked.headers.get('location') ?? ''
  const thread = Number(/\/t\/(\d+)/.exec(address)?.[1])
  expect(thread, await asked.text()).toBeGreaterThan(0)
  const { id } = await product.db
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', thread)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return { thread, post: id, address }
}

describe('access', () => {
  test('every loader and action says whom it is for', () => {
    const unmarked = routes.filter(({ loader, action }) => loader === 'unmarked' || action === 'unmarked')

    expect(routes.length).toBeGreaterThan(50)
    expect(unmarked.map(({ file }) => file)).toEqual([])
  })

  test('a guest is led to sign in by every page that is not for everyone, and changes nothing (check 2)', async () => {
    const open: string[] = []
    for (const { address, loader, action } of routes) {
      for (const end of ['', '.data']) {
        if (loader === 'everyone' || loader === 'none') continue
        const answer = await get(null, `${address}${end}`)
        const text = await answer.text()
        const led = answer.headers.get('location')?.startsWith('/signin?') ?? /\/signin\?/.test(text)
        if (!led && ![401, 404].includes(answer.status)) open.push(`GET ${address}${end} ${answer.status}`)
      }
      if (action === 'everyone' || action === 'none') continue
      const answer = await post(null, address, { intent: 'add', body: 'x' })
      if (![401, 403, 404].includes(answer.status)) open.push(`POST ${address} ${answer.status}`)
    }

    expect(open).toEqual([])
  })

  test('an address that only takes what is sent to it says so to whoever opens it, and logs nothing', async () => {
    const posted = routes.filter(({ loader, action, address }) => {
      return loader === 'none' && action !== 'none' && !address.startsWith('/api/')
    })
    expect(posted.map(({ address }) => address).sort()).toEqual(['/preview', '/search/opened', '/uploads'])
    for (const who of [null, 'carla', 'ada'])
      for (const { address } of posted) {
        const answer = await get(who, address)
        expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
          405,
          'POST',
          'This can’t be done here.',
        ])
      }
  })

  test.each([
    ['carla', ['staff', 'moderator', 'admin']],
    ['agnes', ['moderator', 'admin']],
    ['mona', ['admin']],
  ] as const)('for %s, pages of %s do not exist', async (who, audiences) => {
    const others: readonly string[] = audiences
    const found: string[] = []
    for (const { address, loader, action } of routes) {
      if (others.includes(loader)) {
        const answer = await get(who, address)
        if (answer.status !== 404) found.push(`GET ${address} ${answer.status}`)
      }
      if (others.includes(action)) {
        const answer = await post(who, address, { intent: 'add' })
        if (answer.status !== 404) found.push(`POST ${address} ${answer.status}`)
      }
    }

    expect(found).toEqual([])
  })
})

describe('what is handled privately', () => {
  const SECRET = '4711-0815'
  /** Stands beside it, to search for: a page of results says what was searched for. */
  const WORD = 'zwiebelkuchen'

  test('stands in no answer to a guest, a stranger or an advocate, at any address', async () => {
    const { thread } = await ask('cyril', { title: 'Where did my second card go', body: 'It never came.' })
    const passed = await post('agnes', `/t/${thread}/escalation`, { intent: 'escalate', reason: 'Only we see it' })
    const desk = passed.headers.get('location') ?? ''
    expect(desk, await passed.text()).toMatch(/^\/desk\/escalations\/\d+$/)
    await post('agnes', desk, { intent: 'private', body: `Your account is ${SECRET}, ${WORD}.` })
    const part = await product.db
      .selectFrom('threads')
      .select(['id', 'slug'])
      .where('part_of', '=', thread)
      .executeTakeFirstOrThrow()
    await post('cyril', `/t/${part.id}/answers`, { body: `Yes, ${SECRET} it is, ${WORD}.`, as: 'answer' })
    const posts = await product.db.selectFrom('posts').select('id').where('thread_id', '=', part.id).execute()
    expect(posts).toHaveLength(2)
    await product.settled()
    expect(await (await get('cyril', `/t/${thread}/where-did-my-second-card-go`)).text()).toContain(SECRET)
    await product.db.updateTable('members').set({ role: 'advocate' }).where('handle', '=', 'oleg').execute()

    const places = [
      ...routes.filter(({ loader }) => loader !== 'none').map(({ address }) => address),
      ...routes
        .filter(({ file }) => /\bt\.\$threadId\b/.test(file))
        .flatMap(({ address }) => [thread, part.id].map((id) => address.replace('/t/1', `/t/${id}`))),
      ...routes
        .filter(({ file }) => /\bposts\.\$postId\b/.test(file))
        .flatMap(({ address }) => posts.map(({ id }) => address.replace('/posts/2', `/posts/${id}`))),
      `/t/${thread}/where-did-my-second-card-go`,
      `/t/${part.id}/${part.slug}`,
      `/search?q=${WORD}`,
      `/suggest?q=${WORD}`,
      `/suggest/similar?q=${WORD}`,
      '/members/cyril',
      '/members/cyril?tab=answers',
      '/members/agnes?tab=answers',
      '/settings/export/file',
      '/feeds/cards.atom',
    ]
    const told: string[] = []
    for (const who of [null, 'carla', 'oleg']) {
      for (const place of new Set(places))
        for (const end of ['', '.data']) {
          const [path = '', query] = place.split('?')
          const address = `${path}${end}${query === undefined ? '' : `?${query}`}`
          if ((await (await get(who, address)).text()).includes(SECRET)) told.push(`${who} ${address}`)
        }
    }
    expect(told).toEqual([])
    const mails = await product.db.selectFrom('mails').select(['to_address', 'text']).execute()
    expect(mails.filter(({ text }) => text.includes(SECRET)).map((mail) => mail.to_address)).not.toContain(
      'carla@example.test',
    )
  })
})

describe('the page of a refused form', () => {
  const SET = { name: 'Harbour Help', hue: 140, logoKey: 'harbour.svg' }
  beforeAll(async () => {
    const rows = Object.entries(SET).map(([key, value]) => ({
      key,
      value: JSON.stringify(value),
      changed_at: Date.now(),
      changed_by: null,
    }))
    await product.db.insertInto('settings').values(rows).execute()
    await until('the new name', async () => (await (await get('carla', '/')).text()).includes(SET.name))
  })
  afterAll(async () => {
    await product.db.deleteFrom('settings').where('key', 'in', Object.keys(SET)).execute()
    await until('the old name', async () => !(await (await get('carla', '/')).text()).includes(SET.name))
  })

  /** Sends a form as a browser without scripts does. */
  const send = async (
    who: string | null,
    address: string,
    { origin = product.url, body = 'intent=add&body=x' }: { origin?: string; body?: string } = {},
  ): Promise<Response> =>
    fetch(`${product.url}${address}`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: {
        ...(await headersFor(who)),
        origin,
        accept: 'text/html,*/*;q=0.8',
        'content-type': 'application/x-www-form-urlencoded',
      },
    })

  /** What the page lacks of the place's name, logo and colour. */
  const lacking = (html: string): string[] =>
    ['Harbour Help</title>', '/files/harbour.svg', '--hue:140', '</html>'].filter((one) => !html.includes(one))
  /** Addresses of forms; programs and scripts ask the others. */
  const forms = () =>
    routes.filter(
      ({ action, address }) => action !== 'none' && !/^\/(api|drafts|preview|search\/opened|uploads$)/.test(address),
    )

  test.each([
    ['without a session', null, {}, [401, 404]],
    ['without the right', 'carla', {}, [404]],
    ['from another site', 'carla', { origin: 'https://evil.example' }, [403]],
    ['from another site, by a guest', null, { origin: 'https://evil.example' }, [403]],
    ['larger than fits', 'carla', { body: `body=${'a'.repeat(10 * 1024 * 1024)}` }, [413]],
  ] as const)('sent %s has the name, the logo and the colour of the place', async (what, who, more, statuses) => {
    const wrong: string[] = []
    const expected: readonly number[] = statuses
    for (const { address, action } of forms()) {
      if (what === 'without a session' && action === 'everyone') continue
      if (what === 'without the right' && (action === 'everyone' || action === 'member')) continue
      if (what === 'larger than fits' && address === '/desk/requests/imports/new') continue // takes as much
      if (what.startsWith('from') && address.startsWith('/unsubscribe/') && who === null) continue
      const answer = await send(who, address, more)
      const html = await answer.text()
      const lacks = lacking(html)
      const isWhole = expected.includes(answer.status) && lacks.length === 0 && html.match(/<title>/g)?.length === 1
      if (!isWhole) wrong.push(`${address} ${answer.status} ${lacks.join()} ${html.slice(0, 80)}`)
    }

    expect(forms().length).toBeGreaterThan(40)
    expect(wrong).toEqual([])
  })

  test.each([
    ['a thread that is gone', 'carla', '/t/999999/answers', 404, 'doesn’t exist, or you don’t have access to it'],
    ['no session while writing', null, '/ask', 401, 'You have been signed out'],
    ['a form without what it needs', 'carla', '/t/1/outcome', 422, 'Something in this form needs another look.'],
    ['another site', 'carla', '/ask', 403, 'This form came from another site, so nothing was changed.'],
    ['too much', 'carla', '/ask', 413, 'That is larger than 512 KB, which is the most that can be sent here.'],
    ['a page without a form', 'carla', '/search', 405, 'This can’t be done here.'],
    ['no address of ours', 'carla', '/nothing/here', 405, 'This can’t be done here.'],
  ] as const)('about %s says what to do, and nothing of it hydrates', async (what, who, address, status, words) => {
    const more = {
      ...(what === 'another site' && { origin: 'https://evil.example' }),
      ...(what === 'too much' && { body: 'a'.repeat(600_000) }),
    }
    const answer = await send(who, address, more)
    const html = await answer.text()

    expect(answer.status).toBe(status)
    expect(html).toContain(words)
    expect(lacking(html)).toEqual([])
    expect(html).not.toContain('__remixContext')
  })

  test('a script that is refused for its origin or its size is told in its own way, and nothing is done', async () => {
    const headers = { ...(await headersFor('carla')), origin: 'https://evil.example' }
    const body = new URLSearchParams({ body: 'From elsewhere.', as: 'answer' })
    const before = await product.db.selectFrom('posts').select('id').execute()

    const data = await fetch(`${product.url}/t/1/answers.data`, { method: 'POST', body, headers })
    const draft = await fetch(`${product.url}/drafts/ask`, {
      method: 'POST',
      body: '{}',
      headers: { ...headers, accept: 'text/html', 'content-type': 'application/json' },
    })

    expect([await data.text(), await draft.text()].join()).toMatch(/came from another site.*came from another site/s)
    expect(draft.status).toBe(403)
    expect(await product.db.selectFrom('posts').select('id').execute()).toEqual(before)
  })
})

test('of one internet address the fourth guest who says “Not quite” is thanked, and a note is given back', async () => {
  const category = await product.db
    .selectFrom('categories')
    .select('id')
    .where('slug', '=', 'cards')
    .executeTakeFirstOrThrow()
  const article = await anArticle(product.db, { category_id: category.id, published_revision: 1 })
  const say = async (agent: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${product.url}/kb/${article.id}/vote`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: product.url, 'user-agent': agent },
      body: new URLSearchParams(fields),
    })
  for (const agent of ['a', 'b', 'c']) expect((await say(agent, { helpful: 'no' })).status).toBe(302)

  const fourth = await say('d', { helpful: 'no' })
  expect(fourth.status).toBe(302)
  const page = await (await get(null, fourth.headers.get('location')?.split('#')[0] ?? '')).text()
  expect(page).toContain(article.title)
  expect(page).toContain('so it isn’t counted again.')

  const written = await say('e', { helpful: 'no', note: 'Which menu is meant?' })
  expect(written.status).toBe(200)
  expect(await written.text()).toContain('Which menu is meant?')
})

describe('where requests come from', () => {
  /** A request with headers that fetch would not send. */
  const raw = (path: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const sent = request(`${product.url}`, { path, headers, setHost: false }, (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString() }))
      })
      sent.on('error', reject)
      sent.end()
    })

  test('every write without an origin, from another or from none is refused (check 27)', async () => {
    const taken: string[] = []
    for (const { address, action } of routes) {
      if (action === 'none') continue
      for (const origin of [undefined, 'https://evil.example', 'null', `${product.url}.evil.example`]) {
        if (origin === undefined && address.startsWith('/unsubscribe/')) continue // its token is the proof
        for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'POST as a page']) {
          const [verb = ''] = method.split(' ')
          const headers = {
            ...(await headersFor('ada')),
            'content-type': 'text/plain',
            ...(origin === undefined ? {} : { origin }),
            ...(verb !== method && { accept: 'text/html' }),
          }
          const answer = await fetch(`${product.url}${address}`, {
            method: verb,
            headers,
            body: 'intent=add&_method=POST',
            redirect: 'manual',
          })
          // The API knows no cookie, so there is nothing to borrow: without a token it refuses everybody.
          const refusals = address.startsWith('/api/') ? [401, 405] : [403, 405]
          if (!refusals.includes(answer.status)) taken.push(`${method} ${address} ${origin} ${answer.status}`)
        }
      }
    }

    expect(taken).toEqual([])
  })

  test.each(['evil.example', 'x:1/admin?', '127.0.0.1:1/desk?', '127.0.0.1.evil.example', ''])(
    'a request that names the host “%s” is not served (check 26)',
    async (host) => {
      expect((await raw('/t/1', { host })).status).toBe(400)
    },
  )

  test('forged headers leave no trace in what the next guest reads (check 25)', async () => {
    const host = new URL(product.url).host
    const forged = [
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-for',
      'x-forwarded-prefix',
      'x-original-url',
      'x-rewrite-url',
      'x-host',
      'forwarded',
      'x-forwarded-port',
      'x-http-method-override',
      'accept-language',
      'referer',
      'user-agent',
      'x-remix-redirect',
    ]
    for (const path of ['/t/3', '/', '/c/cards', '/search?q=card']) {
      const { body } = await raw(path, { host })
      for (const name of forged) {
        await raw(path, { host, [name]: 'evil.example' })
        expect((await raw(path, { host })).body, `${name} ${path}`).toBe(body)
      }
      expect(body).not.toContain('evil')
    }
  })

  test('no address leads to another site after signing in (check 28)', async () => {
    const hosts = [
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      'https:evil.example',
      'HTTPS://evil.example',
      '/%09/evil.example',
      '/\t/evil.example',
      '\t//evil.example',
      '/.//evil.example',
      '/..//evil.example',
      '/%2e%2e//evil.example',
      '/a/..//evil.example',
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      '@evil.example',
      '.evil.example',
      '/@evil.example:80//x',
      '//evil.example/%2f..',
      '/\u2028/evil.example',
      '%2f%2fevil.example',
      '//evil%E3%80%82example',
      'http:///evil.example',
      '/;//evil.example',
      '?//evil.example',
    ]
    const astray: string[] = []
    const look = (answer: Response, from: string): void => {
      const location = answer.headers.get('location') ?? '/'
      if (new URL(location, product.url).origin !== product.url || /^[/\\]{2}/.test(location))
        astray.push(`${from} → ${location}`)
    }
    for (const next of hosts) {
      const query = encodeURIComponent(next)
      look(await get('carla', `/signin?next=${query}`), next)
      look(await get('carla', `/signup?next=${query}`), next)
      look(await get(null, `/inbox?next=${query}&redirect=${query}`), next)
    }
    for (const next of hosts.slice(0, 12)) {
      await product.forgetLimits()
      const email = 'carla@example.test'
      look(await post(null, '/signin', { email, password: PASSWORD, next }), `POST ${next}`)
    }

    expect(astray).toEqual([])
  })
})

describe('what one may not see', () => {
  /** Stands in everything hidden, and nowhere else; searched for by its first letters, so that no echo has it. */
  const CANARY = 'zanzibarium'
  const PART = 'zanzib'
  let ids: { threads: number[]; posts: number[]; file: string } = { threads: [], posts: [], file: '' }
  let admins = { thread: 0, post: 0 }
  let followed = 0

  beforeAll(async () => {
    const { db } = product
    const secret = await ask('carla', {
      title: `A private ${CANARY} matter`,
      body: `The ${CANARY} code.`,
      tags: 'zebratag',
      private: '1',
    })
    await post('mona', `/t/${secret.thread}/answers`, { body: `Staff say ${CANARY}.` })
    const hidden = await ask('carla', {
      title: `A hidden ${CANARY} matter`,
      body: `It was ${CANARY}.`,
      tags: 'zebratag',
    })
    await post('carla', `/posts/${hidden.post}/edit`, {
      title: `A hidden ${CANARY} matter`,
      tags: 'zebratag',
      body: `It is ${CANARY} still.`,
      revision: '1',
      intent: 'save',
    })
    await post('mona', `/t/${hidden.thread}/moderation`, { intent: 'hide', reason: 'It tells too much' })
    await post('carla', '/t/2/answers', { body: `An answer with ${CANARY}.` })
    const { id: hiddenPost } = await db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', 2)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    await post('mona', `/posts/${hiddenPost}/visibility`, { intent: 'hide', reason: 'It tells too much' })
    await post('ada', '/desk/categories/new', {
      name: `Room ${CANARY}`,
      slug: 'room',
      description: `For ${CANARY}`,
      access: 'restricted',
      role_admin: '1',
      hue: '',
    })
    admins = await ask('ada', { title: `Room talk of ${CANARY}`, body: CANARY, category: 'room', tags: 'zebratag' })

    // Cyril follows while it is public, and must hear nothing after it has become private.
    const turned = await ask('carla', {
      title: 'A matter that becomes private',
      body: 'Still harmless.',
    })
    followed = turned.thread
    await post('cyril', `/t/${followed}/following`, { intent: 'add' })
    await post('mona', `/t/${followed}/moderation`, { intent: 'private', reason: 'Numbers in it' })
    await post('mona', `/t/${followed}/answers`, { body: `Now the ${CANARY} itself.` })

    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#275' } })
      .png()
      .toBuffer()
    const upload = new FormData()
    upload.set('file', new File([new Uint8Array(picture)], 'a.png'))
    const { url } = (await (await post('carla', '/uploads', upload)).json()) as { url: string } // the route's own shape
    await post('carla', `/t/${secret.thread}/answers`, { body: `![${CANARY}](${url})`, as: 'comment' })
    await product.settled()
    const posts = await db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', 'in', [secret.thread, hidden.thread, admins.thread])
      .execute()
    ids = {
      threads: [secret.thread, hidden.thread, admins.thread],
      posts: [hiddenPost, ...posts.map(({ id }) => id)],
      file: url,
    }
  })

  test.each([
    ['a guest', null],
    ['another customer', 'cyril'],
  ])('nothing hidden, private or restricted reaches %s on any surface (checks 1, 5, 11)', async (_who, who) => {
    const pages = [
      '/',
      '/threads',
      '/threads?order=new',
      '/unanswered',
      '/c/cards',
      '/c/accounts',
      '/c/room',
      '/tags/zebratag',
      `/search?q=${PART}`,
      `/search?q=${PART}&category=room`,
      '/search?q=private+matter',
      '/search?q=room+talk',
      '/search?q=hidden+matter&order=new',
      '/members/carla',
      '/members/mona',
      '/members/ada',
      '/t/2',
      '/inbox',
      '/settings/following',
      '/settings/export',
      '/settings/export/file',
      '/ask',
      '/ask?title=a+hidden+matter',
      '/ask?category=room',
      '/drafts/ask',
      '/robots.txt',
      '/sitemap.xml',
    ]
    const scripts = [
      `/suggest?q=${PART}`,
      '/suggest?q=room',
      `/suggest/similar?title=${PART}+private+matter&body=code`,
      '/suggest/tags?q=zebra',
      '/suggest/members?q=ca',
      '/feeds/threads.atom',
      '/feeds/unanswered.atom',
      '/feeds/c-room.atom',
      '/feeds/c-cards.atom',
      '/feeds/tag-zebratag.atom',
      ids.file,
    ]
    const things = [
      ...ids.threads.flatMap((id) =>
        ['', '/x', '/answers', '/moderation', '/following', '/same-here', '/outcome'].map((end) => `/t/${id}${end}`),
      ),
      ...ids.posts.flatMap((id) =>
        ['edit', 'history', 'flag', 'visibility', 'comments', 'acceptance', 'helpful', 'kind'].map(
          (end) => `/posts/${id}/${end}`,
        ),
      ),
    ]
    const leaks: string[] = []
    for (const address of [...pages, ...things]) {
      const [path = '', query] = address.split('?')
      const data = `${path === '/' ? '/_root' : path}.data${query ? `?${query}` : ''}`
      for (const one of [address, data]) {
        const answer = await get(who, one)
        const all = `${[...answer.headers].join()} ${await answer.text()}`
        if (all.includes(CANARY)) leaks.push(one)
        if (answer.status >= 500) leaks.push(`${one} ${answer.status}`)
      }
    }
    for (const address of scripts) {
      const answer = await get(who, address)
      if ((await answer.text()).includes(CANARY)) leaks.push(address)
    }

    expect(leaks).toEqual([])
    expect((await get(who, ids.file)).status).toBe(404)
    for (const id of ids.threads) expect((await get(who, `/t/${id}`)).status).toBe(404)
    expect((await get('carla', ids.threads[0] ? `/t/${ids.threads[0]}/x` : '/')).status).toBe(301)
  })

  test('a hidden tag and a hidden category answer as ones that never were (check 3)', async () => {
    for (const [hidden, missing] of [
      ['/tags/zebratag', '/tags/zebratax'],
      ['/c/room', '/c/roon'],
      ['/feeds/c-room.atom', '/feeds/c-roon.atom'],
      ['/search?q=card&tag=zebratag', '/search?q=card&tag=zebratax'],
      ['/search?q=card&category=room', '/search?q=card&category=roon'],
      ['/threads?tag=zebratag', '/threads?tag=zebratax'],
    ] as const) {
      const [one, other] = await Promise.all([get(null, hidden), get(null, missing)])
      const same = (text: string): string => text.replaceAll(/zebrata[gx]|roo[mn]/g, '')
      expect(one.status, hidden).toBe(other.status)
      expect(same(await one.text()), hidden).toBe(same(await other.text()))
    }
  })

  test('nothing can be done to what one may not read, by members or moderators (checks 6, 12)', async () => {
    const done: string[] = []
    const acts = async (who: string, thread: number, id: number): Promise<void> => {
      for (const [address, fields] of [
        [`/t/${thread}/answers`, { body: 'I was here' }],
        [`/t/${thread}/same-here`, { intent: 'add' }],
        [`/t/${thread}/following`, { intent: 'add' }],
        [`/t/${thread}/outcome`, { intent: 'did-not-help' }],
        [`/t/${thread}/moderation`, { intent: 'close', reason: 'I was here' }],
        [`/t/${thread}/moderation`, { intent: 'move', category: 'cards', reason: 'I was here' }],
        [`/t/${thread}/moderation`, { intent: 'merge', into: '1', reason: 'I was here' }],
        [`/posts/${id}/comments`, { body: 'I was here' }],
        [`/posts/${id}/helpful`, { intent: 'add' }],
        [`/posts/${id}/acceptance`, { intent: 'accept' }],
        [`/posts/${id}/flag`, { reason: 'spam' }],
        [`/posts/${id}/edit`, { body: 'I was here', title: 'I was here', revision: '1', intent: 'save' }],
        [`/posts/${id}/kind`, { kind: 'comment' }],
        [`/posts/${id}/visibility`, { intent: 'hide', reason: 'I was here' }],
      ] as const) {
        const answer = await post(who, address, fields)
        if (answer.status !== 404) done.push(`${who} ${address} ${answer.status}`)
      }
    }
    const [secret = 0] = ids.threads
    const { id } = await product.db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', secret)
      .executeTakeFirstOrThrow()
    await acts('cyril', secret, id)
    await acts('mona', admins.thread, admins.post)
    for (const into of [admins.thread]) {
      const merged = await post('mona', '/t/10/moderation', {
        intent: 'merge',
        into: String(into),
        reason: 'Into what I cannot see',
      })
      if (merged.status < 400) done.push(`merge into ${into}`)
    }

    expect(done).toEqual([])
  })

  test('whoever may no longer read a thread gets no mail and no notice of it (check 9)', async () => {
    await product.settled()
    await product.gathered()
    await product.settled()

    const mails = product.smtp.delivered.filter(({ raw }) => raw.includes(CANARY))
    expect(
      mails
        .flatMap(({ to }) => to)
        .filter((to) => to !== 'carla@example.test' && to !== 'mona@example.test' && to !== 'ada@example.test'),
    ).toEqual([])
    expect(await (await get('cyril', '/inbox')).text()).not.toContain('becomes private')
    expect((await get('cyril', `/t/${followed}`)).status).toBe(404)
  })

  test('in a locked thread nothing is written, changed, voted or accepted (check 10)', async () => {
    await post('mona', '/t/8/moderation', { intent: 'lock', reason: 'It got heated' })
    const { id } = await product.db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', 8)
      .where('kind', '=', 'answer')
      .executeTakeFirstOrThrow()

    const answers = [
      await post('cyril', '/t/8/answers', { body: 'After all' }),
      await post('cyril', `/posts/${id}/comments`, { body: 'After all' }),
      await post('cyril', `/posts/${id}/helpful`, { intent: 'add' }),
      await post('cyril', '/t/8/same-here', { intent: 'add' }),
      await post('cyril', `/posts/${id}/acceptance`, { intent: 'accept' }),
      await post('cyril', `/posts/${id}/edit`, {
        body: 'After all',
        revision: '1',
        intent: 'save',
      }),
    ]
    expect(answers.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
  })

  test('no file of the data folder is served (check 39)', async () => {
    for (const path of [
      '/askwell.db',
      '/files/askwell.db',
      '/files/..%2faskwell.db',
      '/assets/..%2f..%2fserver%2faskwell.js',
      '/..%2f..%2faskwell.db',
      '/files/%2e%2e%2faskwell.db',
      '/.env',
      '/assets/%00',
    ]) {
      expect((await get(null, path)).status, path).toBeGreaterThanOrEqual(400)
    }
  })
})

describe('what is sent twice, at once', () => {
  test('fifty equal votes, sendings and sign-ups leave one row each, and two acceptances one (check 38)', async () => {
    const { db } = product
    const asked = await ask('carla', {
      title: 'Who wins when all press at once?',
      body: 'Let us see.',
    })
    const at50 = (send: (n: number) => Promise<Response>): Promise<Response[]> =>
      Promise.all(Array.from({ length: 50 }, (_, n) => send(n)))
    const key = randomUUID()

    await at50(() => post('cyril', `/t/${asked.thread}/answers`, { body: 'The first one.', key }))
    await post('mona', `/t/${asked.thread}/answers`, { body: 'The other one.' })
    const answers = await db
      .selectFrom('posts')
      .select(['id', 'body'])
      .where('thread_id', '=', asked.thread)
      .where('kind', '=', 'answer')
      .execute()
    expect(answers.map(({ body }) => body).sort()).toEqual(['The first one.', 'The other one.'])
    const [first = { id: 0 }, other = { id: 0 }] = answers
    await at50(() => post('carla', `/posts/${first.id}/helpful`, { intent: 'add' }))
    await at50(() => post('agnes', `/t/${asked.thread}/same-here`, { intent: 'add' }))
    await product.forgetLimits()
    await at50((n) => post('carla', `/posts/${n % 2 === 0 ? first.id : other.id}/acceptance`, { intent: 'accept' }))
    await at50((n) =>
      post(null, '/signup', {
        email: `racer${n}@example.test`,
        name: 'Racer',
        handle: 'racer',
        password: PASSWORD,
        next: '/',
      }),
    )

    const thread = await db
      .selectFrom('threads')
      .select(['accepted_post_id', 'same_here_count', 'answer_count'])
      .where('id', '=', asked.thread)
      .executeTakeFirstOrThrow()
    const post1 = await db
      .selectFrom('posts')
      .select('helpful_count')
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow()
    expect(thread).toMatchObject({ same_here_count: 1, answer_count: 2 })
    expect([first.id, other.id]).toContain(thread.accepted_post_id)
    expect(post1.helpful_count).toBe(1)
    expect(await db.selectFrom('helpful').select('member_id').where('post_id', '=', first.id).execute()).toHaveLength(1)
  })
})

describe('pictures', () => {
  const send = async (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Response> => {
    const form = new FormData()
    form.set('file', new File([bytes], name, { type: 'image/png' }))
    return post('carla', '/uploads', form)
  }

  /** A PNG whose head promises this size; its pixels are never there. */
  const flood = (side: number): Uint8Array<ArrayBuffer> => {
    const chunk = (type: string, data: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
      const ends = Buffer.alloc(8)
      ends.writeUInt32BE(data.length, 0)
      ends.writeUInt32BE(crc32(body), 4)
      return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
    }
    const head = Buffer.alloc(13)
    head.writeUInt32BE(side, 0)
    head.writeUInt32BE(side, 4)
    head.set([8, 2, 0, 0, 0], 8)
    return new Uint8Array(
      Buffer.concat([
        Buffer.from('89504e470d0a1a0a', 'hex'),
        chunk('IHDR', head),
        chunk('IDAT', deflateSync(Buffer.alloc(1000))),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    )
  }

  test('one that would unpack to gigabytes, is too large or is none is refused in a sentence (check 36)', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>')
    for (const [name, bytes] of [
      ['flood.png', flood(60_000)],
      ['x.svg', svg],
      ['x.png', svg],
      ['x.png', html],
      ['empty.png', new Uint8Array()],
    ] as const) {
      const answer = await send(bytes, name)
      expect(answer.status, name).toBe(422)
      expect(((await answer.json()) as { error: string }).error.length, name).toBeGreaterThan(10)
    }
    expect((await send(new Uint8Array(9.5 * 1024 * 1024), 'large.png')).status).toBe(413)
  })

  test('one that is also a page is kept as a picture only, under a name of ours (check 37)', async () => {
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#a40' } })
      .jpeg()
      .toBuffer()
    const polyglot = new Uint8Array(Buffer.concat([picture, Buffer.from('<script>alert("polyglot")</script>')]))

    const answer = await send(polyglot, '../../../etc/passwd.html\u0000.png')
    expect(answer.status).toBe(200)
    const { url } = (await answer.json()) as { url: string }
    expect(url).toMatch(/^\/files\/[\w.-]+$/)
    const kept = await get('carla', url)
    expect(kept.headers.get('content-type')).toMatch(/^image\//)
    expect(kept.headers.get('x-content-type-options')).toBe('nosniff')
    expect(kept.headers.get('content-security-policy')).toContain('sandbox')
    expect(Buffer.from(await kept.arrayBuffer()).toString('latin1')).not.toContain('polyglot')
  })
})

describe('what was written', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  const HTML = [
    '<script>hit()</script>',
    '<img src=x onerror=hit()>',
    '<svg/onload=hit()>',
    '<svg><script>hit()</script></svg>',
    '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
    '<a href="javascript:hit()">x</a>',
    '<a href="java&#10;script:hit()">x</a>',
    '<a href="&#x6a;avascript:hit()">x</a>',
    '<math><mtext></mtext><mglyph><style><img src=x onerror=hit()></style></mglyph></math>',
    '<details open ontoggle=hit()>',
    '<form action="javascript:hit()"><button>x</button></form>',
    '<input autofocus onfocus=hit()>',
    '<base href="javascript:hit()//">',
    '<meta http-equiv=refresh content="0;url=javascript:hit()">',
    '<object data="javascript:hit()"></object>',
    '<embed src="data:text/html,<script>hit()</script>">',
    '<p style="background:url(javascript:hit())">x</p>',
    '<!--<img src="--><img src=x onerror=hit()>//">',
    '<noscript><p title="</noscript><img src=x onerror=hit()>">',
    '<template><img src=x onerror=hit()></template>',
    '<video><source onerror=hit()></video>',
    '</textarea><img src=x onerror=hit()>',
    '</title><img src=x onerror=hit()>',
  ]
  const MARKDOWN = [
    '[x](javascript:hit())',
    '[x](JaVaScRiPt:hit())',
    '[x](java\tscript:hit())',
    '[x](&#106;avascript:hit())',
    '[x](data:text/html,<script>hit()</script>)',
    '[x](vbscript:hit())',
    '![x](x" onerror="hit())',
    '![x"onerror="hit()](/x.png)',
    '<javascript:hit()>',
    '[x]: javascript:hit()\n\n[x]',
    '[a](<javascript:hit()>)',
    '`` `<img src=x onerror=hit()>` ``',
    '```"><img src=x onerror=hit()>\nx\n```',
    '[x](https://e.test/"onmouseover="hit())',
    '[![](javascript:hit())](javascript:hit())',
    '| <img src=x onerror=hit()> |\n| - |',
    '@carla<img src=x onerror=hit()>',
    '[x](\u0001javascript:hit())',
    '&lt;img src=x onerror=hit()&gt;',
  ]

  test('no payload in a post, title, tag, name or bio is alive in any page, feed or mail (check 30)', async () => {
    const payload = HTML[1] ?? ''
    await post('carla', '/settings', {
      intent: 'save',
      name: `Carla ${payload}`,
      handle: 'carla',
      bio: `${HTML.slice(0, 8).join(' ')} [x](javascript:hit())`,
      zone: '',
    })
    const asked = await ask('carla', {
      title: `Payload ${payload}</title><script>hit()</script>`,
      body: [...HTML, ...MARKDOWN].join('\n\n'),
      tags: '<img,onerror=hit()',
    })
    await post('cyril', `/t/${asked.thread}/answers`, { body: [...MARKDOWN, ...HTML].join('\n\n') })
    await post('carla', `/posts/${asked.post}/comments`, { body: HTML.join(' ') })
    await post('carla', `/posts/${asked.post}/edit`, {
      title: `Payload ${payload} again`,
      tags: '',
      body: HTML.join('\n\n'),
      revision: '1',
      reason: payload,
      intent: 'save',
    })
    await post('cyril', `/posts/${asked.post}/flag`, { reason: 'other', note: HTML.join(' ').slice(0, 400) })
    await post('mona', `/t/${asked.thread}/moderation`, { intent: 'close', reason: payload })
    await product.settled()

    const alive: string[] = []
    for (const [who, addresses] of [
      [
        undefined,
        [
          '/',
          '/threads',
          asked.address,
          '/members/carla',
          `/search?q=${encodeURIComponent(`payload ${payload}`)}`,
          '/search?q=payload',
          `/signin?next=${encodeURIComponent(payload)}&done=${encodeURIComponent(payload)}`,
          `/tags/${encodeURIComponent(payload)}`,
          `/nothing/${encodeURIComponent(payload)}`,
        ],
      ],
      [
        'carla',
        [
          asked.address,
          '/inbox',
          '/settings',
          `/posts/${asked.post}/edit`,
          `/posts/${asked.post}/history`,
          `/ask?title=${encodeURIComponent(payload)}`,
          '/settings/following',
        ],
      ],
      [
        'ada',
        [
          '/desk/flags',
          '/desk/log',
          '/desk/members',
          `/desk/members?q=${encodeURIComponent(payload)}`,
          '/desk/mail',
          `/t/${asked.thread}/moderation`,
          '/desk/tags',
        ],
      ],
    ] as const) {
      const { page, context, complaints } = await aPerson(browser, product, who ? { as: who } : {})
      await context.addInitScript(() =>
        Object.assign(window, { hit: () => document.documentElement.setAttribute('data-hit', '') }),
      )
      page.on('dialog', (dialog) => {
        alive.push(`a dialog on ${page.url()}`)
        void dialog.dismiss()
      })
      for (const address of addresses) {
        await page.goto(address)
        const found = await page.evaluate(livingParts)
        alive.push(...found.map((one) => `${address}: ${one}`))
      }
      expect(complaints.filter((one) => !/img-src|ERR_/.test(one))).toEqual([])
      await context.close()
    }
    const feed = await (await get(null, '/feeds/threads.atom')).text()
    if (/<(script|img|svg)/i.test(feed)) alive.push('the feed')
    await product.gathered()
    await product.settled()
    const { page, context } = await aPerson(browser, product, { scripts: false })
    for (const { mail } of product.smtp.delivered) {
      await page.setContent(mail.html || '')
      const found = await page.evaluate(livingParts)
      alive.push(...found.map((one) => `the mail “${mail.subject}”: ${one}`))
    }
    await context.close()

    expect(alive).toEqual([])
  })
})

test.each([
  ['gzip, br', 'gzip'],
  ['br;q=1.0, gzip;q=0.5', 'gzip'],
  ['gzip;q=0', null],
  ['identity, gzip; q=0.0, *', null],
  ['', null],
])('a page is packed as its reader wants it: %j', async (accepted, packed) => {
  for (const address of ['/', '/threads']) {
    // Kept pages are packed; one that nobody has asked for lately is made first.
    await (await fetch(`${product.url}${address}`)).text()
    const answer = await fetch(`${product.url}${address}`, { headers: { 'accept-encoding': accepted } })
    expect([answer.headers.get('content-encoding'), (await answer.text()).slice(0, 15)]).toEqual([
      packed,
      '<!doctype html>',
    ])
  }
})

describe('what makes no sense', () => {
  const NONSENSE = [
    '',
    '\u0000',
    'a'.repeat(100_000),
    '-1',
    '1e309',
    'NaN',
    '999999999999999999999',
    '[]',
    '{"a":1}',
    '__proto__',
    'constructor',
    "' or 1=1 --",
    '"(* NEAR AND',
    '\ud800',
    '\u202e\u200b',
    '%',
    '%ff%fe',
    '../..',
  ]
  const FIELDS = [
    'title',
    'body',
    'category',
    'kind',
    'tags',
    'private',
    'intent',
    'key',
    'as',
    'asks',
    'post',
    'reason',
    'revision',
    'note',
    'into',
    'posts',
    'email',
    'password',
    'name',
    'handle',
    'next',
    'notice',
    'bio',
    'zone',
    'role',
    'slug',
    'hue',
    'access',
    'description',
    'tag',
    'page',
    'q',
    'state',
    'since',
    'order',
    'suspended',
    'done',
    'id',
    'session',
    'until',
    'days',
  ]

  // Every route in turn: more of them take longer, whatever the machine does besides.
  test(
    'no field and no parameter makes the server fail, whatever stands in it (checks 34, 35)',
    { timeout: 300_000 },
    async () => {
      const failed: string[] = []
      const look = async (what: string, sent: Promise<Response>): Promise<void> => {
        const answer = await sent
        await answer.arrayBuffer()
        if (answer.status >= 500) failed.push(`${what} ${answer.status}`)
      }
      const tryRoute = async ({ address, loader, action }: (typeof routes)[number]): Promise<void> => {
        await product.forgetLimits()
        if (loader !== 'none') {
          // Side by side: most of the time went into waiting for one answer after the other.
          await Promise.all(
            NONSENSE.map((value) => {
              const query = new URLSearchParams(FIELDS.map((name) => [name, value.slice(0, 200)]))
              return look(
                `GET ${address} ${value.slice(0, 20)}`,
                get(loader === 'everyone' ? null : 'ada', `${address}?${query}`),
              )
            }),
          )
          await look(`GET ${address} %ff`, get(null, `${address}?q=%ff&page=%c3%28&q=2&__proto__[x]=1`))
        }
        // These would end the sessions that the others use.
        if (action === 'none' || /signout|erase/.test(address)) return
        const who = action === 'everyone' ? null : 'ada'
        for (const value of NONSENSE.filter((_, n) => n % 2 === address.length % 2)) {
          const fields = new URLSearchParams(FIELDS.map((name) => [name, value]))
          fields.append('__proto__', 'x')
          if (fields.toString().length < 500_000)
            await look(`POST ${address} ${value.slice(0, 20)}`, post(who, address, fields))
        }
        for (const name of FIELDS) {
          if (!['title', 'body', 'reason', 'name', 'bio', 'note', 'tags'].includes(name)) continue
          const long = { [name]: 'a'.repeat(200_000), intent: 'post' }
          await look(`POST ${address} long ${name}`, post(who, address, long))
        }
        const repeated = new URLSearchParams(
          FIELDS.flatMap((name) => [
            [name, '1'],
            [name, '2'],
          ]),
        )
        await look(`POST ${address} repeated`, post(who, address, repeated))
        const files = new FormData()
        for (const name of FIELDS) files.set(name, new File(['x'], 'x.txt'))
        await look(`POST ${address} files`, post(who, address, files))
        const headers = { ...(await headersFor(who)), origin: product.url, 'content-type': 'application/json' }
        await look(
          `POST ${address} JSON`,
          fetch(`${product.url}${address}`, {
            method: 'POST',
            headers,
            body: '{"__proto__":{"isAdmin":true}',
            redirect: 'manual',
          }),
        )
        await look(
          `PUT ${address} JSON`,
          fetch(`${product.url}${address}`, {
            method: 'PUT',
            headers,
            body: '{"body":{"a":[]},"title":7,"__proto__":{"isAdmin":true}}',
            redirect: 'manual',
          }),
        )
      }
      // Three routes at a time: the server reads what one sends while it answers the others.
      const left = [...routes]
      const takeTurns = async (): Promise<void> => {
        for (let route = left.shift(); route; route = left.shift()) await tryRoute(route)
      }
      await Promise.all([takeTurns(), takeTurns(), takeTurns()])

      expect(failed).toEqual([])
      expect((await get(null, '/healthz')).status).toBe(200)
    },
  )
})
