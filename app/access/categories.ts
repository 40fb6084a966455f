import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { type Actor, isAdmin, isMember, type MemberViewer, type Role } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'

/** What decides who sees a category. */
export interface CategoryFacts {
  readonly id: number
  readonly access: 'public' | 'members' | 'restricted'
  readonly roles: readonly Role[]
  readonly archived: boolean
}

/** May this actor read what lies in this category? Admins read everything. */
export function mayReadCategory(actor: Actor, category: CategoryFacts): boolean {
  if (isAdmin(actor)) return true
  switch (category.access) {
    case 'public':
      return true
    case 'members':
      return isMember(actor)
    case 'restricted':
      return isMember(actor) && (category.roles.includes(actor.role) || isInLounge(actor, category))
  }
}

/** Whose level opens the categories that are for advocates. */
function isInLounge(actor: MemberViewer, category: CategoryFacts): boolean {
  return category.roles.includes('advocate') && actor.rights.includes('lounge')
}

/** May this actor start threads here? Asked only about categories they may read. */
export function mayAskIn(category: CategoryFacts): Verdict {
  return category.archived ? refused(saying(accessRefusals, 'categoryClosed')) : ALLOWED
}

/** The categories whose threads must not be found, listed or counted for this actor. */
export function unreadableCategories(actor: Actor, categories: readonly CategoryFacts[]): readonly number[] {
  return categories.filter((category) => !mayReadCategory(actor, category)).map((category) => category.id)
}
