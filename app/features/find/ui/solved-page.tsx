import { useWords } from '#app/locale/react.tsx'
import { solvedWords } from '../words/solved.ts'

/** Thanks somebody who found the answer without asking. */
export function SolvedPage({
  helped,
}: {
  readonly helped: { readonly address: string; readonly title: string } | null
}) {
  const t = useWords(solvedWords)
  return (
    <div className="column narrow stack">
      <h1 className="title page-h">{t('title')}</h1>
      <p role="status">
        {helped === null
          ? t('plain')
          : t.rich('text', {
              title: helped.title,
              helped: (inner) => (
                <a className="link" href={helped.address} dir="auto">
                  {inner}
                </a>
              ),
            })}
      </p>
      <p>
        <a className="more" href="/">
          {t('home')}
        </a>
      </p>
    </div>
  )
}
