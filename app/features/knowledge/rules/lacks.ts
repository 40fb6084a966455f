import type { SourcePart } from '../types.ts'

/** What a draft has no material for, as sentences for the editor, by the parts that its sources are for. */
export function lacksOf(sources: readonly { readonly part: SourcePart }[]): readonly string[] {
  const parts = new Set(sources.map(({ part }) => part))
  return [
    ...(parts.has('problem') ? [] : ['Nobody describes the problem in a whole sentence: describe it.']),
    ...(parts.has('steps') ? [] : ['No answer or staff reply was found: write the steps.']),
  ]
}
