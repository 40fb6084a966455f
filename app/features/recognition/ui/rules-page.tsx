import { dateFormat, figureIn } from '#app/locale/formats.ts'
import { LOCALES } from '#app/locale/locales.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import type { RulesPreview } from '../queries/preview-rules.server.ts'
import { BOUNDS, fieldsOfRules, WEIGHTED } from '../schemas.ts'
import type { PointRules } from '../types.ts'
import { recognitionDeskWords } from '../words/desk.ts'

const ADDRESS = '/desk/advocates/rules'
const FIGURES = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]

export interface RulesPageProps {
  readonly rules: PointRules
  /** When the rules were last changed, for the form to say what it was made from. */
  readonly changedAt: number
  readonly preview: RulesPreview | null
  readonly sentBack?: SentBack | undefined
}

/** What outcomes are worth: the form, and last month's first ten as it would make them. */
export function RulesPage({ rules, changedAt, preview, sentBack }: RulesPageProps) {
  const t = useWords(recognitionDeskWords)
  const values = sentBack?.values ?? fieldsOfRules(rules)
  const figure = (name: string, label: string, least: number, most: number) => (
    <Field
      key={name}
      label={label}
      name={name}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      required
      defaultValue={values[name]}
      error={sentBack?.errors?.[name]}
    />
  )
  return (
    <form method="post" action={ADDRESS} className="column stack">
      <ErrorSummary errors={sentBack?.errors} />
      <input type="hidden" name="seen" value={changedAt} />
      <section>
        <SectionHead title={t('rules.weights')} />
        <div className="rule-figures">
          {WEIGHTED.map((reason) => figure(`weight.${reason}`, t(`weight.${reason}`), 0, 1000))}
        </div>
      </section>
      <section>
        <SectionHead title={t('rules.caps')} />
        <div className="rule-figures">
          {FIGURES.map((name) => figure(name, t(`figure.${name}`), BOUNDS[name][0], BOUNDS[name][1]))}
        </div>
      </section>
      <p className="flow">
        <Button name="intent" value="preview" formAction={`${ADDRESS}#preview`}>
          {t('preview')}
        </Button>
        <Button look="primary" name="intent" value="save">
          {t('save')}
        </Button>
      </p>
      {preview && <Preview preview={preview} />}
    </form>
  )
}

function Preview({ preview }: { readonly preview: RulesPreview }) {
  const t = useWords(recognitionDeskWords)
  const month = dateFormat(LOCALES[t.locale].formats, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    preview.month,
  )
  if (preview.rows.length === 0)
    return (
      <p id="preview" role="status">
        {t('preview.none', { month })}
      </p>
    )
  return (
    <section id="preview" className="preview-block" role="status">
      <h2 className="t3">{t('preview.title', { month })}</h2>
      <Table
        caption={t('preview.title', { month })}
        rows={preview.rows}
        keyOf={(row) => row.person.id}
        columns={[
          { head: t('preview.place'), figures: true, cell: (row) => figureIn(t.locale, row.place) },
          { head: t('person'), name: true, cell: (row) => row.person.name },
          { head: t('points'), figures: true, cell: (row) => figureIn(t.locale, row.points) },
          {
            head: t('preview.now'),
            figures: true,
            cell: (row) =>
              row.placeNow === null
                ? t('preview.new')
                : row.placeNow === row.place
                  ? `${t('preview.same')} (${figureIn(t.locale, row.pointsNow)})`
                  : `${figureIn(t.locale, row.placeNow)} (${figureIn(t.locale, row.pointsNow)})`,
          },
        ]}
      />
    </section>
  )
}
