import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import { Button } from '#app/ui/button.tsx'

export interface SendAgainProps {
  /** Where the form was sent. */
  readonly action: string
  /** What was typed, by name of field. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** A form that the server could not save: what was written, to read or copy, and a button that sends it again. */
export function SendAgain({ action, fields }: SendAgainProps) {
  const t = useWords(kitWords)
  return (
    <form method="post" action={action} className="stack">
      {fields.map(([name, value], at) =>
        isProse(value) ? (
          <div className="field kept" key={at}>
            <label htmlFor={`again-${at}`}>{t('again.wrote')}</label>
            <textarea
              id={`again-${at}`}
              name={name}
              rows={Math.min(10, 2 + Math.floor(value.length / 60))}
              defaultValue={value}
              dir="auto"
            />
          </div>
        ) : (
          <input key={at} type="hidden" name={name} value={value} />
        ),
      )}
      <div>
        <Button look="primary">{t('again.send')}</Button>
      </div>
    </form>
  )
}

/** Words that a person wrote, unlike what a choice or a button stands for. */
function isProse(value: string): boolean {
  return /\s/.test(value.trim()) || value.length > 60
}
