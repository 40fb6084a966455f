import { sayingText } from '#app/locale/saying.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { z } from 'zod'
import { asLine } from '#app/kernel/text.ts'
import { SCALES } from './rules/rating-scale.ts'
import { SCOPES } from '#app/kernel/roles.ts'
import { CHANNELS, FIELDS, OUTCOMES, type Field, type IncomingRequest, type Mapping } from './types.ts'

const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], sayingText(requestRefusals, 'sent.time'))
  .transform((text) => Date.parse(text))
  .refine((at) => at >= Date.UTC(1990, 0, 1) && at < Date.UTC(2100, 0, 1), sayingText(requestRefusals, 'sent.years'))
const seconds = z.number(sayingText(requestRefusals, 'sent.seconds')).int().min(0).max(100_000_000)

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
  external_id: z
    .string(sayingText(requestRefusals, 'sent.id'))
    .trim()
    .min(1, sayingText(requestRefusals, 'sent.id'))
    .max(200),
  channel: z
    .enum(SENDABLE, sayingText(requestRefusals, 'sent.oneOf', { values: SENDABLE.join(', ') }))
    .default('other'),
  asked_at: time.nullable().default(null),
  requester: z.string().max(300).nullable().default(null),
  requester_name: z.string().max(200).nullable().default(null),
  subject: z.string().max(1000).default(''),
  text: z.string().max(64_000, sayingText(requestRefusals, 'sent.long')).default(''),
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
    .regex(/^[a-z]{2}$/, sayingText(requestRefusals, 'sent.language'))
    .nullable()
    .default(null),
})

export const MAX_SENT = 100

/** One request, or a list of them, under the name of the tool that they come from. */
export const SentRequests = z.union([
  SentRequest.transform((one) => [one]),
  z
    .array(SentRequest)
    .min(1, sayingText(requestRefusals, 'sent.none'))
    .max(MAX_SENT, sayingText(requestRefusals, 'sent.many', { most: MAX_SENT })),
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

/** What the brand of a source is called, as a category's is; '' for none. */
export const BrandName = z
  .string()
  .max(500, sayingText(requestRefusals, 'brandIsTooLong'))
  .default('')
  .transform(asLine)
  .pipe(z.string().max(60, sayingText(requestRefusals, 'brandIsTooLong')))

const column = z.string().max(120).default('')

/** The mapping step: `column_<field>` names a column, or nothing. */
export const StartForm = z
  .object({
    source: z
      .string()
      .trim()
      .min(1, sayingText(requestRefusals, 'sayWhereTheseRequestsCome'))
      .max(80, sayingText(requestRefusals, 'aSourceHasAtMost')),
    brand: BrandName,
    channel: z
      .enum(CHANNELS, sayingText(requestRefusals, 'chooseAChannel'))
      .exclude(['thread', 'search'], sayingText(requestRefusals, 'chooseAChannel')),
    day_first: z.enum(['1', '0']).optional(),
    scale: z.enum(SCALES).optional().catch(undefined),
    header_line: z
      .union([
        z.literal('').transform(() => undefined),
        z.coerce
          .number(sayingText(requestRefusals, 'giveTheNumber'))
          .int(sayingText(requestRefusals, 'giveTheNumber'))
          .min(1, sayingText(requestRefusals, 'linesAreCountedFrom1'))
          .max(9999, sayingText(requestRefusals, 'aHeaderStandsFurtherUp')),
      ])
      .optional(),
    intent: z.enum(['start', 'preview']).default('start'),
    ...Object.fromEntries(FIELDS.map((field) => [`column_${field}`, column])),
  })
  .transform((form) => ({
    source: form.source,
    brand: form.brand,
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
  intent: z.enum(['cancel', 'undo', 'keep', 'remove'], sayingText(requestRefusals, 'pressOneOfTheButtons')),
})

export const BrandForm = z.object({ intent: z.literal('brand'), brand: BrandName })

export const PatternForm = z.object({
  name: z
    .string()
    .trim()
    .min(2, sayingText(requestRefusals, 'sayWhatItFindsSuch'))
    .max(40, sayingText(requestRefusals, 'aNameHasAtMost'))
    .regex(/^[\p{L}\p{N} -]+$/u, sayingText(requestRefusals, 'aNameHoldsLettersDigits')),
  pattern: z.string().trim(),
  sample: z.string().max(4000, sayingText(requestRefusals, 'aSampleHasAtMost')).default(''),
  /** Add it although it would have hidden much. */
  sure: z.literal('1').optional().catch(undefined),
  intent: z.enum(['try', 'add']).default('add'),
})

export const RemovePatternForm = z.object({ pattern_id: z.coerce.number().int().positive() })

export const TokenForm = z.object({
  name: z
    .string(sayingText(requestRefusals, 'token.name'))
    .max(80, sayingText(requestRefusals, 'aNameHasAtMost2'))
    .transform((text) => text.replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '').trim())
    .pipe(z.string().min(1, sayingText(requestRefusals, 'giveTheTokenAName'))),
  scopes: z
    .union([z.string().transform((one) => [one]), z.array(z.string())], sayingText(requestRefusals, 'token.scopes'))
    .pipe(z.array(z.enum(SCOPES, sayingText(requestRefusals, 'sayWhatItMayDo')))),
})

export const TokenIntent = z.object({
  intent: z.enum(['make', 'revoke'], sayingText(requestRefusals, 'pressOneOfTheButtons')),
})

const TokenId = z
  .string(sayingText(requestRefusals, 'token.unknown'))
  .regex(/^[1-9]\d{0,14}$/, sayingText(requestRefusals, 'thereIsNoSuchToken'))
  .transform(Number)

export const RevokeTokenForm = z.object({ token: TokenId })

/** Which token is to be revoked. A value that nobody offers counts as none. */
export const TokensQuery = z.object({
  revoke: TokenId.nullable().catch(null).default(null),
})
