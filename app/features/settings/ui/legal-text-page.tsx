import { LEGAL_TITLES } from '#app/kernel/legal.ts'
import { Time } from '#app/ui/moment.tsx'
import type { LegalTextView } from '../types.ts'

export interface LegalTextPageProps {
  readonly text: LegalTextView
}

/** A legal text for everybody, and since when it stands so. */
export function LegalTextPage({ text }: LegalTextPageProps) {
  return (
    <article className="column">
      <header className="page-h">
        <h1 className="tool-title">{LEGAL_TITLES[text.name]}</h1>
        <p className="meta">
          Last changed <Time at={text.at} as="stamp" />
        </p>
      </header>
      {/* sanitised when it was stored */}
      <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: text.html }} />
    </article>
  )
}
