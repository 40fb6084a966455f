import { z } from 'zod'
import { SCALES } from './rules/rating-scale.ts'
import { SCOPES } from '#app/kernel/roles.ts'
import { CHANNELS, FIELDS, OUTCOMES, type Field, type IncomingRequest, type Mapping } from './types.ts'

const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'is a time such as 2026-05-06T12:00:00Z')
  .transform((text) => Date.parse(text))
  .refine((at) => at >= Date.UTC(1990, 0, 1) && at < Date.UTC(2100, 0, 1), 'is a time between 1990 and 2100')
const seconds = z.number('is a number of seconds').int().min(0).max(100_000_000)

const Reply = z.strictObject({
  author: z.enum(['staff', 'requester']).default('staff'),
  text: z.string().min(1).max(64_000),
  at: time.nullable().default(null),
  handling_seconds: seconds.nullable().default(null),
})

/** What the community itself brings, nobody sends. */
const SENDABLE = CHANNELS.filter((one) => one !== 'thread' && one !== 'search')

/** One request as another tool sends it. */
export const SentRequest = z.strictObject({
  external_id: z.string('names the request in your tool').trim().min(1, 'names the request in your tool').max(200),
  channel: z.enum(SENDABLE, `is one of ${SENDABLE.join(', ')}`).default('other'),
  asked_at: time.nullable().default(null),
  requester: z.string().max(300).nullable().default(null),
  requester_name: z.string().max(200).nullable().default(null),
  subject: z.string().max(1000).default(''),
  text: z.string().max(64_000, 'has at most 64,000 letters').default(''),
  replies: z.array(Reply).max(100).default([]),
  outcome: z.enum(OUTCOMES).default('unknown'),
  handling_seconds: seconds.nullable().default(null),
  satisfaction: z
    .union([z.literal(0), z.literal(1)])
    .nullable()
    .default(null),
  tags: z.array(z.string().max(60)).max(20).default([]),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'is a code of two letters, such as en')
    .nullable()
    .default(null),
})

export const MAX_SENT = 100

/** One request, or a list of them, under the name of the tool that they come from. */
export const SentRequests = z.union([
  SentRequest.transform((one) => [one]),
  z.array(SentRequest).min(1, 'holds no request').max(MAX_SENT, `holds more than ${MAX_SENT} requests`),
])

/** A sent request in the form that files are read into. */
export function incomingOf(sent: z.infer<typeof SentRequest>): IncomingRequest {
  return {
    externalId: sent.external_id,
    channel: sent.channel,
    askedAt: sent.asked_at,
    requester: sent.requester,
    requesterName: sent.requester_name,
    subject: sent.subject,
    text: sent.text,
    replies: sent.replies.map((reply) => ({
      author: reply.author,
      text: reply.text,
      at: reply.at,
      handlingSeconds: reply.handling_seconds,
    })),
    outcome: sent.outcome,
    handlingSeconds: sent.handling_seconds,
    satisfaction: sent.satisfaction,
    tags: sent.tags,
    language: sent.language,
    answers: [],
  }
}

const none = (text: string): string | null => (text === '' ? null : text)

/** What the list of requests is narrowed to; what makes no sense is left out. */
export const RequestsQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((text) =>
      text
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 200),
    ),
  channel: z.enum(CHANNELS).nullable().catch(null).default(null),
  outcome: z.enum(OUTCOMES).nullable().catch(null).default(null),
  source: z.string().max(120).transform(none).nullable().catch(null).default(null),
  topic: z.coerce.number().int().positive().nullable().catch(null).default(null),
  page: z.string().max(80).nullable().catch(null).default(null),
})

const column = z.string().max(120).default('')

/** The mapping step: `column_<field>` names a column, or nothing. */
export const StartForm = z
  .object({
    source: z.string().trim().min(1, 'Say where these requests come from.').max(80, 'A source has at most 80 letters.'),
    channel: z.enum(CHANNELS, 'Choose a channel.').exclude(['thread', 'search'], 'Choose a channel.'),
    day_first: z.enum(['1', '0']).optional(),
    scale: z.enum(SCALES).optional().catch(undefined),
    header_line: z
      .union([
        z.literal('').transform(() => undefined),
        z.coerce
          .number('Give the number of a line, such as 3.')
          .int('Give the number of a line, such as 3.')
          .min(1, 'Lines are counted from 1.')
          .max(9999, 'A header stands further up.'),
      ])
      .optional(),
    intent: z.enum(['start', 'preview']).default('start'),
    ...Object.fromEntries(FIELDS.map((field) => [`column_${field}`, column])),
  })
  .transform((form) => ({
    source: form.source,
    channel: form.channel,
    dayFirst: form.day_first === undefined ? undefined : form.day_first === '1',
    scale: form.scale,
    headerLine: form.header_line,
    intent: form.intent,
    mapping: mappingIn(form),
  }))

/** Which columns a form names; it may name nothing else. */
function mappingIn(form: Readonly<Record<string, unknown>>): Mapping {
  const mapping: Partial<Record<Field, string>> = {}
  for (const field of FIELDS) {
    const name = form[`column_${field}`]
    if (typeof name === 'string' && name !== '') mapping[field] = name
  }
  return mapping
}

export const StopForm = z.object({
  intent: z.enum(['cancel', 'undo', 'keep', 'remove'], 'Press one of the buttons.'),
})

export const PatternForm = z.object({
  name: z
    .string()
    .trim()
    .min(2, 'Say what it finds, such as “order number”.')
    .max(40, 'A name has at most 40 letters.')
    .regex(/^[\p{L}\p{N} -]+$/u, 'A name holds letters, digits and spaces.'),
  pattern: z.string().trim(),
  sample: z.string().max(4000, 'A sample has at most 4,000 letters.').default(''),
  /** Add it although it would have hidden much. */
  sure: z.literal('1').optional().catch(undefined),
  intent: z.enum(['try', 'add']).default('add'),
})

export const RemovePatternForm = z.object({ pattern_id: z.coerce.number().int().positive() })

export const TokenForm = z.object({
  name: z
    .string('Give the token a name.')
    .max(80, 'A name has at most 80 letters.')
    .transform((text) => text.replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '').trim())
    .pipe(z.string().min(1, 'Give the token a name, such as the tool that uses it.')),
  scopes: z
    .union([z.string().transform((one) => [one]), z.array(z.string())], 'Say what it may do.')
    .pipe(z.array(z.enum(SCOPES, 'Say what it may do.'))),
})

export const TokenIntent = z.object({
  intent: z.enum(['make', 'revoke'], 'Press one of the buttons.'),
})

const TokenId = z
  .string('There is no such token.')
  .regex(/^[1-9]\d{0,14}$/, 'There is no such token.')
  .transform(Number)

export const RevokeTokenForm = z.object({ token: TokenId })

/** Which token is to be revoked. A value that nobody offers counts as none. */
export const TokensQuery = z.object({
  revoke: TokenId.nullable().catch(null).default(null),
})
