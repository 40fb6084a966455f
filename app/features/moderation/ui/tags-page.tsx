import { moderationWords } from '#app/features/moderation/words/moderation.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { figure } from '#app/ui/words.ts'

export interface TagsPageProps {
  readonly query: string
  readonly tags: readonly {
    readonly name: string
    readonly threadCount: number
    readonly synonymOf: string | null
  }[]
  readonly sentBack?: SentBack
}

/** Every tag with its count, and the form that makes one a synonym of another. */
export function TagsPage({ query, tags, sentBack }: TagsPageProps) {
  const t = useWords(moderationWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <div className="column stack">
      <section>
        <SectionHead title={t('joinTwoTags')} />
        <form method="post" className="form">
          <ErrorSummary errors={sentBack?.errors} />
          <Field
            label={t('tag')}
            name="tag"
            hint={t('theOneThatGoes')}
            defaultValue={values['tag'] ?? ''}
            error={errors['tag']}
            autoComplete="off"
            required
          />
          <Field
            label={t('becomes')}
            name="into"
            defaultValue={values['into'] ?? ''}
            error={errors['into']}
            autoComplete="off"
            required
          />
          <div>
            <Button look="primary" name="intent" value="merge">
              {t('joinTheTags')}
            </Button>
          </div>
        </form>
      </section>
      <section>
        <SectionHead title={t('allTags')} />
        <form action="/desk/tags" className="form-acts">
          <label className="hide" htmlFor="f-q">
            {t('findATag')}
          </label>
          <input id="f-q" name="q" type="search" defaultValue={query} placeholder={t('findATag')} />
          <Button>{t('find')}</Button>
        </form>
        {tags.length === 0 ? (
          <Empty title={query === '' ? t('noTagIsUsed') : t('noTagHasQuery', { query })} level={3} />
        ) : (
          <TagTable tags={tags} />
        )}
      </section>
    </div>
  )
}

function TagTable({ tags }: Pick<TagsPageProps, 'tags'>) {
  const t = useWords(moderationWords)
  return (
    <Table
      caption={t('tagsTheMostUsed')}
      rows={tags}
      keyOf={(tag) => tag.name}
      columns={[
        {
          head: t('tag'),
          name: true,
          cell: (tag) => <a href={`/tags/${encodeURIComponent(tag.name)}`}>{tag.name}</a>,
        },
        {
          head: t('standsFor'),
          cell: ({ name, synonymOf }) =>
            synonymOf !== null && (
              <form method="post" className="flow">
                <span>{synonymOf}</span>
                <input type="hidden" name="tag" value={name} />
                <input type="hidden" name="into" value={synonymOf} />
                <Button small name="intent" value="part">
                  {t('partThem')}
                </Button>
              </form>
            ),
        },
        { head: t('threads'), figures: true, cell: (tag) => figure(tag.threadCount) },
      ]}
    />
  )
}
