import { isJson, shown, unwrapped, valueAt, type Json } from './json-values.ts'

/** Names under which programs list records, the more telling first. */
const LISTS = [
  'tickets',
  'conversations',
  'issues',
  'cases',
  'requests',
  'incidents',
  'helpdesk_tickets',
  'records',
  'results',
  'result',
  'data',
  'items',
  'values',
  'entries',
  'rows',
  'nodes',
  'edges',
  'hits',
  'list',
  'export',
  'messages',
  'posts',
  'questions',
] as const
/** What such a list may stand in. */
const AROUND = ['', '_embedded.', 'data.', 'result.', 'results.', 'response.', 'payload.', 'export.', 'hits.']

/** How telling the path of a list is: 0 for the most, Infinity for a list of something else. */
export function rankOfList(path: string): number {
  const name = path.slice(path.lastIndexOf('.') + 1)
  const rank = (LISTS as readonly string[]).indexOf(name)
  return rank < 0 ? Infinity : rank
}

/** The records that a page of a program's answer lists; null for one that is no page. */
export function pageEntries(page: Json): readonly Json[] | null {
  for (const name of LISTS)
    for (const around of AROUND) {
      const value = valueAt(page, `${around}${name}`)
      if (Array.isArray(value) && value.some(isJson)) return value.filter(isJson).map(unwrapped)
    }
  return null
}

/** The names of a record with those of objects within it, as columns: `fields.summary`. */
export function columnsOf(record: Json, deepest = 3): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    isJson(value) && deepest > 1 ? columnsOf(value, deepest - 1).map((one) => `${name}.${one}`) : [name],
  )
}

/** Where the programs of the web say how a question to them ended: 4xx and 5xx are errors. */
const CODES = ['status', 'statusCode', 'status_code', 'code']

/** What an answer that tells of an error says, such as `{"error": "unauthorized", "message": …}`; null for others. */
export function errorIn(record: Json): string | null {
  const name = Object.keys(record).find((one) =>
    /^(?:errors?|error_?code|error_?description|fault|exception)$/i.test(one),
  )
  const isError =
    name !== undefined ||
    /error/i.test(textAt(record, 'type')) ||
    CODES.some((one) => /^[45]\d\d$/.test(shown(record[one])))
  if (!isError) return null
  const within = name === undefined ? undefined : record[name]
  const first: unknown = Array.isArray(within) ? within[0] : within
  const said = isJson(first)
    ? textAt(first, 'message') || textAt(first, 'detail')
    : typeof first === 'string'
      ? first
      : ''
  return (textAt(record, 'message') || said || textAt(record, 'detail') || 'error').slice(0, 200)
}

function textAt(record: Json, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : ''
}
