import { sayingText, writeSaying, type Saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { z } from 'zod'
import { refusalOfHandle, tidyHandle } from '#app/kernel/handles.ts'
import { refusalOfName, tidyName } from '#app/kernel/names.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { refusalOfEmail, tidyEmail } from './rules/email.ts'
import { MAX_PASSWORD, refusalOfPassword } from './rules/password.ts'

type Rule = (text: string) => Saying | null

/** A text that a rule refuses with a sentence. */
const ruled = (tidy: (text: string) => string, rule: Rule, empty: string) =>
  z
    .string(empty)
    .transform(tidy)
    .superRefine((text, check) => {
      const why = rule(text)
      if (why) check.addIssue({ code: 'custom', message: writeSaying(why) })
    })

const EMPTY = sayingText(accountRefusals, 'empty')

export const EmailField = ruled(tidyEmail, refusalOfEmail, sayingText(accountRefusals, 'giveOneEMailAddress'))
export const HandleField = ruled(tidyHandle, refusalOfHandle, EMPTY)
export const NameField = ruled(tidyName, refusalOfName, EMPTY)
/** A password that somebody gives to prove who they are: any text, so that old ones still work. */
export const GivenPassword = z
  .string(sayingText(accountRefusals, 'giveYourPassword'))
  .min(1, sayingText(accountRefusals, 'giveYourPassword'))
  .max(4 * MAX_PASSWORD, sayingText(accountRefusals, 'thisPasswordIsTooLong'))
/** What stood in the other fields of a form that was being written, as JSON; anything else counts as nothing. */
const DraftFields = z
  .string()
  .max(100_000)
  .transform((text): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  })
  .pipe(z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(8000)))
  .refine((fields) => Object.keys(fields).length <= 12)
  .optional()
  .catch(undefined)
const NewPassword = z.string(sayingText(accountRefusals, 'chooseAPassword'))
const Next = z.string().max(2000).optional().catch(undefined)

const passwordIsGood = (
  form: { readonly password: string; readonly email?: string; readonly handle?: string },
  check: z.core.$RefinementCtx,
): void => {
  const why = refusalOfPassword(form.password, {
    email: form.email ?? '',
    handle: form.handle ?? '',
  })
  if (why) check.addIssue({ code: 'custom', message: writeSaying(why), path: ['password'] })
}

export const SignUpForm = z.object({
  email: EmailField,
  name: NameField,
  handle: HandleField,
  next: Next,
})
export type SignUpForm = z.infer<typeof SignUpForm>

export const SignInForm = z.object({
  email: z.string(sayingText(accountRefusals, 'giveOneEMailAddress')).transform(tidyEmail),
  password: GivenPassword,
  next: Next,
  draft_key: z.string().max(60).optional().catch(undefined),
  draft_title: z.string().max(1000).optional().catch(undefined),
  draft_body: z
    .string()
    .max(256 * 1024)
    .optional()
    .catch(undefined),
  draft_fields: DraftFields,
})

/** What the person at the mailbox says of themselves, behind a mailed link. */
export const JoinForm = z
  .object({ name: NameField, handle: HandleField, password: NewPassword })
  .superRefine(passwordIsGood)
export type JoinForm = z.infer<typeof JoinForm>

export const InviteForm = z.object({
  email: EmailField,
  role: z.enum(ROLES, sayingText(accountRefusals, 'chooseARole')),
})
export type InviteForm = z.infer<typeof InviteForm>
export const WithdrawInvitationForm = z.object({ email: EmailField })
export const RequestResetForm = z.object({ email: EmailField })
export const ResetForm = z.object({ password: NewPassword }).superRefine(passwordIsGood)
export const ChangeEmailForm = z.object({ email: EmailField, password: GivenPassword })
export const AccountIntent = z.object({
  intent: z.enum(['email', 'password'], sayingText(accountRefusals, 'pressOneOfTheTwo')),
})
export const ChangePasswordForm = z
  .object({ current_password: GivenPassword, password: NewPassword })
  .superRefine(passwordIsGood)
export const EndSessionForm = z.object({ session: z.string(EMPTY).max(100) })

export const SetUpForm = z
  .object({
    site: z
      .string(EMPTY)
      .transform(tidyName)
      .pipe(
        z
          .string()
          .min(1, sayingText(accountRefusals, 'nameThePlace'))
          .max(60, sayingText(accountRefusals, 'aNameHasAtMost')),
      ),
    email: EmailField,
    name: NameField,
    handle: HandleField,
    password: NewPassword,
  })
  .superRefine(passwordIsGood)
export type SetUpForm = z.infer<typeof SetUpForm>

export const EraseForm = z.object({
  password: GivenPassword,
  handle: z.string(EMPTY).transform(tidyHandle),
  posts: z.enum(['keep', 'remove'], sayingText(accountRefusals, 'chooseWhatBecomes')),
})
export type EraseForm = z.infer<typeof EraseForm>
