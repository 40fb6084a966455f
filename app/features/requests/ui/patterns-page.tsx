import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { counted } from '#app/ui/words.ts'

export interface PatternsPageProps {
  readonly patterns: readonly {
    readonly id: number
    readonly name: string
    readonly pattern: string
  }[]
  readonly sentBack?: SentBack | undefined
  /** What the pattern leaves of the sample. */
  readonly tried?: { readonly text: string; readonly found: number; readonly hidden: string | null } | undefined
}

/** The numbers of one's own shop that are taken out of requests, beside what is always taken out. */
export function PatternsPage({ patterns, sentBack, tried }: PatternsPageProps) {
  const values = sentBack?.values ?? {}
  return (
    <div className="column stack">
      <p>
        Card and account numbers, e-mail and postal addresses, telephone numbers, names, passwords and keys are always
        taken out. Add the numbers that only you know, such as those of orders.
      </p>
      <SectionHead title="Your patterns" />
      {patterns.length === 0 ? (
        <Empty title="There is none yet." well={null} level={3} />
      ) : (
        <Table
          caption="Patterns"
          rows={patterns}
          keyOf={(row) => row.id}
          columns={[
            { head: 'Finds', name: true, cell: (row) => row.name },
            { head: 'Pattern', cell: (row) => <code>{row.pattern}</code> },
            {
              head: 'Act',
              cell: (row) => (
                <form method="post" action="/desk/requests/patterns">
                  <input type="hidden" name="pattern_id" value={row.id} />
                  <Button small look="danger" name="intent" value="remove">
                    Take away
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <SectionHead title="Add a pattern" />
      <ErrorSummary errors={sentBack?.errors} />
      {tried && (
        <Notice tone={tried.found > 0 ? 'good' : 'signal'} live>
          {tried.found > 0 ? `Found ${counted(tried.found, 'number')}: ` : 'Found nothing in: '}
          <span dir="auto">{tried.text}</span>
          {tried.hidden !== null && (
            <>
              {' '}
              <span dir="auto">{tried.hidden}</span>
            </>
          )}
        </Notice>
      )}
      <form method="post" action="/desk/requests/patterns" className="form">
        <Field
          label="What it finds"
          name="name"
          required
          maxLength={40}
          defaultValue={values['name']}
          hint="Such as order number. It stands in the text in its place, in brackets."
          error={sentBack?.errors?.['name']}
        />
        <Field
          label="Pattern"
          name="pattern"
          required
          maxLength={200}
          defaultValue={values['pattern']}
          hint="A regular expression (RE2), without regard to capitals, such as ORD-\d{6}."
          error={sentBack?.errors?.['pattern']}
        />
        <TextArea
          label="A sample to try it on"
          name="sample"
          maxLength={4000}
          defaultValue={values['sample']}
          error={sentBack?.errors?.['sample']}
        />
        {sentBack?.errors?.['sure'] && (
          <Checkbox
            id="f-sure"
            label="Add it all the same"
            name="sure"
            hint="What it takes out of a request can’t be brought back."
          />
        )}
        <div className="form-acts">
          <Button look="primary" name="intent" value="add">
            Add it
          </Button>
          <Button name="intent" value="try">
            Try it
          </Button>
        </div>
      </form>
    </div>
  )
}
