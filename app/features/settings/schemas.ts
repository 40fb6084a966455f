import { hueWords } from '#app/kernel/words/hues.ts'
import { saying, sayingText } from '#app/locale/saying.ts'
import { settingsRefusals } from '#app/features/settings/words/refusals.ts'
import { z } from 'zod'
import { isHue, meaningOf } from '#app/kernel/hues.ts'
import { tidyName } from '#app/kernel/names.ts'
import { KEPT_CHOICES, type KeptKind } from '#app/kernel/retention.ts'
import { isZone } from '#app/kernel/zones.ts'

const EMPTY = sayingText(settingsRefusals, 'empty')

const text = (most: number, words: string) =>
  z
    .string(EMPTY)
    .max(10_000, words)
    .transform((given) => tidyName(given).replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, ''))
    .pipe(z.string().max(most, words))

export const SiteForm = z.object({
  name: text(60, sayingText(settingsRefusals, 'nameLong')).pipe(
    z.string().min(1, sayingText(settingsRefusals, 'nameThePlace')),
  ),
  about: text(160, sayingText(settingsRefusals, 'aboutLong')),
  zone: z
    .string(EMPTY)
    .min(1, sayingText(settingsRefusals, 'chooseATimeZone'))
    .refine(isZone, sayingText(settingsRefusals, 'chooseATimeZone2')),
  sign_up: z.enum(['open', 'closed'], sayingText(settingsRefusals, 'chooseOneOfTheTwo')),
  ask_outcome_after_days: z
    .string(EMPTY)
    .regex(/^\d{1,2}$/, sayingText(settingsRefusals, 'giveANumberOfDays'))
    .transform(Number),
  import_megabytes: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, sayingText(settingsRefusals, 'giveANumberOfMegabytes'))
    .transform(Number)
    .optional(),
  search_learns: z.enum(['yes', 'no'], sayingText(settingsRefusals, 'chooseOneOfTheTwo')).optional(),
  worded_answers: z.enum(['yes', 'no'], sayingText(settingsRefusals, 'chooseOneOfTheTwo')).optional(),
  footer: text(300, sayingText(settingsRefusals, 'footerLong')),
})

export const LegalForm = z.object({
  intent: z.enum(['preview', 'save'], sayingText(settingsRefusals, 'pressOneOfTheButtons')).default('save'),
  body: z
    .string(EMPTY)
    .max(200_000, sayingText(settingsRefusals, 'thisIsMuchTooLong'))
    .transform((text) => text.replace(/\r\n?/g, '\n').trim()),
  number: z
    .string(EMPTY)
    .regex(/^\d{1,9}$/, sayingText(settingsRefusals, 'thisFormIsBrokenLoad'))
    .transform(Number),
})

/** What the part "Look" of the settings sends. */
export const LookIntent = z.object({
  intent: z
    .enum(['hue', 'logo', 'no-logo', 'dark-logo', 'no-dark-logo'], sayingText(settingsRefusals, 'pressOneOfTheButtons'))
    .default('hue'),
})

export const HueForm = z.object({
  hue: z
    .string()
    .default('')
    .refine((given) => given === '' || isHue(given), sayingText(settingsRefusals, 'aHueIsANumber'))
    .transform((given) => (given === '' ? null : Number(given)))
    .superRefine((hue, check) => {
      const means = hue === null ? null : meaningOf(hue)
      if (means !== null)
        check.addIssue({
          code: 'custom',
          message: sayingText(settingsRefusals, 'hueMeans', { means: saying(hueWords, `means.${means}`) }),
        })
    }),
})

/** Which former version of a legal text is to be edited. A value that nobody offers counts as none. */
export const LegalVersion = z.object({
  version: z.coerce.number().int().positive().max(1_000_000_000).nullable().catch(null).default(null),
})

const days = (kind: KeptKind) =>
  z
    .string(sayingText(settingsRefusals, 'chooseSpan'))
    .transform((text) => (text === 'ever' ? null : Number(text)))
    .refine((given) => KEPT_CHOICES[kind].includes(given), sayingText(settingsRefusals, 'chooseATime'))

export const RetentionForm = z.object({
  requests: days('requests'),
  searches: days('searches'),
  log: days('log'),
  failures: days('failures'),
  mails: days('mails'),
  sure: z.string().max(200).default(''),
})
