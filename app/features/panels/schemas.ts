import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { choicesIn } from './rules/answers.ts'
import { MAX_CHOICES, QUESTION_KINDS } from './types.ts'
import { panelRefusals } from './words/refusals.ts'

type Plain =
  | 'title'
  | 'purpose'
  | 'invitation'
  | 'closes'
  | 'lounge'
  | 'question'
  | 'article'
  | 'heard'
  | 'changes'
  | 'words'
const words = (key: Plain) => sayingText(panelRefusals, key)
const choiceWords = sayingText(panelRefusals, 'choices', { most: MAX_CHOICES })

/** Words of several lines, from `least` to `most` letters. */
const Block = (least: number, most: number, said: string) =>
  z
    .string(said)
    .max(4 * most, said)
    .transform(asBlock)
    .pipe(z.string().min(least, said).max(most, said))

const Line = (least: number, most: number, said: string) =>
  z
    .string(said)
    .max(4 * most, said)
    .transform(asLine)
    .pipe(z.string().min(least, said).max(most, said))

/** A number that stands in an address, or nothing. */
const NumberOrNone = (said: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim().replace(/^#/, ''))
    .pipe(
      z
        .string()
        .regex(/^(?:[1-9]\d{0,14})?$/, said)
        .transform((text) => (text === '' ? null : Number(text))),
    )

export const PanelForm = z.object({
  title: Line(3, 120, words('title')),
  purpose: Block(0, 2000, words('purpose')).default(''),
  invitation: Block(10, 2000, words('invitation')),
  closes: z.union([z.literal(''), z.iso.date(words('closes'))], words('closes')).default(''),
  lounge: NumberOrNone(words('lounge')),
  version: z.coerce.number().int().catch(0).default(0),
})
export type PanelFields = z.infer<typeof PanelForm>

export const QuestionForm = z.object({
  kind: z.enum(QUESTION_KINDS).catch('rating'),
  question: Line(3, 500, words('question')),
  choices: z
    .string()
    .max(2000, choiceWords)
    .default('')
    .transform((text) => choicesIn(asBlock(text)))
    .pipe(z.array(z.string().max(120, choiceWords)).max(MAX_CHOICES, choiceWords)),
  article: NumberOrNone(words('article')),
  required: z
    .literal('1')
    .optional()
    .transform((value) => value === '1'),
})
export type QuestionFields = z.infer<typeof QuestionForm>

export const InviteForm = z.object({
  handles: z
    .string()
    .max(4000)
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .pipe(z.array(z.string()).max(100)),
  /** The level from which on all are invited; 0 = nobody by level. */
  level: z.coerce.number().int().catch(0).default(0),
  words: Block(10, 2000, words('words')),
})

export const FromThreadForm = InviteForm.omit({ level: true }).extend({
  panel: z.coerce.number().int().catch(0).default(0),
  thread: z.coerce.number().int().catch(0).default(0),
})

export const CloseForm = z.object({
  heard: Block(10, 8000, words('heard')),
  changes: Block(10, 8000, words('changes')),
})
export type CloseFields = z.infer<typeof CloseForm>

export const PanelQuery = z.object({
  thread: z.coerce.number().int().positive().optional().catch(undefined),
  done: z
    .enum(['saved', 'asked', 'removed', 'invited', 'opened', 'closed', 'answered', 'declined'])
    .optional()
    .catch(undefined),
})
export type PanelDone = NonNullable<z.infer<typeof PanelQuery>['done']>
