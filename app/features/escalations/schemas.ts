import { z } from 'zod'
import { MAX_BODY } from '#app/features/composer/types.ts'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { QUEUES, REASONS } from './types.ts'
import { deskRefusals } from './words/refusals.ts'

/** What an address of the queue says; what can't be read is left out. */
export const QueueQuery = z.object({
  queue: z.enum(QUEUES).catch('need'),
  team: z.coerce.number().int().positive().nullable().catch(null),
  category: z.string().max(80).nullable().catch(null),
  reason: z.enum(REASONS).nullable().catch(null),
  page: z.string().max(80).nullable().catch(null),
  thread: z.coerce.number().int().positive().nullable().catch(null),
  undo: z.coerce.number().int().positive().nullable().catch(null),
  done: z.string().max(40).nullable().catch(null),
  count: z.coerce.number().int().min(0).max(100).nullable().catch(null),
  all: z.coerce.number().int().min(0).max(100).nullable().catch(null),
  prepared: z.coerce.number().int().positive().nullable().catch(null),
  write: z.enum(['answer', 'details', 'private', 'note']).catch('answer'),
  show: z.enum(['hand-over', 'snooze', 'invite', 'close', 'pass', 'customer']).nullable().catch(null),
})
export type QueueQuery = z.infer<typeof QueueQuery>

const Ids = z
  .union([z.string(), z.array(z.string())], sayingText(deskRefusals, 'chosen'))
  .transform((given) => (Array.isArray(given) ? given : [given]).map(Number))
  .pipe(z.array(z.number().int().positive()).min(1, sayingText(deskRefusals, 'chosen')).max(100))

export const QueueForm = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('claim'), escalation: z.coerce.number().int().positive() }),
    z.object({ intent: z.enum(['claim-chosen', 'release-chosen', 'snooze-chosen']), chosen: Ids }),
    z.object({ intent: z.literal('undo'), entry: Ids }),
    z.object({
      intent: z.literal('save-view'),
      name: z
        .string()
        .max(200)
        .transform(asLine)
        .pipe(z.string().min(1, sayingText(deskRefusals, 'view.name')).max(40)),
      query: z.string().max(300),
    }),
    z.object({ intent: z.literal('remove-view'), view: z.coerce.number().int().positive() }),
  ],
  sayingText(deskRefusals, 'intent'),
)

const Why = z.string().max(500).default('').transform(asLine)
const Body = z
  .string()
  .max(MAX_BODY)
  .transform(asBlock)
  .pipe(z.string().min(1, sayingText(deskRefusals, 'note.empty')))
const Key = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .optional()
  .catch(undefined)

export const AskForHelpForm = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('escalate'),
      reason: Why.pipe(z.string().min(3, sayingText(deskRefusals, 'reason.missing'))),
    }),
    z.object({ intent: z.literal('invite'), handle: z.string().max(60).default(''), why: Why }),
  ],
  sayingText(deskRefusals, 'intent'),
)

/** Prepared answers that were put into what is written: their numbers, with commas between. */
const Prepared = z
  .string()
  .max(200)
  .catch('')
  .transform((text) => text.split(',').map(Number))
  .transform((ids) => ids.filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, 10))

export const WorkForm = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.enum(['claim', 'take-over', 'release', 'wake', 'resolve']) }),
    z.object({ intent: z.literal('pass'), reason: Why }),
    z.object({
      intent: z.literal('hand-over'),
      to: z.string().regex(/^(?:team|member):\d{1,12}$/, sayingText(deskRefusals, 'handOver.whom')),
      reason: Why,
    }),
    z.object({ intent: z.literal('snooze'), until: z.enum(['hour', 'tomorrow', 'week']) }),
    z.object({
      intent: z.enum(['answer', 'answer-resolve', 'details', 'private', 'private-told']),
      body: Body,
      key: Key,
      sure: z.string().optional(),
      prepared: Prepared,
    }),
    z.object({ intent: z.literal('note'), body: Body, key: Key, sure: z.string().optional() }),
    z.object({ intent: z.literal('invite'), handle: z.string().max(60).default(''), why: Why }),
    z.object({
      intent: z.literal('close'),
      reason: Why.pipe(z.string().min(3, sayingText(deskRefusals, 'reason.missing'))),
    }),
    z.object({ intent: z.literal('undo'), entry: z.coerce.number().int().positive() }),
    z.object({
      intent: z.literal('customer'),
      plan: z.string().max(80).default('').transform(asLine),
      influence: z.coerce.number().int().min(0).max(3),
    }),
  ],
  sayingText(deskRefusals, 'intent'),
)
