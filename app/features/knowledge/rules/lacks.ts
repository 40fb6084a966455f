import type { SourcePart } from '../types.ts'

const NEEDED = ['problem', 'steps'] as const

/** The parts of a draft that there is no material for, by the parts that its sources are for. */
export function lacksOf(sources: readonly { readonly part: SourcePart }[]): readonly (typeof NEEDED)[number][] {
  const parts = new Set(sources.map(({ part }) => part))
  return NEEDED.filter((part) => !parts.has(part))
}
