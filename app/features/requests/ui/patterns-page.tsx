import { intakeWords } from '#app/features/requests/words/intake.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'

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
  const t = useWords(intakeWords)
  const values = sentBack?.values ?? {}
  return (
    <div className="column stack">
      <p>{t('cardAndAccountNumbers')}</p>
      <SectionHead title={t('yourPatterns')} />
      {patterns.length === 0 ? (
        <Empty title={t('thereIsNoneYet')} well={null} level={3} />
      ) : (
        <Table
          caption={t('patterns')}
          rows={patterns}
          keyOf={(row) => row.id}
          columns={[
            { head: t('finds'), name: true, cell: (row) => row.name },
            { head: t('pattern'), cell: (row) => <code>{row.pattern}</code> },
            {
              head: t('act'),
              cell: (row) => (
                <form method="post" action="/desk/requests/patterns">
                  <input type="hidden" name="pattern_id" value={row.id} />
                  <Button small look="danger" name="intent" value="remove">
                    {t('takeAway')}
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <SectionHead title={t('addAPattern')} />
      <ErrorSummary errors={sentBack?.errors} />
      {tried && (
        <Notice tone={tried.found > 0 ? 'good' : 'signal'} live>
          {tried.found > 0 ? t('foundNumber', { found: tried.found }) : t('foundNothing')}
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
          label={t('whatItFinds')}
          name="name"
          required
          maxLength={40}
          defaultValue={values['name']}
          hint={t('suchAsOrderNumber')}
          error={sentBack?.errors?.['name']}
        />
        <Field
          label={t('pattern')}
          name="pattern"
          required
          maxLength={200}
          defaultValue={values['pattern']}
          hint={t('aRegularExpressionRe2')}
          error={sentBack?.errors?.['pattern']}
        />
        <TextArea
          label={t('aSampleToTry')}
          name="sample"
          maxLength={4000}
          defaultValue={values['sample']}
          error={sentBack?.errors?.['sample']}
        />
        {sentBack?.errors?.['sure'] && (
          <Checkbox id="f-sure" label={t('addItAll')} name="sure" hint={t('whatItTakesOut')} />
        )}
        <div className="form-acts">
          <Button look="primary" name="intent" value="add">
            {t('addIt')}
          </Button>
          <Button name="intent" value="try">
            {t('tryIt')}
          </Button>
        </div>
      </form>
    </div>
  )
}
