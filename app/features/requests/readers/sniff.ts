import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { isUtf8 } from 'node:buffer'
import type { Format } from '../types.ts'
import { guessEncoding } from './guess-encoding.ts'

/** What the first bytes of a file tell: how its letters are written, or why it can't be read. */
export type Sniffed =
  | { readonly encoding: string; readonly mark: number; readonly refusal: null }
  | { readonly refusal: string }

/** Kinds of files by their first bytes, with what to do instead. */
const OTHERS: readonly (readonly [magic: string, sentence: string])[] = [
  ['1f8b', sayingText(readingRefusals, 'thisIsAGzip')],
  ['425a68', sayingText(readingRefusals, 'thisIsABzip2')],
  ['fd377a585a00', sayingText(readingRefusals, 'thisIsAnXz')],
  ['28b52ffd', sayingText(readingRefusals, 'thisIsAZstd')],
  ['377abcaf271c', sayingText(readingRefusals, 'thisIsA7')],
  ['526172211a07', sayingText(readingRefusals, 'thisIsARar')],
  ['d0cf11e0', sayingText(readingRefusals, 'thisIsAnOld')],
  ['25504446', sayingText(readingRefusals, 'thisIsAPdf')],
  ['89504e47', sayingText(readingRefusals, 'thisIsAPicture')],
  ['ffd8ff', sayingText(readingRefusals, 'thisIsAPicture')],
  ['474946', sayingText(readingRefusals, 'thisIsAPicture')],
  ['50415231', sayingText(readingRefusals, 'thisIsAParquet')],
  ['53514c69746520666f726d6174', sayingText(readingRefusals, 'thisIsADatabase')],
  ['7f454c46', sayingText(readingRefusals, 'thisIsAProgram')],
]
const ZIP = /^504b0[357]0[468]/

/** Reads a file's nature from samples of it: its beginning first, then places further on. */
export function sniff(samples: readonly Buffer[]): Sniffed {
  const [head = Buffer.alloc(0)] = samples
  if (head.length === 0) return { refusal: sayingText(readingRefusals, 'theFileIsEmpty') }
  const magic = head.subarray(0, 16).toString('hex')
  if (ZIP.test(magic)) return { refusal: zipRefusal(head) }
  const other = OTHERS.find(([bytes]) => magic.startsWith(bytes))
  if (other) return { refusal: other[1] }
  const marked = byMark(head)
  if (marked) return marked
  if (head.toString('latin1').trim() === '') return { refusal: sayingText(readingRefusals, 'theFileHoldsNothing') }
  const wide = withoutMark(head)
  if (wide) return wide
  const all = Buffer.concat([...samples])
  if (isBinary(all)) return { refusal: sayingText(readingRefusals, 'thisIsNoText') }
  if (samples.every((sample, at) => isUtf8(wholeLetters(sample, at > 0))))
    return { encoding: 'utf-8', mark: 0, refusal: null }
  return byGuess(all)
}

function zipRefusal(head: Buffer): string {
  const text = head.toString('latin1')
  if (/xl\/|\[Content_Types\]|_rels\/|mimetypeapplication\/vnd\.oasis/.test(text))
    return sayingText(readingRefusals, 'thisIsASpreadsheet')
  return sayingText(readingRefusals, 'thisIsAZip')
}

function byMark(head: Buffer): Sniffed | null {
  const hex = head.subarray(0, 4).toString('hex')
  if (hex.startsWith('efbbbf')) return { encoding: 'utf-8', mark: 3, refusal: null }
  if (hex === 'fffe0000' || hex === '0000feff') return { refusal: sayingText(readingRefusals, 'theFileIsWritten') }
  if (hex.startsWith('fffe')) return { encoding: 'utf-16le', mark: 2, refusal: null }
  if (hex.startsWith('feff')) return { encoding: 'utf-16be', mark: 2, refusal: null }
  return null
}

/** UTF-16 without its mark: every other byte of western text is 0. */
function withoutMark(head: Buffer): Sniffed | null {
  const sample = head.subarray(0, Math.min(4096, head.length - (head.length % 2)))
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] === 0) {
      if (at % 2 === 0) even += 1
      else odd += 1
    }
  }
  const half = sample.length / 2
  if (half < 4) return null
  if (odd > half * 0.6 && even < half * 0.05) return { encoding: 'utf-16le', mark: 0, refusal: null }
  if (even > half * 0.6 && odd < half * 0.05) return { encoding: 'utf-16be', mark: 0, refusal: null }
  return null
}

function isBinary(bytes: Buffer): boolean {
  let strange = 0
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) strange += 1
  return strange > bytes.length / 200 + 1
}

/** A sample may begin and end within a letter. */
function wholeLetters(sample: Buffer, isWithin: boolean): Buffer {
  let start = 0
  while (isWithin && start < 4 && ((sample[start] ?? 0) & 0xc0) === 0x80) start += 1
  let end = sample.length
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = sample[sample.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    if (length > back) end -= back
    break
  }
  return sample.subarray(start, end)
}

function byGuess(bytes: Buffer): Sniffed {
  const encoding = guessEncoding(bytes)
  if (encoding === null)
    return {
      refusal: sayingText(readingRefusals, 'theLetters'),
    }
  return { encoding, mark: 0, refusal: null }
}

/** Which format a file has, by its name and what it begins with. */
export function formatOf(fileName: string, head: string): Format {
  const name = fileName.toLowerCase().replace(/\.gz$/, '')
  const start = head.trimStart()
  if (/^From \S+.{0,60}\d{4}/.test(start) || /\.mbox$/.test(name)) return 'mbox'
  if (start.startsWith('{') || start.startsWith('[')) return 'jsonl'
  if (/\.(?:jsonl|ndjson|json)$/.test(name)) return 'jsonl'
  if (/\.txt$/.test(name)) return 'text'
  return /\.(?:csv|tsv|tab)$/.test(name) || /^[^\n]*[,;\t][^\n]*\n[^\n]*[,;\t]/.test(start) ? 'csv' : 'text'
}
