import { describe, expect, test } from 'vitest'
import type { Mapping } from '../types.ts'
import { guessColumns, sameNamed } from './guess-columns.ts'

const ASKED = [
  'The app closes by itself when I open it',
  'My card was refused twice in the shop today',
  'How do I change the address of my account?',
  'I can not sign in since the update of Monday',
]
const SAID = [
  'Please update the app to the newest version.',
  'We have raised its limit for you, please try again.',
  'You find it under settings, in your profile.',
  'Clear the cache and sign in once more, please.',
]
const SUBJECTS = ['App closes', 'Card refused', 'Change address', 'Sign in']
const PEOPLE = ['Anna Smith', 'Ben Jones', 'Carla de Vries', 'Dimitri Novak']
const MAILS = ['anna@mail.example', 'ben@mail.example', 'carla@mail.example', 'dimitri@mail.example']
const STATES = ['Open', 'Solved', 'Pending', 'Closed']
const pick = (list: readonly string[], row: number): string => list[row % list.length] ?? ''

/** What stands under a header in row `n` of a realistic export. */
function cell(header: string, n: number): string {
  if (
    /^(?:Description|Beschreibung|Descripción|Issue Details|message_body|Ticket description|Ticketbeschreibung|Descripción del ticket|Description du ticket|First message|Preview|Nachricht)$/.test(
      header,
    )
  )
    return `${pick(ASKED, n)} ${n}`
  if (/^(?:Close notes|Resolution|Antwort|Agent reply)$/.test(header)) return pick(SAID, n)
  if (/e-?mail|mail$/i.test(header)) return pick(MAILS, n)
  if (
    /^(?:Requester|From|Full name|Customer Name|Reporter|Caller|Contact Name|Associated Contact|Customer name|message_author_name|Anrufer|Autor|Rapporteur|Nom du contact|Agent Assigned|Assignee|Submitter|Case Owner|Agent)$/.test(
      header,
    )
  )
    return pick(PEOPLE, n)
  if (/status|state|état|estado|statut/i.test(header)) return pick(STATES, n)
  if (/created?\b|date|opened|updated|erstellt|geöffnet|création|fecha|ouverture|_at$|time$/i.test(header))
    return `2026-03-0${1 + (n % 9)} 10:1${n % 6}`
  if (
    /subject|summary|betreff|sujet|asunto|title|zusammenfassung|résumé|kurzbeschreibung|short|objet|ticket name|ticketname|nom du ticket|nombre del ticket/i.test(
      header,
    )
  )
    return pick(SUBJECTS, n)
  if (/^answered$/i.test(header)) return pick(['Yes', 'No'], n)
  if (/score|minutes|count|hrs|interactions|rating|reply time/i.test(header)) return String(1 + (n % 5))
  if (/^id\b|\bid$|_id$|number|key|nummer|schlüssel|clé|número|numéro/i.test(header)) return `10${n}`
  return pick(['Web', 'Email'], n)
}

function guess(header: readonly string[], above: readonly string[] = []): Mapping {
  const rows = Array.from({ length: 40 }, (_, n) => header.map((name) => cell(name, n)).join('\t'))
  return guessColumns(() => [...above, header.join('\t'), ...rows]).mapping
}

/** Every way of a header that matters: as it is, turned round, and with columns of one's own between. */
const shuffled = (header: readonly string[]): string[][] => [
  [...header],
  [...header].reverse(),
  ['Own column', ...header.slice(3), 'Region', ...header.slice(0, 3)],
]

