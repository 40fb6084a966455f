import { ownValue } from '#app/kernel/own-value.ts'
import { requestWords } from '#app/features/requests/words/requests.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { Page } from '#app/kernel/page.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { address } from '#app/ui/words.ts'
import {
  CHANNELS,
  OUTCOMES,
  type Channel,
  type ImportView,
  type RequestRowView,
  type Outcome,
  type RequestsListView,
} from '../types.ts'
import { valueWords } from '../words/values.ts'

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
  const t = useWords(requestWords)
  const value = useWords(valueWords)
  const to = (page: string | null): string | null =>
    page === null
      ? null
      : address('/desk/requests', { ...asked, topic: asked.topic === null ? null : String(asked.topic), page })
  return (
    <div className="stack">
      <div className="form-acts">
        <LinkButton href="/desk/requests/imports/new" look="primary">
          {t('importAFile')}
        </LinkButton>
        {mayMindPatterns && <LinkButton href="/desk/requests/patterns">{t('whatIsRedacted')}</LinkButton>}
      </div>
      {imports.rows.length > 0 && <Imports imports={imports} />}
      <SectionHead title={t('requests')} />
      <form className="form-acts" method="get" action="/desk/requests" role="search">
        <Field label={t('words')} name="q" type="search" defaultValue={asked.q} />
        <Select
          label={t('channel')}
          name="channel"
          defaultValue={asked.channel ?? ''}
          options={[
            { value: '', words: t('all') },
            ...CHANNELS.map((one) => ({ value: one, words: value(`channel.${one}`) })),
          ]}
        />
        <Select
          label={t('source')}
          name="source"
          defaultValue={asked.source ?? ''}
          options={[
            { value: '', words: t('all') },
            ...view.sources.map((one) => {
              const own = ownValue(OWN_SOURCES, one)
              return { value: one, words: own === null ? one : value(own) }
            }),
          ]}
        />
        <Select
          label={t('outcome')}
          name="outcome"
          defaultValue={asked.outcome ?? ''}
          options={[
            { value: '', words: t('all') },
            ...OUTCOMES.map((one) => ({ value: one, words: value(`outcome.${one}`) })),
          ]}
        />
        {asked.topic !== null && <input type="hidden" name="topic" value={asked.topic} />}
        <Button>{t('find')}</Button>
      </form>
      {view.topic && (
        <p>
          {t.rich('ofTheTopic', {
            topic: (
              <a className="under voice" href={`/desk/topics/${view.topic.id}`} dir="auto">
                {view.topic.title}
              </a>
            ),
            link: (inner) => (
              <a className="under" href="/desk/requests">
                {inner}
              </a>
            ),
          })}
        </p>
      )}
      {view.rows.length === 0 ? <Nothing view={view} /> : <Rows view={view} />}
      {view.lookedBackTo !== null && (
        <p className="meta">{t.rich('lookedThrough20000', { time: <Time at={view.lookedBackTo} as="day" /> })}</p>
      )}
      <Paging
        newer={to(view.newer)}
        older={to(view.older)}
        words={{
          newer: t('newer'),
          older: view.lookedBackTo === null ? t('older') : t('lookFurtherBack'),
        }}
      />
    </div>
  )
}

function Nothing({ view }: { readonly view: RequestsListView }) {
  const t = useWords(requestWords)
  if (!view.isEmpty) {
    return (
      <Empty title={t('noRequestIsLike')}>
        <p>{t('takeAWordAway')}</p>
      </Empty>
    )
  }
  return (
    <Empty title={t('noRequestIsHere')}>
      <p>{t('importWhatCustomersAsked')}</p>
    </Empty>
  )
}

function Rows({ view }: { readonly view: RequestsListView }) {
  const t = useWords(requestWords)
  const value = useWords(valueWords)
  return (
    <Table
      caption={t('requestsNewestFirst')}
      rows={view.rows}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('request'),
          name: true,
          cell: (row) => (
            <>
              <a className="voice" href={`/desk/requests/${row.id}`} dir="auto">
                {row.subject || row.excerpt || t('withoutWords')}
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
          head: t('topic'),
          cell: (row) =>
            row.topic ? (
              <a className="under" href={`/desk/topics/${row.topic.id}`} dir="auto">
                {row.topic.title}
              </a>
            ) : (
              t('noneYet')
            ),
        },
        { head: t('channel'), cell: (row) => <Channel row={row} /> },
        { head: t('outcome'), cell: (row) => value(`outcome.${row.outcome}`) },
        { head: t('asked'), cell: (row) => <Time at={row.askedAt} as="stamp" /> },
        { head: t('times'), figures: true, cell: (row) => figureIn(t.locale, row.times) },
      ]}
    />
  )
}

/** What the product itself calls the two sources that come by themselves. */
const OWN_SOURCES: Readonly<Record<string, 'channel.thread' | 'channel.search'>> = {
  community: 'channel.thread',
  search: 'channel.search',
}

/** What comes by itself has one source only. */
function Channel({ row }: { readonly row: RequestRowView }) {
  const value = useWords(valueWords)
  const { channel, source } = row
  const name = value(`channel.${channel}`)
  return channel === 'thread' || channel === 'search' ? name : `${name} · ${source}`
}

function Imports({ imports }: { readonly imports: Page<ImportView> }) {
  const t = useWords(requestWords)
  const value = useWords(valueWords)
  return (
    <>
      <SectionHead title={t('imports')} />
      <Table
        caption={t('importsNewestFirst')}
        rows={imports.rows}
        keyOf={(row) => row.id}
        columns={[
          {
            head: t('file'),
            name: true,
            cell: (row) => (
              <a href={`/desk/requests/imports/${row.id}`} dir="auto">
                {row.fileName || t('importId', { id: row.id })}
              </a>
            ),
          },
          { head: t('source'), cell: (row) => row.source },
          {
            head: t('state'),
            cell: (row) =>
              row.state === 'reading' ? (
                <b>{t('percentRead', { percent: row.percent })}</b>
              ) : (
                value(`state.${row.state}`)
              ),
          },
          { head: t('when'), cell: (row) => <Time at={row.startedAt} as="stamp" /> },
          { head: t('taken'), figures: true, cell: (row) => figureIn(t.locale, row.accepted) },
          { head: t('refused'), figures: true, cell: (row) => figureIn(t.locale, row.refused) },
        ]}
      />
    </>
  )
}
