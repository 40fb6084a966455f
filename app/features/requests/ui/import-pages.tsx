import type { SentBack } from '#app/ui/sent-back.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { counted, figure } from '#app/ui/words.ts'
import { FIELD_WORDS, textlessExport, unsureOfText } from '../rules/mapping.ts'
import { SCALES } from '../rules/rating-scale.ts'
import { CHANNELS, FIELDS, type ImportOptions, type ImportView, type MappingView } from '../types.ts'
import { CHANNEL_WORDS, FORMAT_WORDS, OUTCOME_WORDS, redactedWords, refusedWords, SCALE_WORDS } from './words.ts'

export interface NewImportPageProps {
  readonly megabytes: number
  readonly sentBack?: SentBack | undefined
}

/** Choosing a file. What it holds is shown before anything is kept. */
export function NewImportPage({ megabytes, sentBack }: NewImportPageProps) {
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/desk/requests/imports/new" encType="multipart/form-data" className="form">
        <Field
          label="The file"
          name="file"
          type="file"
          required
          accept=".csv,.tsv,.jsonl,.ndjson,.json,.mbox,.txt,text/*,application/json"
          hint={`CSV, JSON as help desks export it, JSON Lines, a mail archive (mbox), or text with one request a line; at most ${figure(megabytes)} MB. The command line reads larger ones.`}
          error={sentBack?.errors?.['file']}
        />
        <div>
          <Button look="primary">Send the file</Button>
        </div>
      </form>
      <p className="meta">
        Names, addresses, telephone, card and account numbers and passwords are taken out before anything is stored. The
        file itself is removed as soon as it is read.
      </p>
    </div>
  )
}

export interface MappingPageProps {
  readonly view: MappingView
  readonly sentBack?: SentBack | undefined
}

