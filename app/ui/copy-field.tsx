import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import { useState } from 'react'
import { Button } from './button.tsx'
import { Field, fieldId, type FieldProps } from './field.tsx'
import { useHydrated } from './use-hydrated.ts'

export type CopyFieldProps = Pick<FieldProps, 'label' | 'name' | 'hint'> & {
  readonly value: string
}

/** A text to take along: it can be selected, and copied with a button where the browser lets pages do so. */
export function CopyField({ value, name, ...field }: CopyFieldProps) {
  const t = useWords(kitWords)
  const isHydrated = useHydrated()
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      // Pages without TLS may not copy: the text stands selected instead.
      const input = document.getElementById(fieldId(name))
      if (input instanceof HTMLInputElement) input.select()
    }
  }
  return (
    <div className="form">
      <Field {...field} name={name} readOnly value={value} spellCheck={false} />
      {isHydrated && (
        <div className="form-acts">
          <Button type="button" onClick={() => void copy()}>
            {t('copy')}
          </Button>
          <span role="status">{isCopied && t('copied')}</span>
        </div>
      )}
    </div>
  )
}
