import { z } from 'zod'
import { PERIODS } from '#app/features/recognition/types.ts'

/** Which leaders an address asks for. Nothing typed here is an error: what makes no sense is left out. */
export const BoardQuery = z.object({
  period: z.enum(PERIODS).catch('month').default('month'),
  /** `c:` and a category's slug, or `t:` and a tag. */
  subject: z.string().max(120).optional().catch(undefined),
  company: z.string().max(120).optional().catch(undefined),
  /** How many leaders stand before this page. */
  after: z.coerce.number().int().min(0).max(100_000).catch(0).default(0),
})
export type BoardAsked = z.infer<typeof BoardQuery>
