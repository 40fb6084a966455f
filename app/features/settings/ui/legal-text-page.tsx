import { useWords } from '#app/locale/react.tsx'
import { settingsWords } from '#app/features/settings/words/settings.ts'
import { legalWords } from '#app/kernel/words/legal.ts'
import { Time } from '#app/ui/moment.tsx'
import type { LegalTextView } from '../types.ts'

export interface LegalTextPageProps {
  readonly text: LegalTextView
}

/** A legal text for everybody, and since when it stands so. */
export function LegalTextPage({ text }: LegalTextPageProps) {
  const t = useWords(settingsWords)
  const title = useWords(legalWords)
  return (
    <article className="column">
      <header className="page-h">
        <h1 className="tool-title">{title(`title.${text.name}`)}</h1>
        <p className="meta">{t.rich('lastChangedTime', { time: <Time at={text.at} as="stamp" /> })}</p>
      </header>
      {/* sanitised when it was stored */}
      <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: text.html }} />
    </article>
  )
}
