import { z } from 'zod'
import { MAX_BODY } from '#app/features/composer/types.ts'
import { asLine, asBlock, tagsIn } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { MAX_TITLE, MIN_TITLE, MAX_TAGS } from './rules.ts'
import { forumRefusals } from './words/refusals.ts'
import { THREAD_KINDS, LIST_STATES, LIST_SPANS, LIST_ORDERS, ANSWER_ORDERS } from './types.ts'

const Title = z
  .string(sayingText(forumRefusals, 'title.empty'))
  .max(5000, sayingText(forumRefusals, 'title.long', { max: MAX_TITLE }))
  .transform(asLine)
  .pipe(
    z
      .string()
      .min(MIN_TITLE, sayingText(forumRefusals, 'title.short', { min: MIN_TITLE }))
      .max(MAX_TITLE, sayingText(forumRefusals, 'title.tooLong', { max: MAX_TITLE })),
  )

const Body = z
  .string(sayingText(forumRefusals, 'body.empty'))
  .max(MAX_BODY, sayingText(forumRefusals, 'body.long'))
  .transform(asBlock)
  .pipe(z.string().min(1, sayingText(forumRefusals, 'body.empty')))

const Tags = z
  .string(sayingText(forumRefusals, 'tags'))
  .max(400, sayingText(forumRefusals, 'tags.many', { max: MAX_TAGS }))
  .default('')
  .transform(tagsIn)
  .pipe(z.array(z.string()).max(MAX_TAGS, sayingText(forumRefusals, 'tags.many', { max: MAX_TAGS })))

const Key = z
  .string()
  .regex(/^[\w-]{8,64}$/, sayingText(forumRefusals, 'brokenForm'))
  .optional()

const Reason = z
  .string(sayingText(forumRefusals, 'why'))
  .max(500, sayingText(forumRefusals, 'why.long'))
  .transform(asLine)

const GivenReason = Reason.pipe(z.string().min(3, sayingText(forumRefusals, 'why.logged')))

const flag = z.literal('1').optional()

export const AskForm = z.object({
  title: Title,
  body: Body,
  category: z
    .string(sayingText(forumRefusals, 'category'))
    .min(1, sayingText(forumRefusals, 'category'))
    .max(80, sayingText(forumRefusals, 'category')),
  kind: z.enum(THREAD_KINDS, sayingText(forumRefusals, 'kind')).default('question'),
  tags: Tags,
  private: flag,
  /** What of personal data was found has been shown. */
  seen: flag,
  key: Key,
})

/** What the first step of asking sends where no script runs, and what "Preview" may leave out. */
export const AskDraftForm = z.object({
  title: z.string().max(5000).default('').transform(asLine),
  body: z.string().max(MAX_BODY).default('').transform(asBlock),
})

export const AnswerForm = z.object({
  body: Body,
  as: z.enum(['answer', 'comment', 'same-here'], sayingText(forumRefusals, 'as')).default('answer'),
  key: Key,
  sure: flag,
})

export const CommentForm = z.object({ body: Body, asks: flag, key: Key, sure: flag })

export const EditForm = z.object({
  title: Title.optional(),
  tags: Tags.optional(),
  body: Body,
  reason: Reason.default(''),
  sure: flag,
  revision: z.coerce.number(sayingText(forumRefusals, 'brokenForm')).int().min(1).max(1_000_000),
})

export const IntentForm = z.object({
  intent: z.enum(['add', 'withdraw'], sayingText(forumRefusals, 'brokenForm')),
})

export const AcceptanceForm = z.object({
  intent: z.enum(['accept', 'withdraw'], sayingText(forumRefusals, 'brokenForm')),
})

export const OutcomeForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('solved'),
    post: z.coerce.number(sayingText(forumRefusals, 'solvedBy')).int().positive(sayingText(forumRefusals, 'solvedBy')),
  }),
  z.object({ intent: z.literal('did-not-help') }),
])

export const VisibilityForm = z.object({
  intent: z.enum(['hide', 'restore'], sayingText(forumRefusals, 'visibility')),
  reason: Reason.default(''),
})

export const KindForm = z.object({
  kind: z.enum(['comment', 'answer', 'counts'], sayingText(forumRefusals, 'becomes')),
})

const posts = z
  .union([z.string(), z.array(z.string())], sayingText(forumRefusals, 'posts'))
  .transform((given) => (Array.isArray(given) ? given : [given]).map(Number))
  .pipe(
    z
      .array(z.number().int().positive())
      .min(1, sayingText(forumRefusals, 'posts'))
      .max(500, sayingText(forumRefusals, 'posts.many')),
  )

/** A thread named by its number or by its address. */
const ThreadName = z
  .string(sayingText(forumRefusals, 'into'))
  .max(400)
  .transform((text) => Number(/(?:\/t\/|^\s*#?)(\d{1,15})(?:\/|\s*$|\?|#)/.exec(text)?.[1] ?? Number.NaN))
  .pipe(z.number(sayingText(forumRefusals, 'into')).int().positive())

export const ModerationForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['close', 'lock', 'hide', 'restore', 'reopen', 'unlock', 'private', 'public']),
    reason: Reason.default(''),
  }),
  z.object({
    intent: z.literal('move'),
    category: z.string(sayingText(forumRefusals, 'moveTo')).min(1, sayingText(forumRefusals, 'moveTo')).max(80),
    reason: Reason.default(''),
  }),
  z.object({
    intent: z.literal('part'),
    merge: z.coerce.number(sayingText(forumRefusals, 'button')).int().positive(),
  }),
  z.object({ intent: z.literal('merge'), into: ThreadName, reason: Reason.default('') }),
  z.object({ intent: z.literal('split'), posts, title: Title, reason: Reason.default('') }),
])

/** Intents of moderation that must say why, because others will read it. */
export const ReasonGiven = GivenReason

/** `before`: the tags that were on the screen. */
export const TagsForm = z.object({ tags: Tags, before: Tags })

export const DisputeForm = z.object({ reason: GivenReason })

const one = <T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.enum(values).catch(fallback).default(fallback)

/** What a list's address asks for. A value that nobody offers counts as none. */
export const ListQueryShape = z.object({
  kind: one(['all', ...THREAD_KINDS] as const, 'all'),
  state: one(LIST_STATES, 'all'),
  since: one(LIST_SPANS, 'any'),
  order: z.enum(LIST_ORDERS).optional().catch(undefined),
  tag: z.string().max(60).optional().catch(undefined),
  page: z.string().max(80).optional().catch(undefined),
})

/** A post named in an address; anything else counts as none. */
const PostNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
  .optional()
  .catch(undefined)

export const ThreadQueryShape = z.object({
  order: one(ANSWER_ORDERS, 'helpful'),
  page: z.string().max(80).optional().catch(undefined),
  private: z.string().max(80).optional().catch(undefined),
  post: PostNumber,
  comments: PostNumber,
})
