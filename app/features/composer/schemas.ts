import { z } from 'zod'
import { MAX_BODY } from './types.ts'

export const DraftBody = z.object({
  title: z.string().max(1000).default(''),
  body: z.string().max(MAX_BODY, 'A draft holds at most 64 KB.'),
  fields: z
    .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(8000))
    .refine((fields) => Object.keys(fields).length <= 12)
    .default({}),
})
