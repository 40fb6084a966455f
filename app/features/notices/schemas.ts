import { sayingText } from '#app/locale/saying.ts'
import { noticeRefusals } from '#app/features/notices/words/refusals.ts'
import { z } from 'zod'

/** Which notices become read: all, or one. */
export const ReadForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read-all') }),
  z.object({
    intent: z.literal('read'),
    notice: z.coerce.number(sayingText(noticeRefusals, 'thereIsNoSuchNotice')).int().positive(),
  }),
])
