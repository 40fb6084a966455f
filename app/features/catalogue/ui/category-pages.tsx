import { useState } from 'react'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { CategoryDeskView } from '../types.ts'
import { ROLES, type Role } from '#app/kernel/roles.ts'
import { slugWords } from '#app/kernel/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, Radios, TextArea } from '#app/ui/field.tsx'
import { HueField } from '#app/ui/hue-field.tsx'
import { Table } from '#app/ui/table.tsx'

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  customer: 'Customers',
  advocate: 'Advocates',
  agent: 'Agents',
  moderator: 'Moderators',
  admin: 'Admins',
}

/** Who may read a category, in words. */
function accessWords(category: CategoryDeskView): string {
  switch (category.access) {
    case 'public':
      return 'everybody'
    case 'members':
      return 'members'
    case 'restricted':
      return category.roles.map((role) => ROLE_WORDS[role].toLowerCase()).join(', ')
  }
}

/** The categories in their order, each to be moved, changed and closed. */
export function CategoriesPage({ rows }: { readonly rows: readonly CategoryDeskView[] }) {
  return (
    <Table
      caption="Categories"
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: 'Category',
          name: true,
          cell: (row) => (
            <>
              <a href={`/desk/categories/${row.id}`} dir="auto">
                {row.name}
              </a>
              {row.archivedAt !== null && <b> · closed to new threads</b>}
            </>
          ),
        },
        { head: 'Address', cell: (row) => <a href={`/c/${row.slug}`}>/c/{row.slug}</a> },
        { head: 'Read by', cell: accessWords },
        { head: 'Threads', figures: true, cell: (row) => row.threadCount },
        {
          head: 'Order',
          cell: (row) => (
            <form method="post" action="/desk/categories" className="flow">
              <input type="hidden" name="category" value={row.id} />
              {row !== rows[0] && (
                <Button small name="intent" value="up" aria-label={`Move ${row.name} up`}>
                  Up
                </Button>
              )}
              {row !== rows.at(-1) && (
                <Button small name="intent" value="down" aria-label={`Move ${row.name} down`}>
                  Down
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
  readonly sentBack?: SentBack | undefined
}

/** One category's form. */
export function CategoryPage({ category, sentBack }: CategoryPageProps) {
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
          label="Name"
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
          label="End of its address"
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
          hint="Small letters, digits and hyphens. Links to the old one stop working."
        />
        <TextArea
          label="Description"
          name="description"
          rows={2}
          maxLength={300}
          defaultValue={values?.['description'] ?? category?.description}
          error={errors['description']}
        />
        <HueField
          label="Colour"
          name="hue"
          none="None"
          defaultValue={values?.['hue'] ?? (hue === null ? '' : String(hue))}
          error={errors['hue']}
          hint="Of a thin mark beside its name."
        />
        <Radios
          label="Who reads it"
          name="access"
          required
          defaultValue={values?.['access'] ?? category?.access ?? 'public'}
          error={errors['access']}
          options={[
            { value: 'public', words: 'Everybody' },
            { value: 'members', words: 'Members who are signed in' },
            { value: 'restricted', words: 'These roles only', hint: 'Admins always do.' },
          ]}
        />
        <fieldset className="field">
          <legend>Roles</legend>
          {ROLES.map((role) => (
            <Checkbox key={role} label={ROLE_WORDS[role]} name={`role_${role}`} defaultChecked={isRole(role)} />
          ))}
        </fieldset>
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {category ? 'Save' : 'Add the category'}
          </Button>
          <a href="/desk/categories">Back</a>
        </div>
      </form>
      {category && (
        <form method="post" className="stack">
          <p className="meta">
            {category.archivedAt === null
              ? 'A closed category takes no new threads and no answers but from staff; what lies in it stays readable.'
              : 'It is closed to new threads.'}
          </p>
          <div>
            <Button name="intent" value={category.archivedAt === null ? 'archive' : 'restore'}>
              {category.archivedAt === null ? 'Close the category' : 'Open it again'}
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