describe.each<readonly [string, string, Mapping]>([
  [
    'Zendesk’s view',
    'Id,Requester,Requester email,Subject,Tags,Status,Via,Created at,Satisfaction Score,First reply time in minutes',
    {
      id: 'Id',
      text: 'Subject',
      requester: 'Requester email',
      name: 'Requester',
      tags: 'Tags',
      outcome: 'Status',
      channel: 'Via',
      askedAt: 'Created at',
      satisfaction: 'Satisfaction Score',
    },
  ],
  [
    'Freshdesk',
    'Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Resolved time,Agent interactions,Tags,Full name,Email',
    {
      id: 'Ticket ID',
      text: 'Subject',
      outcome: 'Status',
      channel: 'Source',
      askedAt: 'Created time',
      tags: 'Tags',
      name: 'Full name',
      requester: 'Email',
    },
  ],
  [
    'osTicket',
    'Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,Last Updated,Overdue,Answered,Agent Assigned,Thread Count',
    {
      id: 'Ticket Number',
      askedAt: 'Date Created',
      text: 'Subject',
      name: 'From',
      requester: 'From Email',
      outcome: 'Current Status',
      channel: 'Source',
      tags: 'Help Topic',
    },
  ],
  [
    'Intercom',
    'message_id,message_body,message_created_at,message_author_name,message_author_email,conversation_id,conversation_state,conversation_created_at',
    {
      text: 'message_body',
      id: 'conversation_id',
      name: 'message_author_name',
      requester: 'message_author_email',
      outcome: 'conversation_state',
      askedAt: 'conversation_created_at',
    },
  ],
  [
    'Help Scout',
    'Number,Subject,Preview,Customer Name,Customer Email,Mailbox,Status,Tags,Created At',
    {
      id: 'Number',
      subject: 'Subject',
      text: 'Preview',
      name: 'Customer Name',
      requester: 'Customer Email',
      outcome: 'Status',
      tags: 'Tags',
      askedAt: 'Created At',
    },
  ],
  [
    'Jira',
    'Summary,Issue key,Issue Type,Status,Assignee,Reporter,Created,Updated,Description',
    {
      subject: 'Summary',
      id: 'Issue key',
      outcome: 'Status',
      name: 'Reporter',
      askedAt: 'Created',
      text: 'Description',
    },
  ],
  [
    'Jira in German',
    'Zusammenfassung,Vorgangsschlüssel,Vorgangstyp,Status,Autor,Erstellt,Beschreibung',
    {
      subject: 'Zusammenfassung',
      id: 'Vorgangsschlüssel',
      outcome: 'Status',
      name: 'Autor',
      askedAt: 'Erstellt',
      text: 'Beschreibung',
    },
  ],
  [
    'ServiceNow',
    'Number,Short description,Caller,Description,State,Opened,Close notes,Assigned to',
    {
      id: 'Number',
      subject: 'Short description',
      name: 'Caller',
      text: 'Description',
      outcome: 'State',
      askedAt: 'Opened',
      reply: 'Close notes',
    },
  ],
  [
    'Salesforce',
    'Case Number,Contact Name,Contact Email,Subject,Description,Status,Case Origin,Date/Time Opened,Case Owner',
    {
      id: 'Case Number',
      name: 'Contact Name',
      requester: 'Contact Email',
      subject: 'Subject',
      text: 'Description',
      outcome: 'Status',
      channel: 'Case Origin',
      askedAt: 'Date/Time Opened',
    },
  ],
  [
    'HubSpot',
    'Ticket ID,Ticket name,Ticket description,Ticket status,Create date,Source,Associated Contact',
    {
      id: 'Ticket ID',
      subject: 'Ticket name',
      text: 'Ticket description',
      outcome: 'Ticket status',
      askedAt: 'Create date',
      channel: 'Source',
      name: 'Associated Contact',
    },
  ],
  [
    'HubSpot in Spanish',
    'ID del ticket,Nombre del ticket,Descripción del ticket,Estado del ticket,Fecha de creación',
    {
      id: 'ID del ticket',
      subject: 'Nombre del ticket',
      text: 'Descripción del ticket',
      outcome: 'Estado del ticket',
      askedAt: 'Fecha de creación',
    },
  ],
  [
    'Gorgias',
    'Ticket id,Subject,Customer name,Customer email,Survey score,Initial channel,Creation date,Tags,Status',
    {
      id: 'Ticket id',
      text: 'Subject',
      name: 'Customer name',
      requester: 'Customer email',
      satisfaction: 'Survey score',
      channel: 'Initial channel',
      askedAt: 'Creation date',
      tags: 'Tags',
      outcome: 'Status',
    },
  ],
])('the export of %s', (_name, header, mapping) => {
  test.each(shuffled(header.split(',')))('is told in whatever order: %s', (...columns) => {
    expect(guess(columns)).toEqual(mapping)
  })
})

