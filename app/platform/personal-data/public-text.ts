import { findPersonalData } from './find.ts'
import { PERSONAL_KINDS, type PersonalKind } from './types.ts'

/** Something in a text that belongs to its author alone. */
export interface PersonalData {
  readonly kind: PersonalKind
  /** As it stands in the text, cut in its middle so that it is shown, not repeated. */
  readonly quote: string
}

/** Names are no secret in a community: people greet each other, and sign. */
const KINDS = PERSONAL_KINDS.filter((kind) => kind !== 'name')
const MOST = 5

/**
 * Personal data in a text that is about to be public, at most five, in the order in which it stands there. What stood in
 * the text `before` a change is public already and is not found again.
 */
export function personalDataIn(text: string, before = ''): readonly PersonalData[] {
  return findPersonalData(text, { kinds: KINDS })
    .filter(({ start, end }) => !before.includes(text.slice(start, end)))
    .slice(0, MOST)
    .map(({ kind, start, end }) => ({ kind, quote: shortened(text.slice(start, end)) }))
}

function shortened(found: string): string {
  return found.length <= 10 ? found : `${found.slice(0, 5)}…${found.slice(-3)}`
}
