import type { ReactNode } from 'react'
import { Well, wellWords } from '#app/ui/icon.tsx'
import { Line } from '#app/ui/line.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { nameOf } from '#app/ui/person.tsx'
import { dueWords, waitWords } from '#app/ui/time-words.ts'
import { counted, figure } from '#app/ui/words.ts'
import type { ThreadRowView } from '../types.ts'
import { hasAnswers, KIND_WORDS } from './kinds.ts'

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
  const Heading = level === 2 ? 'h2' : 'h3'
  const reads = showReads && row.readCount > 0
  const tone = row.hiddenReason !== null ? ' gone' : row.fresh ? ' fresh' : ''
  return (
    <li className={`row${tone}`}>
      <Well state={row.state} label={wellWords(row.state, hasAnswers(row.kind))} />
      <div>
        <Heading className="row-title">
          <a href={row.address} dir="auto">
            {row.title}
          </a>
        </Heading>
        <p className="meta">
          {row.kind !== 'question' && <span className="kind">{KIND_WORDS[row.kind]}</span>}
          {row.kind !== 'question' && ' · '}
          {before(row, showCategory, reads ? 'reads' : right)}
          {reads ? null : <Time at={right === 'due' ? row.createdAt : row.lastPostAt} />}
          {right === 'due' && row.sameHereCount > 0 && ` · ${figure(row.sameHereCount)} have this too`}
        </p>
      </div>
      {right === 'due' ? <Waiting row={row} /> : <RowCounts {...row} />}
    </li>
  )
}

/** The facts before the time, as one string: fewer nodes for the same words. */
function before(row: ThreadRowView, showCategory: boolean, tells: 'counts' | 'due' | 'reads'): string {
  const facts: string[] = []
  if (row.hiddenReason !== null) facts.push(`Hidden: ${row.hiddenReason}`, 'seen by staff only')
  if (row.isPrivate) facts.push(`Private: ${nameOf(row.author)} and staff`)
  if (row.fresh) facts.push('New since you looked')
  if (showCategory) facts.push(row.category.name)
  if (tells === 'reads') {
    facts.push(row.state === 'open' ? 'asked' : row.state, `${counted(row.readCount, 'reader')}`)
    return facts.join(' · ')
  }
  const asked = tells === 'due' || row.lastAct === 'asked'
  if (asked && !row.isPrivate) facts.push(nameOf(row.author))
  facts.push(tells === 'due' ? 'asked ' : `${row.lastAct} `)
  return facts.join(' · ')
}

/** How many answered a thread and how many have it too, in two columns; who counts nothing sees nothing. */
export function RowCounts({
  kind,
  answerCount,
  sameHereCount,
}: Pick<ThreadRowView, 'kind' | 'answerCount' | 'sameHereCount'>) {
  const [one, many] = hasAnswers(kind) ? ['answer', 'answers'] : ['reply', 'replies']
  return (
    <div className={answerCount === 0 && sameHereCount === 0 ? 'row-ns none' : 'row-ns'}>
      {answerCount > 0 && (
        <span>
          <b>{figure(answerCount)}</b> {answerCount === 1 ? one : many}
        </span>
      )}
      {sameHereCount > 0 && (
        <span className="same-here">
          <b>{figure(sameHereCount)}</b> same here
        </span>
      )}
    </div>
  )
}

function Waiting({ row }: { readonly row: ThreadRowView }) {
  const moment = useMoment()
  if (row.state === 'paused') {
    return <Due words="waits for the asker" line={row.due && <Line percent={row.due.percent} state="paused" />} />
  }
  if (row.due === null) return <Due words={waitWords(moment.now - row.createdAt, moment.locale)} />
  const late = row.due.at < moment.now
  return (
    <Due
      words={dueWords(row.due.at, moment)}
      late={late}
      line={<Line percent={row.due.percent} state={late ? 'late' : 'running'} />}
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
