import { htmlText } from './html-text.ts'

/** An object of JSON, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a value of JSON is an object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path such as `fields.status.name`; names that hold points themselves are found too. */
export function valueAt(record: Json, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path]
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot)
    const within = Object.hasOwn(record, name) ? record[name] : undefined
    const rest = path.slice(dot + 1)
    if (isJson(within)) return valueAt(within, rest)
    // Jira's forms list their fields one by one.
    if (Array.isArray(within)) return within.filter(isJson).find((one) => one['fieldId'] === rest)?.['value']
  }
  return undefined
}

/** The objects of a list at one of these paths. */
export function objectsAt(record: Json, ...paths: readonly string[]): readonly Json[] {
  for (const path of paths) {
    const value = valueAt(record, path)
    if (Array.isArray(value)) return value.filter(isJson).map(unwrapped)
  }
  return []
}

const SHOWN = ['display_value', 'displayValue', 'name', 'label', 'value', 'displayName', 'key']

/** A value as one line: of an object, what its program shows. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!isJson(value)) return ''
  const name = SHOWN.find((one) => ['string', 'number'].includes(typeof value[one]))
  return name === undefined ? '' : shown(value[name])
}

/** The first value of these paths that says something, as one line. */
export function shownAt(record: Json, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = shown(valueAt(record, path))
    if (text !== '') return text
  }
  return ''
}

/** The first text of these paths: without tags where it is HTML, flattened where it is a document of Atlassian. */
export function bodyAt(record: Json, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = bodyOf(valueAt(record, path))
    if (text !== '') return text
  }
  return ''
}

const TAG =
  /<(?:p|div|br|span|a|b|i|u|strong|em|ul|ol|li|table|tr|td|blockquote|pre|html|body|head|h[1-6]|img|font|hr)(?:\s[^<>]{0,2000})?\/?>/i

function bodyOf(value: unknown): string {
  if (isJson(value) && Array.isArray(value['content'])) return tidy(documentText(value))
  const text = shown(value)
  if (TAG.test(text)) return htmlText(text).trim()
  // Jira names people in its texts by their account.
  return text.replace(/\[~[^\]\n]{1,100}\]/g, '[name]')
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'listItem',
  'tableRow',
  'rule',
  'panel',
  'mediaSingle',
  'taskItem',
  'decisionItem',
])
/** No document of a person is deeper. */
const DEEPEST = 40

/** The words of a document in Atlassian’s format: a tree of nodes. Whoever is mentioned goes without a name. */
function documentText(node: Json, depth = 0): string {
  const type = shown(node['type'])
  const attributes = isJson(node['attrs']) ? node['attrs'] : {}
  if (type === 'text') return typeof node['text'] === 'string' ? node['text'] : ''
  if (type === 'hardBreak') return '\n'
  if (type === 'mention') return '[name]'
  if (type === 'emoji') return shownAt(attributes, 'text', 'shortName')
  if (type === 'inlineCard' || type === 'blockCard') return shown(attributes['url'])
  const content = Array.isArray(node['content']) && depth < DEEPEST ? node['content'].filter(isJson) : []
  const text = content.map((one) => documentText(one, depth + 1)).join('')
  if (type === 'listItem') return `- ${text.trim()}\n`
  if (type === 'tableCell' || type === 'tableHeader') return `${text.trim()} `
  return BLOCKS.has(type) ? `${text}\n` : text
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** What lists of search engines and of GraphQL hold beside a record's own names. */
const WRAPS = ['_source', 'node'] as const

/** What a record is wrapped in, such as `{"helpdesk_ticket": {…}}` or `{"cursor": …, "node": {…}}`, is taken off. */
export function unwrapped(record: Json): Json {
  const wrap = WRAPS.find((name) => isJson(record[name]))
  if (wrap !== undefined) {
    const { [wrap]: within, ...beside } = record
    return isJson(within) ? { ...beside, ...within } : record
  }
  const names = Object.keys(record)
  const only = names.length === 1 ? record[names[0] ?? ''] : undefined
  return isJson(only) && Object.keys(only).length > 1 ? only : record
}

/** What a value is, in words for somebody who looks at the file. */
export function kindWord(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (value === null) return 'nothing'
  return typeof value === 'object' ? 'an object' : `a ${typeof value === 'string' ? 'text' : typeof value}`
}
