import { z } from 'zod'
import { asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { MAX_ABOUT, MAX_QUOTE } from './types.ts'
import { storyRefusals } from './words/refusals.ts'

const quoteWords = sayingText(storyRefusals, 'quote', { most: MAX_QUOTE })
const aboutWords = sayingText(storyRefusals, 'about', { most: MAX_ABOUT })

export const StoryForm = z.object({
  quote: z
    .string(quoteWords)
    .max(20 * MAX_QUOTE, quoteWords)
    .transform(asLine)
    .pipe(z.string().min(10, quoteWords).max(MAX_QUOTE, quoteWords)),
  about: z
    .string(aboutWords)
    .max(20 * MAX_ABOUT, aboutWords)
    .transform(asLine)
    .pipe(z.string().min(3, aboutWords).max(MAX_ABOUT, aboutWords)),
})
export type StoryFields = z.infer<typeof StoryForm>

/** What may be done to a story: by who is part of it, and by staff. */
export const StoryAct = z.object({
  intent: z.enum(['agree', 'refuse', 'take-back', 'approve', 'decline', 'withdraw']),
})

export const StoryQuery = z.object({
  done: z
    .enum(['suggested', 'agree', 'refuse', 'take-back', 'approve', 'decline', 'withdraw'])
    .optional()
    .catch(undefined),
})
