import type { HelpRow } from '#app/features/find/types.ts'
import type { CategoryRef } from '#app/features/catalogue/types.ts'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { PersonalKind } from '#app/platform/personal-data/types.ts'

/** A category one may ask in. */
export interface AskCategory extends CategoryRef {
  readonly description: string
  /** Its promise in words; null = none is made. */
  readonly promise: string | null
}

export interface AskPageView {
  readonly categories: readonly AskCategory[]
  /** Whether the viewer may add one where there is none. */
  readonly mayAddCategory: boolean
  /** `title` = nothing was sent yet. Without a script only the title shows then; with one, all does. */
  readonly step: 'title' | 'rest'
  /** Articles and threads that may already help, after "Continue". */
  readonly similar: readonly HelpRow[]
  /** Personal data found in what was sent, quoted; empty = none. */
  readonly found: readonly { readonly kind: PersonalKind; readonly quote: string }[]
  readonly composer: ComposerView
}
