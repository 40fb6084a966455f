import type { ConsentState, StoryKind } from '../types.ts'

/** A text as it is compared and quoted: in one line, single spaces, quotation marks and dashes of one kind. */
function compared(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether these words stand in that text as they are, whatever its line ends and the kind of its quotation marks. */
export function isQuotedFrom(quote: string, text: string): boolean {
  const wanted = compared(quote)
  return wanted !== '' && compared(text).includes(wanted)
}

/** What a post makes when it is quoted: a question a thread that turned around, a comment a word of thanks. */
export function kindOfStory(post: string): StoryKind {
  return post === 'opening' ? 'thread' : post === 'comment' ? 'quote' : 'answer'
}

export interface ThanksFacts {
  readonly kind: string
  readonly authorId: number | null
  /** Who wrote the post that it comments on. */
  readonly parentAuthorId: number | null
  readonly askerId: number | null
  readonly acceptedAuthorId: number | null
}

/** Whom the words of a post thank: whose answer they comment on, or who solved the question; nobody for an answer. */
export function thankedBy({ kind, authorId, parentAuthorId, askerId, acceptedAuthorId }: ThanksFacts): number | null {
  const candidate =
    kind === 'comment' && parentAuthorId !== askerId
      ? parentAuthorId
      : kind === 'opening' || authorId === askerId
        ? acceptedAuthorId
        : null
  return candidate === authorId ? null : candidate
}

/** What a person said, as its row holds it. */
export function consentState(row: {
  readonly given_at: number | null
  readonly declined_at: number | null
  readonly taken_back_at: number | null
}): ConsentState {
  if (row.taken_back_at !== null) return 'taken-back'
  if (row.declined_at !== null) return 'declined'
  return row.given_at !== null ? 'given' : 'asked'
}
