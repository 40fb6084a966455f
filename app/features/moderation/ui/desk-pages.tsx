import { moderationWords } from '#app/features/moderation/words/moderation.ts'
import { useWords } from '#app/locale/react.tsx'
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
import type { FlaggedPostView, FlagsQueueView, LogEntryView, LogView } from '../types.ts'

export interface FlagsQueuePageProps {
  readonly view: FlagsQueueView
}

/** What members reported, the most reported first: read it, then two words and a reason. */
export function FlagsQueuePage({ view }: FlagsQueuePageProps) {
  const t = useWords(moderationWords)
  const to = (page: string | null) => (page === null ? null : address('/desk/flags', { page }))
  if (view.rows.length === 0) {
    return (
      <Empty well="covered" title={t('nothingIsReported')}>
        <p>{t('whatMembersReportWill')}</p>
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
      <Paging newer={to(view.newer)} older={to(view.older)} words={{ newer: t('back'), older: t('further') }} />
    </div>
  )
}

function Flagged({ row }: { readonly row: FlaggedPostView }) {
  const t = useWords(moderationWords)
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
            {nameOf(row.author, t.locale)} · <Time at={row.createdAt} />
            {row.hidden && <b> {t('hiddenAlready')}</b>}
          </p>
          <p className="excerpt" dir="auto">
            {row.excerpt}
          </p>
        </div>
        <ul className="comments">
          {row.flags.map((flag) => (
            <li key={flag.id}>
              {t.rich(flag.note === '' ? 'reported' : 'reportedNote', {
                by: <b>{flag.by}</b>,
                // A branch of a message has no hyphen in its name.
                reason: flag.reason === 'personal-data' ? 'personal' : flag.reason,
                note: <span dir="auto">{flag.note}</span>,
              })}{' '}
              <Time className="meta" at={flag.at} />
            </li>
          ))}
        </ul>
        <form className="form-acts" method="post" action="/desk/flags">
          <input type="hidden" name="post" value={row.postId} />
          <Field
            label={<span className="hide">{t('reasonForTheDecision', { name: nameOf(row.author, t.locale) })}</span>}
            name="reason"
            id={`reason-${row.postId}`}
            placeholder={t('reasonInOneSentence')}
            required
            maxLength={300}
          />
          {!row.hidden && (
            <Button look="danger" small name="intent" value="hide">
              {t('hideIt')}
            </Button>
          )}
          <Button small name="intent" value="keep">
            {t('keepIt')}
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
  const t = useWords(moderationWords)
  const { by, act, from, to: until } = view.filter
  const asked = { by, act, from, to: until }
  const to = (page: string | null) => (page === null ? null : address('/desk/log', { ...asked, page }))
  const isFiltered = by !== '' || act !== '' || from !== '' || until !== ''
  return (
    <>
      <form className="form-acts" method="get" action="/desk/log" role="search">
        <Field label={t('whoAHandle')} name="by" defaultValue={by} />
        <Select
          label={t('what')}
          name="act"
          defaultValue={act}
          options={[{ value: '', words: t('anything') }, ...listActs(t.locale)]}
        />
        <Field label={t('from')} name="from" type="date" defaultValue={from} />
        <Field label={t('to')} name="to" type="date" defaultValue={until} />
        <Button>{t('find')}</Button>
        <a className="more" href={address('/desk/log.csv', asked)}>
          {t('asACsvFile')}
        </a>
      </form>
      {view.rows.length === 0 ? (
        <Empty well="covered" title={isFiltered ? t('nothingLike') : t('nobodyHasHad')} />
      ) : (
        <Table
          caption={t('whatStaffDidNewest')}
          rows={view.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: t('what'),
              name: true,
              cell: (row) => (
                <>
                  <PersonLink person={row.by} /> <Said parts={row.said} />
                </>
              ),
            },
            { head: t('why'), cell: (row) => row.reason ?? '' },
            { head: t('when'), figures: true, cell: (row) => <Time at={row.at} as="stamp" /> },
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
