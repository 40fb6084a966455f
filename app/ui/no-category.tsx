import type { ReactNode } from 'react'
import { LinkButton } from './button.tsx'
import { Empty } from './empty.tsx'

export interface NoCategoryProps {
  readonly title: string
  /** What a category would be needed for. */
  readonly children: ReactNode
  /** Who may add one is led to it. */
  readonly mayAdd: boolean
}

/** Where nothing can be begun because a new installation has no category yet. */
export function NoCategory({ title, children, mayAdd }: NoCategoryProps) {
  return (
    <Empty title={title}>
      <p>{children} An admin adds the first one.</p>
      {mayAdd && (
        <p>
          <LinkButton href="/desk/categories/new" look="primary">
            Add a category
          </LinkButton>
        </p>
      )}
    </Empty>
  )
}
