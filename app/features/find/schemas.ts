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
  what: one(['all', 'articles']),
  state: one(['all', 'open', 'answered', 'solved']),
  kind: one(KINDS),
  since: one(['any', 'week', 'month', 'year']),
  category: z.string().max(80).optional().catch(undefined),
  tag: z.string().max(60).optional().catch(undefined),
  /** `1`: search for what was typed, whatever may have been meant. */
  exact: z.literal('1').optional().catch(undefined),
  page: z.string().max(10).optional().catch(undefined),
})
