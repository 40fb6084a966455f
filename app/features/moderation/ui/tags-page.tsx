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
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <div className="column stack">
      <section>
        <SectionHead title="Join two tags" />
        <form method="post" className="form">
          <ErrorSummary errors={sentBack?.errors} />
          <Field
            label="Tag"
            name="tag"
            hint="The one that goes. Whoever types it gets the other."
            defaultValue={values['tag'] ?? ''}
            error={errors['tag']}
            autoComplete="off"
            required
          />
          <Field
            label="Becomes"
            name="into"
            defaultValue={values['into'] ?? ''}
            error={errors['into']}
            autoComplete="off"
            required
          />
          <div>
            <Button look="primary" name="intent" value="merge">
              Join the tags
            </Button>
          </div>
        </form>
      </section>
      <section>
        <SectionHead title="All tags" />
        <form action="/desk/tags" className="form-acts">
          <label className="hide" htmlFor="f-q">
            Find a tag
          </label>
          <input id="f-q" name="q" type="search" defaultValue={query} placeholder="Find a tag" />
          <Button>Find</Button>
        </form>
        {tags.length === 0 ? (
          <Empty title={query === '' ? 'No tag is used yet.' : `No tag has “${query}” in it.`} level={3} />
        ) : (
          <TagTable tags={tags} />
        )}
      </section>
    </div>
  )
}

function TagTable({ tags }: Pick<TagsPageProps, 'tags'>) {
  return (
    <Table
      caption="Tags, the most used first"
      rows={tags}
      keyOf={(tag) => tag.name}
      columns={[
        {
          head: 'Tag',
          name: true,
          cell: (tag) => <a href={`/tags/${encodeURIComponent(tag.name)}`}>{tag.name}</a>,
        },
        {
          head: 'Stands for',
          cell: ({ name, synonymOf }) =>
            synonymOf !== null && (
              <form method="post" className="flow">
                <span>{synonymOf}</span>
                <input type="hidden" name="tag" value={name} />
                <input type="hidden" name="into" value={synonymOf} />
                <Button small name="intent" value="part">
                  Part them
                </Button>
              </form>
            ),
        },
        { head: 'Threads', figures: true, cell: (tag) => figure(tag.threadCount) },
      ]}
    />
  )
}
