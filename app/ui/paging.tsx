import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
export interface PagingProps {
  /** Addresses; `null` = nothing further that way. */
  readonly newer: string | null
  readonly older: string | null
  readonly words?: { readonly newer: string; readonly older: string }
}

/** Newer and Older at the two ends, by key, without page numbers. */
export function Paging({ newer, older, words }: PagingProps) {
  const t = useWords(kitWords)
  if (newer === null && older === null) return null
  return (
    <nav className="pager" aria-label={t('paging.label')}>
      {newer === null ? (
        <span />
      ) : (
        <a className="more" rel="prev" href={newer}>
          {words?.newer ?? t('paging.newer')}
        </a>
      )}
      {older !== null && (
        <a className="more" rel="next" href={older}>
          {words?.older ?? t('paging.older')}
        </a>
      )}
    </nav>
  )
}
