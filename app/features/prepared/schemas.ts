import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { unknownPlaceholder } from './rules/placeholders.ts'
import {
  ANSWER_LANGUAGES,
  MAX_PREPARED_BODY,
  MAX_PREPARED_TITLE,
  PLACEHOLDERS,
  PREPARED_STATES,
  type AnswerLanguage,
} from './types.ts'
import { preparedRefusals } from './words/refusals.ts'

const LANGUAGES = Object.keys(ANSWER_LANGUAGES) as [AnswerLanguage, ...AnswerLanguage[]]
const titleWords = sayingText(preparedRefusals, 'title', { most: MAX_PREPARED_TITLE })
const longWords = sayingText(preparedRefusals, 'body.long', { most: MAX_PREPARED_BODY })

/** The placeholders as they are written. */
export const WRITTEN_PLACEHOLDERS = PLACEHOLDERS.map((name) => `{{${name}}}`)

export const PreparedForm = z.object({
  title: z
    .string(titleWords)
    .max(1000, titleWords)
    .transform(asLine)
    .pipe(z.string().min(3, titleWords).max(MAX_PREPARED_TITLE, titleWords)),
  body: z
    .string(sayingText(preparedRefusals, 'body'))
    .max(MAX_PREPARED_BODY * 2, longWords)
    .transform(asBlock)
    .pipe(z.string().min(1, sayingText(preparedRefusals, 'body')).max(MAX_PREPARED_BODY, longWords))
    .superRefine((body, told) => {
      const name = unknownPlaceholder(body)
      if (name === null) return
      const known = WRITTEN_PLACEHOLDERS.join(', ')
      told.addIssue(sayingText(preparedRefusals, 'placeholder', { name: name.slice(0, 60), known }))
    }),
  locale: z.enum(LANGUAGES, sayingText(preparedRefusals, 'language')),
})
export type PreparedForm = z.infer<typeof PreparedForm>

/** What is done with one, and the version that was seen. */
export const PreparedIntent = z.object({
  intent: z.enum(['save', 'approve', 'retire', 'restore'], sayingText(preparedRefusals, 'button')),
  version: z.coerce.number(sayingText(preparedRefusals, 'button')).int().min(0),
})

export const PreparedQuery = z.object({
  q: z.string().max(200).catch('').transform(asLine),
  locale: z.enum(LANGUAGES).nullable().catch(null),
  state: z.enum(PREPARED_STATES).nullable().catch(null),
  page: z.string().max(80).nullable().catch(null),
  done: z.enum(['added', 'saved', 'approve', 'retire', 'restore']).nullable().catch(null),
})
