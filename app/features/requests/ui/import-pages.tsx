import { importWords } from '#app/features/requests/words/imports.ts'
import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { BrandField } from '#app/features/catalogue/ui/brand-field.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { textlessExport } from '../rules/mapping.ts'
import { valueWords } from '../words/values.ts'
import { SCALES } from '../rules/rating-scale.ts'
import { CHANNELS, FIELDS, type ImportOptions, type ImportView, type MappingView, type MachineKind } from '../types.ts'
import { redactedWords, refusedWords } from './counted-kinds.ts'

export interface NewImportPageProps {
  readonly megabytes: number
  /** Whether the viewer may say what else is taken out. */
  readonly mayMindPatterns: boolean
  readonly sentBack?: SentBack | undefined
}

/** Choosing a file. What it holds is shown before anything is kept. */
export function NewImportPage({ megabytes, mayMindPatterns, sentBack }: NewImportPageProps) {
  const t = useWords(importWords)
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <p>
        {mayMindPatterns
          ? t.rich('patternsFirst', {
              link: (inner) => (
                <a className="under" href="/desk/requests/patterns">
                  {inner}
                </a>
              ),
            })
          : t('patternsByAnAdmin')}
      </p>
      <form method="post" action="/desk/requests/imports/new" encType="multipart/form-data" className="form">
        <Field
          label={t('theFile')}
          name="file"
          type="file"
          required
          accept=".csv,.tsv,.jsonl,.ndjson,.json,.mbox,.txt,text/*,application/json"
          hint={t('csvJsonAsHelp', { megabytes })}
          error={sentBack?.errors?.['file']}
        />
        <div>
          <Button look="primary">{t('sendTheFile')}</Button>
        </div>
      </form>
      <p className="meta">{t('namesAddressesTelephoneCard')}</p>
    </div>
  )
}

export interface MappingPageProps {
  readonly view: MappingView
  /** What the brands are called so far. */
  readonly brands: readonly string[]
  readonly sentBack?: SentBack | undefined
}

