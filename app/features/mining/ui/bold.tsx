import type { ReactNode } from 'react'

/** What a message marks as what counts in it, such as the name of a notice. */
export function bold(inner: ReactNode): ReactNode {
  return <b>{inner}</b>
}
