import { layoutOf } from './export-layouts.ts'
import { joined } from './header-words.ts'
import { FIELDS, type Field, type ImportOptions, type Mapping } from '../types.ts'

/** What each field is called on the page and on the command line. */
export const FIELD_WORDS: Readonly<Record<Field, string>> = {
  text: 'What was asked',
  subject: 'Subject',
  id: 'Number of the request',
  askedAt: 'When',
  channel: 'Channel',
  requester: 'Who asked (address, telephone number or id)',
  name: 'Name of who asked',
  tags: 'Tags',
  outcome: 'Status',
  language: 'Language',
  reply: 'Reply of the staff',
  handling: 'Handling time',
  satisfaction: 'Satisfaction',
}

/** Why no request can be made of these columns, as a sentence, or null when one can. */
export function refusalOfMapping(options: ImportOptions, mapping: Mapping): string | null {
  if (options.format !== 'csv' && options.format !== 'jsonl') return null
  if (options.layout !== null) return null
  if (mapping.text === undefined) return unsureOfText(options.candidates)
  const unknown = Object.values(mapping).find((column) => !options.columns.includes(column))
  if (unknown !== undefined) return `There is no column “${unknown}” in this file.`
  const columns = Object.values(mapping)
  const twice = columns.find((column, at) => columns.indexOf(column) !== at)
  return twice === undefined ? null : `The column “${twice}” is chosen twice.`
}

/** Says why no column was taken for the text, and which could be. */
export function unsureOfText(candidates: readonly string[]): string {
  const named = candidates.map((column) => `“${column}”`)
  const last = named.pop() ?? ''
  if (named.length === 0)
    return `Say which column holds what was asked: ${last === '' ? 'none holds sentences of its own' : `${last} holds sentences, but its header does not tell it for sure`}. Where there are subjects only, choose theirs.`
  return `Say which column holds what was asked: ${named.join(', ')} and ${last} hold sentences, and no header tells it for sure.`
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
    if (!field) return `“${pair}” names no field. Fields are ${FIELDS.join(', ')}.`
    const column = pair.slice(at + 1).trim()
    if (column === '') delete mapping[field]
    else mapping[field] = column
  }
  return mapping
}
