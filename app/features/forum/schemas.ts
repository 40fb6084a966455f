import { z } from 'zod'
import { MAX_BODY } from '#app/features/composer/types.ts'
import { asLine, asBlock, tagsIn } from '#app/kernel/text.ts'
import { MAX_TITLE, MIN_TITLE, MAX_TAGS } from './rules.ts'
import { THREAD_KINDS, LIST_STATES, LIST_SPANS, LIST_ORDERS, ANSWER_ORDERS } from './types.ts'

const Title = z
  .string('Say in one line what it is about.')
  .max(5000, `A title has at most ${MAX_TITLE} characters.`)
  .transform(asLine)
  .pipe(
    z
      .string()
      .min(MIN_TITLE, `Say a little more: a title has at least ${MIN_TITLE} characters.`)
      .max(MAX_TITLE, `A title has at most ${MAX_TITLE} characters. Put the rest into the text.`),
  )

const Body = z
  .string('Write something first.')
  .max(MAX_BODY, 'This is longer than 64 KB. Shorten it, or post it in parts.')
  .transform(asBlock)
  .pipe(z.string().min(1, 'Write something first.'))

const Tags = z
  .string('Separate tags by commas.')
  .max(400, `At most ${MAX_TAGS} tags.`)
  .default('')
  .transform(tagsIn)
  .pipe(z.array(z.string()).max(MAX_TAGS, `At most ${MAX_TAGS} tags.`))

const Key = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'This form is broken. Load the page again.')
  .optional()

const Reason = z.string('Say why in a few words.').max(500, 'Say it in at most 500 characters.').transform(asLine)

const GivenReason = Reason.pipe(z.string().min(3, 'Say why in a few words: it stands in the log.'))

const flag = z.literal('1').optional()

export const AskForm = z.object({
  title: Title,
  body: Body,
  category: z.string('Choose a category.').min(1, 'Choose a category.').max(80, 'Choose a category.'),
  kind: z.enum(THREAD_KINDS, 'Say what kind of thread it is.').default('question'),
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
  as: z.enum(['answer', 'comment', 'same-here'], 'Choose how to post this.').default('answer'),
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
  revision: z.coerce.number('This form is broken. Load the page again.').int().min(1).max(1_000_000),
})

export const IntentForm = z.object({
  intent: z.enum(['add', 'withdraw'], 'This form is broken. Load the page again.'),
})

export const AcceptanceForm = z.object({
  intent: z.enum(['accept', 'withdraw'], 'This form is broken. Load the page again.'),
})

export const OutcomeForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('solved'),
    post: z.coerce.number('Choose the answer that solved it.').int().positive('Choose the answer that solved it.'),
  }),
  z.object({ intent: z.literal('did-not-help') }),
])

export const VisibilityForm = z.object({
  intent: z.enum(['hide', 'restore'], 'Choose what to do.'),
  reason: Reason.default(''),
})

export const KindForm = z.object({ kind: z.enum(['comment', 'answer'], 'Choose what it becomes.') })

const posts = z
  .union([z.string(), z.array(z.string())], 'Choose at least one post.')
  .transform((given) => (Array.isArray(given) ? given : [given]).map(Number))
  .pipe(z.array(z.number().int().positive()).min(1, 'Choose at least one post.').max(500, 'At most 500 posts at once.'))

/** A thread named by its number or by its address. */
const ThreadName = z
  .string('Name the other thread by its number or address.')
  .max(400)
  .transform((text) => Number(/(?:\/t\/|^\s*#?)(\d{1,15})(?:\/|\s*$|\?|#)/.exec(text)?.[1] ?? Number.NaN))
  .pipe(z.number('Name the other thread by its number or address.').int().positive())

export const ModerationForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['close', 'lock', 'hide', 'restore', 'reopen', 'unlock', 'private', 'public']),
    reason: Reason.default(''),
  }),
  z.object({
    intent: z.literal('move'),
    category: z.string('Choose where it goes.').min(1, 'Choose where it goes.').max(80),
    reason: Reason.default(''),
  }),
  z.object({
    intent: z.literal('part'),
    merge: z.coerce.number('Press one of the buttons.').int().positive(),
  }),
  z.object({ intent: z.literal('merge'), into: ThreadName, reason: Reason.default('') }),
  z.object({ intent: z.literal('split'), posts, title: Title, reason: Reason.default('') }),
])

/** Intents of moderation that must say why, because others will read it. */
export const ReasonGiven = GivenReason

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
  post: PostNumber,
  comments: PostNumber,
})