test.each([
  'Context',
  'Answered',
  'Textile',
  'Subjectivity',
  'Contentment',
  'Reply time',
  'Text colour',
  'Description updated at',
  'Message count',
  'Comment author',
  'Message ID',
  'Questionnaire',
  'Answer rate',
  'Statement',
])('“%s” is neither text nor reply nor subject', (header) => {
  const { text, reply, subject } = guess(['Id', header, 'Created at'])

  expect({ text, reply, subject }).toEqual({})
})

test.each(['Message', 'Description', 'Question', 'Reply'])(
  'a column “%s” of dates, numbers, states or people is not what its header says',
  (header) => {
    const values = [
      (n: number) => `2026-03-0${1 + (n % 9)}`,
      (n: number) => String(n),
      (n: number) => pick(STATES, n),
      (n: number) => pick(PEOPLE, n),
      (n: number) => pick(MAILS, n),
    ]

    for (const value of values) {
      const rows = Array.from({ length: 16 }, (_, n) => `${n},${value(n)}`)
      const { text, reply } = guessColumns(() => [`Id,${header}`, ...rows]).mapping
      expect({ text, reply }).toEqual({})
    }
  },
)

test('two columns of sentences under unknown headers are left open', () => {
  const rows = ASKED.map((asked, n) => `${asked}\t${pick(SAID, n)}`)

  expect(guessColumns(() => ['Foo\tBar', ...rows]).mapping).not.toHaveProperty('text')
})

test('the header stands below a report’s titles', () => {
  const header = ['Ticketnummer', 'Erstellt am', 'E-Mail', 'Betreff', 'Nachricht', 'Status']

  const mapping = guess(header, ['Bericht: Anfragen im März', 'Erzeugt am 01.04.2026'])

  expect(mapping).toEqual({
    id: 'Ticketnummer',
    askedAt: 'Erstellt am',
    requester: 'E-Mail',
    subject: 'Betreff',
    text: 'Nachricht',
    outcome: 'Status',
  })
})

test('Jira’s columns of comments are no reply: which of them a customer saw can’t be told', () => {
  const { columns, mapping } = guessColumns(() => [
    'Summary,Issue key,Issue Type,Status,Reporter,Created,Description,Comment,Comment,Comment',
    ...[1, 2, 3].map(
      (n) =>
        `App closes,SUP-${n},Question,Done,Anna Smith,2026-03-0${n} 10:11,The app closes by itself when I open it,02/Mar/26 2:05 PM;a1;Please update the app,02/Mar/26 3:05 PM;a2;This customer is angry again,`,
    ),
  ])

  expect(columns.slice(-3)).toEqual(['Comment', 'Comment (9)', 'Comment (10)'])
  expect(mapping).toEqual({
    subject: 'Summary',
    id: 'Issue key',
    outcome: 'Status',
    name: 'Reporter',
    askedAt: 'Created',
    text: 'Description',
  })
})

/** The mapping of a file's lines as they stand. */
const guessLines = (lines: string): Mapping =>
  guessColumns((delimiter) => lines.split('\n').filter((line) => line.includes(delimiter) || line !== '')).mapping

