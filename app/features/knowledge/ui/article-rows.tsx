import { useWords } from '#app/locale/react.tsx'
import { helpCentreWords } from '#app/features/knowledge/words/help-centre.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { ArticleRowView } from '../types.ts'

export interface ArticleRowsProps {
  readonly rows: readonly ArticleRowView[]
  readonly level?: 2 | 3
  /** Names the category, where a list holds several. */
  readonly showCategory?: boolean
}

/** Articles one under another: title, its first words, what readers made of it. */
export function ArticleRows({ rows, level = 3, showCategory = false }: ArticleRowsProps) {
  const t = useWords(helpCentreWords)
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li className="row plain" key={row.id}>
          <Icon name="article" />
          <div>
            <Heading className="row-title">
              <a href={row.address} dir="auto">
                {row.title}
              </a>
            </Heading>
            {row.summary && (
              <p className="meta" dir="auto">
                {row.summary}
              </p>
            )}
            <p className="meta">
              {showCategory && <>{row.section?.name ?? row.category.name} · </>}
              {row.publishedAt !== null && <Time at={row.publishedAt} as="day" />}
              {row.helpfulCount > 0 && <> · {t('helped', { count: row.helpfulCount })}</>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
