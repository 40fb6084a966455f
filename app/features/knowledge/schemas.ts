import { sayingText } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { z } from 'zod'
import { asBlock, asLine, tagsIn } from '#app/kernel/text.ts'
import { MAX_ALIAS, MAX_ALIASES } from './rules/revisions.ts'
import { DESK_TABS, VOTE_REASONS } from './types.ts'

const MAX_BODY = 64 * 1024
const MAX_TAGS = 6

const Title = z
  .string(sayingText(knowledgeRefusals, 'sayWhatItIsAbout'))
  .max(5000, sayingText(knowledgeRefusals, 'aTitleHasAtMost'))
  .transform(asLine)
  .pipe(
    z
      .string()
      .min(8, sayingText(knowledgeRefusals, 'sayALittleMore'))
      .max(150, sayingText(knowledgeRefusals, 'aTitleHasAtMost')),
  )

const Body = z
  .string(sayingText(knowledgeRefusals, 'writeSomethingFirst'))
  .max(MAX_BODY, sayingText(knowledgeRefusals, 'thisIsLongerThan64'))
  .transform(asBlock)
  .pipe(z.string().min(1, sayingText(knowledgeRefusals, 'writeSomethingFirst')))

const Aliases = z
  .string(sayingText(knowledgeRefusals, 'onePhrasingALine'))
  .max(5000, sayingText(knowledgeRefusals, 'tooManyPhrasings', { most: MAX_ALIASES }))
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
      .array(z.string().max(MAX_ALIAS, sayingText(knowledgeRefusals, 'tooLongAPhrasing', { most: MAX_ALIAS })))
      .max(MAX_ALIASES, sayingText(knowledgeRefusals, 'tooManyPhrasings', { most: MAX_ALIASES })),
  )

const Tags = z
  .string(sayingText(knowledgeRefusals, 'separateTags'))
  .max(400, sayingText(knowledgeRefusals, 'tooManyTags', { most: MAX_TAGS }))
  .default('')
  .transform(tagsIn)
  .pipe(z.array(z.string()).max(MAX_TAGS, sayingText(knowledgeRefusals, 'tooManyTags', { most: MAX_TAGS })))

const Reason = z
  .string(sayingText(knowledgeRefusals, 'sayWhy'))
  .max(1000, sayingText(knowledgeRefusals, 'sayItInAtMost'))
  .default('')
  .transform(asBlock)
const Number_ = z.coerce.number(sayingText(knowledgeRefusals, 'loadThePageAgain')).int().min(0).max(1e12)
const Slug = z.string().max(80).default('')

export const ArticleForm = z.object({
  title: Title,
  body: Body,
  aliases: Aliases,
  tags: Tags,
  category: z
    .string(sayingText(knowledgeRefusals, 'chooseACategory'))
    .min(1, sayingText(knowledgeRefusals, 'chooseACategory'))
    .max(80),
  section: Slug,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/, sayingText(knowledgeRefusals, 'aLanguageIsWrittenLike'))
    .default('en'),
  reason: Reason,
  /** The revision that was on the screen; 0 for a new article. */
  revision: Number_.default(0),
  intent: z.enum(['save', 'submit', 'preview']).default('save'),
})

export const NewDraftForm = z.object({
  topic: Number_.optional(),
  thread: Number_.optional(),
  exemplar: Number_.optional(),
})

/** What is done on the desk's lists. */
export const DeskForm = z.object({
  intent: z.enum(
    ['settle', 'drop', 'restore', 'look-through', 'machine-on', 'machine-off', 'forget-verdicts'],
    sayingText(knowledgeRefusals, 'chooseWhatToDo'),
  ),
  vote: Number_.default(0),
  exemplar: Number_.default(0),
  /** The page of the list that was on the screen. */
  page: z.string().max(80).optional().catch(undefined),
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
    sayingText(knowledgeRefusals, 'chooseWhatToDo'),
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
  helpful: z.enum(['yes', 'no'], sayingText(knowledgeRefusals, 'sayWhetherItHelped')),
  reason: z.enum(VOTE_REASONS).optional(),
  note: z.string().max(2000, sayingText(knowledgeRefusals, 'sayItInAtMost2')).default('').transform(asBlock),
})

export const SectionForm = z.object({
  intent: z.enum(['add', 'rename', 'remove', 'up']).default('add'),
  section: Slug,
  category: Slug,
  name: z
    .string(sayingText(knowledgeRefusals, 'nameTheSection'))
    .transform(asLine)
    .pipe(z.string().max(60, sayingText(knowledgeRefusals, 'atMost60Characters')))
    .default(''),
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
  /** What was just taken off the list. */
  dropped: z.coerce.number().int().positive().optional().catch(undefined),
  page: z.string().max(80).optional().catch(undefined),
})
