import { isMember, type Role, type Viewer } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'

/** What decides who sees a category. */
export interface CategoryFacts {
  readonly id: number
  readonly access: 'public' | 'members' | 'restricted'
  readonly roles: readonly Role[]
  readonly archived: boolean
}

/** May this viewer read what lies in this category? Admins read everything. */
export function mayReadCategory(viewer: Viewer, category: CategoryFacts): boolean {
  if (viewer.role === 'admin') return true
  switch (category.access) {
    case 'public':
      return true
    case 'members':
      return isMember(viewer)
    case 'restricted':
      return isMember(viewer) && category.roles.includes(viewer.role)
  }
}

/** May this viewer start threads here? Asked only about categories they may read. */
export function mayAskIn(category: CategoryFacts): Verdict {
  return category.archived ? refused('This category is closed to new threads. Choose another.') : ALLOWED
}

/** The categories whose threads must not be found, listed or counted for this viewer. */
export function unreadableCategories(viewer: Viewer, categories: readonly CategoryFacts[]): readonly number[] {
  return categories.filter((category) => !mayReadCategory(viewer, category)).map((category) => category.id)
}
