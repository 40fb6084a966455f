import { english, saying } from '#test/support/refusals.ts'
import { beforeEach, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { aRequest } from '#test/support/factories/knowledge.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { getLog } from '#app/features/moderation/queries/log.server.ts'
import { jsonOf } from '#app/platform/api.server.ts'
import type { Database } from '#db/client.server.ts'
import { addRequests, type Sent } from './commands/add-requests.server.ts'
import { addPattern, removePattern, tryPattern } from './commands/mind-patterns.server.ts'
import { findTokenActor } from '#app/platform/api-token.server.ts'
import { GUEST, SYSTEM, type TokenActor } from '#app/kernel/roles.ts'
import { endToken, makeToken } from './commands/tokens.server.ts'
import { getLivingToken, getTokens, listTokens } from './queries/tokens.server.ts'
import { listPatterns } from './queries/patterns.server.ts'
import { getRequest, listRequests } from './queries/requests.server.ts'
import { openApi } from './openapi.ts'
import { incomingOf, SentRequest, SentRequests, TokenForm } from './schemas.ts'

const ALL = { q: '', channel: null, outcome: null, source: null, topic: null, page: null }

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  let token: TokenActor
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
    const text = await makeToken(atMachine(), { name: 'chat', scopes: ['requests.write'] })
    const found = await findTokenActor(services, text)
    if (!found) throw new Error('It was just made.')
    token = found
  })

  const atMachine = () => ({ ...services, viewer: SYSTEM })
  const asTool = () => ({ ...services, viewer: token })
  const sent = (given: Record<string, unknown>, key: string | null = null): Sent => {
    const request = incomingOf(SentRequest.parse({ external_id: '1', text: 'It fails', ...given }))
    return { key, body: JSON.stringify(given), requests: [request] }
  }
  const requests = () => db.selectFrom('requests').selectAll().orderBy('id').execute()

  test('what a tool sends is redacted and stored once, under the tool’s name', async () => {
    const given = {
      text: 'Mail me: anna@mail.example',
      requester: '+49 170 1234567',
      channel: 'chat',
      asked_at: '2026-05-01T10:00:00Z',
      replies: [{ text: 'Hi Anna,\ndone' }],
    }

    expect(await addRequests(asTool(), sent(given))).toEqual({
      status: 201,
      answer: { accepted: 1, updated: 0, unchanged: 0, refused: [] },
    })
    expect(await addRequests(asTool(), sent(given))).toEqual({
      status: 200,
      answer: { accepted: 0, updated: 0, unchanged: 1, refused: [] },
    })
    const [first] = await requests()
    expect(first).toMatchObject({
      source: 'api chat',
      text: 'Mail me: [e-mail address]',
      channel: 'chat',
      outcome: 'answered',
      asked_at: Date.UTC(2026, 4, 1, 10),
    })
    expect(JSON.stringify(first)).not.toContain('1234567')
    const agent = services.as(aViewer({ role: 'agent' }))
    expect(await getRequest(agent, first?.id ?? 0)).toMatchObject({
      redactions: { email: 1, name: 1 },
      replies: [{ text: 'Hi [name],\ndone', author: 'staff' }],
    })
  })

  test('one key is done once, also by fifty at the same time, and for one body only', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => addRequests(asTool(), sent({}, 'k1'))))

    const first = { status: 201, answer: { accepted: 1, updated: 0, unchanged: 0, refused: [] } }
    expect(answers).toEqual(Array.from({ length: 50 }, () => first))
    expect((await requests()).length).toBe(1)
    await expect(addRequests(asTool(), sent({ text: 'other' }, 'k1'))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a key that was answered with 200 is so again', async () => {
    await addRequests(asTool(), sent({}))
    const known = { status: 200, answer: { accepted: 0, updated: 0, unchanged: 1, refused: [] } }

    expect(await addRequests(asTool(), sent({}, 'k2'))).toEqual(known)
    expect(await addRequests(asTool(), sent({}, 'k2'))).toEqual(known)
  })

  test('only a tool whose token says so sends requests', async () => {
    const noScope: TokenActor = { ...token, scopes: [] }
    for (const viewer of [GUEST, noScope, aViewer({ role: 'admin' })])
      await expect(addRequests({ ...services, viewer }, sent({}))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await requests()).toEqual([])
  })

  test('a request that says nothing is named', async () => {
    expect(
      (await addRequests(asTool(), sent({ text: 'On 4 Mar 2025 Help <h@x.example> wrote:\n> quoted' }))).answer,
    ).toEqual({ accepted: 0, updated: 0, unchanged: 0, refused: ['1'] })
  })

  test('a token opens what it is for until it is revoked, and its text is kept nowhere', async () => {
    const text = await makeToken(atMachine(), { name: 'social', scopes: [] })
    await expect(makeToken(atMachine(), { name: 'social', scopes: [] })).rejects.toMatchObject({
      code: 'conflict',
    })
    const other = await makeToken(atMachine(), { name: 'desk', scopes: ['requests.write'] })

    expect(await findTokenActor(services, text)).toMatchObject({ name: 'social', scopes: [] })
    expect(await findTokenActor(services, other)).toMatchObject({ name: 'desk', scopes: ['requests.write'] })
    expect(await findTokenActor(services, `${other}x`)).toBeUndefined()
    await endToken(atMachine(), { name: 'desk' })
    expect(await findTokenActor(services, other)).toBeUndefined()
    await expect(endToken(atMachine(), { name: 'desk' })).rejects.toMatchObject({ code: 'not-found' })
    expect(JSON.stringify(await db.selectFrom('api_tokens').selectAll().execute())).not.toContain(other)
    expect((await listTokens(db)).map((one) => one.name)).toEqual(['chat', 'social', 'desk'])
  })

  test('admins make and revoke tokens, and the log names both', async () => {
    const admin = services.as(asViewer(await aMember(db, { role: 'admin', name: 'Ada' })))
    const draft = TokenForm.parse({ name: ' shop\u200b ', scopes: 'requests.write' })

    const text = await makeToken(admin, draft)
    const again = makeToken(admin, draft)
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      fields: { name: saying('already a token “shop”') },
    })
    const found = await findTokenActor(services, text)
    const { living } = await getTokens(admin)
    expect(living.map(({ name, by, lastUsedAt }) => [name, by, lastUsedAt])).toEqual([
      ['chat', null, services.clock.now()],
      ['shop', 'Ada', services.clock.now()],
    ])
    const shop = await getLivingToken(admin, found?.tokenId ?? 0)
    await endToken(admin, { id: shop.id })

    expect(await findTokenActor(services, text)).toBeUndefined()
    await expect(endToken(admin, { id: shop.id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await getTokens(admin)).revoked.map(({ name }) => name)).toEqual(['shop'])
    const { rows } = await getLog(admin, { by: '', act: '', from: '', to: '' }, 'UTC', null)
    const said = rows.map((row) => `${row.by?.name ?? '-'} ${row.said.map(({ words }) => words).join('')}`)
    expect(said.sort()).toEqual([
      '- created the API token “chat”',
      'Ada created the API token “shop”',
      'Ada revoked the API token “shop”',
    ])
    expect(JSON.stringify(await db.selectFrom('acts').selectAll().execute())).not.toContain(text)
    const moderator = services.as(aViewer({ role: 'moderator' }))
    for (const tried of [makeToken(moderator, draft), endToken(moderator, { id: 1 }), getTokens(moderator)])
      await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of two who make a token of one name at once, one gets it', async () => {
    const draft = { name: 'twin', scopes: ['requests.write'] }
    const ends = await Promise.allSettled([1, 2, 3].map(() => makeToken(atMachine(), draft)))

    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' })
    await endToken(atMachine(), { name: 'twin' })
    expect(await makeToken(atMachine(), draft)).toMatch(/^askwell_/)
  })

  test('requests are listed by key, narrowed and searched; for staff alone', async () => {
    for (let n = 0; n < 70; n += 1)
      await addRequests(
        asTool(),
        sent({ external_id: String(n), text: `Request ${n} 100%`, channel: n % 2 ? 'chat' : 'mail' }),
      )
    const agent = services.as(aViewer({ role: 'agent' }))

    const first = await listRequests(agent, ALL)
    const second = await listRequests(agent, { ...ALL, page: first.older })
    const third = await listRequests(agent, { ...ALL, page: second.older })
    expect([first, second, third].map((page) => page.rows.length)).toEqual([30, 30, 10])
    expect(new Set([first, second, third].flatMap((page) => page.rows.map((row) => row.id))).size).toBe(70)
    expect((await listRequests(agent, { ...ALL, page: second.newer })).rows).toEqual(first.rows)

    const chats = await listRequests(agent, { ...ALL, channel: 'chat' })
    const more = await listRequests(agent, { ...ALL, channel: 'chat', page: chats.older })
    expect([chats.rows.length, more.rows.length, more.older]).toEqual([30, 5, null])
    expect((await listRequests(agent, { ...ALL, q: 'request 42' })).rows.map((row) => row.excerpt)).toEqual([
      'Request 42 100%',
    ])
    expect((await listRequests(agent, { ...ALL, q: '%_%' })).rows).toEqual([])
    expect((await listRequests(agent, { ...ALL, q: '0%', source: 'api chat' })).rows.length).toBe(30)
    await expect(listRequests(services.as(aViewer()), ALL)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('the sources to choose from are those that sent something', async () => {
    const agent = services.as(aViewer({ role: 'agent' }))
    await db.insertInto('imports').values({ kind: 'requests', source: 'never read', started_at: 1 }).execute()
    expect((await listRequests(agent, ALL)).sources).toEqual([])

    await addRequests(asTool(), sent({ external_id: '1', text: 'My card' }))

    expect((await listRequests(agent, ALL)).sources).toEqual(['api chat'])
  })

  test('patterns are added, tried and taken away by admins, and bad ones refused', async () => {
    const admin = services.as(aViewer({ role: 'admin' }))

    expect(await tryPattern(admin, { name: 'order number', pattern: 'ORD-\\d+' }, 'My ORD-17 and ord-18')).toEqual({
      text: 'My [order number] and [order number]',
      found: 2,
      hidden: null,
    })
    await addPattern(admin, { name: 'order number', pattern: 'ORD-\\d+' })
    const [pattern] = await listPatterns(db)
    expect(pattern).toMatchObject({ name: 'order number' })
    await expect(addPattern(admin, { name: 'x', pattern: '(' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      addPattern(services.as(aViewer({ role: 'moderator' })), { name: 'x', pattern: 'A\\d' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await removePattern(admin, pattern?.id ?? 0)
    expect(await listPatterns(db)).toEqual([])
    await expect(addPattern(admin, { name: 'x', pattern: '\\d+' })).rejects.toMatchObject({
      fields: { pattern: saying('any number') },
    })
  })

  test('a pattern that would have hidden much is added by who is sure, after they saw how much', async () => {
    const admin = services.as(aViewer({ role: 'admin' }))
    for (let n = 0; n < 30; n++)
      await aRequest(db, { subject: '', text: n < 10 ? `Since the update of ${2010 + n} it fails` : 'It fails' })
    const given = { name: 'year', pattern: '\\b\\d{4}\\b' }
    const words =
      'It would have taken something out of 10 of the latest 30 requests, such as “2019”, “2018”, “2017”, “2016”, “2015”.'

    expect(english((await tryPattern(admin, given, 'In 2024')).hidden)).toBe(words)
    await expect(addPattern(admin, given)).rejects.toMatchObject({ code: 'invalid', fields: { sure: saying(words) } })
    expect(await listPatterns(db)).toEqual([])
    await addPattern(admin, { ...given, sure: true })
    expect(await listPatterns(db)).toMatchObject([{ name: 'year' }])
    await addPattern(admin, { name: 'seldom', pattern: '\\b201[0-3]\\b' })
    expect(await listPatterns(db)).toHaveLength(2)
  })
})

test('the description of the API names the operation and the shape of a request', () => {
  const api = openApi('https://help.example.test')

  expect(Object.keys(api.paths['/api/v1/requests'].post.responses)).toEqual([
    '200',
    '201',
    '401',
    '409',
    '413',
    '422',
    '429',
  ])
  expect(JSON.stringify(api.components.schemas.Request)).toContain('external_id')
})

test('a channel that nobody can send is refused by naming those that can be', () => {
  const sent = SentRequest.safeParse({ external_id: '1', text: 'It fails', channel: 'thread' })

  expect(english(sent.error?.issues[0]?.message)).toBe('must be one of mail, chat, phone, social, form, other')
})

test.each([
  [
    'a list that is too long',
    Array.from({ length: 101 }, (_, n) => ({ external_id: String(n), text: 'x' })),
    { at: '', why: 'contains more than 100 requests' },
  ],
  ['an empty list', [], { at: '', why: 'contains no requests' }],
  [
    'a request of a list',
    [{ external_id: '1', channel: 'telepathy' }],
    { at: '0.channel', why: expect.stringMatching(/^must be one of mail/) as string },
  ],
  [
    'one request',
    { external_id: '1', channel: 'telepathy' },
    { at: 'channel', why: expect.stringMatching(/^must be one of mail/) as string },
  ],
])('what is wrong is told of %s', async (_what, body, error) => {
  const request = new Request('https://a.example', { method: 'POST', body: JSON.stringify(body) })

  await expect(jsonOf(request, SentRequests, 'en')).rejects.toMatchObject({ problem: { errors: [error] } })
})