/** The mapping step: which column is what, and the first requests as they would be kept. */
export function MappingPage({ view, sentBack }: MappingPageProps) {
  const { options } = view
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const hasColumns = options.columns.length > 0
  const textless = textlessExport(options.columns, options.mapping)
  const columns = [{ value: '', words: '(none)' }, ...options.columns.map((one) => ({ value: one, words: one }))]
  return (
    <div className="column stack">
      <ErrorSummary
        errors={sentBack?.errors}
        ids={Object.fromEntries(FIELDS.map((field) => [field, `f-column_${field}`]))}
      />{' '}
      <p>
        <b dir="auto">{view.fileName}</b>:{' '}
        {options.layout === null ? FORMAT_WORDS[options.format] : `JSON of ${options.layout}`}, written in{' '}
        {options.encoding}
        {options.format === 'csv' && (
          <>, parted by {options.delimiter === '\t' ? 'tabs' : `“${options.delimiter}”`}</>
        )}, {megabytes(view.bytes)}.
      </p>
      {textless && (
        <Notice tone="signal">
          <b>This export of {textless.name} holds no message texts</b>, so the subjects stand for them.{' '}
          {textless.instead}
        </Notice>
      )}
      {hasColumns && options.mapping.text === undefined && (
        <Notice tone="signal">{unsureOfText(options.candidates)}</Notice>
      )}
      <form method="post" action={`/desk/requests/imports/${view.id}`} className="form">
        <Field
          label="Source"
          name="source"
          required
          maxLength={80}
          defaultValue={values['source'] ?? view.source}
          hint="Where these come from, such as the help desk. A request of the same source and number is taken once."
          error={errors['source']}
        />
        <Select
          label="Channel"
          name="channel"
          defaultValue={values['channel'] ?? options.channel}
          hint={options.mapping.channel === undefined ? undefined : 'For rows that name none.'}
          error={errors['channel']}
          options={CHANNELS.filter((one) => one !== 'thread' && one !== 'search').map((one) => ({
            value: one,
            words: CHANNEL_WORDS[one],
          }))}
        />
        {options.format === 'csv' && (
          <Field
            key={`header ${options.headerLine ?? 0}`}
            label="The header is in line"
            name="header_line"
            type="number"
            inputMode="numeric"
            min={1}
            max={9999}
            defaultValue={values['header_line'] ?? options.headerLine?.toString() ?? ''}
            hint={
              options.hasHeader
                ? 'Titles of a report may stand above it. “Look again” shows the columns of another line.'
                : 'None was found. Name its line and press “Look again”.'
            }
            error={errors['header_line']}
          />
        )}
        {hasColumns && (
          <fieldset className="stack tight" key={`columns ${options.columns.join()}`}>
            <legend>Columns</legend>
            <div className="pairs">
              {FIELDS.map((field) => (
                <Select
                  key={field}
                  label={FIELD_WORDS[field]}
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
            label="03/04/2026 is"
            name="day_first"
            hint={ORDER_WORDS[options.orderFrom]}
            defaultValue={values['day_first'] ?? (options.dayFirst ? '1' : '0')}
            options={[
              { value: '1', words: '3 April' },
              { value: '0', words: '4 March' },
            ]}
          />
        )}
        {options.ambiguousZones > 0 && (
          <p className="meta">
            {counted(options.ambiguousZones, 'time')} of this file {options.ambiguousZones === 1 ? 'names' : 'name'} a
            zone by letters that stand for several: IST is read as India’s, CST and AST as North America’s, BST as
            Britain’s.
          </p>
        )}
        {options.scale !== 'none' && (!hasColumns || options.mapping.satisfaction !== undefined) && (
          <Select
            key={`scale ${options.mapping.satisfaction ?? ''} ${options.scale}`}
            label="Ratings are"
            name="scale"
            defaultValue={values['scale'] ?? options.scale}
            hint={ratingHint(options)}
            options={SCALES.filter((one) => one !== 'none').map((one) => ({ value: one, words: SCALE_WORDS[one] }))}
          />
        )}
        <div className="form-acts">
          <Button look="primary" name="intent" value="start">
            Read the file
          </Button>
          <Button name="intent" value="preview">
            Look again
          </Button>
          <Button look="danger" name="intent" value="cancel" formNoValidate>
            Remove the file
          </Button>
        </div>
      </form>
      <SectionHead title="The first requests, as they would be kept" />
      <Table
        caption="The first requests"
        rows={view.rows}
        keyOf={(row) => row.line}
        columns={[
          {
            head: options.isList ? 'Entry' : 'Line',
            figures: true,
            cell: (row) => figure(row.line),
          },
          {
            head: 'Request',
            name: true,
            cell: (row) =>
              row.refusal === null ? (
                <span dir="auto">
                  {row.subject !== '' && <b>{row.subject} </b>}
                  {row.text}
                </span>
              ) : (
                <span className="wrong">refused: {row.refusal}</span>
              ),
          },
          { head: 'When', cell: (row) => (row.askedAt === null ? 'not told' : <Time at={row.askedAt} as="stamp" />) },
          {
            head: 'Asker',
            cell: (row) => (row.hasRequester ? 'known, kept as a code' : 'not told'),
          },
          { head: 'Outcome', cell: (row) => OUTCOME_WORDS[row.outcome] },
        ]}
      />
    </div>
  )
}

/** What of the ratings is left out, and how their scale was told. */
function ratingHint({ scale, unreadRatings }: ImportOptions): string {
  const left =
    unreadRatings > 0
      ? ` ${counted(unreadRatings, 'rating')} can’t be read and ${unreadRatings === 1 ? 'counts' : 'count'} as none.`
      : ''
  if (scale === 'unclear')
    return `The whole column fits no scale for sure: choose it, or its figures are left out.${left}`
  return `Told by the whole column; what lies between counts as neither.${left}`
}

/** How the order of day and month was told, for whoever decides it. */
const ORDER_WORDS: Readonly<Record<ImportOptions['orderFrom'], string | undefined>> = {
  none: undefined,
  seen: 'Told by the whole column, such as by days beyond 12.',
  guessed: 'No date of the whole column tells it: choose.',
  mixed: 'Dates of both kinds stand in this column: choose how those that could be either are read.',
}

export interface ImportPageProps {
  readonly view: ImportView
  /** Whether it is being taken back and can still be kept. */
  readonly mayKeep: boolean
  readonly refusals: readonly { readonly line: number; readonly reason: string }[]
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
}

/** How an import goes, or went. */
export function ImportPage({ view, mayKeep, refusals, reasons }: ImportPageProps) {
  const refused = refusedWords(reasons)
  const redacted = redactedWords(view.redactions)
  return (
    <div className="column stack">
      <StateNotice view={view} mayKeep={mayKeep} />
      {view.state === 'reading' && (
        <progress className="progress" max={100} value={view.percent} aria-label="Part of the file that is read" />
      )}
      <dl className="facts start">
        <dt>Source</dt>
        <dd dir="auto">{view.source}</dd>
        <dt>File</dt>
        <dd dir="auto">
          {view.fileName}, {megabytes(view.bytes)}
        </dd>
        <dt>Begun</dt>
        <dd>
          <Time at={view.startedAt} as="stamp" />
          {view.by !== null && <> by {view.by}</>}
        </dd>
        <dt>Taken</dt>
        <dd>{counted(view.accepted, 'request')}</dd>
        {view.updated > 0 && (
          <>
            <dt>Brought up to date</dt>
            <dd>{counted(view.updated, 'request')}</dd>
          </>
        )}
        <dt>There already</dt>
        <dd>{figure(view.unchanged)}</dd>
        <dt>Refused</dt>
        <dd>
          {counted(view.refused, 'row')}
          {refused.length > 0 && `: ${refused.join(', ')}`}
        </dd>
        {view.undated > 0 && (
          <>
            <dt>Without a time</dt>
            <dd>
              {counted(view.undated, 'request')}: they count as asked when they were read, which tells nothing about
              trends
            </dd>
          </>
        )}
        {view.damagedIds > 0 && (
          <>
            <dt>Numbers that a spreadsheet changed</dt>
            <dd>
              {counted(view.damagedIds, 'request')} taken without one, such as 1.23E+11. Export the file again and do
              not open it in a spreadsheet, or set the column to text first
            </dd>
          </>
        )}
        {view.cutTexts > 0 && (
          <>
            <dt>Texts that a spreadsheet cut</dt>
            <dd>
              {counted(view.cutTexts, 'request')} with a text of 32,767 letters, which is as much as a cell holds: what
              came after is not in this file
            </dd>
          </>
        )}
        {view.garbled > 0 && (
          <>
            <dt>Not decoded</dt>
            <dd>
              {counted(view.garbled, 'request')}: in places their letters could not be told, and a � or a wrong letter
              stands there
            </dd>
          </>
        )}
        <dt>Redacted</dt>
        <dd>{redacted.length === 0 ? 'nothing' : redacted.join(', ')}</dd>
      </dl>
      <form method="post" action={`/desk/requests/imports/${view.id}`} className="form-acts">
        {view.state === 'finished' && view.accepted > 0 && (
          <LinkButton href={`/desk/requests?source=${encodeURIComponent(view.source)}`} look="primary">
            Read these requests
          </LinkButton>
        )}
        {view.state === 'reading' && (
          <Button name="intent" value="cancel">
            Stop reading
          </Button>
        )}
        {view.state === 'failed' && view.accepted === 0 && (
          <Button name="intent" value="cancel">
            Remove the file
          </Button>
        )}
        {view.state !== 'undone' && view.accepted > 0 && (
          <details className="decide">
            <summary>
              <b>Take this import back</b>
              <span>Its {counted(view.accepted, 'request')} leave the topics and the drafts.</span>
            </summary>
            <p>
              It happens in half an hour; until then you can change your mind on this page. Articles that quote these
              requests are marked for another look.
            </p>
            <p>
              <Button look="danger" name="intent" value="undo">
                Take it back
              </Button>
            </p>
          </details>
        )}
        {mayKeep && (
          <>
            <Button look="primary" name="intent" value="keep">
              Keep it after all
            </Button>
            <Button name="intent" value="remove">
              Remove its requests now
            </Button>
          </>
        )}
      </form>
      {refusals.length > 0 && (
        <>
          <SectionHead
            title="Refused rows"
            link={{
              href: `/desk/requests/imports/${view.id}/refused.csv`,
              words: 'All of them as a file',
            }}
          />
          <Table
            caption="Refused rows"
            rows={refusals}
            keyOf={(row) => `${row.line} ${row.reason}`}
            columns={[
              { head: 'Line', figures: true, cell: (row) => figure(row.line) },
              { head: 'Why', name: true, cell: (row) => row.reason },
            ]}
          />
        </>
      )}
    </div>
  )
}

function StateNotice({ view, mayKeep }: { readonly view: ImportView; readonly mayKeep: boolean }) {
  switch (view.state) {
    case 'reading':
      return (
        <Notice tone="info" live>
          <b>{view.percent} % of the file is read.</b> You may leave this page: it goes on by itself.
        </Notice>
      )
    case 'finished':
      return (
        <Notice tone="good" live>
          The file is read and removed. New requests are placed into topics within minutes.
        </Notice>
      )
    case 'failed':
      return <Notice tone="signal">{view.error}</Notice>
    case 'cancelled':
      return <Notice tone="signal">Stopped. What was read is kept until you take the import back.</Notice>
    case 'undone':
      if (mayKeep && view.undoDueAt !== null) {
        return (
          <Notice tone="signal" live>
            This import is taken back <Time at={view.undoDueAt} as="stamp" />. Until then its requests stay and you can
            keep it after all.
          </Notice>
        )
      }
      return view.left > 0 ? (
        <Notice tone="info" live>
          This import is being taken back: {counted(view.left, 'request')} to go.
        </Notice>
      ) : (
        <Notice tone="good" live>
          This import was taken back. None of its requests is left.
        </Notice>
      )
    case 'mapping':
      return null
  }
}

function megabytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${figure(Math.max(1, Math.round(bytes / 1024)))} KB`
  return `${figure(Math.round(bytes / 1024 / 1024))} MB`
}
