import { useState } from 'react'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { CategoryDeskView } from '../types.ts'
import { categoryDeskWords } from '../words/desk.ts'
import { ROLES, type Role } from '#app/kernel/roles.ts'
import { slugWords } from '#app/kernel/text.ts'
import { listIn } from '#app/locale/formats.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, Radios, TextArea } from '#app/ui/field.tsx'
import { HueField } from '#app/ui/hue-field.tsx'
import { Table } from '#app/ui/table.tsx'
import { BrandField } from './brand-field.tsx'

type DeskSpeaker = PageSpeaker<typeof categoryDeskWords.messages>

/** Who may read a category, in words. */
function readBy({ access, roles }: CategoryDeskView, t: DeskSpeaker): string {
  if (access !== 'restricted') return t(`readBy.${access}`)
  return listIn(
    t.locale,
    roles.map((role) => t(`readBy.${role}`)),
  )
}

/** The categories in their order, each to be moved, changed and closed. */
export function CategoriesPage({ rows }: { readonly rows: readonly CategoryDeskView[] }) {
  const t = useWords(categoryDeskWords)
  return (
    <Table
      caption={t('caption')}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('head.category'),
          name: true,
          cell: (row) => (
            <>
              <a href={`/desk/categories/${row.id}`} dir="auto">
                {row.name}
              </a>
              {row.archivedAt !== null && <b> · {t('closed')}</b>}
            </>
          ),
        },
        { head: t('head.address'), cell: (row) => <a href={`/c/${row.slug}`}>/c/{row.slug}</a> },
        { head: t('head.readBy'), cell: (row) => readBy(row, t) },
        {
          head: t('head.promise'),
          cell: (row) => (
            <a href={`/desk/categories/${row.id}/promise`}>
              {t.rich('promise', { name: row.name, hide: (inner) => <span className="hide">{inner}</span> })}
            </a>
          ),
        },
        { head: t('head.threads'), figures: true, cell: (row) => row.threadCount },
        {
          head: t('head.order'),
          cell: (row) => (
            <form method="post" action="/desk/categories" className="flow">
              <input type="hidden" name="category" value={row.id} />
              {row !== rows[0] && (
                <Button small name="intent" value="up" aria-label={t('moveUp', { name: row.name })}>
                  {t('up')}
                </Button>
              )}
              {row !== rows.at(-1) && (
                <Button small name="intent" value="down" aria-label={t('moveDown', { name: row.name })}>
                  {t('down')}
                </Button>
              )}
            </form>
          ),
        },
      ]}
    />
  )
}

export interface CategoryPageProps {
  /** Null = a new one. */
  readonly category: CategoryDeskView | null
  /** What the brands are called so far. */
  readonly brands: readonly string[]
  readonly sentBack?: SentBack | undefined
}

/** One category's form. */
export function CategoryPage({ category, brands, sentBack }: CategoryPageProps) {
  const t = useWords(categoryDeskWords)
  const values = sentBack?.values
  const errors = sentBack?.errors ?? {}
  const hue = category?.hue ?? null
  const [slug, setSlug] = useState(values?.['slug'] ?? category?.slug ?? '')
  /** While nobody chose an address, it follows the name. */
  const [follows, setFollows] = useState(slug === '')
  const isRole = (role: Role): boolean =>
    values ? values[`role_${role}`] === '1' : (category?.roles.includes(role) ?? false)
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <Field
          label={t('name')}
          name="name"
          required
          maxLength={60}
          defaultValue={values?.['name'] ?? category?.name}
          onInput={(event) => {
            if (follows) setSlug(addressEnd(event.currentTarget.value))
          }}
          error={errors['name']}
        />
        <Field
          label={t('slug')}
          name="slug"
          required
          maxLength={60}
          autoCapitalize="none"
          spellCheck={false}
          value={slug}
          onChange={(event) => {
            setSlug(event.currentTarget.value)
            setFollows(event.currentTarget.value === '')
          }}
          error={errors['slug']}
          hint={t('slug.hint')}
        />
        <TextArea
          label={t('description')}
          name="description"
          rows={2}
          maxLength={300}
          defaultValue={values?.['description'] ?? category?.description}
          error={errors['description']}
        />
        <HueField
          label={t('hue')}
          name="hue"
          none={t('hue.none')}
          defaultValue={values?.['hue'] ?? (hue === null ? '' : String(hue))}
          error={errors['hue']}
          hint={t('hue.hint')}
        />
        <BrandField
          brands={brands}
          defaultValue={values?.['brand'] ?? category?.brand ?? ''}
          hint={t('brand.hint')}
          error={errors['brand']}
        />
        <Radios
          label={t('access')}
          name="access"
          required
          defaultValue={values?.['access'] ?? category?.access ?? 'public'}
          error={errors['access']}
          options={[
            { value: 'public', words: t('access.public') },
            { value: 'members', words: t('access.members') },
            { value: 'restricted', words: t('access.restricted'), hint: t('access.restricted.hint') },
          ]}
        />
        <fieldset className="field">
          <legend>{t('roles')}</legend>
          {ROLES.map((role) => (
            <Checkbox key={role} label={t(`role.${role}`)} name={`role_${role}`} defaultChecked={isRole(role)} />
          ))}
        </fieldset>
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {category ? t('save') : t('addIt')}
          </Button>
          {category && <a href={`/desk/categories/${category.id}/promise`}>{t('promise.edit')}</a>}
          <a href="/desk/categories">{t('back')}</a>
        </div>
      </form>
      {category && (
        <form method="post" className="stack">
          <p className="meta">{category.archivedAt === null ? t('close.text') : t('open.text')}</p>
          <div>
            <Button name="intent" value={category.archivedAt === null ? 'archive' : 'restore'}>
              {category.archivedAt === null ? t('close') : t('open')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}

/** A name as the end of an address: small letters of the alphabet, digits and hyphens. */
function addressEnd(name: string): string {
  return slugWords(name.replaceAll('ß', 'ss'))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
