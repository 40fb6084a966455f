import type { CategoryView, PersonView } from '#app/features/catalogue/types.ts'
import type { ThreadRowView } from '#app/features/forum/types.ts'

/** How deep last month's questions went, counted. */
export interface DepthView {
  readonly total: number
  readonly byMembers: number
  readonly byStaff: number
  readonly waiting: number
  /** Closed, or waiting for the asker, without an answer. */
  readonly closed: number
}

export interface HomePageView {
  readonly threadCount: number
  /** Searches that find something, in the askers' words. */
  readonly often: readonly string[]
  readonly depth: DepthView | null
  readonly waitingCount: number
  readonly needsAnswer: readonly ThreadRowView[]
  readonly fresh: readonly ThreadRowView[]
  readonly popular: readonly ThreadRowView[]
  readonly categories: readonly CategoryView[]
  /** Who helped most this week. */
  readonly helpers: readonly { readonly person: PersonView; readonly acceptedCount: number }[]
}
