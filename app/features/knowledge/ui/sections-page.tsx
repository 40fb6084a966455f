import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { NoCategory } from '#app/ui/no-category.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'

export interface SectionsPageProps {
  readonly shelves: readonly {
    readonly slug: string
    readonly name: string
    readonly sections: readonly { readonly slug: string; readonly name: string }[]
  }[]
  readonly mayArrange: boolean
  readonly mayAddCategory: boolean
  readonly errors?: FieldErrors | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
}

/** The sections of the help centre, by category. */
export function SectionsPage({ shelves, mayArrange, mayAddCategory, errors, values = {} }: SectionsPageProps) {
  if (shelves.length === 0) {
    return (
      <NoCategory title="There are no sections yet." mayAdd={mayAddCategory}>
        Sections divide a category’s articles, and there is no category.
      </NoCategory>
    )
  }
  return (
    <div className="column stack">
      {shelves.every((shelf) => shelf.sections.length === 0) && (
        <Empty well="covered" title="There are no sections yet.">
          <p>Sections divide a category’s articles for those who look through them.</p>
        </Empty>
      )}
      {shelves
        .filter((shelf) => shelf.sections.length > 0)
        .map((shelf) => (
          <section key={shelf.slug}>
            <SectionHead title={shelf.name} />
            <ul className="shelf-list">
              {shelf.sections.map((section) => (
                <li key={section.slug}>
                  {mayArrange ? (
                    <form className="flow" method="post">
                      <input type="hidden" name="section" value={section.slug} />
                      <input
                        name="name"
                        aria-label={`Name of the section ${section.name}`}
                        defaultValue={section.name}
                        maxLength={60}
                      />
                      <Button small name="intent" value="rename">
                        Rename
                      </Button>
                      <Button small look="plain" name="intent" value="up">
                        Up
                      </Button>
                      <Button small look="danger" name="intent" value="remove">
                        Remove
                      </Button>
                    </form>
                  ) : (
                    section.name
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {mayArrange && (
        <form className="form" method="post">
          <ErrorSummary errors={errors} />
          <Field
            label="A new section"
            name="name"
            defaultValue={values['intent'] === 'add' ? values['name'] : ''}
            error={errors?.['name']}
            maxLength={60}
          />
          <Select
            label="In"
            name="category"
            options={shelves.map((shelf) => ({ value: shelf.slug, words: shelf.name }))}
          />
          <div className="form-acts">
            <Button name="intent" value="add">
              Add
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
