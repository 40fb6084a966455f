import { articlesDeskWords } from '#app/features/knowledge/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
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
  const t = useWords(articlesDeskWords)
  if (shelves.length === 0) {
    return (
      <NoCategory title={t('noSections')} mayAdd={mayAddCategory}>
        {t('noCategoryForSections')}
      </NoCategory>
    )
  }
  return (
    <div className="column stack">
      {shelves.every((shelf) => shelf.sections.length === 0) && (
        <Empty well="covered" title={t('noSections')}>
          <p>{t('whatSectionsDo')}</p>
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
                        aria-label={t('nameOfTheSection', { name: section.name })}
                        defaultValue={section.name}
                        maxLength={60}
                      />
                      <Button small name="intent" value="rename">
                        {t('rename')}
                      </Button>
                      <Button small look="plain" name="intent" value="up">
                        {t('up')}
                      </Button>
                      <Button small look="danger" name="intent" value="remove">
                        {t('remove')}
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
            label={t('aNewSection')}
            name="name"
            defaultValue={values['intent'] === 'add' ? values['name'] : ''}
            error={errors?.['name']}
            maxLength={60}
          />
          <Select
            label={t('in')}
            name="category"
            options={shelves.map((shelf) => ({ value: shelf.slug, words: shelf.name }))}
          />
          <div className="form-acts">
            <Button name="intent" value="add">
              {t('add')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
