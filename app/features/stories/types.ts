import type { PersonView } from '#app/features/catalogue/types.ts'

/** Letters that a story quotes at most. */
export const MAX_QUOTE = 400
/** Letters that say what it is about. */
export const MAX_ABOUT = 120

/** What a story is made of: an answer, a question that turned around, or a word of thanks. */
export const STORY_KINDS = ['answer', 'thread', 'quote'] as const
export type StoryKind = (typeof STORY_KINDS)[number]

/** A story as everybody may see it. Times in UTC milliseconds. */
export interface StoryView {
  readonly id: number
  readonly kind: StoryKind
  readonly quote: string
  /** What it is about, in a few words; it leads to the thread. */
  readonly about: string
  readonly address: string
  readonly quoted: PersonView
  readonly thanked: PersonView | null
}

/** Where a story stands. `blocked`: everything was agreed to, but what it quotes can't be read by everybody any more. */
export type StoryState = 'asked' | 'shown' | 'blocked' | 'declined' | 'withdrawn'

/** What one person who is part of a story said. */
export type ConsentState = 'asked' | 'given' | 'declined' | 'taken-back'

/** A story for those whom it concerns. */
export interface StoryDeskView extends StoryView {
  readonly state: StoryState
  readonly isApproved: boolean
  readonly nominatedBy: PersonView | null
  readonly nominatedAt: number
  readonly consents: readonly { readonly person: PersonView; readonly state: ConsentState }[]
  /** What the viewer said; null = they are not asked. */
  readonly own: ConsentState | null
  readonly mayDecide: boolean
}
