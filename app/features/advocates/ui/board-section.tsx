import { LeaderBoard } from '#app/features/recognition/ui/leader-board.tsx'
import { leaderWords } from '#app/features/recognition/words/leaders.ts'
import { PERIODS } from '#app/features/recognition/types.ts'
import { useWords } from '#app/locale/react.tsx'
import { Pick, Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import type { BoardView } from '../queries/board.server.ts'

export interface BoardSectionProps {
  readonly view: BoardView
  /** The page that the tabs lead to. */
  readonly path: '/advocates' | '/advocates/leaders'
}

/** The leaders with what else can be asked for: another time, a subject, a company. */
export function BoardSection({ view, path }: BoardSectionProps) {
  const t = useWords(leaderWords)
  const { of } = view
  const subject = of.by === 'subject' ? of.subject : null
  const company = of.by === 'company' ? of.company : null
  return (
    <>
      <Tabs
        label={t('periods')}
        tabs={PERIODS.map((period) => ({
          href: period === 'month' ? path : address(path, { period }),
          words: t(`period.${period}`),
          current: of.by === 'period' && of.period === period,
        }))}
      />
      {(view.subjects.length > 0 || view.companies.length > 0) && (
        <div className="flow board-picks">
          {view.subjects.length > 0 && (
            <Pick
              label={t('bySubject')}
              value={subject ?? t('everySubject')}
              options={[
                { href: path, words: t('everySubject'), current: subject === null },
                ...view.subjects.map(({ key, name }) => ({
                  href: address(path, { subject: key }),
                  words: name,
                  current: subject === name,
                })),
              ]}
            />
          )}
          {view.companies.length > 0 && (
            <Pick
              label={t('byCompany')}
              value={company ?? t('everyCompany')}
              options={[
                { href: path, words: t('everyCompany'), current: company === null },
                ...view.companies.map((name) => ({
                  href: address(path, { company: name }),
                  words: name,
                  current: company === name,
                })),
              ]}
            />
          )}
        </div>
      )}
      <LeaderBoard of={of} view={view.leaders} />
    </>
  )
}
