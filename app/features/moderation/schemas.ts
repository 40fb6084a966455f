import { sayingText } from '#app/locale/saying.ts'
import { moderationRefusals } from '#app/features/moderation/words/refusals.ts'
import { z } from 'zod'
import { FLAG_REASONS } from './types.ts'

export const FlagForm = z.object({
  reason: z.enum(FLAG_REASONS, sayingText(moderationRefusals, 'sayWhatIsWrong')),
  note: z
    .string()
    .max(1000, sayingText(moderationRefusals, 'sayItInAtMost'))
    .default('')
    .transform((text) => text.trim()),
})

export const SettleForm = z.object({
  intent: z.enum(['keep', 'hide'], sayingText(moderationRefusals, 'chooseWhatBecomes')),
  post: z.coerce.number(sayingText(moderationRefusals, 'thisFormIsBrokenLoad')).int().positive(),
  reason: z
    .string()
    .max(500, sayingText(moderationRefusals, 'sayItInAtMost2'))
    .default('')
    .transform((text) => text.trim()),
})

export const TagForm = z.object({
  tag: z
    .string(sayingText(moderationRefusals, 'nameTheTag'))
    .min(1, sayingText(moderationRefusals, 'nameTheTag'))
    .max(60, sayingText(moderationRefusals, 'aTagHasAtMost')),
  into: z
    .string(sayingText(moderationRefusals, 'nameTheTagItBecomes'))
    .min(1, sayingText(moderationRefusals, 'nameTheTagItBecomes'))
    .max(60, sayingText(moderationRefusals, 'aTagHasAtMost')),
  intent: z.enum(['merge', 'part'], sayingText(moderationRefusals, 'chooseWhatToDo')),
})
