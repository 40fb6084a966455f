import { sayingText } from '#app/locale/saying.ts'
import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { z } from 'zod'
import { asLine } from '#app/kernel/text.ts'
import { TOPIC_TABS } from './types.ts'

export const TopicsQueryShape = z.object({
  tab: z.enum(TOPIC_TABS).catch('all').default('all'),
  subject: z.coerce.number().int().positive().optional().catch(undefined),
  brand: z.coerce.number().int().positive().optional().catch(undefined),
  source: z.string().max(120).optional().catch(undefined),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .catch(undefined),
  q: z.string().trim().max(200).catch('').default(''),
  page: z.string().max(80).optional().catch(undefined),
  view: z.enum(['charts', 'figures']).catch('charts').default('charts'),
  look: z.enum(['closer']).optional().catch(undefined),
})

const Id = z.coerce.number(sayingText(miningRefusals, 'loadThePageAgain')).int().min(0).max(1e12)
/** Requests one by one, or a group of them in one box. */
const groups = z
  .union([z.array(z.string()), z.string()])
  .default([])
  .transform((given) => [given].flat().map((one) => one.split(',').map(Number)))
  .pipe(z.array(z.array(z.number().int().positive()).max(1000)).max(1000))
  .refine((chosen) => chosen.flat().length <= 1000, sayingText(miningRefusals, 'loadThePageAgain'))

export const TopicForm = z.object({
  intent: z.enum(
    ['rename', 'merge', 'split', 'parts', 'dismiss', 'never', 'restore', 'move', 'undo'],
    sayingText(miningRefusals, 'chooseWhatToDo'),
  ),
  title: z
    .string()
    .transform(asLine)
    .pipe(z.string().max(150, sayingText(miningRefusals, 'aTitleHasAtMost')))
    .default(''),
  reason: z
    .string()
    .transform(asLine)
    .pipe(z.string().max(500, sayingText(miningRefusals, 'sayItInAtMost')))
    .default(''),
  /** Null: nothing was chosen; 0: no topic. */
  into: z.union([z.literal('').transform(() => null), Id], sayingText(miningRefusals, 'chooseATopic')).default(null),
  request: groups,
  decision: Id.default(0),
})

/** 0: the request fits nowhere. */
export const MoveRequestForm = z.object({ into: Id })

export const MiningForm = z.object({
  intent: z.enum(['mine', 'cancel']).default('mine'),
  run: Id.default(0),
})
