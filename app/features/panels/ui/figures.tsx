import { useWords } from '#app/locale/react.tsx'
import type { Figures, Question } from '../types.ts'
import { panelWords } from '../words/panels.ts'

/** What all said to one question together, in words and figures. */
export function FiguresOf({
  question,
  figures,
}: {
  readonly question: Question
  readonly figures: Figures | undefined
}) {
  const t = useWords(panelWords)
  if (!figures) return null
  const facts = [
    t('results.count', { count: figures.answers }),
    figures.average === null ? null : t('results.average', { average: figures.average }),
    ...(figures.answers === 0
      ? []
      : figures.counts.map((count, place) =>
          question.kind === 'rating'
            ? t('results.mark', { mark: place + 1, count })
            : t('results.choice', { choice: question.choices[place] ?? '', count }),
        )),
  ]
  return <p className="meta">{facts.filter((fact) => fact !== null).join(' · ')}</p>
}

/** What was heard and what changes, after a panel. */
export function Heard({ heard, changes }: { readonly heard: string; readonly changes: string }) {
  const t = useWords(panelWords)
  return (
    <section className="panel-heard stack">
      <div>
        <h2>{t('heard')}</h2>
        <p className="prose-words" dir="auto">
          {heard}
        </p>
      </div>
      <div>
        <h2>{t('changes')}</h2>
        <p className="prose-words" dir="auto">
          {changes}
        </p>
      </div>
    </section>
  )
}
