import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import iconv from 'iconv-lite'
import { AppError } from '#app/kernel/errors.ts'

/** A file that can be read from any of its bytes on, wherever it lies. */
export interface ByteFile {
  readonly size: number
  /** Bytes from `from` on, in pieces. */
  stream(from: number): AsyncIterable<Buffer>
  /** At most `length` bytes from `from` on. */
  sample(from: number, length: number): Promise<Buffer>
}

/** A file on this machine. A name that ends in `.gz` is unpacked as it is read, never held whole. */
export async function localFile(path: string): Promise<ByteFile> {
  const found = await stat(path).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isMissing ? new AppError('not-found', sayingText(readingRefusals, 'thereIsNoFile', { path })) : error
  })
  if (found.isDirectory()) throw new AppError('invalid', sayingText(readingRefusals, 'pathIsAFolder', { path }))
  const { size } = found
  const isPacked = path.endsWith('.gz')
  const stream = (from: number): AsyncIterable<Buffer> =>
    isPacked ? unpacked(path, from) : createReadStream(path, { start: from, highWaterMark: 1024 * 1024 })
  return {
    size,
    stream,
    async sample(from, length) {
      if (isPacked) return from === 0 ? firstOf(stream(0), length) : Buffer.alloc(0)
      const file = await open(path)
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
  }
}

async function* unpacked(path: string, from: number): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: 256 * 1024 })
  const plain = raw.pipe(createGunzip())
  raw.on('error', (error) => plain.destroy(error))
  try {
    yield* after(plain, from)
  } finally {
    raw.destroy()
  }
}

/** A stream without its first bytes. */
async function* after(stream: AsyncIterable<Buffer>, skip: number): AsyncGenerator<Buffer> {
  let left = skip
  for await (const chunk of stream) {
    if (left >= chunk.length) left -= chunk.length
    else {
      yield left === 0 ? chunk : chunk.subarray(left)
      left = 0
    }
  }
}

/** The first bytes of a stream; the rest is not read. */
export async function firstOf(stream: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    pieces.push(chunk)
    size += chunk.length
    if (size >= length) break
  }
  return Buffer.concat(pieces).subarray(0, length)
}

/** For archives of mails, whose parts each say how they are written: the bytes as they lie in the file. */
export const AS_IT_IS = 'as each mail says'

/**
 * The file's letters as UTF-8, from a place in that on. What is UTF-8 already is read from there; in
 * other encodings a place can only be reached by reading what stands before it.
 */
export function lettersFrom(file: ByteFile, encoding: string, from: number): AsyncIterable<Buffer> {
  if (encoding === 'utf-8' || encoding === AS_IT_IS) return file.stream(from)
  return after(converted(file.stream(0), encoding), from)
}

async function* converted(stream: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  let half = ''
  for await (const bytes of stream) {
    const text = half + decoder.write(bytes)
    // A piece may end inside a letter that takes two units: the first waits for the second.
    half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : ''
    yield Buffer.from(half === '' ? text : text.slice(0, -1), 'utf8')
  }
  const rest = half + (decoder.end() ?? '')
  if (rest !== '') yield Buffer.from(rest, 'utf8')
}
