import { findAddresses } from './addresses.ts'
import { findCards, findSecurityCodes } from './cards.ts'
import { findEmails } from './emails.ts'
import { findIbans } from './ibans.ts'
import { findNames } from './names.ts'
import { findPhones } from './phones.ts'
import { findLocalAccounts, findSocialSecurity } from './local-numbers.ts'
import { halfWidth, withoutMarks } from './reading.ts'
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
  ['card', findSecurityCodes],
  ['number', findNumbers],
  ['number', findSocialSecurity],
  ['account', findLocalAccounts],
  ['password', findPasswords],
  ['phone', findPhones],
  ['address', findAddresses],
  ['name', findNames],
]

/** What is made of figures, and so is the same where marks of bold text stand among them. */
const MARKED: readonly Finder[] = [findIbans, findCards, findPhones, findSocialSecurity]

/**
 * Personal data in a text, in the order in which it stands there and without overlaps: for posts and
 * articles about to be public, and for requests before they are stored.
 */
export function findPersonalData(text: string, options: PersonalOptions = {}): readonly PersonalSpan[] {
  const taken: PersonalSpan[] = []
  const plain = halfWidth(text)
  const bare = withoutMarks(plain)
  const take = (span: PersonalSpan): void => {
    if (!taken.some((one) => span.start < one.end && one.start < span.end)) taken.push(span)
  }
  for (const [kind, find] of FINDERS) {
    if (options.kinds && !options.kinds.includes(kind)) continue
    for (const span of find(plain, options)) take(span)
    if (!bare || !MARKED.includes(find)) continue
    for (const { start, end, ...span } of find(bare.text, options)) {
      const last = bare.places[end - 1]
      if (last !== undefined) take({ ...span, start: bare.places[start] ?? 0, end: last + 1 })
    }
  }
  return taken.sort((a, b) => a.start - b.start)
}
