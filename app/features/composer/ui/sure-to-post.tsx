import type { SentBack } from '#app/ui/sent-back.ts'
import { useWords } from '#app/locale/react.tsx'
import { Checkbox } from '#app/ui/field.tsx'
import { editorWords } from '../words/editor.ts'

/** The way on for a text that was stopped because of personal data in it; nothing for any other. */
export function SureToPost({ sentBack }: { readonly sentBack: SentBack | undefined }) {
  const t = useWords(editorWords)
  const hint = sentBack?.errors?.['sure']
  if (hint === undefined) return null
  return <Checkbox label={t('sure')} name="sure" id="f-sure" hint={hint} />
}