/** The mapping step: which column is what, and the first requests as they would be kept. */
export function MappingPage({ view, brands, sentBack }: MappingPageProps) {
  const t = useWords(importWords)
  const value = useWords(valueWords)
  const { options } = view
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const hasColumns = options.columns.length > 0
  const textless = textlessExport(options.columns, options.mapping)
  const columns = [{ value: '', words: t('noColumn') }, ...options.columns.map((one) => ({ value: one, words: one }))]
  return (
    <div className="column stack">
      <ErrorSummary
        errors={sentBack?.errors}
        ids={Object.fromEntries(FIELDS.map((field) => [field, `f-column_${field}`]))}
      />
      <p>
        {t.rich('fileFacts', {
          name: <b dir="auto">{view.fileName}</b>,
          format:
            options.layout === null ? value(`format.${options.format}`) : t('jsonOfLayout', { layout: options.layout }),
          encoding: options.encoding,
          parted: options.format === 'csv' ? (options.delimiter === '\t' ? 'tabs' : 'delimiter') : 'none',
          delimiter: options.delimiter,
          size: sizeIn(t.locale, view.bytes),
        })}
      </p>
      {textless && (
        <Notice tone="signal">
          {t.rich('thisExportOfName', { name: textless.name, instead: textless.instead, b: (inner) => <b>{inner}</b> })}
        </Notice>
      )}
      {view.unsure !== null && <Notice tone="signal">{view.unsure}</Notice>}
      <form method="post" action={`/desk/requests/imports/${view.id}`} className="form">
        <Field
          label={t('source')}
          name="source"
          required
          maxLength={80}
          defaultValue={values['source'] ?? view.source}
          hint={t('whereTheseComeFrom')}
          error={errors['source']}
        />
        <BrandField
          brands={brands}
          defaultValue={values['brand'] ?? view.brand}
          hint={t('brandOfTheSource')}
          error={errors['brand']}
        />
        <Select
          label={t('channel')}
          name="channel"
          defaultValue={values['channel'] ?? options.channel}
          hint={options.mapping.channel === undefined ? undefined : t('forRowsThatName')}
          error={errors['channel']}
          options={CHANNELS.filter((one) => one !== 'thread' && one !== 'search').map((one) => ({
            value: one,
            words: value(`channel.${one}`),
          }))}
        />
        {options.format === 'csv' && (
          <Field
            key={`header ${options.headerLine ?? 0}`}
            label={t('theHeader')}
            name="header_line"
            type="number"
            inputMode="numeric"
            min={1}
            max={9999}
            defaultValue={values['header_line'] ?? options.headerLine?.toString() ?? ''}
            hint={options.hasHeader ? t('titlesOfAReport') : t('noneWasFoundName')}
            error={errors['header_line']}
          />
        )}
        {hasColumns && (
          <fieldset className="stack tight" key={`columns ${options.columns.join()}`}>
            <legend>{t('columns')}</legend>
            <div className="pairs">
              {FIELDS.map((field) => (
                <Select
                  key={field}
                  label={t(`field.${field}`)}
                  name={`column_${field}`}
                  defaultValue={values[`column_${field}`] ?? options.mapping[field] ?? ''}
                  error={errors[field]}
                  options={columns}
                />
              ))}
            </div>
          </fieldset>
        )}
        {hasColumns && options.mapping.askedAt !== undefined && (
          <Radios
            key={`order ${options.mapping.askedAt}`}
            label={t('n042026')}
            name="day_first"
            hint={options.orderFrom === 'none' ? undefined : t(`order.${options.orderFrom}`)}
            defaultValue={values['day_first'] ?? (options.dayFirst ? '1' : '0')}
            options={[
              { value: '1', words: t('april') },
              { value: '0', words: t('march') },
            ]}
          />
        )}
        {options.ambiguousZones > 0 && <p className="meta">{t('ambiguousZones', { times: options.ambiguousZones })}</p>}
        {options.scale !== 'none' && (!hasColumns || options.mapping.satisfaction !== undefined) && (
          <Select
            key={`scale ${options.mapping.satisfaction ?? ''} ${options.scale}`}
            label={t('ratingsAre')}
            name="scale"
            defaultValue={values['scale'] ?? options.scale}
            hint={ratingHint(options, t)}
            options={SCALES.filter((one) => one !== 'none').map((one) => ({
              value: one,
              words: value(`scale.${one}`),
            }))}
          />
        )}
        <div className="form-acts">
          <Button look="primary" name="intent" value="start">
            {t('readTheFile')}
          </Button>
          <Button name="intent" value="preview">
            {t('lookAgain')}
          </Button>
          <Button look="danger" name="intent" value="cancel" formNoValidate>
            {t('removeTheFile')}
          </Button>
        </div>
      </form>
      <SectionHead title={t('theFirstRequestsAs')} />
      <Table
        caption={t('theFirstRequests')}
        rows={view.rows}
        keyOf={(row) => row.line}
        columns={[
          {
            head: options.isList ? t('entry') : t('line'),
            figures: true,
            cell: (row) => figureIn(t.locale, row.line),
          },
          {
            head: t('request'),
            name: true,
            cell: (row) =>
              row.refusal === null ? (
                <span dir="auto">
                  {row.subject !== '' && <b>{row.subject} </b>}
                  {row.text}
                </span>
              ) : (
                <span className="wrong">{t('refusedRefusal', { refusal: row.refusal })}</span>
              ),
          },
          {
            head: t('when'),
            cell: (row) => (row.askedAt === null ? t('notTold') : <Time at={row.askedAt} as="stamp" />),
          },
          {
            head: t('asker'),
            cell: (row) => (row.hasRequester ? t('knownKeptAs') : t('notTold')),
          },
          { head: t('outcome'), cell: (row) => value(`outcome.${row.outcome}`) },
        ]}
      />
    </div>
  )
}

/** What of the ratings is left out, and how their scale was told. */
function ratingHint({ scale, unreadRatings }: ImportOptions, t: PageSpeaker<(typeof importWords)['messages']>): string {
  const ratings = { ratings: unreadRatings }
  if (scale === 'unclear') return unreadRatings > 0 ? t('scaleUnclearLeft', ratings) : t('scaleUnclear')
  return unreadRatings > 0 ? t('scaleToldLeft', ratings) : t('scaleTold')
}

