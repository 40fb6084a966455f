import { z } from 'zod'
import { isHue, meaningOf } from '#app/kernel/hues.ts'
import { tidyName } from '#app/kernel/names.ts'
import { KEPT_CHOICES, type KeptKind } from '#app/kernel/retention.ts'
import { isZone } from '#app/kernel/zones.ts'

const EMPTY = 'Fill this in once.'

const text = (most: number, words: string) =>
  z
    .string(EMPTY)
    .max(10_000, words)
    .transform((given) => tidyName(given).replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, ''))
    .pipe(z.string().max(most, words))

export const SiteForm = z.object({
  name: text(60, 'A name has at most 60 letters.').pipe(z.string().min(1, 'Name the place.')),
  about: text(160, 'This sentence has at most 160 letters.'),
  zone: z.string(EMPTY).min(1, 'Choose a time zone.').refine(isZone, 'Choose a time zone of the list.'),
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

export const LegalForm = z.object({
  intent: z.enum(['preview', 'save'], 'Press one of the buttons.').default('save'),
  body: z
    .string(EMPTY)
    .max(200_000, 'This is much too long.')
    .transform((text) => text.replace(/\r\n?/g, '\n').trim()),
  number: z
    .string(EMPTY)
    .regex(/^\d{1,9}$/, 'This form is broken. Load the page again.')
    .transform(Number),
})

/** What the part "Look" of the settings sends. */
export const LookIntent = z.object({
  intent: z.enum(['hue', 'logo', 'no-logo', 'dark-logo', 'no-dark-logo'], 'Press one of the buttons.').default('hue'),
})

export const HueForm = z.object({
  hue: z
    .string()
    .default('')
    .refine((given) => given === '' || isHue(given), 'A hue is a number from 0 to 359, or nothing.')
    .transform((given) => (given === '' ? null : Number(given)))
    .superRefine((hue, check) => {
      const means = hue === null ? null : meaningOf(hue)
      if (means !== null) check.addIssue({ code: 'custom', message: `This is the colour of ${means}: choose another.` })
    }),
})

/** Which former version of a legal text is to be edited. A value that nobody offers counts as none. */
export const LegalVersion = z.object({
  version: z.coerce.number().int().positive().max(1_000_000_000).nullable().catch(null).default(null),
})

const days = (kind: KeptKind) =>
  z
    .string('Choose for how long.')
    .transform((text) => (text === 'ever' ? null : Number(text)))
    .refine((given) => KEPT_CHOICES[kind].includes(given), 'Choose a time of the list.')

export const RetentionForm = z.object({
  requests: days('requests'),
  searches: days('searches'),
  log: days('log'),
  failures: days('failures'),
  mails: days('mails'),
  sure: z.string().max(200).default(''),
})
