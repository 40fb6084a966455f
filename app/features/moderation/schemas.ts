import { z } from 'zod'
import { FLAG_REASONS } from './types.ts'

export const FlagForm = z.object({
  reason: z.enum(FLAG_REASONS, 'Say what is wrong with it.'),
  note: z
    .string()
    .max(1000, 'Say it in at most 1000 characters.')
    .default('')
    .transform((text) => text.trim()),
})

export const SettleForm = z.object({
  intent: z.enum(['keep', 'hide'], 'Choose what becomes of it.'),
  post: z.coerce.number('This form is broken. Load the page again.').int().positive(),
  reason: z
    .string()
    .max(500, 'Say it in at most 500 characters.')
    .default('')
    .transform((text) => text.trim()),
})

export const TagForm = z.object({
  tag: z.string('Name the tag.').min(1, 'Name the tag.').max(60, 'A tag has at most 30 characters.'),
  into: z
    .string('Name the tag it becomes.')
    .min(1, 'Name the tag it becomes.')
    .max(60, 'A tag has at most 30 characters.'),
  intent: z.enum(['merge', 'part'], 'Choose what to do.'),
})
