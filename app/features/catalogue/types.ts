import type { Role } from '#app/kernel/roles.ts'

export type CategoryAccess = 'public' | 'members' | 'restricted'

/** A person as they stand beside what they wrote. `null` in its place = erased or removed. */
export interface PersonView {
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly role: Role
  readonly avatarUrl: string | null
}

export interface CategoryRef {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** A brand of the company: what is asked about it is mined by itself. */
export interface BrandRef {
  readonly id: number
  readonly name: string
}

export interface CategoryView extends CategoryRef {
  readonly description: string
  /** Hue in degrees for a thin mark beside the name; null = none. */
  readonly hue: number | null
  readonly access: CategoryAccess
  readonly threadCount: number
  readonly lateCount: number
}

/** A category as an admin sets it. */
export interface CategoryDeskView extends CategoryRef {
  readonly description: string
  readonly hue: number | null
  readonly access: CategoryAccess
  readonly roles: readonly Role[]
  /** The brand that it belongs to; '' = none. */
  readonly brand: string
  readonly threadCount: number
  readonly archivedAt: number | null
}
