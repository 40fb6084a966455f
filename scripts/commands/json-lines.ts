import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '#app/kernel/errors.ts'

/** A longer line is nothing anybody wrote. */
const LONGEST_LINE = 10_000_000
const PAGE = 200_000

/** One line of a file: an object, and how to say what is wrong with it. */
export interface JsonLine {
  readonly value: Readonly<Record<string, unknown>>
  readonly refuse: (why: string) => AppError
}

/** Throws `not-found` when there is nothing of that name, and `invalid` when it is not a file. */
export async function demandFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new AppError('not-found', `There is no file ${file}.`)
  if (!found.isFile()) throw new AppError('invalid', `${file} is not a file.`)
}

/** Throws `not-found` when a file could not be written there for want of its folder: told before the work, not after. */
export async function demandFolderOf(file: string): Promise<void> {
  const folder = dirname(file)
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new AppError('not-found', `There is no folder ${folder}.`)
}

/** Every object of a file of JSON Lines; a line that is none is one clear error. `example`: what a line looks like. */
export async function* readJsonLines(file: string, example: string): AsyncGenerator<JsonLine> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '' || line === '\ufeff') continue
    const where = `${file}, line ${number}`
    const refuse = (why: string): AppError => new AppError('invalid', `${where}: ${why}`)
    if (line.length > LONGEST_LINE) throw refuse('this line is too long.')
    let value: unknown
    try {
      value = JSON.parse(number === 1 ? line.replace(/^\ufeff/, '') : line)
    } catch {
      throw refuse(`this is not JSON. Each line is one object: ${example}.`)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw refuse(`this is not an object like ${example}.`)
    yield { value: value as Readonly<Record<string, unknown>>, refuse }
  }
}

/** The id of a line, which may be a number. */
export function idOf({ value, refuse }: JsonLine): string {
  const { id } = value
  if (typeof id !== 'string' && typeof id !== 'number') throw refuse('the id is missing.')
  return String(id)
}

/** Writes objects to a file line by line, waiting while the disk is behind. */
export function openJsonLines(file: string): {
  write(value: object): Promise<void>
  close(): Promise<void>
} {
  const stream = createWriteStream(file)
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => undefined)
  let page = ''
  return {
    async write(value) {
      page += `${JSON.stringify(value)}\n`
      if (page.length < PAGE) return
      const isBehind = !stream.write(page)
      page = ''
      if (isBehind) await Promise.race([once(stream, 'drain'), failed])
    },
    async close() {
      stream.end(page)
      await Promise.race([finished(stream), failed])
    },
  }
}
