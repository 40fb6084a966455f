import { findAddresses } from './addresses.ts'
import { findCards } from './cards.ts'
import { findEmails } from './emails.ts'
import { findIbans } from './ibans.ts'
import { findNames } from './names.ts'
import { findPhones } from './phones.ts'
import { findKeys, findPasswords } from './secrets.ts'
import type { Finder, PersonalKind, PersonalOptions, PersonalSpan } from './types.ts'

const findNumbers: Finder = (text, { patterns = [] }) =>
  patterns.flatMap((pattern) =>
    pattern.find(text).map(([start, end]) => ({ kind: 'number' as const, start, end, label: pattern.name })),
  )

/** In this order: what one kind has found is no part of another's. */
const FINDERS: readonly (readonly [PersonalKind, Finder])[] = [
  ['key', findKeys],
  ['email', findEmails],
  ['account', findIbans],
  ['card', findCards],
  ['number', findNumbers],
  ['password', findPasswords],
  ['phone', findPhones],
  ['address', findAddresses],
  ['name', findNames],
]

/**
 * Personal data in a text, in the order in which it stands there and without overlaps: for posts and
 * articles about to be public, and for requests before they are stored.
 */
export function findPersonalData(text: string, options: PersonalOptions = {}): readonly PersonalSpan[] {
  const taken: PersonalSpan[] = []
  for (const [kind, find] of FINDERS) {
    if (options.kinds && !options.kinds.includes(kind)) continue
    for (const span of find(text, options)) {
      if (!taken.some((one) => span.start < one.end && one.start < span.end)) taken.push(span)
    }
  }
  return taken.sort((a, b) => a.start - b.start)
}
