import { english } from '#test/support/refusals.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Audience } from '#app/kernel/address-table.ts'
import { AppError } from '#app/kernel/errors.ts'
import { GUEST, ROLES, SYSTEM, type Actor } from '#app/kernel/roles.ts'
import * as newDraft from '#app/routes/desk/desk.articles.new.ts'
import * as signIn from '#app/routes/public/signin.tsx'
import { eachDatabase } from '#test/support/databases.ts'
import { aTopic } from '#test/support/factories/knowledge.ts'
import { quickHash } from '#test/support/factories/passwords.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { aViewer } from '#test/support/factories/viewers.ts'
import { aBrowser, type Browser } from '#test/support/routes.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { actionFor } from './action.server.ts'
import { mayUse } from './audience.server.ts'
import { idParam, parseForm, parseQuery, valuesOf } from './forms.server.ts'
import { loaderFor } from './loader.server.ts'
import { safePath } from './redirects.server.ts'
import { unlessPreview } from '../rate-limit.server.ts'

describe('check 28: where a form may lead', () => {
  test.each([
    ['/', '/'],
    ['/t/42/slug?page=a.1.2#p7', '/t/42/slug?page=a.1.2#p7'],
    ['/search?q=//evil.example', '/search?q=//evil.example'],
    ['/a/../b', '/b'],
  ])('%s leads to %s', (next, there) => {
    expect(safePath(next)).toBe(there)
  })

  const HOSTILE = [
    '',
    ' ',
    'x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    'https://evil.example',
    'http:evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '/\tjavascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    '\t//evil.example',
    '/%0d%0aSet-Cookie:x=1\r\n',
    '/\u0000/evil.example',
    '@evil.example',
    '.evil.example',
    ':evil.example',
    '?//evil.example',
    '#//evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/x/../\\evil.example',
    '//evil.example/%2f..',
    '/////',
    null,
    undefined,
  ]
  test.each(HOSTILE)('%j stays on this site', (next) => {
    const path = safePath(next)
    const there = new URL(path, 'https://help.example.test')

    expect(there.origin).toBe('https://help.example.test')
    expect(path).toMatch(/^\/(?![/\\])/)
    expect(path).not.toMatch(/[\r\n\t\0]/)
  })
})