describe('what a layout does not tell, and headers that say less than they seem to', () => {
  test.each<readonly [string, string, Mapping]>([
    [
      'Zendesk Explore',
      'Ticket ID,Ticket created - Timestamp,Ticket subject,Ticket status,Ticket channel,Requester name,Requester email,Ticket satisfaction rating,Ticket description\n5,2026-01-02 10:04:00,Login,Solved,Email,Jane Doe,jane@x.example,Good,I cannot log in since Monday. Jane Doe\n6,2026-01-03 10:04:00,Label,Open,Web,John Roe,john@x.example,Bad,Labels come out empty',
      {
        id: 'Ticket ID',
        text: 'Ticket description',
        subject: 'Ticket subject',
        askedAt: 'Ticket created - Timestamp',
        outcome: 'Ticket status',
        channel: 'Ticket channel',
        name: 'Requester name',
        requester: 'Requester email',
        satisfaction: 'Ticket satisfaction rating',
      },
    ],
    [
      'a known layout whose columns have other names',
      'Case Number,Subject,Case Owner,Case details,Case channel,Case language\n1,Cannot pay,Bob,I can not pay with my card any more,Mail,en\n2,No invoice,Bob,There is no invoice in my account yet,Mail,de',
      {
        id: 'Case Number',
        subject: 'Subject',
        text: 'Case details',
        channel: 'Case channel',
        language: 'Case language',
      },
    ],
    [
      'Zoho Desk',
      'Request Id;Subject;Contact Name;Email;Status (Ticket);Description;Resolution;Created Time (Ticket);Channel;Happiness Rating\n1;Sync fails;Jane Doe;jane@x.example;Closed;The sync fails after login, every time;Please reinstall the client.;02.01.2026 10:04;Email;Good',
      {
        id: 'Request Id',
        subject: 'Subject',
        name: 'Contact Name',
        requester: 'Email',
        outcome: 'Status (Ticket)',
        text: 'Description',
        reply: 'Resolution',
        askedAt: 'Created Time (Ticket)',
        channel: 'Channel',
        satisfaction: 'Happiness Rating',
      },
    ],
    [
      'a resolution that is a state',
      'id,text,Resolution\n1,How do I sign in again after it?,Done\n2,Where do I find my invoice now?,Open',
      { id: 'id', text: 'text', outcome: 'Resolution' },
    ],
    [
      'Kayako, whose last message is somebody’s',
      'Conversation ID,Subject,Requester,Assignee,Last public message,Created,Channel,CSAT\n1,Cannot pay,Jane Doe,Bob,"We have fixed this for you, regards Bob",2026-01-02,Mail,5\n2,No invoice,John Roe,Bob,Please see attached invoice,2026-01-03,Mail,4',
      {
        id: 'Conversation ID',
        subject: 'Subject',
        requester: 'Requester',
        askedAt: 'Created',
        channel: 'Channel',
        satisfaction: 'CSAT',
      },
    ],
    [
      'No. and an agent’s answer',
      'No.,Customer question,Agent answer\n1,How do I sign in to the new portal?,Use the link.\n2,Where do I find my old invoices?,Under settings.',
      { id: 'No.', text: 'Customer question', reply: 'Agent answer' },
    ],
    [
      'a resolution note',
      'Ticket ID,Subject,Requester Name,Requester Email,Description,Status,Created Time,Resolution Note,Agent\n1,Pay,Jane Doe,jane@x.example,I cannot pay with my card any more,Closed,2026-01-02 10:00,Card was blocked.,Bob Agent',
      {
        id: 'Ticket ID',
        subject: 'Subject',
        name: 'Requester Name',
        requester: 'Requester Email',
        text: 'Description',
        outcome: 'Status',
        askedAt: 'Created Time',
        reply: 'Resolution Note',
      },
    ],
    [
      'German numbers of requests',
      'Vorgangsnummer;Betreff;Beschreibung\n17;Drucker;Der Drucker zieht seit gestern kein Papier ein',
      { id: 'Vorgangsnummer', subject: 'Betreff', text: 'Beschreibung' },
    ],
    [
      'a German number in short',
      'Ticketnr;Betreff;Problembeschreibung\n17;Drucker;Der Drucker zieht seit gestern kein Papier ein',
      { id: 'Ticketnr', subject: 'Betreff', text: 'Problembeschreibung' },
    ],
  ])('%s', (_what, lines, mapping) => {
    expect(guessLines(lines)).toEqual(mapping)
  })

  test('columns of one name are told together', () => {
    expect(sameNamed(['Labels', 'Labels (2)', 'Labels (9)', 'Text'], 'Labels')).toEqual(['Labels', 'Labels (2)'])
  })
})
