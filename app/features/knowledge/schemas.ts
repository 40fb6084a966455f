import { z } from 'zod'
import { asBlock, asLine, tagsIn } from '#app/kernel/text.ts'
import { MAX_ALIAS, MAX_ALIASES } from './rules/revisions.ts'
import { DESK_TABS, VOTE_REASONS } from './types.ts'

const MAX_BODY = 64 * 1024
const MAX_TAGS = 6

const Title = z
  .string('Say in one line what it is about.')
  .max(5000, 'A title has at most 150 characters.')
  .transform(asLine)
  .pipe(
    z
      .string()
      .min(8, 'Say a little more: a title has at least 8 characters.')
      .max(150, 'A title has at most 150 characters.'),
  )

const Body = z
  .string('Write something first.')
  .max(MAX_BODY, 'This is longer than 64 KB. Make two articles of it.')
  .transform(asBlock)
  .pipe(z.string().min(1, 'Write something first.'))

const Aliases = z
  .string('One phrasing a line.')
  .max(5000, `At most ${MAX_ALIASES} phrasings.`)
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map(asLine)
        .filter((line) => line !== ''),
    ),
  ])
  .pipe(
    z
      .array(z.string().max(MAX_ALIAS, `A phrasing has at most ${MAX_ALIAS} characters.`))
      .max(MAX_ALIASES, `At most ${MAX_ALIASES} phrasings.`),
  )

const Tags = z
  .string('Separate tags by commas.')
  .max(400, `At most ${MAX_TAGS} tags.`)
  .default('')
  .transform(tagsIn)
  .pipe(z.array(z.string()).max(MAX_TAGS, `At most ${MAX_TAGS} tags.`))

const Reason = z
  .string('Say why in a few words.')
  .max(1000, 'Say it in at most 1,000 characters.')
  .default('')
  .transform(asBlock)
const Number_ = z.coerce.number('Load the page again.').int().min(0).max(1e12)
const Slug = z.string().max(80).default('')

export const ArticleForm = z.object({
  title: Title,
  body: Body,
  aliases: Aliases,
  tags: Tags,
  category: z.string('Choose a category.').min(1, 'Choose a category.').max(80),
  section: Slug,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/, 'A language is written like en or pt-BR.')
    .default('en'),
  reason: Reason,
  /** The revision that was on the screen; 0 for a new article. */
  revision: Number_.default(0),
  intent: z.enum(['save', 'submit', 'preview']).default('save'),
})

export const NewDraftForm = z.object({
  topic: Number_.optional(),
  thread: Number_.optional(),
})

export const WorkForm = z.object({
  intent: z.enum(
    [
      'submit',
      'approve',
      'approve-publish',
      'decline',
      'publish',
      'withdraw',
      'restore',
      'verify',
      'outdate',
      'keep',
      'comment',
      'resolve',
      'translate',
      'smooth',
      'take-smoothed',
      'settle',
    ],
    'Choose what to do.',
  ),
  revision: Number_.default(0),
  reason: Reason,
  owner: Number_.default(0),
  section: Slug,
  category: Slug,
  reviewBy: z.string().max(20).default(''),
  comment: Number_.default(0),
  vote: Number_.default(0),
  language: z.string().max(8).default(''),
})

export const VoteForm = z.object({
  helpful: z.enum(['yes', 'no'], 'Say whether it helped.'),
  reason: z.enum(VOTE_REASONS).optional(),
  note: z.string().max(2000, 'Say it in at most 2,000 characters.').default('').transform(asBlock),
})

export const SectionForm = z.object({
  intent: z.enum(['add', 'rename', 'remove', 'up']).default('add'),
  section: Slug,
  category: Slug,
  name: z.string('Name the section.').transform(asLine).pipe(z.string().max(60, 'At most 60 characters.')).default(''),
})

export const KbQueryShape = z.object({
  section: z.string().max(80).optional().catch(undefined),
  page: z.string().max(80).optional().catch(undefined),
  for: z.string().max(80).optional().catch(undefined),
  voted: z.enum(['yes', 'no', 'said', 'heard']).optional().catch(undefined),
  proposed: z.literal('1').optional().catch(undefined),
})

export const DeskQueryShape = z.object({
  tab: z.enum(DESK_TABS).catch('work').default('work'),
  page: z.string().max(80).optional().catch(undefined),
})
