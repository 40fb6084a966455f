import { z } from 'zod'
import { sayingText } from '#app/locale/saying.ts'
import { MAX_BODY } from './types.ts'
import { composerRefusals } from './words/refusals.ts'

export const DraftBody = z.object({
  title: z.string().max(1000).default(''),
  body: z.string().max(MAX_BODY, sayingText(composerRefusals, 'long')),
  fields: z
    .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(8000))
    .refine((fields) => Object.keys(fields).length <= 12)
    .default({}),
})
