import type { Page } from '#app/kernel/page.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { address, figure } from '#app/ui/words.ts'
import {
  CHANNELS,
  OUTCOMES,
  type Channel,
  type ImportView,
  type RequestRowView,
  type Outcome,
  type RequestsListView,
} from '../types.ts'
import { CHANNEL_WORDS, OUTCOME_WORDS, STATE_WORDS } from './words.ts'

interface Asked {
  readonly q: string
  readonly channel: Channel | null
  readonly outcome: Outcome | null
  readonly source: string | null
  readonly topic: number | null
}

export interface RequestsPageProps {
  readonly view: RequestsListView
  readonly imports: Page<ImportView>
  readonly asked: Asked
  readonly mayMindPatterns: boolean
}

/** What customers asked, wherever they asked it; and the files that it came from. */
export function RequestsPage({ view, imports, asked, mayMindPatterns }: RequestsPageProps) {
  const to = (page: string | null): string | null =>
    page === null
      ? null
      : address('/desk/requests', { ...asked, topic: asked.topic === null ? null : String(asked.topic), page })
  return (
    <div className="stack">
      <div className="form-acts">
        <LinkButton href="/desk/requests/imports/new" look="primary">
          Import a file
        </LinkButton>
        {mayMindPatterns && <LinkButton href="/desk/requests/patterns">What is redacted</LinkButton>}
      </div>
      {imports.rows.length > 0 && <Imports imports={imports} />}
      <SectionHead title="Requests" />
      <form className="form-acts" method="get" action="/desk/requests" role="search">
        <Field label="Words" name="q" type="search" defaultValue={asked.q} />
        <Select
          label="Channel"
          name="channel"
          defaultValue={asked.channel ?? ''}
          options={[{ value: '', words: 'All' }, ...CHANNELS.map((one) => ({ value: one, words: CHANNEL_WORDS[one] }))]}
        />
        <Select
          label="Source"
          name="source"
          defaultValue={asked.source ?? ''}
          options={[{ value: '', words: 'All' }, ...view.sources.map((one) => ({ value: one, words: one }))]}
        />
        <Select
          label="Outcome"
          name="outcome"
          defaultValue={asked.outcome ?? ''}
          options={[{ value: '', words: 'All' }, ...OUTCOMES.map((one) => ({ value: one, words: OUTCOME_WORDS[one] }))]}
        />
        {asked.topic !== null && <input type="hidden" name="topic" value={asked.topic} />}
        <Button>Find</Button>
      </form>
      {view.topic && (
        <p>
          Of the topic{' '}
          <a className="under voice" href={`/desk/topics/${view.topic.id}`} dir="auto">
            {view.topic.title}
          </a>{' '}
          ·{' '}
          <a className="under" href="/desk/requests">
            All requests
          </a>
        </p>
      )}{' '}
      {view.rows.length === 0 ? <Nothing view={view} /> : <Rows view={view} />}
      {view.lookedBackTo !== null && (
        <p className="meta">
          Looked through 20,000 requests, back to <Time at={view.lookedBackTo} as="day" />.
        </p>
      )}
      <Paging
        newer={to(view.newer)}
        older={to(view.older)}
        words={{
          newer: 'Newer',
          older: view.lookedBackTo === null ? 'Older' : 'Look further back',
        }}
      />{' '}
    </div>
  )
}

function Nothing({ view }: { readonly view: RequestsListView }) {
  if (!view.isEmpty) {
    return (
      <Empty title="No request is like that.">
        <p>Take a word away, or choose another channel.</p>
      </Empty>
    )
  }
  return (
    <Empty title="No request is here yet.">
      <p>
        Import what customers asked by mail, chat or phone. What they ask in the community, and what they search for in
        vain, comes by itself.
      </p>
    </Empty>
  )
}

function Rows({ view }: { readonly view: RequestsListView }) {
  return (
    <Table
      caption="Requests, newest first"
      rows={view.rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: 'Request',
          name: true,
          cell: (row) => (
            <>
              <a className="voice" href={`/desk/requests/${row.id}`} dir="auto">
                {row.subject || row.excerpt || 'Without words'}
              </a>
              {row.subject !== '' && (
                <div className="excerpt" dir="auto">
                  {row.excerpt}
                </div>
              )}
            </>
          ),
        },
        {
          head: 'Topic',
          cell: (row) =>
            row.topic ? (
              <a className="under" href={`/desk/topics/${row.topic.id}`} dir="auto">
                {row.topic.title}
              </a>
            ) : (
              'none yet'
            ),
        },
        { head: 'Channel', cell: (row) => channelWords(row) },
        { head: 'Outcome', cell: (row) => OUTCOME_WORDS[row.outcome] },
        { head: 'Asked', cell: (row) => <Time at={row.askedAt} as="stamp" /> },
        { head: 'Times', figures: true, cell: (row) => figure(row.times) },
      ]}
    />
  )
}

/** What comes by itself has one source only. */
function channelWords({ channel, source }: RequestRowView): string {
  const isOwn = channel === 'thread' || channel === 'search'
  return isOwn ? CHANNEL_WORDS[channel] : `${CHANNEL_WORDS[channel]} · ${source}`
}

function Imports({ imports }: { readonly imports: Page<ImportView> }) {
  return (
    <>
      <SectionHead title="Imports" />
      <Table
        caption="Imports, newest first"
        rows={imports.rows}
        keyOf={(row) => row.id}
        columns={[
          {
            head: 'File',
            name: true,
            cell: (row) => (
              <a href={`/desk/requests/imports/${row.id}`} dir="auto">
                {row.fileName || `Import ${row.id}`}
              </a>
            ),
          },
          { head: 'Source', cell: (row) => row.source },
          {
            head: 'State',
            cell: (row) => (row.state === 'reading' ? <b>{row.percent} % read</b> : STATE_WORDS[row.state]),
          },
          { head: 'When', cell: (row) => <Time at={row.startedAt} as="stamp" /> },
          { head: 'Taken', figures: true, cell: (row) => figure(row.accepted) },
          { head: 'Refused', figures: true, cell: (row) => figure(row.refused) },
        ]}
      />
    </>
  )
}
