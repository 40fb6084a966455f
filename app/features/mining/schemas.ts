import { sayingText } from '#app/locale/saying.ts'
import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { z } from 'zod'
import { asLine } from '#app/kernel/text.ts'
import { TOPIC_TABS } from './types.ts'

export const TopicsQueryShape = z.object({
  tab: z.enum(TOPIC_TABS).catch('all').default('all'),
  subject: z.coerce.number().int().positive().optional().catch(undefined),
  q: z.string().trim().max(200).catch('').default(''),
  page: z.string().max(80).optional().catch(undefined),
  view: z.enum(['charts', 'figures']).catch('charts').default('charts'),
  look: z.enum(['closer']).optional().catch(undefined),
})

const Id = z.coerce.number(sayingText(miningRefusals, 'loadThePageAgain')).int().min(0).max(1e12)
const ids = z
  .union([z.array(z.string()), z.string()])
  .default([])
  // Requests one by one, or a group of them in one box.
  .transform((given) => [given].flat().flatMap((one) => one.split(',').map(Number)))
  .pipe(z.array(z.number().int().positive()).max(1000))

export const TopicForm = z.object({
  intent: z.enum(
    ['rename', 'merge', 'split', 'dismiss', 'never', 'restore', 'move', 'undo'],
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
  request: ids,
  decision: Id.default(0),
})

/** 0: the request fits nowhere. */
export const MoveRequestForm = z.object({ into: Id })

export const MiningForm = z.object({
  intent: z.enum(['mine', 'cancel']).default('mine'),
  run: Id.default(0),
})
