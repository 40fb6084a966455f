import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { layoutOf } from './export-layouts.ts'
import { joined } from './header-words.ts'
import { FIELDS, type Field, type ImportOptions, type Mapping } from '../types.ts'

/** Why no request can be made of these columns, as a sentence, or null when one can. */
export function refusalOfMapping(options: ImportOptions, mapping: Mapping): string | null {
  if (options.format !== 'csv' && options.format !== 'jsonl') return null
  if (options.layout !== null) return null
  if (mapping.text === undefined) return unsureOfText(options.candidates)
  const unknown = Object.values(mapping).find((column) => !options.columns.includes(column))
  if (unknown !== undefined) return sayingText(readingRefusals, 'thereIsNoColumn', { unknown })
  const columns = Object.values(mapping)
  const twice = columns.find((column, at) => columns.indexOf(column) !== at)
  return twice === undefined ? null : sayingText(readingRefusals, 'theColumnTwice', { twice })
}

/** Says why no column was taken for the text, and which could be. */
export function unsureOfText(candidates: readonly string[]): string {
  const named = candidates.map((column) => `“${column}”`)
  const last = named.pop() ?? ''
  if (last === '') return sayingText(readingRefusals, 'noColumnHolds')
  if (named.length === 0) return sayingText(readingRefusals, 'oneColumnHolds', { column: last })
  return sayingText(readingRefusals, 'sayWhichColumnHolds', { columns: named.join(', '), last })
}

/** Where an export of a known help desk holds no message texts: which one it is, and how to get one that does. */
export function textlessExport(
  columns: readonly string[],
  mapping: Mapping,
): { readonly name: string; readonly instead: string } | null {
  const layout = layoutOf(columns)
  const text = mapping.text
  if (!layout || text === undefined) return null
  return layout.columns.subject?.some((header) => joined(header) === joined(text)) ? layout : null
}

/** A mapping from pairs such as `subject=Betreff`; a sentence for one that can't be read. */
export function mappingOf(pairs: readonly string[]): Mapping | string {
  const mapping: Partial<Record<Field, string>> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const name = pair
      .slice(0, Math.max(0, at))
      .trim()
      .replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
    const field = FIELDS.find((one) => one === name)
    if (!field) return sayingText(readingRefusals, 'pairNamesNoField', { pair, fields: FIELDS.join(', ') })
    const column = pair.slice(at + 1).trim()
    if (column === '') delete mapping[field]
    else mapping[field] = column
  }
  return mapping
}
