import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import {
  useEffect,
  useRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { ERRORS_CAME } from './errors-came.ts'
import { Icon } from './icon.tsx'

interface FieldWords {
  readonly label: ReactNode
  readonly name: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** The form element's id; `f-<name>` unless two forms share a page. */
  readonly id?: string
}

/** The id a field has when none is given; the error summary links to it. */
export function fieldId(name: string): string {
  return `f-${name}`
}

/** The ids of a field's hint and error, where there are any. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** What is wrong with a field, under it, with a mark. */
export function FieldError({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <span className="wrong" id={id}>
      <Icon name="alert" />
      {children}
    </span>
  )
}

interface WrapProps extends FieldWords {
  readonly children: ReactNode
}

/** Label above, hint between label and field, error under it. */
export function FieldWrap({ label, name, hint, error, id = fieldId(name), children }: WrapProps) {
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

export type FieldProps = FieldWords & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'name' | 'id'>

/** A line of text. What was typed is kept: give it back as `defaultValue`. */
export function Field({ label, name, hint, error, id = fieldId(name), ...rest }: FieldProps) {
  return (
    <FieldWrap label={label} name={name} hint={hint} error={error} id={id}>
      <input
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldWrap>
  )
}

export type TextAreaProps = FieldWords & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'name' | 'id'>

/** Several lines of text. */
export function TextArea({ label, name, hint, error, id = fieldId(name), ...rest }: TextAreaProps) {
  return (
    <FieldWrap label={label} name={name} hint={hint} error={error} id={id}>
      <textarea
        rows={3}
        dir="auto"
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldWrap>
  )
}

export interface Option {
  readonly value: string
  readonly words: string
  /** A second line, for radios. */
  readonly hint?: string
}

export type SelectProps = FieldWords &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'name' | 'id'> & {
    readonly options: readonly Option[]
  }

/** One of several, when they are too many for radios. */
export function Select({ label, name, hint, error, id = fieldId(name), options, ...rest }: SelectProps) {
  return (
    <FieldWrap label={label} name={name} hint={hint} error={error} id={id}>
      <select
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </FieldWrap>
  )
}

export interface RadiosProps extends FieldWords {
  readonly options: readonly Option[]
  readonly defaultValue?: string | undefined
  readonly required?: boolean
}

/** One of a few, in words. */
export function Radios({ label, name, hint, error, options, defaultValue, required }: RadiosProps) {
  const id = fieldId(name)
  return (
    <fieldset
      className={error ? 'field bad' : 'field'}
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend>{label}</legend>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {options.map((option) => (
        <label className="check" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === defaultValue}
            required={required}
          />
          <span>
            {option.words}
            {option.hint && <span className="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}

export interface CheckboxProps extends Omit<FieldWords, 'error'> {
  readonly value?: string
  readonly defaultChecked?: boolean
}

/** One thing, yes or no. */
export function Checkbox({ label, name, hint, value = '1', defaultChecked, id }: CheckboxProps) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value={value} defaultChecked={defaultChecked} id={id} />
      <span>
        {label}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  )
}

export interface ErrorSummaryProps {
  /** By field name; `''` is about the whole form. */
  readonly errors: FieldErrors | undefined
  /** Where a field's id is not `f-<name>`. */
  readonly ids?: Readonly<Record<string, string>>
}

/** What is wrong with a form, at its top, with links to the fields; takes the focus when it appears. */
export function ErrorSummary({ errors, ids = {} }: ErrorSummaryProps) {
  const t = useWords(kitWords)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.dispatchEvent(new Event(ERRORS_CAME))
    box.current?.focus()
  }, [errors])
  const entries = Object.entries(errors ?? {})
  if (entries.length === 0) return null
  const whole = errors?.['']
  const fields = entries.filter(([name]) => name !== '')
  return (
    <div className="notice" role="alert" tabIndex={-1} ref={box} data-errors>
      <Icon name="alert" />
      <div>
        <p>
          <b>{whole ?? t('errors.count', { fields: fields.length })}</b>
          {fields.length > 0 && ` ${t('errors.kept')}`}
        </p>
        {fields.length > 0 && (
          <ul>
            {fields.map(([name, words]) => (
              <li key={name}>
                <a href={`#${ids[name] ?? fieldId(name)}`}>{words}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
