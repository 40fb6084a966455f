import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/person.tsx'
import { figureIn, listIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { LeadersView, LeaderView, OwnPlace } from '../queries/leaders.server.ts'
import type { BoardOf } from '../types.ts'
import { leaderWords } from '../words/leaders.ts'

export interface LeaderBoardProps {
  readonly of: BoardOf
  readonly view: LeadersView
}

/** The table of those who helped most, with the viewer's own row at its end when it is not among them. */
export function LeaderBoard({ of, view }: LeaderBoardProps) {
  const t = useWords(leaderWords)
  const { own } = view
  const saidOf = of.by === 'subject' ? { subject: of.subject } : { company: of.by === 'company' ? of.company : '' }
  if (view.rows.length === 0 && own === null) {
    const title =
      of.by === 'period'
        ? t(`empty.${of.period}`)
        : of.by === 'subject'
          ? t('empty.subject', { subject: of.subject })
          : t('empty.company', { company: of.company })
    return (
      <Empty title={title} level={3}>
        <p>{t('emptyText')}</p>
        <a className="link" href="/unanswered">
          {t('firstAnswer')}
        </a>
      </Empty>
    )
  }
  const isShown = own !== null && own.isListed && view.rows.some((row) => row.person.id === own.person.id)
  return (
    <table className="board">
      <caption className="hide">
        {of.by === 'period'
          ? t(`caption.${of.period}`)
          : of.by === 'subject'
            ? t('caption.subject', { subject: saidOf.subject ?? '' })
            : t('caption.company', { company: saidOf.company ?? '' })}
      </caption>
      <thead>
        <tr>
          <th className="place" scope="col">
            <span className="hide">{t('place')}</span>
          </th>
          <th scope="col">{t('advocate')}</th>
          <th scope="col" className="r opt">
            {t('accepted')}
          </th>
          <th scope="col" className="r opt">
            {t('helpful')}
          </th>
          <th scope="col" className="r opt">
            {t('articles')}
          </th>
          <th scope="col" className="r">
            {t('points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <Leader key={row.person.id} row={row} own={isShown && own.person.id === row.person.id ? own : null} />
        ))}
        {own !== null && !isShown && <Leader row={own} own={own} />}
      </tbody>
    </table>
  )
}

function Leader({ row, own }: { readonly row: LeaderView; readonly own: OwnPlace | null }) {
  const t = useWords(leaderWords)
  const facts = [
    row.level,
    row.company === '' ? null : row.company,
    row.knows.length === 0 ? null : t('knows', { subjects: listIn(t.locale, row.knows) }),
  ].filter((fact) => fact !== null)
  return (
    <tr className={own ? 'you' : undefined}>
      <td className="place num">{figureIn(t.locale, row.place)}</td>
      <td>
        <div className="name">
          <Person person={row.person} />
          <span>
            <a className="person-link" href={`/members/${row.person.handle}`} data-card={row.person.handle}>
              <b dir="auto">{own ? t('you') : row.person.name}</b>
            </a>
            <span className="meta" dir="auto">
              {own ? <OwnFacts own={own} level={row.level} /> : facts.join(' · ')}
            </span>
          </span>
        </div>
      </td>
      <td className="r opt num">{figureIn(t.locale, row.accepted)}</td>
      <td className="r opt num">{figureIn(t.locale, row.helpful)}</td>
      <td className="r opt num">{figureIn(t.locale, row.articles)}</td>
      <td className="r pts num">{figureIn(t.locale, row.points)}</td>
    </tr>
  )
}

function OwnFacts({ own, level }: { readonly own: OwnPlace; readonly level: string | null }) {
  const t = useWords(leaderWords)
  if (!own.isListed) return t.rich('you.unlisted', { link: (inner) => <a href="/settings/recognition">{inner}</a> })
  const next = own.missing === null ? t('you.first') : t('you.missing', { missing: own.missing })
  return level === null ? next : `${level} · ${next}`
}
