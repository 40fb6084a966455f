import type { Channel, Outcome } from '../types.ts'
import { bodyAt, isJson, objectsAt, shown, shownAt, valueAt, type Json } from './json-values.ts'
import type { Scale } from './rating-scale.ts'

/** A message of a conversation: who wrote it, and whether its customer could see it. */
export interface Message {
  readonly by: 'requester' | 'staff' | 'machine'
  readonly isPublic: boolean
  readonly text: string
  readonly at: unknown
}

/** What a help desk's records of JSON look like, and where in them everything stands: paths, the best first. */
export interface JsonLayout {
  readonly name: string
  /** What it calls one record. */
  readonly noun: string
  /** It is this one when one of these sets of paths stands in the record. */
  readonly told: readonly (readonly string[])[]
  readonly id: readonly string[]
  readonly subject: readonly string[]
  /** What was asked, where it does not stand among the messages. */
  readonly text: readonly string[]
  /** What there is of the question where nothing else is. */
  readonly excerpt: readonly string[]
  readonly askedAt: readonly string[]
  readonly status: readonly string[]
  /** States that are figures, or words of this help desk only. */
  readonly states: Readonly<Record<string, Outcome>>
  readonly channel: readonly string[]
  readonly channels: Readonly<Record<string, Channel>>
  readonly requester: readonly string[]
  readonly requesterName: readonly (readonly string[])[]
  readonly tags: readonly string[]
  readonly language: readonly string[]
  readonly rating: readonly string[]
  /** The scale of its ratings where it is always the same; else the file's ratings tell it. */
  readonly scale: Scale | null
  readonly messages: (record: Json) => readonly Message[]
}

const none = {
  excerpt: [],
  text: [],
  states: {},
  channels: {},
  language: [],
  rating: [],
  scale: null,
  messages: () => [],
} as const
const isFalse = (value: unknown): boolean => value === false || value === 'false' || value === 0
const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 1

