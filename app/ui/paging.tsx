export interface PagingProps {
  /** Addresses; `null` = nothing further that way. */
  readonly newer: string | null
  readonly older: string | null
  readonly words?: { readonly newer: string; readonly older: string }
}

/** Newer and Older at the two ends, by key, without page numbers. */
export function Paging({ newer, older, words = { newer: 'Newer', older: 'Older' } }: PagingProps) {
  if (newer === null && older === null) return null
  return (
    <nav className="pager" aria-label="Pages">
      {newer === null ? (
        <span />
      ) : (
        <a className="more" rel="prev" href={newer}>
          {words.newer}
        </a>
      )}
      {older !== null && (
        <a className="more" rel="next" href={older}>
          {words.older}
        </a>
      )}
    </nav>
  )
}
