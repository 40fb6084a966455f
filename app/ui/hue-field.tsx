import { hueWords } from '#app/kernel/words/hues.ts'
import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import type { CSSProperties } from 'react'
import { HUES, meaningOf } from '#app/kernel/hues.ts'
import { FieldError, fieldId } from './field.tsx'

export interface HueFieldProps {
  readonly label: string
  readonly name: string
  readonly hint: string
  /** What no hue at all is called. */
  readonly none: string
  /** Leaves out hues that mean something. */
  readonly isAccent?: boolean
  /** A hue in degrees, or nothing. */
  readonly defaultValue: string
  readonly error?: string | undefined
}

/** One hue of the circle, or none: patches to choose from, each named. A hue set otherwise is one patch more. */
export function HueField({ label, name, hint, none, isAccent = false, defaultValue, error }: HueFieldProps) {
  const t = useWords(kitWords)
  const hueName = useWords(hueWords)
  const id = fieldId(name)
  const offered = HUES.filter(({ hue }) => !isAccent || meaningOf(hue) === null)
  const isOther = defaultValue !== '' && offered.every(({ hue }) => String(hue) !== defaultValue)
  const patches = [
    { value: '', words: none },
    ...(isOther ? [{ value: defaultValue, words: t('hue.other', { hue: defaultValue }) }] : []),
    ...offered.map(({ hue, name }) => ({ value: String(hue), words: hueName(name) })),
  ]
  return (
    <fieldset
      className={error ? 'field bad' : 'field'}
      id={id}
      tabIndex={-1}
      aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
    >
      <legend>{label}</legend>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <div className={isAccent ? 'hues accent' : 'hues'}>
        {patches.map(({ value, words }) => (
          <label
            key={value}
            title={words}
            className={value === '' ? 'hue none' : 'hue'}
            style={value === '' ? undefined : ({ '--mark-hue': value } as CSSProperties)}
          >
            <input type="radio" name={name} value={value} defaultChecked={value === defaultValue} />
            <span className={value === '' ? undefined : 'hide'}>{words}</span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
