import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { REDEMPTION_STATES, REWARD_KINDS } from './types.ts'
import { rewardRefusals } from './words/refusals.ts'

type Refusal =
  | 'title'
  | 'description'
  | 'price'
  | 'stock'
  | 'mostEach'
  | 'taxNote'
  | 'position'
  | 'name'
  | 'address'
  | 'reason'
  | 'note'
  | 'dates'
const words = (key: Refusal) => sayingText(rewardRefusals, key)

const whole = (least: number, most: number, key: Refusal) =>
  z.coerce.number(words(key)).int(words(key)).min(least, words(key)).max(most, words(key))

/** A number of pieces, or nothing where there are always enough. */
const stockText = z
  .string()
  .catch('')
  .transform((text) => (text.trim() === '' ? null : Number(text)))
  .pipe(z.number(words('stock')).int(words('stock')).min(0, words('stock')).max(100_000, words('stock')).nullable())

/** How often one person can have it, or nothing where only their points limit that. */
const mostEachText = z
  .string()
  .catch('')
  .transform((text) => (text.trim() === '' ? null : Number(text)))
  .pipe(
    z
      .number(words('mostEach'))
      .int(words('mostEach'))
      .min(1, words('mostEach'))
      .max(1000, words('mostEach'))
      .nullable(),
  )

/** A text of several lines that may be empty. */
const block = (most: number, key: Refusal) =>
  z
    .string()
    .max(4 * most, words(key))
    .catch('')
    .transform(asBlock)
    .pipe(z.string().max(most, words(key)))

export const RewardForm = z.object({
  title: z
    .string(words('title'))
    .max(500, words('title'))
    .transform(asLine)
    .pipe(z.string().min(3, words('title')).max(120, words('title'))),
  description: block(2000, 'description'),
  kind: z.enum(REWARD_KINDS),
  price: whole(1, 1_000_000, 'price'),
  /** How many there are; empty: always there. Counts for nothing where codes are handed out. */
  stock: stockText,
  /** What the form showed. */
  stockSeen: stockText.catch(null),
  mostEach: mostEachText,
  approval: z
    .string()
    .optional()
    .transform((value) => value === '1'),
  taxNote: block(500, 'taxNote'),
  position: whole(0, 10_000, 'position').catch(0),
  version: z.coerce.number().int().catch(0),
})
export type RewardFields = z.infer<typeof RewardForm>

/** A member asks for a reward. `price`: as they saw it. */
export const RedeemForm = z.object({
  key: z.string().max(100).catch(''),
  price: z.coerce.number().int().catch(0),
  name: z
    .string()
    .max(2000, words('name'))
    .catch('')
    .transform(asLine)
    .pipe(z.string().max(120, words('name'))),
  address: block(500, 'address'),
})
export type RedeemFields = z.infer<typeof RedeemForm>

/** Why a redemption is refused; its member reads it. */
export const RefuseForm = z.object({
  reason: z
    .string(words('reason'))
    .max(4000, words('reason'))
    .transform(asBlock)
    .pipe(z.string().min(3, words('reason')).max(500, words('reason'))),
})

/** What is said to a member when their reward was sent. */
export const SendForm = z.object({ note: block(500, 'note') })

/** What of the desk's list is shown, and what was just done. */
export const RewardsDeskQuery = z.object({
  state: z.enum(REDEMPTION_STATES).catch('asked').default('asked'),
  page: z.string().max(200).optional().catch(undefined),
})
export type RewardsDeskFilter = z.infer<typeof RewardsDeskQuery>

/** What was just done with one's own redemption. */
export const OwnRewardsQuery = z.object({
  done: z.enum(['asked', 'approved', 'sent', 'cancelled', 'received']).optional().catch(undefined),
})

/** What was just done with a reward. */
export const RewardDoneQuery = z.object({ done: z.enum(['saved', 'retired', 'restored']).optional().catch(undefined) })

/** What was just decided about a redemption. */
export const DecidedQuery = z.object({ done: z.enum(['approved', 'sent', 'refused']).optional().catch(undefined) })

/** From which day to which day the export goes. */
export const RewardsExportQuery = z.object({
  from: z.iso.date(words('dates')),
  to: z.iso.date(words('dates')),
})
