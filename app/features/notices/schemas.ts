import { z } from 'zod'

/** Which notices become read: all, or one. */
export const ReadForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read-all') }),
  z.object({
    intent: z.literal('read'),
    notice: z.coerce.number('There is no such notice.').int().positive(),
  }),
])
