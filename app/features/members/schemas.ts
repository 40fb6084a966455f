import { isLocale } from '#app/locale/locales.ts'
import { sayingText, writeSaying, type Saying } from '#app/locale/saying.ts'
import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { z } from 'zod'
import { CHANNELS, NOTICE_KINDS, type NoticeKind } from '#app/features/notices/types.ts'
import { tidyHandle } from '#app/kernel/handles.ts'
import { refusalOfName, tidyName } from '#app/kernel/names.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { isZone } from '#app/kernel/zones.ts'
import { MAX_REASON, refusalOfBio, SUSPENSION_DAYS, tidyBio } from './rules.ts'

const EMPTY = sayingText(memberRefusals, 'empty')

const ruled = (tidy: (text: string) => string, rule: (text: string) => Saying | null) =>
  z
    .string(EMPTY)
    .max(10_000, sayingText(memberRefusals, 'thisIsMuchTooLong'))
    .transform(tidy)
    .superRefine((text, check) => {
      const why = rule(text)
      if (why) check.addIssue({ code: 'custom', message: writeSaying(why) })
    })

export const ProfileForm = z.object({
  // What a handle may be is asked by the command: one that a member has may stay as it is.
  handle: z.string(EMPTY).max(200, sayingText(memberRefusals, 'aHandleHasAtMost')).transform(tidyHandle),
  name: ruled(tidyName, refusalOfName),
  bio: ruled(tidyBio, refusalOfBio),
  zone: z.string(EMPTY).refine(isZone, sayingText(memberRefusals, 'chooseATimeZone')),
  /** Absent where the place has one language. */
  locale: z
    .string()
    .refine((text) => text === '' || isLocale(text), sayingText(memberRefusals, 'chooseALanguage'))
    .optional(),
})
export const ProfileIntent = z.object({
  intent: z
    .enum(['profile', 'avatar', 'no-avatar'], sayingText(memberRefusals, 'pressOneOfTheButtons'))
    .default('profile'),
})
export type ProfileForm = z.infer<typeof ProfileForm>

const channel = z.enum(CHANNELS, sayingText(memberRefusals, 'chooseOneOfTheFour'))
export const NoticesForm = z.object(
  Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, channel])) as Record<NoticeKind, typeof channel>,
)

const id = z
  .string(EMPTY)
  .regex(/^[1-9]\d{0,14}$/, sayingText(memberRefusals, 'thereIsNoSuchThing'))
  .transform(Number)

export const StopFollowingForm = z.object({ thread: id })

const Reason = z
  .string(EMPTY)
  .transform((text) => tidyBio(text))
  .pipe(
    z
      .string()
      .min(3, sayingText(memberRefusals, 'sayWhyInWords'))
      .max(MAX_REASON, sayingText(memberRefusals, 'reasonLong', { most: MAX_REASON })),
  )

export const SuspendForm = z.object({
  reason: Reason,
  days: z
    .string(EMPTY)
    .refine((text) => SUSPENSION_DAYS.map(String).includes(text), sayingText(memberRefusals, 'chooseHowLong'))
    .transform(Number),
})
export type SuspendForm = z.infer<typeof SuspendForm>

export const MemberIntent = z.object({
  intent: z.enum(['suspend', 'restore', 'role'], sayingText(memberRefusals, 'pressOneOfTheButtons')),
})

/** What the list's address asks for. A value that nobody offers counts as none. */
export const MembersQuery = z.object({
  q: z.string().max(200).catch('').default(''),
  role: z.enum(ROLES).nullable().catch(null).default(null),
  suspended: z.literal('1').optional().catch(undefined),
  page: z.string().max(80).nullable().catch(null).default(null),
})

export const RestoreForm = z.object({
  reason: z
    .string()
    .max(MAX_REASON, sayingText(memberRefusals, 'reasonLong', { most: MAX_REASON }))
    .default(''),
})

export const ChangeRoleForm = z.object({
  role: z.enum(ROLES, sayingText(memberRefusals, 'chooseARole')),
  reason: z
    .string()
    .max(MAX_REASON, sayingText(memberRefusals, 'reasonLong', { most: MAX_REASON }))
    .default(''),
})
