import type { CSSProperties } from 'react'
import { figure } from '#app/ui/words.ts'
import type { CategoryView } from '../types.ts'

/** Categories with what lies in them, and lateness in words. */
export function Categories({ categories }: { readonly categories: readonly CategoryView[] }) {
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
              {figure(category.threadCount)}
              {category.lateCount > 0 && ' · '}
              {category.lateCount > 0 && <em>{figure(category.lateCount)} late</em>}
            </span>
            <span className="meta">
              {accessWords(category)}
              {category.description}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function accessWords(category: CategoryView): string {
  if (category.access === 'members') return 'members only · '
  return category.access === 'restricted' ? 'for some roles · ' : ''
}
