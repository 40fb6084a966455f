import { findPersonalData } from '#app/platform/personal-data/find.ts'
import { LABELS } from '#app/platform/personal-data/types.ts'
import type { FoundPersonalData } from '../types.ts'

/**
 * Personal data in what an article would show: title, phrasings and text, at most ten. Names are left to
 * the reviewer: an article may well name a product's maker.
 */
export function personalDataIn(revision: {
  readonly title: string
  readonly body: string
  readonly aliases: string
}): readonly FoundPersonalData[] {
  const text = [revision.title, ...(JSON.parse(revision.aliases) as string[]), revision.body].join(
    '\n\n',
  )
  return findPersonalData(text, {
    kinds: ['card', 'account', 'email', 'phone', 'address', 'password', 'key'],
  })
    .slice(0, 10)
    .map((span) => ({ what: LABELS[span.kind], quote: text.slice(span.start, span.end) }))
}
