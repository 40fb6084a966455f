import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
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
  const t = useWords(kitWords)
  return (
    <Empty title={title}>
      <p>
        {children} {t('noCategory.first')}
      </p>
      {mayAdd && (
        <p>
          <LinkButton href="/desk/categories/new" look="primary">
            {t('noCategory.add')}
          </LinkButton>
        </p>
      )}
    </Empty>
  )
}
