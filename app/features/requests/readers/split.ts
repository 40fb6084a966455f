import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import type { Scanner } from './scanner.ts'

/** One record of a file, as bytes, or why it can't be had. `end` is where the next one begins. */
export interface Piece {
  readonly line: number
  readonly end: number
  readonly lines: number
  readonly bytes: Buffer
  readonly refusal: string | null
}

export interface SplitOptions {
  /** A record of more bytes is passed over without being held. */
  readonly limit: number
  /** Where in the stream its first byte lies, and on which line. */
  readonly position: number
  readonly line: number
}

const LF = 10

/**
 * Cuts a stream of bytes into records. Holds one record and one piece of the stream at most; a record
 * beyond the limit is refused and passed over; a quote that is never closed costs one line only.
 */
export async function* split(
  stream: AsyncIterable<Buffer>,
  scanner: Scanner,
  { limit, position, line }: SplitOptions,
): AsyncGenerator<Piece> {
  let held: Buffer = Buffer.alloc(0)
  let looked = 0
  /** Bytes and lines of the present record that were let go. */
  let passed = 0
  let passedLines = 0
  let isPassing = false
  let at = position
  scanner.begin()

  const cut = (length: number): Piece => {
    const bytes = held.subarray(0, length)
    const lines = passedLines + linesIn(bytes)
    const piece: Piece = {
      line,
      lines,
      end: at + passed + length,
      bytes: isPassing ? Buffer.alloc(0) : bytes,
      refusal: isPassing ? tooLong(limit) : null,
    }
    held = held.subarray(length)
    at = piece.end
    line += lines
    looked = 0
    passed = 0
    passedLines = 0
    isPassing = false
    scanner.begin()
    return piece
  }

  for await (const chunk of stream) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (;;) {
      const end = scanner.end(held, looked)
      if (scanner.isOver) return
      if (end >= 0) {
        yield !isPassing && end > limit ? { ...cut(end), bytes: Buffer.alloc(0), refusal: tooLong(limit) } : cut(end)
        continue
      }
      looked = Math.max(0, held.length - scanner.overlap)
      if (held.length <= limit && !isPassing) break
      const lineEnd = held.indexOf(LF)
      if (scanner.mayRunAway && !isPassing && lineEnd >= 0) {
        yield { ...cut(lineEnd + 1), bytes: Buffer.alloc(0), refusal: OPEN_QUOTE }
        continue
      }
      isPassing = true
      const gone = Math.max(0, held.length - scanner.overlap)
      passed += gone
      passedLines += linesIn(held.subarray(0, gone))
      held = Buffer.from(held.subarray(gone))
      looked = 0
      break
    }
  }
  while (held.length > 0 || isPassing) {
    const lineEnd = held.indexOf(LF)
    // What is left with an open quote ends at its line, and the lines after it are records again.
    if (scanner.mayRunAway && !isPassing && lineEnd >= 0 && lineEnd < held.length - 1) {
      yield { ...cut(lineEnd + 1), bytes: Buffer.alloc(0), refusal: OPEN_QUOTE }
      for (;;) {
        const end = scanner.end(held, 0)
        if (end < 0) break
        yield cut(end)
      }
      continue
    }
    yield cut(held.length)
  }
}

function linesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1
  return count
}

const OPEN_QUOTE = sayingText(readingRefusals, 'openQuote')

function tooLong(limit: number): string {
  const mega = limit / 1024 / 1024
  return mega >= 1
    ? sayingText(readingRefusals, 'longMegabytes', { megabytes: Math.floor(mega) })
    : sayingText(readingRefusals, 'longKilobytes', { kilobytes: Math.floor(limit / 1024) })
}
