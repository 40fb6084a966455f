import type { SentBack } from '#app/features/forum/types.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'

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
      <form method="post" className="stack">
        {sentBack?.errors && <ErrorSummary errors={sentBack.errors} />}
        <Field
          label="Tag"
          name="tag"
          defaultValue={values['tag'] ?? ''}
          error={errors['tag']}
          required
        />
        <Field
          label="becomes"
          name="into"
          defaultValue={values['into'] ?? ''}
          error={errors['into']}
          required
        />
        <div>
          <Button look="primary" name="intent" value="merge">
            Join the tags
          </Button>
        </div>
      </form>
      <form action="/desk/tags" className="stack">
        <Field label="Find a tag" name="q" type="search" defaultValue={query} />
      </form>
      <table>
        <caption className="hide">Tags, the most used first</caption>
        <thead>
          <tr>
            <th scope="col">Tag</th>
            <th scope="col">Stands for</th>
            <th scope="col" className="end">
              Threads
            </th>
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.name}>
              <td>
                <a href={`/tags/${encodeURIComponent(tag.name)}`}>{tag.name}</a>
              </td>
              <td>
                {tag.synonymOf !== null && (
                  <form method="post" className="form-acts">
                    <span>{tag.synonymOf}</span>
                    <input type="hidden" name="tag" value={tag.name} />
                    <input type="hidden" name="into" value={tag.synonymOf} />
                    <Button small name="intent" value="part">
                      Part them
                    </Button>
                  </form>
                )}
              </td>
              <td className="num end">{tag.threadCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