export const JSON_LAYOUTS: readonly JsonLayout[] = [
  {
    ...none,
    name: 'Intercom',
    noun: 'conversation',
    told: [['source.body'], ['conversation_parts', 'id'], ['conversation_message'], ['source.author']],
    id: ['id', 'conversation_id'],
    subject: ['source.subject', 'conversation_message.subject', 'title'],
    askedAt: ['created_at', 'source.created_at'],
    status: ['state', 'open'],
    states: { open: 'unanswered', snoozed: 'answered', closed: 'solved', true: 'unanswered', false: 'solved' },
    channel: ['source.type', 'source.delivered_as'],
    channels: {
      conversation: 'chat',
      messenger: 'chat',
      push: 'chat',
      email: 'mail',
      facebook: 'social',
      instagram: 'social',
      twitter: 'social',
      whatsapp: 'chat',
      sms: 'phone',
      phone_call: 'phone',
    },
    requester: ['source.author.email', 'user.email', 'contacts.contacts', 'source.author.id', 'user.id'],
    requesterName: [['source.author.name'], ['user.name']],
    tags: ['tags.tags', 'tags'],
    language: ['custom_attributes.Language'],
    rating: ['conversation_rating.rating'],
    scale: '1-5',
    messages: (record) => {
      const source = isJson(record['source'])
        ? record['source']
        : isJson(record['conversation_message'])
          ? record['conversation_message']
          : {}
      const parts = objectsAt(record, 'conversation_parts.conversation_parts', 'conversation_parts', 'parts')
      return [{ ...source, created_at: record['created_at'] }, ...parts].map((one: Json) => {
        const author = shownAt(one, 'author.type')
        return {
          by: /^(?:admin|team|teammate)$/.test(author)
            ? 'staff'
            : /bot|operator|system/.test(author)
              ? 'machine'
              : 'requester',
          // What is written while a conversation is handed on is for colleagues.
          isPublic: !/note|assign/.test(shown(one['part_type'])),
          text: bodyAt(one, 'body'),
          at: one['created_at'],
        } as const
      })
    },
  },
  {
    ...none,
    name: 'Help Scout',
    noun: 'conversation',
    told: [
      ['_embedded.threads'],
      ['primaryCustomer'],
      ['threads', 'mailbox'],
      ['threads', 'mailboxId'],
      ['customer', 'threads'],
      ['threadCount', 'preview'],
    ],
    id: ['id', 'number'],
    subject: ['subject'],
    excerpt: ['preview'],
    askedAt: ['createdAt', 'userUpdatedAt'],
    status: ['status'],
    states: { active: 'unanswered', pending: 'answered', closed: 'solved' },
    channel: ['type', 'source.type'],
    channels: {},
    requester: ['primaryCustomer.email', 'customer.email', 'primaryCustomer.id', 'customer.id'],
    requesterName: [
      ['primaryCustomer.first', 'primaryCustomer.last'],
      ['primaryCustomer.firstName', 'primaryCustomer.lastName'],
      ['customer.first', 'customer.last'],
      ['customer.firstName', 'customer.lastName'],
    ],
    tags: ['tags'],
    rating: ['rating.rating', 'rating', 'satisfaction.rating'],
    messages: (record) =>
      objectsAt(record, '_embedded.threads', 'threads').map((one) => {
        const type = shown(one['type'])
        const by = shownAt(one, 'createdBy.type')
        return {
          by:
            by === 'customer' || (by === '' && type === 'customer')
              ? 'requester'
              : by === 'system'
                ? 'machine'
                : 'staff',
          isPublic: !/note|line ?item|forward/i.test(type) && !/draft|hidden|review/i.test(shown(one['state'])),
          text: bodyAt(one, 'body', 'text'),
          at: one['createdAt'],
        }
      }),
  },
  {
    ...none,
    name: 'Gorgias',
    noun: 'ticket',
    told: [
      ['messages', 'via'],
      ['messages', 'customer'],
      ['excerpt', 'messages_count'],
      ['satisfaction_survey', 'messages'],
      ['created_datetime', 'subject'],
    ],
    id: ['id', 'external_id'],
    subject: ['subject'],
    excerpt: ['excerpt'],
    askedAt: ['created_datetime', 'opened_datetime'],
    status: ['status'],
    channel: ['channel', 'via'],
    requester: ['customer.email', 'requester.email', 'customer.id'],
    requesterName: [['customer.name'], ['customer.firstname', 'customer.lastname'], ['requester.name']],
    tags: ['tags'],
    language: ['language'],
    rating: ['satisfaction_survey.score'],
    scale: '1-5',
    messages: (record) =>
      objectsAt(record, 'messages').map((one) => ({
        by: isTrue(one['from_agent']) ? 'staff' : 'requester',
        isPublic: !isFalse(one['public']) && !/internal|note/.test(shown(one['channel'])),
        text: bodyAt(one, 'stripped_text', 'body_text', 'stripped_html', 'body_html'),
        at: valueAt(one, 'sent_datetime') ?? one['created_datetime'],
      })),
  },
  {
    ...none,
    name: 'HubSpot',
    noun: 'ticket',
    told: [
      ['properties.content'],
      ['properties.subject'],
      ['properties.hs_pipeline_stage'],
      ['properties.hs_ticket_id'],
    ],
    id: ['id', 'objectId', 'properties.hs_object_id', 'properties.hs_ticket_id'],
    subject: ['properties.subject'],
    text: ['properties.content'],
    askedAt: ['properties.createdate', 'createdAt'],
    status: ['properties.hs_pipeline_stage', 'properties.hs_ticket_status'],
    states: { 1: 'unanswered', 2: 'answered', 3: 'unanswered', 4: 'solved' },
    channel: ['properties.source_type', 'properties.hs_originating_channel'],
    requester: ['properties.hs_all_associated_contact_emails', 'properties.email', 'properties.from_email'],
    requesterName: [
      ['properties.hs_all_associated_contact_firstnames', 'properties.hs_all_associated_contact_lastnames'],
    ],
    tags: ['properties.hs_ticket_category'],
    language: ['properties.hs_ticket_language_ai_tag', 'properties.hs_detected_language'],
    rating: ['properties.hs_feedback_last_survey_rating', 'properties.hs_feedback_last_ces_rating'],
    messages: (record) => [
      {
        by: 'staff',
        isPublic: true,
        text: bodyAt(record, 'properties.hs_resolution', 'properties.resolution'),
        at: valueAt(record, 'properties.closed_date'),
      },
    ],
  },
  {
    ...none,
    name: 'Jira',
    noun: 'ticket',
    told: [['fields.summary'], ['fields.description'], ['requestFieldValues'], ['issueKey', 'reporter']],
    id: ['key', 'issueKey', 'id'],
    subject: ['fields.summary', 'requestFieldValues.summary', 'summary'],
    text: ['fields.description', 'requestFieldValues.description'],
    askedAt: ['fields.created', 'createdDate.iso8601', 'createdDate.epochMillis', 'createdDate.jira'],
    status: ['fields.status.name', 'fields.status', 'currentStatus.status'],
    states: {
      'to do': 'unanswered',
      backlog: 'unanswered',
      'waiting for support': 'unanswered',
      'waiting for customer': 'answered',
      escalated: 'unanswered',
      canceled: 'unknown',
      'in progress': 'unanswered',
    },
    channel: ['fields.request.channel', 'fields.customfield_channel'],
    requester: [
      'fields.reporter.emailAddress',
      'reporter.emailAddress',
      'fields.reporter.accountId',
      'reporter.accountId',
      'fields.reporter.key',
      'fields.reporter.name',
    ],
    requesterName: [['fields.reporter.displayName'], ['reporter.displayName']],
    tags: ['fields.labels', 'fields.components'],
    rating: ['fields.satisfaction.rating', 'fields.satisfaction', 'satisfaction.rating'],
    scale: '1-5',
    messages: (record) => {
      const reporter = shownAt(
        record,
        ...REPORTER.map((name) => `fields.reporter.${name}`),
        ...REPORTER.map((name) => `reporter.${name}`),
      )
      return objectsAt(record, 'fields.comment.comments', 'fields.comments', 'comments.values', 'comments').map(
        (one) => {
          const author = shownAt(one, ...REPORTER.map((name) => `author.${name}`))
          const isOwn = shownAt(one, 'author.accountType') === 'customer' || (author !== '' && author === reporter)
          return {
            by: isOwn ? 'requester' : shownAt(one, 'author.accountType') === 'app' ? 'machine' : 'staff',
            isPublic:
              !isFalse(one['jsdPublic']) && !isFalse(one['public']) && !isJson(one['visibility']) && !isInternal(one),
            text: bodyAt(one, 'body'),
            at: shown(one['created']) || shownAt(one, 'created.iso8601'),
          } as const
        },
      )
    },
  },
  {
    ...none,
    name: 'Salesforce',
    noun: 'case',
    told: [['CaseNumber'], ['attributes.type', 'Subject'], ['Subject', 'Description', 'Status'], ['CaseComments']],
    id: ['CaseNumber', 'Id'],
    subject: ['Subject'],
    text: ['Description'],
    askedAt: ['CreatedDate'],
    status: ['Status'],
    states: { working: 'unanswered', escalated: 'unanswered', 'closed - resolved': 'solved' },
    channel: ['Origin'],
    requester: ['Contact.Email', 'SuppliedEmail', 'ContactEmail', 'ContactId', 'SuppliedPhone'],
    requesterName: [['Contact.Name'], ['SuppliedName']],
    tags: ['Type', 'Reason'],
    language: ['Language'],
    rating: ['CSAT__c', 'Satisfaction__c', 'Customer_Satisfaction__c'],
    messages: (record) => [
      ...objectsAt(record, 'CaseComments.records', 'CaseComments').map(
        (one) =>
          ({
            by:
              /csp|portal|guest|customer/i.test(shownAt(one, 'CreatedBy.UserType')) || isContact(record, one)
                ? 'requester'
                : 'staff',
            isPublic: !isFalse(one['IsPublished']),
            text: bodyAt(one, 'CommentBody'),
            at: one['CreatedDate'],
          }) as const,
      ),
      ...objectsAt(record, 'EmailMessages.records', 'EmailMessages').map(
        (one) =>
          ({
            by: isTrue(one['Incoming']) ? 'requester' : 'staff',
            isPublic: !/draft|5/i.test(shown(one['Status'])),
            text: bodyAt(one, 'TextBody', 'HtmlBody'),
            at: one['MessageDate'] ?? one['CreatedDate'],
          }) as const,
      ),
    ],
  },
  {
    ...none,
    name: 'ServiceNow',
    noun: 'record',
    told: [['short_description'], ['sys_id', 'number', 'description']],
    id: ['number', 'sys_id'],
    subject: ['short_description'],
    text: ['description'],
    askedAt: ['opened_at', 'sys_created_on'],
    status: ['state', 'incident_state'],
    states: {
      1: 'unanswered',
      2: 'unanswered',
      3: 'answered',
      6: 'solved',
      7: 'solved',
      8: 'unknown',
      'in progress': 'unanswered',
      canceled: 'unknown',
    },
    channel: ['contact_type'],
    channels: { 'self-service': 'form' },
    requester: ['caller_id.email', 'contact.email', 'opened_by.email', 'caller_id.value', 'caller_id', 'contact'],
    requesterName: [['caller_id.display_value'], ['caller_id.name'], ['contact.display_value']],
    tags: ['category', 'subcategory'],
    messages: (record) => [
      ...journal(
        shown(record['comments']),
        shownAt(record, 'caller_id.display_value', 'caller_id.name', 'contact.display_value'),
      ),
      {
        by: 'staff',
        isPublic: true,
        text: bodyAt(record, 'close_notes'),
        at: valueAt(record, 'closed_at') ?? valueAt(record, 'resolved_at'),
      },
    ],
  },
  {
    ...none,
    name: 'Freshdesk',
    noun: 'ticket',
    told: [
      ['description_text'],
      ['display_id', 'description'],
      ['display_id', 'subject'],
      ['requester_id', 'conversations'],
      ['helpdesk_notes'],
      ['fr_escalated'],
      ['source_name', 'status_name'],
    ],
    id: ['display_id', 'id'],
    subject: ['subject'],
    text: ['description_text', 'description', 'description_html'],
    askedAt: ['created_at'],
    status: ['status_name', 'status'],
    states: { 2: 'unanswered', 3: 'answered', 4: 'solved', 5: 'solved', 6: 'answered', 7: 'unanswered' },
    channel: ['source_name', 'source'],
    channels: { 1: 'mail', 2: 'form', 3: 'phone', 7: 'chat', 9: 'form', 10: 'mail' },
    requester: ['requester.email', 'requester_email', 'email', 'requester_id'],
    requesterName: [['requester.name'], ['requester_name'], ['name']],
    tags: ['tags'],
    language: ['language'],
    rating: ['satisfaction_rating.ratings.default_question', 'satisfaction_rating', 'survey_result.rating'],
    scale: '-103-103',
    messages: (record) =>
      objectsAt(record, 'conversations', 'notes', 'helpdesk_notes').map((one) => ({
        by:
          isTrue(one['incoming']) ||
          (shown(one['user_id']) !== '' && shown(one['user_id']) === shown(record['requester_id']))
            ? 'requester'
            : 'staff',
        isPublic: !isTrue(one['private']) && !isTrue(one['deleted']),
        text: bodyAt(one, 'body_text', 'body', 'body_html'),
        at: one['created_at'],
      })),
  },
]

