import { findPersonalData } from '#app/platform/personal-data/find.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import type { FoundPersonalData } from '../types.ts'

/**
 * Personal data in what an article would show: title, phrasings and text, at most ten; `patterns` are the
 * shop's own numbers. Names are left to the reviewer: an article may well name a product's maker.
 */
export function personalDataIn(
  revision: {
    readonly title: string
    readonly body: string
    readonly aliases: string
  },
  patterns: readonly NumberPattern[],
): readonly FoundPersonalData[] {
  const text = [revision.title, ...(JSON.parse(revision.aliases) as string[]), revision.body].join(
    '\n\n',
  )
  const found = findPersonalData(text, { kinds: KINDS, patterns }).map((span) => ({
    what: span.label,
    quote: text.slice(span.start, span.end),
  }))
  const once = new Map(found.map((one) => [`${one.what} ${one.quote}`, one]))
  return [...once.values()].slice(0, 10)
}

const KINDS = ['card', 'account', 'email', 'phone', 'address', 'password', 'key', 'number'] as const