describe('check 34: forms and queries of any shape', () => {
  const Shape = z.object({
    title: z.string('Give one title.').min(3, 'Say more.'),
    page: z.string().optional(),
  })
  const form = (...pairs: [string, string | Blob][]): FormData => {
    const made = new FormData()
    for (const [name, value] of pairs) made.append(name, value)
    return made
  }
  const fieldsOf = (data: FormData): unknown => {
    try {
      return parseForm(Shape, data)
    } catch (error) {
      return error instanceof AppError
        ? Object.fromEntries(Object.entries(error.fields).map(([name, said]) => [name, english(said)]))
        : error
    }
  }

  test('only the fields of the shape are seen', () => {
    const given = form(['title', 'A title'], ['role', 'admin'], ['__proto__', 'x'], ['constructor', 'y'])

    expect(parseForm(Shape, given)).toEqual({ title: 'A title' })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test.each([
    ['nothing', form(), { title: 'Give one title.' }],
    ['a field twice', form(['title', 'One title'], ['title', 'Another']), { title: 'Give one title.' }],
    ['a file', form(['title', new Blob(['x'])]), { title: 'Give one title.' }],
    ['too little', form(['title', 'x']), { title: 'Say more.' }],
    ['a NUL', form(['title', 'A\0title']), { title: 'This contains a character that can’t be stored.' }],
  ])('%s is refused beside the field', (_what, data, fields) => {
    expect(fieldsOf(data)).toEqual(fields)
  })

  test('a query is read alike', () => {
    expect(parseQuery(Shape, new URLSearchParams('title=abc&x=1'))).toEqual({ title: 'abc' })
    expect(() => parseQuery(Shape, new URLSearchParams('title=a&title=b'))).toThrow(AppError)
  })

  test.each(['0', '-1', '1.5', '1e3', ' 1', '01', '0x10', '9'.repeat(16), 'NaN', '', undefined, '١'])(
    '%j is no id of anything',
    (text) => {
      expect(() => idParam(text)).toThrow(AppError)
    },
  )
})

describe('who may use a route', () => {
  const tool = { id: null, role: 'token', tokenId: 1, name: 'chat', scopes: ['requests.write'] } as const
  const VIEWERS: [string, Actor][] = [
    ['guest', GUEST],
    ...ROLES.map((role): [string, Actor] => [role, aViewer({ role })]),
    ['tool', tool],
    ['system', SYSTEM],
  ]
  const ALLOWED: Record<Audience, string> = {
    everyone: 'guest customer advocate agent moderator admin tool system',
    member: 'customer advocate agent moderator admin',
    staff: 'agent moderator admin system',
    moderator: 'moderator admin system',
    admin: 'admin system',
    'requests.write': 'tool',
  }
  test.each(Object.entries(ALLOWED) as [Audience, string][])('%s: %s', (audience, allowed) => {
    expect(
      VIEWERS.filter(([, viewer]) => mayUse(audience, viewer))
        .map(([name]) => name)
        .join(' '),
    ).toBe(allowed)
  })
})

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(() => {
    services = someServices(open())
  })
  const LIMIT = { name: 'http test', most: 2, per: 60_000 }

  const aSignedIn = async (role: string): Promise<Browser> => {
    const password = 'a quiet afternoon'
    const member = await aMember(services.db, { role, password_hash: await quickHash(password) })
    const browser = aBrowser(services)
    await browser.submit(signIn.action, '/signin', { email: member.email ?? '', password })
    return browser
  }

  test('a draft where there is no category leads to the page that says so', async () => {
    const browser = await aSignedIn('agent')
    const { id } = await aTopic(services.db, { title: 'Cards' })

    const answer = await browser.submit(newDraft.action, '/desk/articles/new', {
      topic: String(id),
    })

    expect(answer.location).toBe('/kb/new')
  })

  test('a guest of a members’ page is sent to sign in and back', async () => {
    const loader = loaderFor('member', async () => 'secret')

    const answer = await aBrowser(services).visit(loader, '/inbox?page=a.1.2')

    expect(answer).toMatchObject({ status: 302, location: '/signin?next=%2Finbox%3Fpage%3Da.1.2' })
  })

  test('a guest whose session ended while they wrote gets their words back', async () => {
    const action = actionFor('member', null, async () => 'never')

    const answer = await aBrowser(services).submit(action, '/t/42/answers', { body: 'My words', password: 'x' })

    expect(answer).toMatchObject({
      status: 401,
      data: { signIn: { kept: { body: 'My words' }, draftKey: 'thread:42:answer' } },
    })
    expect(JSON.stringify(answer.data)).not.toContain('password')
  })

  test('all that stood in a form is kept but which button was pressed', async () => {
    const action = actionFor('member', null, async () => 'never')
    const article = {
      title: 'The title',
      body: 'The text',
      aliases: 'Where?',
      tags: 'app',
      reason: '',
    }

    const answer = await aBrowser(services).submit(action, '/kb/new', {
      ...article,
      intent: 'save',
    })

    expect(answer).toMatchObject({ data: { signIn: { kept: article } } })
    expect(JSON.stringify(answer.data)).not.toContain('intent')
  })

  test.each([
    ['/ask', 'ask'],
    ['/posts/9/comments', 'post:9:comment'],
    ['/kb/new', 'article:new'],
    ['/kb/7/edit', 'article:7:edit'],
    ['/settings', ''],
  ])('what was written at %s becomes the draft “%s”', async (path, draftKey) => {
    const action = actionFor('member', null, async () => 'never')

    const answer = await aBrowser(services).submit(action, path, { body: 'My words' })

    expect(answer).toMatchObject({ data: { signIn: { draftKey } } })
  })

  test.each(['staff', 'moderator', 'admin'] as const)(
    'a page for %s does not exist for a customer',
    async (audience) => {
      const browser = await aSignedIn('customer')
      expect(
        (
          await browser.visit(
            loaderFor(audience, async () => 'secret'),
            '/desk',
          )
        ).status,
      ).toBe(404)
      expect(
        (
          await browser.submit(
            actionFor(audience, null, async () => 'done'),
            '/desk',
            {},
          )
        ).status,
      ).toBe(404)
    },
  )

  test.each([
    ['not-found', 404],
    ['forbidden', 403],
    ['invalid', 422],
    ['conflict', 409],
    ['too-many', 429],
    ['unavailable', 503],
  ] as const)('a refusal %s has status %i, and the form comes back but for passwords', async (code, status) => {
    const action = actionFor('everyone', null, async () => {
      throw new AppError(code, 'Not so.', { fields: { title: 'Here.' }, retryAfter: 7 })
    })

    const answer = await aBrowser(services).submit(action, '/x', { title: 'T', password: 'p' })

    expect(answer.status).toBe(status)
    expect(answer.headers.get('Retry-After')).toBe('7')
    if (code === 'not-found') expect(answer.data).toEqual({ message: 'Not so.' })
    else expect(answer).toMatchObject({ errors: { '': 'Not so.', title: 'Here.' }, values: { title: 'T' } })
    expect(answer.values).not.toHaveProperty('password')
  })

  test('a full disk and a database that is away are said in words, and the words typed come back', async () => {
    for (const [error, words] of [
      [Object.assign(new Error('x'), { code: 'SQLITE_FULL' }), 'The disk is full'],
      [Object.assign(new Error('x'), { code: 'SQLITE_READONLY' }), 'Nothing can be saved right now'],
    ] as const) {
      const action = actionFor('everyone', null, async () => {
        throw error
      })
      const answer = await aBrowser(services).submit(action, '/x', { body: 'Mine' })

      expect(answer).toMatchObject({ status: 503, values: { body: 'Mine' } })
      expect(answer.errors['']).toContain(words)
    }
  })

  test('a form that met a database that is away comes back whole, to be sent again; never with a password', async () => {
    const gone = actionFor('everyone', null, async () => {
      throw new Error('Connection terminated unexpectedly')
    })
    const browser = aBrowser(services)

    const post = await browser.submit(gone, '/t/7/answers', {
      body: 'My long answer',
      as: 'answer',
    })
    expect(post.status).toBe(503)
    expect(post.data).toMatchObject({
      message: expect.stringContaining('Nothing was saved') as string,
      again: {
        action: '/t/7/answers',
        fields: [
          ['body', 'My long answer'],
          ['as', 'answer'],
        ],
      },
    })
    const signIn = await browser.submit(gone, '/signin', {
      email: 'a@b.example',
      password: 'secret',
    })
    expect(signIn.data).toMatchObject({ again: null })
    expect(JSON.stringify(signIn.data)).not.toContain('secret')
  })

  test('a preview is no use of the limit on what is posted', async () => {
    const action = actionFor('everyone', unlessPreview(LIMIT), async () => 'done')
    const browser = aBrowser(services)

    for (let i = 0; i < 5; i += 1) expect((await browser.submit(action, '/x', { intent: 'preview' })).status).toBe(200)

    expect((await browser.submit(action, '/x', {})).status).toBe(200)
  })

  test('check 34: a NUL in an address is nowhere, and in a query it is passed over', async () => {
    const loader = loaderFor('everyone', async ({ url, params }) => ({
      name: params['name'],
      q: url.searchParams.get('q'),
    }))
    const browser = aBrowser(services)

    expect((await browser.visit(loader, '/x/a%00', { name: 'a\0' })).status).toBe(404)
    const answer = await browser.visit(loader, '/x/a?q=b%00c', { name: 'a' })
    expect((answer.data as { q: string }).q).toBe('bc')
  })

  test('what is not expected is not caught', async () => {
    const action = actionFor('everyone', null, async () => {
      throw new TypeError('a bug')
    })

    await expect(aBrowser(services).submit(action, '/x', {})).rejects.toThrow('a bug')
  })

  test('a limit counts members by themselves and guests by where they come from', async () => {
    const action = actionFor('everyone', LIMIT, async () => 'done')
    const statuses = async (browser: Browser): Promise<number[]> => {
      const answers = []
      for (let i = 0; i < 3; i += 1) answers.push((await browser.submit(action, '/x', {})).status)
      return answers
    }

    expect(await statuses(aBrowser(services, { from: '203.0.113.1' }))).toEqual([200, 200, 429])
    expect(await statuses(aBrowser(services, { from: '203.0.113.1' }))).toEqual([429, 429, 429])
    expect(await statuses(aBrowser(services, { from: '203.0.113.2' }))).toEqual([200, 200, 429])
    expect(await statuses(await aSignedIn('customer'))).toEqual([200, 200, 429])
  })
})

test('a refused form comes back whole: repeated fields too, passwords and files never', () => {
  const form = new FormData()
  for (const [name, value] of [
    ['title', 'short'],
    ['request', '1,2'],
    ['request', '7'],
    ['new_password', 'secret'],
  ] as const)
    form.append(name, value)
  form.append('file', new File(['x'], 'x.txt'))

  expect(valuesOf(form)).toEqual({ title: 'short', request: '1,2,7' })
})
