import { english } from '#test/support/refusals.ts'
import { describe, expect, test } from 'vitest'
import { fileOf, readAll } from '#test/support/read-files.ts'
import { planImport } from './plan-import.server.ts'
import { readRequests, type ReadRecord } from './read-requests.server.ts'

/** A large file comes in larger pieces, or reading it would take long. */
const readExport = (content: string) =>
  readAll(content, { name: 'export.json', step: content.length > 100_000 ? 65_536 : 61 })

const AT = '2026-03-04T10:11:12Z'
const LATER = '2026-03-04T11:00:00Z'
const EPOCH = Date.parse(AT) / 1000
const PROSE = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text },
        { type: 'mention', attrs: { id: '5', text: '@Ben Jones' } },
      ],
    },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'twice', marks: [{ type: 'strong' }] }] }],
        },
      ],
    },
  ],
})

interface System {
  readonly name: string
  readonly record: (id: number) => object
  readonly around: (records: readonly object[]) => object
  readonly text: string
  readonly replies: readonly (readonly [author: string, text: string])[]
  readonly more: object
}

const SYSTEMS: readonly System[] = [
  {
    name: 'Intercom',
    record: (id) => ({
      type: 'conversation',
      id: String(id),
      created_at: EPOCH,
      updated_at: EPOCH + 9,
      state: 'closed',
      open: false,
      priority: 'not_priority',
      source: {
        type: 'email',
        id: '9',
        subject: '<p>Card</p>',
        body: '<p>My card is refused. Why &amp; where?</p>',
        author: { type: 'user', id: 'u1', name: 'Anna Smith', email: 'anna@mail.example' },
      },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1' }] },
      tags: { type: 'tag.list', tags: [{ type: 'tag', id: '1', name: 'cards' }] },
      conversation_rating: { rating: 5, remark: 'Thanks' },
      conversation_parts: {
        type: 'conversation_part.list',
        total_count: 4,
        conversation_parts: [
          {
            type: 'conversation_part',
            part_type: 'comment',
            body: '<p>We are a bot</p>',
            created_at: EPOCH + 1,
            author: { type: 'bot', name: 'Operator' },
          },
          {
            type: 'conversation_part',
            part_type: 'note',
            body: '<p>Angry customer</p>',
            created_at: EPOCH + 2,
            author: { type: 'admin' },
          },
          {
            type: 'conversation_part',
            part_type: 'comment',
            body: '<p>Please raise its limit.</p>',
            created_at: EPOCH + 3,
            author: { type: 'admin', name: 'Agnes' },
          },
          {
            type: 'conversation_part',
            part_type: 'comment',
            body: '<p>That helped</p>',
            created_at: EPOCH + 4,
            author: { type: 'user', id: 'u1' },
          },
          {
            type: 'conversation_part',
            part_type: 'close',
            body: null,
            created_at: EPOCH + 5,
            author: { type: 'admin' },
          },
        ],
      },
    }),
    around: (conversations) => ({
      type: 'conversation.list',
      pages: { type: 'pages', page: 1, next: null },
      total_count: 2,
      conversations,
    }),
    text: 'My card is refused. Why & where?',
    replies: [
      ['staff', 'Please raise its limit.'],
      ['requester', 'That helped'],
    ],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      requesterName: 'Anna Smith',
      tags: ['cards'],
      outcome: 'solved',
      satisfaction: 1,
      channel: 'mail',
      askedAt: EPOCH * 1000,
    },
  },
  {
    name: 'Help Scout',
    record: (id) => ({
      id,
      number: id + 100,
      type: 'email',
      status: 'closed',
      state: 'published',
      subject: 'Card',
      preview: 'My card is…',
      mailboxId: 1,
      primaryCustomer: { id: 7, first: 'Anna', last: 'Smith', email: 'anna@mail.example' },
      createdAt: AT,
      tags: [{ id: 1, tag: 'cards' }],
      _embedded: {
        threads: [
          {
            id: 4,
            type: 'message',
            body: 'Please raise<br>its limit.',
            createdBy: { type: 'user' },
            createdAt: LATER,
            state: 'published',
          },
          {
            id: 3,
            type: 'note',
            body: 'Angry customer',
            createdBy: { type: 'user' },
            createdAt: '2026-03-04T10:50:00Z',
            state: 'published',
          },
          { id: 2, type: 'lineitem', body: '', createdBy: { type: 'user' }, createdAt: '2026-03-04T10:40:00Z' },
          {
            id: 1,
            type: 'customer',
            body: '<div>My card is refused.</div>',
            createdBy: { type: 'customer' },
            createdAt: AT,
            state: 'published',
          },
        ],
      },
    }),
    around: (conversations) => ({
      _embedded: { conversations },
      _links: { self: { href: 'https://api.example' } },
      page: { size: 25 },
    }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise\nits limit.']],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      requesterName: 'Anna Smith',
      tags: ['cards'],
      outcome: 'solved',
      channel: 'mail',
      askedAt: EPOCH * 1000,
    },
  },
  {
    name: 'Freshdesk, its account export',
    record: (id) => ({
      helpdesk_ticket: {
        id: 9000 + id,
        display_id: id,
        subject: 'Card',
        description: 'My card is refused.',
        description_html: '<div>My card is refused.</div>',
        status: 5,
        status_name: 'Closed',
        source: 1,
        source_name: 'Email',
        requester_id: 7,
        requester_name: 'Anna Smith',
        created_at: AT,
        tags: [{ name: 'cards' }],
        notes: [
          { id: 1, body: 'Angry customer', private: true, incoming: false, user_id: 1, created_at: LATER },
          { id: 2, body: 'Please raise its limit.', private: false, incoming: false, user_id: 1, created_at: LATER },
        ],
      },
    }),
    around: (tickets) => ({ helpdesk_tickets: tickets }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise its limit.']],
    more: {
      subject: 'Card',
      requester: '7',
      requesterName: 'Anna Smith',
      tags: ['cards'],
      outcome: 'solved',
      channel: 'mail',
    },
  },
  {
    name: 'Freshdesk, by its API',
    record: (id) => ({
      id,
      subject: 'Card',
      description: '<div>My card is refused.</div>',
      description_text: 'My card is refused.',
      status: 2,
      source: 2,
      requester_id: 7,
      requester: { id: 7, name: 'Anna Smith', email: 'anna@mail.example' },
      created_at: AT,
      tags: ['cards'],
      satisfaction_rating: { ratings: { default_question: -103 } },
      conversations: [
        { body_text: 'Angry customer', private: true, incoming: false, user_id: 1, created_at: LATER },
        {
          body_text: 'Please raise its limit.',
          body: '<p>Please…</p>',
          private: false,
          incoming: false,
          user_id: 1,
          created_at: LATER,
        },
        {
          body_text: 'It does not help',
          private: false,
          incoming: true,
          user_id: 7,
          created_at: '2026-03-04T12:00:00Z',
        },
      ],
    }),
    around: (results) => ({ total: 2, results }),
    text: 'My card is refused.',
    replies: [
      ['staff', 'Please raise its limit.'],
      ['requester', 'It does not help'],
    ],
    more: { requester: 'anna@mail.example', outcome: 'answered', satisfaction: 0, channel: 'form', tags: ['cards'] },
  },
  {
    name: 'Gorgias',
    record: (id) => ({
      id,
      subject: 'Card',
      status: 'closed',
      channel: 'email',
      via: 'email',
      language: 'en',
      created_datetime: AT,
      customer: { id: 7, name: 'Anna Smith', email: 'anna@mail.example' },
      tags: [{ id: 1, name: 'cards' }],
      satisfaction_survey: { score: 2 },
      messages_count: 3,
      messages: [
        {
          id: 1,
          from_agent: false,
          public: true,
          channel: 'email',
          body_text: 'My card is refused.',
          stripped_text: 'My card is refused.',
          sent_datetime: AT,
        },
        {
          id: 2,
          from_agent: true,
          public: false,
          channel: 'internal-note',
          body_text: 'Angry customer',
          sent_datetime: AT,
        },
        {
          id: 3,
          from_agent: true,
          public: true,
          channel: 'email',
          stripped_html: '<div>Please raise its limit.</div>',
          sent_datetime: LATER,
        },
      ],
    }),
    around: (data) => ({ object: 'list', uri: '/api/tickets', data, meta: { next_cursor: null } }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise its limit.']],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      language: 'en',
      satisfaction: 0,
      outcome: 'solved',
      tags: ['cards'],
    },
  },
  {
    name: 'HubSpot',
    record: (id) => ({
      id: String(id),
      properties: {
        content: 'My card is refused.',
        subject: 'Card',
        hs_pipeline_stage: '4',
        createdate: AT,
        source_type: 'EMAIL',
        hs_resolution: 'Please raise its limit.',
        hs_ticket_category: 'cards',
      },
      createdAt: AT,
      archived: false,
    }),
    around: (results) => ({ results, paging: { next: { after: '2' } } }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise its limit.']],
    more: { subject: 'Card', outcome: 'solved', tags: ['cards'], channel: 'mail', askedAt: EPOCH * 1000 },
  },
  {
    name: 'Jira in the cloud',
    record: (id) => ({
      id: `1000${id}`,
      key: `SUP-${id}`,
      fields: {
        summary: 'Card',
        description: PROSE('My card is refused '),
        created: '2026-03-04T10:11:12.000+0000',
        status: { name: 'Done', statusCategory: { key: 'done' } },
        labels: ['cards'],
        reporter: {
          accountId: 'a7',
          displayName: 'Anna Smith',
          emailAddress: 'anna@mail.example',
          accountType: 'customer',
        },
        comment: {
          total: 2,
          comments: [
            {
              id: '1',
              body: PROSE('Angry customer'),
              jsdPublic: false,
              author: { accountId: 'a1', accountType: 'atlassian' },
              created: '2026-03-04T10:30:00.000+0000',
            },
            {
              id: '2',
              body: PROSE('Please raise its limit '),
              jsdPublic: true,
              author: { accountId: 'a1', accountType: 'atlassian' },
              created: '2026-03-04T11:00:00.000+0000',
            },
          ],
        },
      },
    }),
    around: (issues) => ({ expand: 'schema,names', startAt: 0, maxResults: 50, total: 2, issues }),
    text: 'My card is refused [name]\n- twice',
    replies: [['staff', 'Please raise its limit [name]\n- twice']],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      requesterName: 'Anna Smith',
      tags: ['cards'],
      outcome: 'solved',
      askedAt: EPOCH * 1000,
    },
  },
  {
    name: 'Salesforce',
    record: (id) => ({
      attributes: { type: 'Case', url: '/services/data/v60.0/sobjects/Case/5' },
      Id: `500${id}`,
      CaseNumber: `0000${id}`,
      Subject: 'Card',
      Description: 'My card is refused.',
      Status: 'Closed',
      Origin: 'Email',
      CreatedDate: '2026-03-04T10:11:12.000+0000',
      Contact: { attributes: { type: 'Contact' }, Name: 'Anna Smith', Email: 'anna@mail.example' },
      Type: 'cards',
      CaseComments: {
        totalSize: 3,
        done: true,
        records: [
          {
            CommentBody: 'Angry customer',
            IsPublished: false,
            CreatedDate: '2026-03-04T10:30:00.000+0000',
            CreatedBy: { Name: 'Agnes' },
          },
          {
            CommentBody: 'Please raise its limit.',
            IsPublished: true,
            CreatedDate: '2026-03-04T11:00:00.000+0000',
            CreatedBy: { Name: 'Agnes', UserType: 'Standard' },
          },
          {
            CommentBody: 'That helped',
            IsPublished: true,
            CreatedDate: '2026-03-04T12:00:00.000+0000',
            CreatedBy: { Name: 'Anna Smith', UserType: 'CspLitePortal' },
          },
        ],
      },
    }),
    around: (records) => ({ totalSize: 2, done: true, records }),
    text: 'My card is refused.',
    replies: [
      ['staff', 'Please raise its limit.'],
      ['requester', 'That helped'],
    ],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      requesterName: 'Anna Smith',
      tags: ['cards'],
      outcome: 'solved',
      channel: 'mail',
      askedAt: EPOCH * 1000,
    },
  },
  {
    name: 'ServiceNow, with what it displays',
    record: (id) => ({
      number: { display_value: `INC00${id}`, value: `INC00${id}` },
      short_description: { display_value: 'Card', value: 'Card' },
      description: { display_value: 'My card is refused.', value: 'My card is refused.' },
      state: { display_value: 'Closed', value: '7' },
      opened_at: { display_value: '2026-03-04 10:11:12', value: '2026-03-04 10:11:12' },
      category: { display_value: 'cards', value: 'c' },
      caller_id: { display_value: 'Anna Smith', value: 'abc', link: 'https://sn.example/u/abc' },
      close_notes: { display_value: 'Please raise its limit.', value: '' },
      work_notes: { display_value: 'Angry customer' },
    }),
    around: (result) => ({ result }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise its limit.']],
    more: {
      subject: 'Card',
      requesterName: 'Anna Smith',
      requester: 'abc',
      outcome: 'solved',
      tags: ['cards'],
      askedAt: EPOCH * 1000,
    },
  },
  {
    name: 'ServiceNow, plain',
    record: (id) => ({
      number: `INC00${id}`,
      short_description: 'Card',
      description: 'My card is refused.',
      state: '6',
      opened_at: '2026-03-04 10:11:12',
      sys_id: 'x',
      'caller_id.email': 'anna@mail.example',
      close_notes: '',
      comments:
        '2026-03-04 12:00:00 - Anna Smith (Additional comments)\nThat helped\n\n2026-03-04 11:00:00 - Agnes (Additional comments)\nPlease raise its limit.\n\n2026-03-04 10:30:00 - Agnes (Work notes)\nAngry customer\n',
      'caller_id.name': 'Anna Smith',
    }),
    around: (result) => ({ result }),
    text: 'My card is refused.',
    replies: [
      ['staff', 'Please raise its limit.'],
      ['requester', 'That helped'],
    ],
    more: { subject: 'Card', requester: 'anna@mail.example', outcome: 'solved' },
  },
  {
    name: 'Zendesk',
    record: (id) => ({
      id,
      requester_id: 7,
      subject: 'Card',
      description: 'My card is refused.',
      status: 'solved',
      tags: ['cards'],
      created_at: AT,
      via: { channel: 'email' },
      satisfaction_rating: { score: 'good' },
      requester: { id: 7, email: 'anna@mail.example', name: 'Anna Smith' },
      comments: [
        { author_id: 7, plain_body: 'My card is refused.', public: true, created_at: AT },
        { author_id: 1, plain_body: 'Angry customer', public: false, created_at: AT },
        { author_id: 1, plain_body: 'Please raise its limit.', public: true, created_at: LATER },
      ],
    }),
    around: (tickets) => ({ count: 2, users: [{ id: 7, name: 'Anna Smith' }], tickets, next_page: null }),
    text: 'My card is refused.',
    replies: [['staff', 'Please raise its limit.']],
    more: {
      subject: 'Card',
      requester: 'anna@mail.example',
      tags: ['cards'],
      outcome: 'solved',
      satisfaction: 1,
      channel: 'mail',
      askedAt: EPOCH * 1000,
    },
  },
]

