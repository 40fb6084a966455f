import { z } from 'zod'

const KINDS = ['all', 'question', 'problem', 'idea', 'praise'] as const
const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).catch(values[0]).default(values[0])

/** What a search's address asks for. Nothing typed here is an error: what makes no sense is left out. */
export const SearchQueryShape = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.replace(/\p{Cc}+/gu, ' ').slice(0, 300)),
  what: one(['all', 'threads', 'articles']),
  state: one(['all', 'open', 'answered', 'solved']),
  kind: one(KINDS),
  since: one(['any', 'week', 'month', 'year']),
  order: one(['relevance', 'newest', 'helpful']),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .catch(undefined),
  category: z.string().max(80).optional().catch(undefined),
  tag: z.string().max(60).optional().catch(undefined),
  /** `1`: search for what was typed, whatever may have been meant. */
  exact: z.literal('1').optional().catch(undefined),
  page: z.string().max(10).optional().catch(undefined),
})

const id = z.coerce.number().int().positive()

/** Two letters, or nothing for all languages. */
const language = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z]{2})?$/)
  .catch('')
  .default('')

export const SynonymIntent = z.object({
  intent: z.enum(['add', 'edit', 'remove', 'accept', 'dismiss']).catch('add').default('add'),
})

export const SynonymsForm = z.object({ language, words: z.string().max(3000).default('') })

export const EditSynonymsForm = SynonymsForm.extend({ set: id, version: z.coerce.number().int().nonnegative() })

export const RemoveSynonymsForm = z.object({ set: id })

export const ProposalForm = z.object({ proposal: id })

/** What the list of searches is asked for. */
export const SearchesQueryShape = z.object({
  tab: one(['common', 'nothing', 'unopened']),
  period: one(['month', 'week', 'quarter', 'year']),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .catch(undefined),
})

export const SearchTermForm = z.object({
  query: z.string().trim().min(1).max(300),
})

export const PointForm = SearchTermForm.extend({
  intent: z.enum(['point', 'unpoint']).catch('point').default('point'),
  article: z.coerce.number().int().positive().optional().catch(undefined),
})

/** A question that the model is to word an answer to. */
export const AnswerForm = z.object({ q: SearchQueryShape.shape.q })

export const OpenedForm = z.object({
  q: z.string().max(300),
  kind: z.enum(['thread', 'article']),
  id,
})

/** `article:7` or `thread:12`, and where it was said. */
export const SolvedForm = z.object({
  at: z.enum(['suggestion', 'ask', 'answer', 'thread']).catch('thread').default('thread'),
  solved: z
    .string()
    .regex(/^(?:thread|article):[1-9]\d{0,11}$/)
    .transform((text) => {
      const [kind = '', id] = text.split(':')
      return { kind: kind === 'article' ? ('article' as const) : ('thread' as const), id: Number(id) }
    }),
})

/** What a thank-you is about. */
export const SolvedQueryShape = z.object({ solved: SolvedForm.shape.solved.optional().catch(undefined) })