export interface ImportPageProps {
  readonly view: ImportView
  /** What the brands are called so far. */
  readonly brands: readonly string[]
  readonly sentBack?: SentBack | undefined
  /** Whether no run has found topics since it was read. */
  readonly awaitsTopics: boolean
  /** Whether it is being taken back and can still be kept. */
  readonly mayKeep: boolean
  readonly refusals: readonly { readonly line: number; readonly reason: string }[]
  readonly reasons: readonly { readonly kind: MachineKind | null; readonly count: number }[]
}

/** How an import goes, or went. */
export function ImportPage({ view, brands, sentBack, awaitsTopics, mayKeep, refusals, reasons }: ImportPageProps) {
  const t = useWords(importWords)
  const refused = refusedWords(reasons, t.locale)
  const redacted = redactedWords(view.redactions, t.locale)
  return (
    <div className="column stack">
      <StateNotice view={view} mayKeep={mayKeep} />
      {view.state === 'finished' && view.accepted > 0 && awaitsTopics && (
        <form method="post" action="/desk/topics" className="form-acts">
          <p>{t('topicsComeNext')}</p>
          <Button look="primary" name="intent" value="mine">
            {t('findTopics')}
          </Button>
        </form>
      )}
      {view.state === 'reading' && (
        <progress className="progress" max={100} value={view.percent} aria-label={t('partOfTheFile')} />
      )}
      <dl className="facts start">
        <dt>{t('source')}</dt>
        <dd dir="auto">{view.source}</dd>
        <dt>{t('brand')}</dt>
        <dd dir="auto">{view.brand === '' ? t('noBrand') : view.brand}</dd>
        <dt>{t('file')}</dt>
        <dd dir="auto">
          {view.fileName}, {sizeIn(t.locale, view.bytes)}
        </dd>
        <dt>{t('begun')}</dt>
        <dd>
          <Time at={view.startedAt} as="stamp" />
          {view.by !== null && t('byBy', { by: view.by })}
        </dd>
        <dt>{t('taken')}</dt>
        <dd>{t('requestCount', { requests: view.accepted })}</dd>
        {view.updated > 0 && (
          <>
            <dt>{t('broughtUpToDate')}</dt>
            <dd>{t('requestCount', { requests: view.updated })}</dd>
          </>
        )}
        <dt>{t('thereAlready')}</dt>
        <dd>{figureIn(t.locale, view.unchanged)}</dd>
        <dt>{t('refused')}</dt>
        <dd>
          {refused.length === 0
            ? t('rowCount', { rows: view.refused })
            : t('rowCountOf', { rows: view.refused, kinds: refused.join(', ') })}
        </dd>
        {view.undated > 0 && (
          <>
            <dt>{t('withoutATime')}</dt>
            <dd>{t('requestTheyCountAs', { undated: view.undated })}</dd>
          </>
        )}
        {view.damagedIds > 0 && (
          <>
            <dt>{t('numbersThatASpreadsheet')}</dt>
            <dd>{t('requestTakenWithoutOne', { damagedIds: view.damagedIds })}</dd>
          </>
        )}
        {view.cutTexts > 0 && (
          <>
            <dt>{t('textsThatASpreadsheet')}</dt>
            <dd>{t('requestWithAText', { cutTexts: view.cutTexts })}</dd>
          </>
        )}
        {view.garbled > 0 && (
          <>
            <dt>{t('notDecoded')}</dt>
            <dd>{t('requestInPlacesTheir', { garbled: view.garbled })}</dd>
          </>
        )}
        <dt>{t('redacted')}</dt>
        <dd>{redacted.length === 0 ? t('nothing') : redacted.join(', ')}</dd>
      </dl>
      <form method="post" action={`/desk/requests/imports/${view.id}`} className="form-acts">
        {view.state === 'finished' && view.accepted > 0 && (
          <LinkButton
            href={`/desk/requests?source=${encodeURIComponent(view.source)}`}
            look={awaitsTopics ? 'border' : 'primary'}
          >
            {t('readTheseRequests')}
          </LinkButton>
        )}
        {view.state === 'reading' && (
          <Button name="intent" value="cancel">
            {t('stopReading')}
          </Button>
        )}
        {view.state === 'failed' && view.accepted === 0 && (
          <Button name="intent" value="cancel">
            {t('removeTheFile')}
          </Button>
        )}
        {view.state !== 'undone' && view.accepted > 0 && (
          <details className="decide">
            <summary>
              <b>{t('takeThisImportBack')}</b>
              <span>{t('itsRequestLeave', { accepted: view.accepted })}</span>
            </summary>
            <p>{t('itHappensInHalf')}</p>
            <p>
              <Button look="danger" name="intent" value="undo">
                {t('takeItBack')}
              </Button>
            </p>
          </details>
        )}
        {mayKeep && (
          <>
            <Button look="primary" name="intent" value="keep">
              {t('keepItAfterAll')}
            </Button>
            <Button name="intent" value="remove">
              {t('removeItsRequestsNow')}
            </Button>
          </>
        )}
      </form>
      {view.state !== 'undone' && (
        <details className="decide" open={sentBack?.errors?.['brand'] !== undefined}>
          <summary>
            <b>{t('changeBrand')}</b>
            <span>{t('changeBrandOf', { source: view.source })}</span>
          </summary>
          <form method="post" action={`/desk/requests/imports/${view.id}`} className="form">
            <BrandField
              brands={brands}
              defaultValue={sentBack?.values?.['brand'] ?? view.brand}
              hint={t('brandAgain')}
              error={sentBack?.errors?.['brand']}
            />
            <div>
              <Button name="intent" value="brand">
                {t('saveBrand')}
              </Button>
            </div>
          </form>
        </details>
      )}
      {refusals.length > 0 && (
        <>
          <SectionHead
            title={t('refusedRows')}
            link={{
              href: `/desk/requests/imports/${view.id}/refused.csv`,
              words: t('allOfThemAs'),
            }}
          />
          <Table
            caption={t('refusedRows')}
            rows={refusals}
            keyOf={(row) => `${row.line} ${row.reason}`}
            columns={[
              { head: t('line'), figures: true, cell: (row) => figureIn(t.locale, row.line) },
              { head: t('why'), name: true, cell: (row) => row.reason },
            ]}
          />
        </>
      )}
    </div>
  )
}

