import type { SentBack } from '#app/ui/sent-back.ts'
import { Checkbox } from '#app/ui/field.tsx'

/** The way on for a text that was stopped because of personal data in it; nothing for any other. */
export function SureToPost({ sentBack }: { readonly sentBack: SentBack | undefined }) {
  const hint = sentBack?.errors?.['sure']
  if (hint === undefined) return null
  return <Checkbox label="Everybody may read it: post it as it is" name="sure" id="f-sure" hint={hint} />
}