const REPORTER = ['accountId', 'key', 'emailAddress', 'name']

function isInternal(comment: Json): boolean {
  return objectsAt(comment, 'properties').some(
    (one) => one['key'] === 'sd.public.comment' && isTrue(valueAt(one, 'value.internal')),
  )
}

function isContact(record: Json, comment: Json): boolean {
  const contact = shownAt(record, 'Contact.Name', 'SuppliedName')
  return contact !== '' && contact === shownAt(comment, 'CreatedBy.Name')
}

/** ServiceNow keeps all comments in one text, each below a line with its time and its author. */
const ENTRY =
  /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}|\d{2}[-/.]\d{2}[-/.]\d{4} \d{2}:\d{2}:\d{2}) - (.{1,100}?) \(([^()\n]{1,60})\)$/gm

function journal(text: string, caller: string): Message[] {
  const heads = [...text.matchAll(ENTRY)]
  return heads.map((head, n) => {
    const [whole, at, author = '', kind = ''] = head
    const end = heads[n + 1]?.index ?? text.length
    return {
      by: author === caller ? 'requester' : author === 'System' ? 'machine' : 'staff',
      isPublic: !/work|arbeit|travail|trabajo|intern/i.test(kind),
      text: text.slice(head.index + whole.length, end).trim(),
      at,
    }
  })
}

/** The layout that a record tells by the names in it. */
export function jsonLayoutOf(record: Json): JsonLayout | null {
  return (
    JSON_LAYOUTS.find(({ told }) => told.some((paths) => paths.every((path) => valueAt(record, path) !== undefined))) ??
    null
  )
}

/** Whether a record is a ticket as Zendesk exports it; its layout is a format of its own. */
export function isZendeskTicket(record: Json): boolean {
  const has = (name: string): boolean => Object.hasOwn(record, name)
  if (has('raw_subject') || has('ticket_form_id') || has('via_followup_source_id')) return true
  return (
    (has('requester_id') || has('requester') || isJson(record['satisfaction_rating']) || isJson(record['via'])) &&
    (has('description') || has('comments')) &&
    !has('description_text') &&
    !has('display_id') &&
    !has('fr_escalated')
  )
}
