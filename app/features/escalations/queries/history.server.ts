import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { isRecord } from '../rules/is-record.ts'
import { listIn } from '#app/locale/formats.ts'
import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { stampWords } from '#app/ui/time-words.ts'
import type { Executor } from '#db/transaction.server.ts'
import { deskWords } from '../words/desk.ts'
import { historyWords } from '../words/history.ts'
import { REASONS } from '../types.ts'
import type { HistoryView } from '../types/work.ts'

/** What happened to the escalations of a thread, newest first, in the reader's language. */
export async function getHistory(
  db: Executor,
  threadId: number,
  reader: { readonly viewer: number | null; readonly locale: Locale; readonly zone: string; readonly now: number },
): Promise<readonly HistoryView[]> {
  const rows = await db
    .selectFrom('escalation_history')
    .innerJoin('escalations', 'escalations.id', 'escalation_history.escalation_id')
    .select(['escalation_history.id', 'escalation_history.at', 'by_id', 'act', 'detail'])
    .where('escalations.thread_id', '=', threadId)
    .orderBy('escalation_history.id', 'desc')
    .limit(60)
    .execute()
  const entries = rows.map((row) => ({ ...row, said: detailOf(row.detail) }))
  const people = await findPeople(
    db,
    entries.flatMap(({ by_id, said }) => [by_id, said.to, said.from]),
  )
  const teamIds = entries.flatMap(({ said }) => said.team ?? [])
  const teams =
    teamIds.length === 0 ? [] : await db.selectFrom('teams').select(['id', 'name']).where('id', 'in', teamIds).execute()
  const t = speak(reader.locale, historyWords)
  const ofDesk = speak(reader.locale, deskWords)
  const nameOf = (id: number | null): string => (id === null ? null : people.get(id)?.name) ?? t('somebody')
  return entries.map(({ id, at, by_id, act, said }) => {
    const name = nameOf(by_id)
    const other = nameOf(said.to ?? said.from)
    const known = REASONS.find((reason) => reason === said.reason)
    const reason =
      known === undefined
        ? said.reason
        : known === 'severity' || known === 'spread'
          ? t(`reason.${known}`)
          : ofDesk(`short.${known}`)
    return { id, at, words: sentence() }

    function sentence(): string {
      switch (act) {
        case 'opened':
          return by_id === null ? t('opened', { reason }) : t('opened.by', { name })
        case 'reason':
          return by_id === null ? t('reason', { reason }) : t('reason.by', { name, reason })
        case 'claimed':
          return said.from === null ? t('claimed', { name }) : t('claimed.from', { name, other })
        case 'given':
          if (said.had) return t(said.to === reader.viewer ? 'given.you.had' : 'given.had', { other })
          return said.knows.length === 0
            ? t('given', { other })
            : t(said.to === reader.viewer ? 'given.you.knows' : 'given.knows', {
                other,
                skills: listIn(reader.locale, said.knows),
              })
        case 'released':
          return t('released', { name })
        case 'lapsed':
          return t('lapsed', { other })
        case 'handed': {
          const team = teams.find((one) => one.id === said.team)?.name
          return team === undefined
            ? t('handed.person', { name, other, reason: said.reason })
            : t('handed.team', { name, team, reason: said.reason })
        }
        case 'routed': {
          const team = teams.find((one) => one.id === said.team)?.name
          if (team === undefined) return t('routed.none')
          return said.to === null ? t('routed', { team }) : t('routed.kept', { team, other })
        }
        case 'passed':
          return t('passed', { name, reason: said.reason })
        case 'asker':
          return t('asker')
        case 'back':
          return t('back')
        case 'again':
          return t('again')
        case 'snoozed':
          return t('snoozed.by', { name, time: stampWords(said.until ?? at, reader) })
        case 'woke':
          return by_id === null ? t('woke') : t('woke.by', { name })
        case 'private':
          return t('private', { name })
        case 'undone':
          return t('undone.by', { name })
        default:
          return by_id !== null
            ? t('resolved.by', { name })
            : t(
                `resolved.${said.how === 'solved' || said.how === 'closed' || said.how === 'gone' ? said.how : 'answered'}`,
              )
      }
    }
  })
}

interface Detail {
  readonly reason: string
  readonly how: string
  readonly to: number | null
  readonly from: number | null
  readonly team: number | null
  readonly until: number | null
  readonly knows: readonly string[]
  readonly had: boolean
}

/** The parameters of an entry, each of its kind whatever was stored. */
function detailOf(stored: string): Detail {
  const value: unknown = JSON.parse(stored)
  const given = isRecord(value) ? value : {}
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '')
  const number = (name: string): number | null => (typeof given[name] === 'number' ? given[name] : null)
  return {
    reason: text('reason'),
    how: text('how'),
    to: number('to'),
    from: number('from'),
    team: number('team'),
    until: number('until'),
    had: given['had'] === true,
    knows: Array.isArray(given['knows']) ? given['knows'].filter((one) => typeof one === 'string') : [],
  }
}
