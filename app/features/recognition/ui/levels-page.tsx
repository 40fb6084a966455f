import { RIGHTS } from '#app/kernel/rights.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { Level } from '../types.ts'
import { recognitionDeskWords } from '../words/desk.ts'

const ADDRESS = '/desk/advocates/levels'

export interface LevelsPageProps {
  readonly levels: readonly Level[]
  /** How many are on each level, by its id. */
  readonly people: Readonly<Record<number, number>>
  readonly sentBack?: SentBack | undefined
}

/** The levels, each a form of its own, and one for another. */
export function LevelsPage({ levels, people, sentBack }: LevelsPageProps) {
  const t = useWords(recognitionDeskWords)
  const isAdding = sentBack?.values?.['intent'] === 'add'
  return (
    <div className="column stack">
      <ErrorSummary errors={sentBack?.errors} />
      {levels.map((level) => {
        const isBack = !isAdding && sentBack?.values?.['level'] === String(level.id)
        return (
          <section key={level.id} className="level">
            <h2 className="t3" dir="auto">
              {level.name} <span className="meta">{t('level.people', { count: people[level.id] ?? 0 })}</span>
            </h2>
            <LevelForm level={level} sentBack={isBack ? sentBack : undefined} />
          </section>
        )
      })}
      <section className="level">
        <h2 className="t3">{t('level.add')}</h2>
        <LevelForm level={null} sentBack={isAdding ? sentBack : undefined} />
      </section>
    </div>
  )
}

function LevelForm({ level, sentBack }: { readonly level: Level | null; readonly sentBack: SentBack | undefined }) {
  const t = useWords(recognitionDeskWords)
  const id = level?.id ?? 0
  const values = sentBack?.values
  const errors = sentBack?.errors ?? {}
  const has = (right: string): boolean =>
    values
      ? [values['rights'] ?? ''].flat().join(',').split(',').includes(right)
      : (level?.rights ?? []).includes(right as never)
  return (
    <form method="post" action={ADDRESS} className="stack tight">
      <input type="hidden" name="level" value={id} />
      <div className="rule-figures">
        <Field
          label={t('level.name')}
          name="name"
          id={`name-${id}`}
          maxLength={40}
          required
          defaultValue={values?.['name'] ?? level?.name}
          error={errors['name']}
        />
        <Field
          label={t('level.threshold')}
          name="threshold"
          id={`threshold-${id}`}
          type="number"
          inputMode="numeric"
          min={0}
          max={1_000_000}
          required
          defaultValue={values?.['threshold'] ?? (level ? String(level.threshold) : undefined)}
          error={errors['threshold']}
        />
      </div>
      <Field
        label={t('level.perks')}
        hint={t('level.perks.hint')}
        name="perks"
        id={`perks-${id}`}
        maxLength={300}
        defaultValue={values?.['perks'] ?? level?.perks}
        error={errors['perks']}
      />
      <fieldset>
        <legend>{t('level.rights')}</legend>
        {RIGHTS.map((right) => (
          <Checkbox
            key={right}
            label={t(`right.${right}`)}
            name="rights"
            id={`${right}-${id}`}
            value={right}
            defaultChecked={has(right)}
          />
        ))}
        <Checkbox
          label={t('level.advocate')}
          name="advocate"
          id={`advocate-${id}`}
          defaultChecked={values ? values['advocate'] === '1' : (level?.givesAdvocate ?? false)}
        />
        <Checkbox
          label={t('level.applies')}
          name="applies"
          id={`applies-${id}`}
          defaultChecked={values ? values['applies'] === '1' : (level?.needsApplication ?? false)}
        />
      </fieldset>
      <p className="flow">
        <Button small name="intent" value={level ? 'save' : 'add'}>
          {level ? t('level.save', { name: level.name }) : t('level.add')}
        </Button>
        {level && level.threshold > 0 && (
          <Button small look="danger" name="intent" value="remove">
            {t('level.remove', { name: level.name })}
          </Button>
        )}
      </p>
    </form>
  )
}
