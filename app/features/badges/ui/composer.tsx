import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Radios, Select, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import { EMBLEM_NAMES } from '../rules/pail.ts'
import {
  BADGE_KINDS,
  MAX_BADGE_DESCRIPTION,
  MAX_BADGE_NAME,
  MAX_COUNT,
  MAX_DAYS,
  OUTCOMES,
  type BadgeDeskView,
  type BadgePreview,
} from '../types.ts'
import { badgeDeskWords } from '../words/desk.ts'
import { BadgeMark } from './badge-mark.tsx'

const LIST = '/desk/badges'
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

export interface ComposerProps {
  /** Null for a new one. */
  readonly badge: BadgeDeskView | null
  readonly categories: readonly { readonly id: number; readonly name: string }[]
  readonly preview: BadgePreview | 'hand' | null
  /** What was typed, with what is wrong with it; nothing is wrong where it was only tried. */
  readonly sentBack: SentBack | undefined
}

/** Composing a badge: what it is, what earns it, who would get it, and its versions. */
export function BadgeComposerPage({ badge, categories, preview, sentBack }: ComposerProps) {
  const t = useWords(badgeDeskWords)
  if (badge?.state === 'retired')
    return (
      <div className="column stack">
        <BadgeHead badge={badge} />
        <form method="post" className="stack">
          <input type="hidden" name="version" value={badge.version} />
          <p>{t('restore.text')}</p>
          <div>
            <Button name="intent" value="restore">
              {t('restore')}
            </Button>
          </div>
        </form>
        <Versions badge={badge} />
      </div>
    )
  return (
    <div className="column stack">
      <ErrorSummary errors={sentBack?.errors} />
      {badge && <BadgeHead badge={badge} />}
      {preview && <Preview preview={preview} />}
      {badge && (
        <div>
          <SectionHead title={t('edit.title')} />
          <p className="meta">{t('edit.text')}</p>
        </div>
      )}
      <BadgeForm badge={badge} categories={categories} sentBack={sentBack} />
      {badge && <Versions badge={badge} />}
      {badge?.state === 'active' && (
        <form method="post" className="stack">
          <SectionHead title={t('retire.title')} />
          <input type="hidden" name="version" value={badge.version} />
          <p className="meta">{t('retire.text')}</p>
          <div>
            <Button look="danger" name="intent" value="retire">
              {t('retire')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}

function BadgeHead({ badge }: { readonly badge: BadgeDeskView }) {
  const t = useWords(badgeDeskWords)
  return (
    <div className="badge-h">
      <BadgeMark look={{ emblem: badge.emblem, water: badge.state === 'active' ? 3 : 0 }} />
      <div>
        <p dir="auto">{badge.description}</p>
        <p className="meta">
          {t(`state.${badge.state}`)} · {t('held', { holders: badge.holders })}
          {badge.state !== 'draft' && (
            <>
              {' · '}
              <a href={`/badges/${encodeURIComponent(badge.slug)}`}>{t('open')}</a>
            </>
          )}
        </p>
      </div>
    </div>
  )
}

/** What stands in each field: what was typed, else what the badge says. */
function valuesOf(badge: BadgeDeskView | null, sentBack: SentBack | undefined): Readonly<Record<string, string>> {
  if (sentBack?.values && 'name' in sentBack.values) return sentBack.values
  if (!badge)
    return { kind: 'once', emblem: 'drop', count: '1', 'outcome.accepted': '1', step1: '1', step2: '5', step3: '15' }
  const { rule, steps } = badge
  const [step1, step2, step3] = steps
  const text = (value: number | null | undefined): string => (value == null ? '' : String(value))
  return {
    name: badge.name,
    description: badge.description,
    emblem: badge.emblem,
    kind: badge.kind,
    ...(badge.rare && { rare: '1' }),
    count: text(rule?.count),
    step1: text(step1),
    step2: text(step2),
    step3: text(step3),
    days: text(rule?.days),
    category: text(rule?.categoryId),
    tag: rule?.tag ?? '',
    waitedDays: text(rule?.waitedDays),
    hoursFrom: text(rule?.hours?.from),
    hoursTo: text(rule?.hours?.to),
    people: text(rule?.people),
    categories: text(rule?.categories),
    words: rule?.words.join('\n') ?? '',
    ...(rule?.second && { second: '1' }),
    ...(rule?.inRow && { inRow: '1' }),
    ...Object.fromEntries((rule?.outcomes ?? []).map((outcome) => [`outcome.${outcome}`, '1'])),
  }
}

function BadgeForm({ badge, categories, sentBack }: Omit<ComposerProps, 'preview'>) {
  const t = useWords(badgeDeskWords)
  const values = valuesOf(badge, sentBack)
  const errors = sentBack?.errors ?? {}
  const figure = (name: string, label: string, most: number, hint?: string) => (
    <Field
      label={label}
      name={name}
      inputMode="numeric"
      maxLength={String(most).length}
      size={6}
      hint={hint}
      defaultValue={values[name] ?? ''}
      error={errors[name]}
    />
  )
  const tick = (name: string, label: string, hint?: string) => (
    <Checkbox key={name} label={label} name={name} hint={hint} defaultChecked={values[name] === '1'} id={`f-${name}`} />
  )
  const hours = [
    { value: '', words: t('hours.any') },
    ...HOURS.map((hour) => ({ value: String(hour), words: t('hour', { hour }) })),
  ]
  return (
    <form method="post" className="form badge-form">
      <input type="hidden" name="version" value={badge?.version ?? 0} />
      <Part title={t('part.what')}>
        <Field
          label={t('name')}
          name="name"
          required
          maxLength={MAX_BADGE_NAME}
          dir="auto"
          hint={t('name.hint')}
          defaultValue={values['name']}
          error={errors['name']}
        />
        <Field
          label={t('description')}
          name="description"
          required
          maxLength={MAX_BADGE_DESCRIPTION}
          dir="auto"
          hint={t('description.hint')}
          defaultValue={values['description']}
          error={errors['description']}
        />
        <Emblems chosen={values['emblem'] ?? 'drop'} />
        {tick('rare', t('rare'), t('rare.hint'))}
      </Part>
      <Part title={t('kind')}>
        <Radios
          label={<span className="hide">{t('kind')}</span>}
          name="kind"
          required
          defaultValue={values['kind']}
          error={errors['kind']}
          options={BADGE_KINDS.map((kind) => ({ value: kind, words: t(`kind.${kind}`), hint: t(`kind.${kind}.hint`) }))}
        />
      </Part>
      <Part title={t('part.counts')} hint={t('part.counts.hint')}>
        <div className="badge-ticks">
          {OUTCOMES.map((outcome) => tick(`outcome.${outcome}`, t(`outcome.${outcome}`)))}
        </div>
        {errors['outcome.accepted'] && <FieldError>{errors['outcome.accepted']}</FieldError>}
      </Part>
      <Part title={t('part.many')}>
        <div className="side-by-side">
          {figure('count', t('count'), MAX_COUNT, t('count.hint'))}
          {figure('days', t('days'), MAX_DAYS, t('days.hint'))}
        </div>
        <fieldset className="field">
          <legend>{t('steps')}</legend>
          <span className="hint">{t('steps.hint')}</span>
          <div className="side-by-side">
            {figure('step1', t('step.1'), MAX_COUNT)}
            {figure('step2', t('step.2'), MAX_COUNT)}
            {figure('step3', t('step.3'), MAX_COUNT)}
          </div>
        </fieldset>
      </Part>
      <Part title={t('part.more')} hint={t('part.more.hint')}>
        <div className="side-by-side">
          <Select
            label={t('category')}
            name="category"
            defaultValue={values['category'] ?? ''}
            error={errors['category']}
            options={[
              { value: '', words: t('category.any') },
              ...categories.map(({ id, name }) => ({ value: String(id), words: name })),
            ]}
          />
          <Field label={t('tag')} name="tag" dir="auto" defaultValue={values['tag']} error={errors['tag']} />
        </div>
        {figure('waitedDays', t('waited'), MAX_DAYS)}
        <fieldset className="field">
          <legend>{t('hours')}</legend>
          <span className="hint">{t('hours.hint')}</span>
          <div className="side-by-side">
            <Select
              label={t('hours.from')}
              name="hoursFrom"
              defaultValue={values['hoursFrom'] ?? ''}
              error={errors['hoursFrom']}
              options={hours}
            />
            <Select
              label={t('hours.to')}
              name="hoursTo"
              defaultValue={values['hoursTo'] ?? ''}
              error={errors['hoursTo']}
              options={hours}
            />
          </div>
        </fieldset>
        {figure('people', t('people'), MAX_COUNT)}
        {figure('categories', t('categories'), MAX_COUNT)}
        {tick('second', t('second'))}
        {tick('inRow', t('inRow'))}
        <TextArea
          label={t('words')}
          name="words"
          rows={3}
          hint={t('words.hint')}
          defaultValue={values['words']}
          error={errors['words']}
        />
      </Part>
      {(errors['toAll'] || values['toAll'] === '1') && tick('toAll', t('toAll'), t('toAll.hint'))}
      <div className="form-acts">
        <Button look="primary" name="intent" value="active">
          {badge?.state === 'active' ? t('save.changes') : t('save.active')}
        </Button>
        <Button name="intent" value="preview">
          {t('preview')}
        </Button>
        {badge?.state !== 'active' && (
          <Button look="plain" name="intent" value="draft">
            {t('save.draft')}
          </Button>
        )}
        <a href={LIST}>{t('cancel')}</a>
      </div>
    </form>
  )
}

interface PartProps {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}

function Part({ title, hint, children }: PartProps) {
  return (
    <fieldset className="field badge-part">
      <legend>{title}</legend>
      {hint && <span className="hint">{hint}</span>}
      {children}
    </fieldset>
  )
}

/** The drawings, each a radio with its pail. */
function Emblems({ chosen }: { readonly chosen: string }) {
  const t = useWords(badgeDeskWords)
  return (
    <fieldset className="field">
      <legend>{t('emblem')}</legend>
      <div className="emblems">
        {EMBLEM_NAMES.map((emblem) => (
          <label key={emblem} className="emblem">
            <input
              type="radio"
              name="emblem"
              value={emblem}
              defaultChecked={emblem === chosen}
              aria-label={t(`emblem.${emblem}`)}
            />
            <BadgeMark look={{ emblem, water: 3 }} size="small" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Who would have it today. */
function Preview({ preview }: { readonly preview: BadgePreview | 'hand' }) {
  const t = useWords(badgeDeskWords)
  if (preview === 'hand') return <Notice live>{t('preview.hand')}</Notice>
  const { would, known, rows } = preview
  const [first = 0, second = 0, third = 0] = would
  return (
    <section id="preview" className="trial" aria-labelledby="preview-h" tabIndex={-1}>
      <h2 id="preview-h">{t('preview.title')}</h2>
      <p role="status">
        {first === 0
          ? t('preview.none', { known })
          : would.length > 1
            ? t('preview.steps', { first, second, third, known })
            : t('preview.one', { would: first, known })}
      </p>
      {preview.matchesAll && <Notice tone="signal">{t('preview.all')}</Notice>}
      {rows.length > 0 && (
        <>
          <p className="meta">{t('preview.first', { rows: rows.length })}</p>
          <Table
            caption={t('preview.title')}
            rows={rows}
            keyOf={(row) => row.handle}
            columns={[
              {
                head: t('head.name'),
                name: true,
                cell: (row) => (
                  <a href={`/members/${encodeURIComponent(row.handle)}`} dir="auto">
                    {row.name}
                  </a>
                ),
              },
              { head: t('head.have'), figures: true, cell: (row) => row.have },
              {
                head: t('head.when'),
                cell: (row) => (row.at === null ? t('not.yet') : <Time at={row.at} as="day" />),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}

function Versions({ badge }: { readonly badge: BadgeDeskView }) {
  const t = useWords(badgeDeskWords)
  return (
    <section>
      <SectionHead title={t('versions.title')} />
      <Table
        caption={t('versions.caption')}
        rows={badge.versions}
        keyOf={(row) => row.version}
        columns={[
          { head: t('head.version'), figures: true, cell: (row) => row.version },
          { head: t('head.name'), name: true, cell: (row) => <span dir="auto">{row.name}</span> },
          { head: t('head.changed'), cell: (row) => <Time at={row.at} /> },
          { head: t('head.by'), cell: (row) => <bdi>{row.by ?? t('product')}</bdi> },
          { head: t('head.awards'), figures: true, cell: (row) => row.awards },
        ]}
      />
    </section>
  )
}
