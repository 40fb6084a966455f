import type { CSSProperties } from 'react'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { CategoryView } from '../types.ts'
import { categoryWords } from '../words/lists.ts'

/** Categories with what lies in them, and lateness in words. */
export function Categories({ categories }: { readonly categories: readonly CategoryView[] }) {
  const t = useWords(categoryWords)
  return (
    <ul className="cats">
      {categories.map((category) => (
        <li key={category.id}>
          <a href={`/c/${category.slug}`}>
            <b>
              {category.hue !== null && (
                <i style={{ '--mark-hue': category.hue } as CSSProperties} aria-hidden="true" />
              )}
              {category.name}
            </b>
            <span className="n">
              {figureIn(t.locale, category.threadCount)}
              {category.lateCount > 0 && ' · '}
              {category.lateCount > 0 && <em>{t('late', { count: category.lateCount })}</em>}
            </span>
            <span className="meta">
              {category.access === 'members' && `${t('membersOnly')} · `}
              {category.access === 'restricted' && `${t('someRoles')} · `}
              {category.description}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
