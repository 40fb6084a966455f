import { useWords } from '#app/locale/react.tsx'
import { Field } from '#app/ui/field.tsx'
import { brandWords } from '../words/brands.ts'

export interface BrandFieldProps {
  /** What the brands are called so far: offered while typing. */
  readonly brands: readonly string[]
  readonly defaultValue: string
  readonly hint: string
  readonly error?: string | undefined
}

/** The brand that something belongs to: one that is there, or a new one. */
export function BrandField({ brands, defaultValue, hint, error }: BrandFieldProps) {
  const t = useWords(brandWords)
  return (
    <>
      <Field
        label={t('brand')}
        name="brand"
        maxLength={60}
        dir="auto"
        autoComplete="off"
        defaultValue={defaultValue}
        hint={hint}
        error={error}
        {...(brands.length > 0 ? { list: 'brands' } : {})}
      />
      {brands.length > 0 && (
        <datalist id="brands" aria-label={t('known')}>
          {brands.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  )
}
