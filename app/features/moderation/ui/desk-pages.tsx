import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field, Select } from '#app/ui/field.tsx'
import { Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { nameOf } from '#app/ui/person.tsx'
import { Table } from '#app/ui/table.tsx'
import { address } from '#app/ui/words.ts'
import { listActs } from '../rules/act-sentences.ts'
import type { FlaggedPostView, FlagReason, FlagsQueueView, LogEntryView, LogView } from '../types.ts'

const REASON_WORDS: Readonly<Record<FlagReason, string>> = {
  spam: 'spam',
  abuse: 'abuse',
  'personal-data': 'personal data',
  wrong: 'harmful advice',
  other: 'something else',
}

export interface FlagsQueuePageProps {
  readonly view: FlagsQueueView
}

/** What members reported, the most reported first: read it, then two words and a reason. */
export function FlagsQueuePage({ view }: FlagsQueuePageProps) {
  const to = (page: string | null) => (page === null ? null : address('/desk/flags', { page }))
  if (view.rows.length === 0) {
    return (
      <Empty well="covered" title="Nothing is reported.">
        <p>What members report will stand here until somebody has decided.</p>
      </Empty>
    )
  }
  return (
    <div className="column">
      <ul className="rows">
        {view.rows.map((row) => (
          <Flagged key={row.postId} row={row} />
        ))}
      </ul>
      <Paging newer={to(view.newer)} older={to(view.older)} words={{ newer: 'Back', older: 'Further' }} />
    </div>
  )
}

function Flagged({ row }: { readonly row: FlaggedPostView }) {
  return (
    <li className="row plain">
      <Well state={row.threadState} />
      <div className="stack tight">
        <div>
          <h2 className="row-title">
            <a href={row.address} dir="auto">
              {row.threadTitle}
            </a>
          </h2>
          <p className="meta">
            {nameOf(row.author)} · <Time at={row.createdAt} />
            {row.hidden && <b> · hidden already</b>}
          </p>
          <p className="excerpt" dir="auto">
            {row.excerpt}
          </p>
        </div>
        <ul className="comments">
          {row.flags.map((flag) => (
            <li key={flag.id}>
              <b>{flag.by}</b> reported {REASON_WORDS[flag.reason]}
              {flag.note !== '' && ': '}
              {flag.note !== '' && <span dir="auto">{flag.note}</span>} <Time className="meta" at={flag.at} />
            </li>
          ))}
        </ul>
        <form className="form-acts" method="post" action="/desk/flags">
          <input type="hidden" name="post" value={row.postId} />
          <Field
            label={<span className="hide">Reason for the decision about {nameOf(row.author)}</span>}
            name="reason"
            id={`reason-${row.postId}`}
            placeholder="Reason, in one sentence"
            required
            maxLength={300}
          />
          {!row.hidden && (
            <Button look="danger" small name="intent" value="hide">
              Hide it
            </Button>
          )}
          <Button small name="intent" value="keep">
            Keep it
          </Button>
        </form>
      </div>
    </li>
  )
}

export interface LogPageProps {
  readonly view: LogView
}

/** What staff did: who, what, when, and why; by person, act and time, and as a file. */
export function LogPage({ view }: LogPageProps) {
  const { by, act, from, to: until } = view.filter
  const asked = { by, act, from, to: until }
  const to = (page: string | null) => (page === null ? null : address('/desk/log', { ...asked, page }))
  const isFiltered = by !== '' || act !== '' || from !== '' || until !== ''
  return (
    <>
      <form className="form-acts" method="get" action="/desk/log" role="search">
        <Field label="Who (a handle)" name="by" defaultValue={by} />
        <Select
          label="What"
          name="act"
          defaultValue={act}
          options={[{ value: '', words: 'Anything' }, ...listActs()]}
        />
        <Field label="From" name="from" type="date" defaultValue={from} />
        <Field label="To" name="to" type="date" defaultValue={until} />
        <Button>Find</Button>
        <a className="more" href={address('/desk/log.csv', asked)}>
          As a CSV file
        </a>
      </form>
      {view.rows.length === 0 ? (
        <Empty
          well="covered"
          title={isFiltered ? 'Nothing like this is in the log.' : 'Nobody has had to do anything yet.'}
        />
      ) : (
        <Table
          caption="What staff did, newest first"
          rows={view.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: 'What',
              name: true,
              cell: (row) => (
                <>
                  <PersonLink person={row.by} /> <Said parts={row.said} />
                </>
              ),
            },
            { head: 'Why', cell: (row) => row.reason ?? '' },
            { head: 'When', figures: true, cell: (row) => <Time at={row.at} as="stamp" /> },
          ]}
        />
      )}
      <Paging newer={to(view.newer)} older={to(view.older)} />
    </>
  )
}

function Said({ parts }: { readonly parts: LogEntryView['said'] }) {
  return parts.map(({ words, address: link }, index) =>
    link === null ? (
      <span key={index}>{words}</span>
    ) : (
      <a key={index} className="link" href={link} dir="auto">
        {words}
      </a>
    ),
  )
}
