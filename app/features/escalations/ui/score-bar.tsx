import type { CSSProperties } from 'react'
import { useWords } from '#app/locale/react.tsx'
import type { TriageWeights } from '../types.ts'
import { deskWords } from '../words/desk.ts'

/** The four parts of a score as a bar; each is said in words beside it. */
export function ScoreBar({ parts }: { readonly parts: TriageWeights }) {
  const t = useWords(deskWords)
  const { severity, spread, influence, waiting } = parts
  return (
    <span className="bar" role="img" aria-label={t('bar', { severity, spread, influence, waiting })}>
      <i className="sev" style={{ '--w': severity } as CSSProperties} />
      <i className="spr" style={{ '--w': spread } as CSSProperties} />
      <i className="inf" style={{ '--w': influence } as CSSProperties} />
      <i className="wai" style={{ '--w': waiting } as CSSProperties} />
    </span>
  )
}
