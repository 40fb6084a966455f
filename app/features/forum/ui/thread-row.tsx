import type { ReactNode } from 'react'
import { peopleWords } from '#app/features/catalogue/words/people.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Well, wellWords } from '#app/ui/icon.tsx'
import { Line } from '#app/ui/line.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { dueWords, waitWords } from '#app/ui/time-words.ts'
import type { ThreadRowView } from '../types.ts'
import { kindWords } from '../words/kinds.ts'
import { rowWords } from '../words/rows.ts'
import { answersOrReplies, hasAnswers } from './kinds.ts'

export interface ThreadRowProps {
  readonly row: ThreadRowView
  /** What stands at the right: answers and same here, or how long it waits. */
  readonly right?: 'counts' | 'due'
  readonly level?: 2 | 3
  /** Left out where the whole list is one category. */
  readonly showCategory?: boolean
  /** "1,204 readers" in place of what happened last, once anybody has read it. */
  readonly showReads?: boolean
}

/** One thread in a list: its state, its title in the asker's words, and what a helper needs to decide. */
export function ThreadRow({
  row,
  right = 'counts',
  level = 3,
  showCategory = true,
  showReads = false,
}: ThreadRowProps) {
  const t = useWords(rowWords)
  const ofKinds = useWords(kindWords)
  const ofPeople = useWords(peopleWords)
  const Heading = level === 2 ? 'h2' : 'h3'
  const reads = showReads && row.readCount > 0
  const facts = before(row, showCategory, reads ? 'reads' : right, t, ofPeople('former'))
  const { now } = useMoment()
  // In a list of those that wait lateness is told to everybody, elsewhere the server tells it to staff.
  const state = right === 'due' && row.state === 'open' && row.due !== null && row.due.at < now ? 'late' : row.state
  const tone = row.hiddenReason !== null ? ' gone' : row.fresh ? ' fresh' : ''
  return (
    <li className={`row${tone}`}>
      <Well state={state} label={wellWords(state, hasAnswers(row.kind), t.locale)} />
      <div>
        <Heading className="row-title">
          <a href={row.address} dir="auto">
            {row.title}
          </a>
        </Heading>
        <p className="meta">
          {row.kind !== 'question' && <span className="kind">{ofKinds(row.kind)}</span>}
          {row.kind !== 'question' && ' · '}
          {reads || facts === '' ? facts : `${facts} · `}
          {reads
            ? null
            : right === 'due'
              ? t.rich('act.asked', { time: <Time at={row.createdAt} /> })
              : lastAct(row, <Time at={row.lastPostAt} />, t)}
          {right === 'due' && row.sameHereCount > 0 && ` · ${t('haveThis', { count: row.sameHereCount })}`}
        </p>
      </div>
      {right === 'due' ? <Waiting row={row} /> : <RowCounts {...row} />}
    </li>
  )
}

type RowSpeaker = PageSpeaker<typeof rowWords.messages>

/** The facts before the time, as one string: fewer nodes for the same words. */
function before(
  row: ThreadRowView,
  showCategory: boolean,
  tells: 'counts' | 'due' | 'reads',
  t: RowSpeaker,
  nobody: string,
): string {
  const facts: string[] = []
  if (row.hiddenReason !== null) facts.push(t('hidden', { reason: row.hiddenReason }), t('staffOnly'))
  if (row.isPrivate) facts.push(row.author ? t('private', { name: row.author.name }) : t('private.former'))
  if (row.fresh) facts.push(t('fresh'))
  if (showCategory) facts.push(row.category.name)
  if (tells === 'reads') facts.push(t(`reads.${row.state}`), t('readers', { count: row.readCount }))
  else if ((tells === 'due' || row.lastAct === 'asked') && !row.isPrivate) facts.push(row.author?.name ?? nobody)
  return facts.join(' · ')
}

/** What happened last, with its time; in a list of those that wait, that it was asked. */
function lastAct({ lastAct: act, lastBy: name }: ThreadRowView, time: ReactNode, t: RowSpeaker): ReactNode {
  return act === 'asked' || name === null ? t.rich(`act.${act}`, { time }) : t.rich(`by.${act}`, { name, time })
}

/** How many answered a thread and how many have it too, in two columns; who counts nothing sees nothing. */
export function RowCounts({
  kind,
  answerCount,
  sameHereCount,
}: Pick<ThreadRowView, 'kind' | 'answerCount' | 'sameHereCount'>) {
  const t = useWords(rowWords)
  const b = (inner: ReactNode) => <b>{inner}</b>
  return (
    <div className={answerCount === 0 && sameHereCount === 0 ? 'row-ns none' : 'row-ns'}>
      {answerCount > 0 && <span>{t.rich(answersOrReplies(kind), { count: answerCount, b })}</span>}
      {sameHereCount > 0 && <span className="same-here">{t.rich('sameHere', { count: sameHereCount, b })}</span>}
    </div>
  )
}

function Waiting({ row }: { readonly row: ThreadRowView }) {
  const t = useWords(rowWords)
  const moment = useMoment()
  if (row.state === 'paused') {
    return <Due words={t('waitsForAsker')} line={row.due && <Line percent={row.due.percent} state="paused" />} />
  }
  if (row.due === null) return <Due words={waitWords(moment.now - row.createdAt, moment.locale)} />
  const late = row.due.at < moment.now
  return (
    <Due
      words={dueWords(row.due.at, moment)}
      late={late}
      line={<Line percent={row.due.percent} riskPercent={row.due.riskPercent} state={late ? 'late' : 'running'} />}
    />
  )
}

interface DueProps {
  readonly words: string
  readonly late?: boolean
  readonly line?: ReactNode
}

function Due({ words, late, line }: DueProps) {
  return (
    <div className="row-due">
      <span className={late ? 'late-word' : undefined}>{words}</span>
      {line}
    </div>
  )
}

export interface ThreadRowsProps extends Omit<ThreadRowProps, 'row'> {
  readonly rows: readonly ThreadRowView[]
}

/** Rows that j and k walk through. */
export function ThreadRows({ rows, ...rest }: ThreadRowsProps) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <ThreadRow key={row.id} row={row} {...rest} />
      ))}
    </ul>
  )
}