function StateNotice({ view, mayKeep }: { readonly view: ImportView; readonly mayKeep: boolean }) {
  const t = useWords(importWords)
  switch (view.state) {
    case 'reading':
      return (
        <Notice tone="info" live>
          {t.rich('percentOfTheFile', { percent: view.percent, b: (inner) => <b>{inner}</b> })}
        </Notice>
      )
    case 'finished':
      return (
        <Notice tone="good" live>
          {t('theFileIsRead')}
        </Notice>
      )
    case 'failed':
      return <Notice tone="signal">{view.error}</Notice>
    case 'cancelled':
      return <Notice tone="signal">{t('stoppedWhatWasRead')}</Notice>
    case 'undone':
      if (mayKeep && view.undoDueAt !== null) {
        return (
          <Notice tone="signal" live>
            {t.rich('thisImportIsTaken', { time: <Time at={view.undoDueAt} as="stamp" /> })}
          </Notice>
        )
      }
      return view.left > 0 ? (
        <Notice tone="info" live>
          {t('thisImportIsBeing', { left: view.left })}
        </Notice>
      ) : (
        <Notice tone="good" live>
          {t('thisImportWasTaken')}
        </Notice>
      )
    case 'mapping':
      return null
  }
}

function sizeIn(locale: Locale, bytes: number): string {
  const t = speak(locale, importWords)
  return bytes < 1024 * 1024
    ? t('kilobytes', { size: Math.max(1, Math.round(bytes / 1024)) })
    : t('megabytes', { size: Math.round(bytes / 1024 / 1024) })
}
