import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { MISSION_AUDIENCES, MISSION_OUTCOMES } from './types.ts'
import { missionRefusals } from './words/refusals.ts'

const words = (key: 'title' | 'description' | 'target' | 'points' | 'ends' | 'threads' | 'level') =>
  sayingText(missionRefusals, key)

export const MissionForm = z.object({
  title: z
    .string(words('title'))
    .max(500, words('title'))
    .transform(asLine)
    .pipe(z.string().min(3, words('title')).max(120, words('title'))),
  description: z
    .string()
    .max(4000, words('description'))
    .catch('')
    .transform(asBlock)
    .pipe(z.string().max(1000, words('description'))),
  outcome: z.enum(MISSION_OUTCOMES),
  target: z.coerce.number(words('target')).int(words('target')).min(1, words('target')).max(10_000, words('target')),
  mode: z.enum(['shared', 'each']).catch('shared'),
  /** `c:ID`, `t:ID` of a tag, `o:ID` of a topic, or nothing. */
  subject: z.string().max(40).catch(''),
  threads: z
    .string()
    .max(2000, words('threads'))
    .catch('')
    .transform((text) => [...new Set((text.match(/\d+/g) ?? []).map(Number))])
    .pipe(z.array(z.number().int().max(Number.MAX_SAFE_INTEGER)).max(100, words('threads'))),
  ends: z.iso.date(words('ends')),
  points: z.coerce.number(words('points')).int(words('points')).min(0, words('points')).max(500, words('points')),
  audience: z.enum(MISSION_AUDIENCES).catch('all'),
  level: z.coerce.number().int().catch(0),
  version: z.coerce.number().int().catch(0),
})
export type MissionFields = z.infer<typeof MissionForm>

/** What a new mission begins with: threads of the desk's queue, or a topic. */
export const MissionPreset = z.object({
  threads: z.string().max(2000).catch('').default(''),
  /** Escalations that were selected at the desk. */
  chosen: z
    .preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.coerce.number().int()).max(100))
    .catch([]),
  topic: z.coerce.number().int().optional().catch(undefined),
  done: z.enum(['saved', 'ended', 'invited']).optional().catch(undefined),
})