/** Every way in which an export may stand in a file. */
function waysOf({ record, around }: System): readonly (readonly [string, string])[] {
  const two = [record(5), record(6)]
  const turned = Object.fromEntries(Object.entries(around(two)).reverse())
  return [
    ['as it is answered', JSON.stringify(around(two))],
    ['laid out', JSON.stringify(around(two), null, 2)],
    ['with its list before or after the rest', JSON.stringify(turned)],
    ['as a list', JSON.stringify(two)],
    ['as a list, laid out', JSON.stringify(two, null, 2)],
    ['one a line', two.map((one) => JSON.stringify(one)).join('\n')],
    ['one after the other, laid out', two.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['in two pages', two.map((one) => JSON.stringify(around([one]))).join('\n')],
  ]
}

describe.each(SYSTEMS)('$name', (system) => {
  test.each(waysOf(system))('is read %s', async (_way, content) => {
    const records = await readExport(content)

    expect(records.map(({ refusal }) => refusal)).toEqual([null, null])
    const [first, second] = records.map(({ request }) => request)
    expect(first).toMatchObject({ text: system.text, ...system.more })
    expect(first?.replies.map(({ author, text }) => [author, text])).toEqual(system.replies)
    expect(first?.externalId).toMatch(/5$/)
    expect(second?.externalId).toMatch(/6$/)
  })

  test('one alone is read too', async () => {
    const alone = JSON.stringify(system.record(5), null, 2)

    const [record, ...more] = await readExport(alone)

    expect(record?.request).toMatchObject({ text: system.text })
    expect(more).toEqual([])
  })
})

describe('JSON that no layout tells', () => {
  const refusal = async (value: unknown): Promise<string> =>
    english((await planImport(fileOf(JSON.stringify(value)), 'a.json')).refusal ?? 'read')

  test.each<readonly [unknown, string]>([
    [{ type: 'conversation.list', conversations: [], pages: {} }, '“conversations” is an empty list'],
    [
      { type: 'error.list', errors: [{ code: 'unauthorized', message: 'Access token invalid' }] },
      'an error message from another tool, not an export: “Access token invalid”',
    ],
    [{ error: 'unauthorized', message: 'You need a token' }, '“You need a token”'],
    [{ message: 'Not Found', documentation_url: 'https://api.example', status: '404' }, '“Not Found”'],
    [{ success: true, message: 'Everything went well today', data: [] }, '“data” is an empty list'],
    [{ id: 5, text: 'My card is refused with an error', error: 'E404', items: [] }, 'read'],
    [
      { type: 'admin.list', admins: [] },
      'single object of the type “admin.list” with no requests in it: it contains “type” (a text), “admins” (an empty list)',
    ],
    [{ version: 3, name: 'x' }, '“version” (a number), “name” (a text)'],
    [
      { first: [{ a: 1 }], second: [{ b: 2 }] },
      'several lists, and it isn’t clear which one lists the requests: “first”, “second”',
    ],
  ])('%j is refused in words that help', async (value, words) => {
    expect(await refusal(value)).toContain(words)
  })

  test('a list under a name of its own, with names within names, is read by its columns', async () => {
    const content = JSON.stringify({
      made: 'today',
      helpdesk: {
        questions2: [
          {
            meta: { id: 17, created: AT },
            content: { title: 'Card', body: 'My card is refused in every shop' },
            feedback: { rating: 4 },
          },
          {
            meta: { id: 18, created: AT },
            content: { title: 'App', body: 'The app closes by itself all the time' },
            feedback: { rating: 1 },
          },
        ],
      },
    })

    const records = await readExport(content)

    expect(
      records.map(({ request }) => [request?.externalId, request?.subject, request?.text, request?.satisfaction]),
    ).toEqual([
      ['17', 'Card', 'My card is refused in every shop', 1],
      ['18', 'App', 'The app closes by itself all the time', 0],
    ])
  })

  test.each<readonly [string, unknown]>([
    [
      'a search engine',
      {
        took: 3,
        hits: {
          total: 1,
          hits: [
            {
              _id: 'a',
              _score: 1,
              _source: { number: 1, title: 'Card', body: 'My card is refused everywhere', comments: 3 },
            },
          ],
        },
      },
    ],
    [
      'GraphQL',
      {
        data: {
          tickets: {
            totalCount: 1,
            edges: [
              { cursor: 'x', node: { number: 1, title: 'Card', body: 'My card is refused everywhere', comments: 3 } },
            ],
          },
        },
      },
    ],
  ])('records within what %s puts around them are read, and a number of comments is no reply', async (_what, value) => {
    const [record] = await readExport(JSON.stringify(value))

    expect(record?.request).toMatchObject({ subject: 'Card', text: 'My card is refused everywhere', replies: [] })
  })

  test('a record of another kind within a known export is refused by its number', async () => {
    const [intercom] = SYSTEMS
    const content = JSON.stringify(
      intercom?.around([intercom.record(5), { type: 'company', id: '9' }, intercom.record(6)]),
    )

    const records = await readExport(content)

    expect(records.map(({ line, refusal }) => [line, refusal && english(refusal)])).toEqual([
      [1, null],
      [
        2,
        'has no customer message, which a conversation from Intercom should have: it contains “type” (a text), “id” (a text)',
      ],
      [3, null],
    ])
  })

  test('lines after a broken first one are read', async () => {
    const line = (id: number) =>
      JSON.stringify({
        id,
        text: `Where is my parcel ${id}?`,
        comments: [{ body: 'Angry customer', private: true }, { body: 'It is on its way.' }],
      })

    const records = await readExport(`{"id": 1, "comments": [{"body":\n${line(2)}\n${line(3)}\n`)

    expect(records.map(({ refusal }) => refusal && english(refusal))).toEqual(['isn’t valid JSON', null, null])
    expect(records[1]?.request?.replies.map(({ text }) => text)).toEqual(['It is on its way.'])
  })

  test('one long conversation is a record, however many messages it has', async () => {
    const [intercom] = SYSTEMS
    const parts = Array.from({ length: 4000 }, (_, n) => ({
      type: 'conversation_part',
      part_type: 'comment',
      body: `<p>Please wait, part ${n} of what we found out about it</p>`,
      created_at: EPOCH + n,
      author: { type: 'admin' },
    }))
    const content = JSON.stringify(
      { ...intercom?.record(5), conversation_parts: { conversation_parts: parts } },
      null,
      1,
    )

    const records = await readExport(content)

    expect(records.map(({ request }) => [request?.externalId, request?.replies.length])).toEqual([['5', 4000]])
  })

  test('any record’s end is a place to go on from, in pages too', async () => {
    const [intercom] = SYSTEMS
    if (!intercom) return
    const content = [
      [1, 2],
      [3, 4],
    ]
      .map((ids) => JSON.stringify(intercom.around(ids.map(intercom.record))))
      .join('\n')
    const file = fileOf(content)
    const plan = await planImport(file, 'a.json')
    if (plan.refusal !== null) throw new Error(plan.refusal)
    const all = await readExport(content)

    for (const { end, nextLine } of all) {
      const rest: ReadRecord[] = []
      for await (const record of readRequests(file, plan.options, { position: end, line: nextLine })) rest.push(record)
      expect(all.slice(all.length - rest.length).map(({ request }) => request?.externalId)).toEqual(
        rest.map(({ request }) => request?.externalId),
      )
    }
    expect(all.map(({ request }) => request?.externalId)).toEqual(['1', '2', '3', '4'])
  })

  test('a list behind a megabyte of something else is found, and it is not held', async () => {
    const users = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Person ${id}`, note: '[{"tickets": [' }))
    const zendesk = SYSTEMS.at(-1)
    const content = JSON.stringify({ users, tickets: [zendesk?.record(5)] })

    const file = fileOf(content, 65_536)
    const plan = await planImport(file, 'a.json')

    expect(plan).toMatchObject({
      refusal: null,
      options: { format: 'zendesk', isList: true, start: content.indexOf('"tickets":[{"id":5') + 11 },
    })
  })
})
