import type { ReactNode } from 'react'

/** Other phrasings in one line, each quoted. */
export function Phrasings({ of }: { readonly of: readonly string[] }) {
  return of.map((alias, at) => (
    <span key={alias}>
      {at > 0 && ', '}
      <q>{alias}</q>
    </span>
  ))
}

/** What a message marks as its first words, such as the name of a notice. */
export function bold(inner: ReactNode): ReactNode {
  return <b>{inner}</b>
}
