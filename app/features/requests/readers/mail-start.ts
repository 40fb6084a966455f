import type { Format } from '../types.ts'
import { isEnvelope } from './scanner.ts'

/** The head of one mail alone, as mail programs save it: fields, one of which says from whom it is. */
const FIELDS = /^(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){2,}/
const OF_MAIL = /^(?:received|message-id|mime-version|return-path|delivered-to|date):/im

/**
 * Where the first mail of an archive, or of a file that is one mail, begins in the file's bytes; null when it
 * holds none. Such a file has no encoding of its own: each part of each mail declares one.
 */
export function mailStart(head: Buffer, fileName: string, format: Format | undefined): number | null {
  if (format !== undefined && format !== 'mbox') return null
  const mark = head.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0
  const text = head.subarray(mark, mark + 64 * 1024).toString('latin1')
  const empty = /^(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0
  const start = text.slice(empty)
  const [first = '', second = ''] = start.split('\n', 2)
  const name = fileName.toLowerCase().replace(/\.gz$/, '')
  const isArchive =
    start.startsWith('From ') && (format === 'mbox' || /\.mbox$/.test(name) || isEnvelope(first, second))
  const fields = FIELDS.exec(start)?.[0] ?? ''
  const isMail = /^from:/im.test(fields) && (OF_MAIL.test(fields) || /\.eml$/.test(name))
  return isArchive || isMail ? mark + empty : null
}
