import { z } from 'zod'
import { CHANNELS, NOTICE_KINDS, type NoticeKind } from '#app/features/notices/types.ts'
import { tidyHandle } from '#app/kernel/handles.ts'
import { isHue, meaningOf } from '#app/kernel/hues.ts'
import { refusalOfName, tidyName } from '#app/kernel/names.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { MAX_REASON, refusalOfBio, SUSPENSION_DAYS, tidyBio } from './rules.ts'

const EMPTY = 'Fill this in once.'

const ruled = (tidy: (text: string) => string, rule: (text: string) => string | null) =>
  z
    .string(EMPTY)
    .max(10_000, 'This is much too long.')
    .transform(tidy)
    .superRefine((text, check) => {
      const why = rule(text)
      if (why) check.addIssue({ code: 'custom', message: why })
    })

/** Whether the runtime knows this IANA zone; '' = the site's. */
function isZone(zone: string): boolean {
  if (zone === '') return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /^[A-Za-z0-9_+/-]{1,50}$/.test(zone)
  } catch {
    return false
  }
}

export const ProfileForm = z.object({
  // What a handle may be is asked by the command: one that a member has may stay as it is.
  handle: z.string(EMPTY).max(200, 'A handle has at most 30 letters.').transform(tidyHandle),
  name: ruled(tidyName, refusalOfName),
  bio: ruled(tidyBio, refusalOfBio),
  zone: z.string(EMPTY).refine(isZone, 'Choose a time zone of the list.'),
})
export const ProfileIntent = z.object({
  intent: z
    .enum(['profile', 'avatar', 'no-avatar'], 'Press one of the buttons.')
    .default('profile'),
})
export type ProfileForm = z.infer<typeof ProfileForm>

const channel = z.enum(CHANNELS, 'Choose one of the four.')
export const NoticesForm = z.object(
  Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, channel])) as Record<
    NoticeKind,
    typeof channel
  >,
)

const id = z
  .string(EMPTY)
  .regex(/^[1-9]\d{0,14}$/, 'There is no such thing.')
  .transform(Number)

export const StopFollowingForm = z.object({ thread: id })

const Reason = z
  .string(EMPTY)
  .transform((text) => tidyBio(text))
  .pipe(
    z
      .string()
      .min(3, 'Say why, in words the member will read.')
      .max(MAX_REASON, `A reason has at most ${MAX_REASON} letters.`),
  )

export const SuspendForm = z.object({
  reason: Reason,
  days: z
    .string(EMPTY)
    .refine((text) => SUSPENSION_DAYS.map(String).includes(text), 'Choose how long.')
    .transform(Number),
})
export type SuspendForm = z.infer<typeof SuspendForm>

export const MemberIntent = z.object({
  intent: z.enum(['suspend', 'restore', 'role'], 'Press one of the buttons.'),
})

/** What the list's address asks for. A value that nobody offers counts as none. */
export const MembersQuery = z.object({
  q: z.string().max(200).catch('').default(''),
  role: z.enum(ROLES).nullable().catch(null).default(null),
  suspended: z.literal('1').optional().catch(undefined),
  page: z.string().max(80).nullable().catch(null).default(null),
})

export const RestoreForm = z.object({
  reason: z.string().max(MAX_REASON, `A reason has at most ${MAX_REASON} letters.`).default(''),
})

export const ChangeRoleForm = z.object({
  role: z.enum(ROLES, 'Choose a role of the list.'),
  reason: z.string().max(MAX_REASON, `A reason has at most ${MAX_REASON} letters.`).default(''),
})

const text = (most: number, words: string) =>
  z
    .string(EMPTY)
    .max(10_000, words)
    .transform((given) => tidyName(given).replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, ''))
    .pipe(z.string().max(most, words))

export const SiteIntent = z.object({
  intent: z.enum(['site', 'logo', 'no-logo'], 'Press one of the buttons.').default('site'),
})

export const SiteForm = z.object({
  name: text(60, 'A name has at most 60 letters.').pipe(z.string().min(1, 'Name the place.')),
  about: text(160, 'This sentence has at most 160 letters.'),
  zone: z
    .string(EMPTY)
    .min(1, 'Choose a time zone.')
    .refine(isZone, 'Choose a time zone of the list.'),
  hue: z
    .string()
    .default('')
    .refine((given) => given === '' || isHue(given), 'A hue is a number from 0 to 359, or nothing.')
    .transform((given) => (given === '' ? null : Number(given)))
    .superRefine((hue, check) => {
      const means = hue === null ? null : meaningOf(hue)
      if (means !== null) check.addIssue({ code: 'custom', message: `This is the colour of ${means}: choose another.` }) // prettier-ignore
    }),
  sign_up: z.enum(['open', 'closed'], 'Choose one of the two.'),
  ask_outcome_after_days: z
    .string(EMPTY)
    .regex(/^\d{1,2}$/, 'Give a number of days from 0 to 99.')
    .transform(Number),
  import_megabytes: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'Give a number of megabytes from 1 to 99,999.')
    .transform(Number)
    .optional(),
  footer: text(300, 'This has at most 300 letters.'),
})
