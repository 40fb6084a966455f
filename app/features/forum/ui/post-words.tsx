import { useWords } from '#app/locale/react.tsx'
import { removedWords } from '../words/removed.ts'

export interface PostWordsProps {
  /** Null = its author took them back. */
  readonly html: string | null
  /** A comment's words run on in their line. */
  readonly className?: 'prose' | 'said'
  readonly itemProp?: string | undefined
}

/** The words of a post as they were rendered, or that they are gone. */
export function PostWords({ html, className = 'prose', itemProp }: PostWordsProps) {
  const t = useWords(removedWords)
  if (html === null)
    return (
      <div className={className}>
        <p>
          <em>{t('post')}</em>
        </p>
      </div>
    )
  return (
    <div
      className={className}
      dir={className === 'prose' ? 'auto' : undefined}
      itemProp={itemProp}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
