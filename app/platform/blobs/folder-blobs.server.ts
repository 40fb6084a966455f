import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Blobs } from './blobs.server.ts'

/** Bytes that are read at once. */
const PIECE = 1024 * 1024
const KEY = /^[A-Za-z0-9_-]{16,64}$/

/** Files in a folder: written beside, synced, renamed, and the folder synced, before `put` returns. */
export function openFolderBlobs(folder: string): Blobs {
  const placeOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('Not a file key.')
    return join(folder, key.slice(0, 2), key)
  }
  const keep = async (key: string, pieces: AsyncIterable<Uint8Array>): Promise<number> => {
    const place = placeOf(key)
    const folderOf = dirname(place)
    await mkdir(folderOf, { recursive: true })
    let size = 0
    const draft = `${place}.${randomBytes(4).toString('hex')}.part`
    try {
      const file = await open(draft, 'wx')
      try {
        for await (const piece of pieces) {
          await file.writeFile(piece) // goes on where the piece before ended
          size += piece.length
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, place)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    const handle = await open(folderOf, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    return size
  }
  return {
    keep,
    async put(key, bytes) {
      await keep(key, once(bytes))
    },
    async open(key) {
      if (!KEY.test(key)) return undefined
      const place = placeOf(key)
      try {
        const { size } = await stat(place)
        return { size, stream: (start) => createReadStream(place, { start, highWaterMark: PIECE }) }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async find(key) {
      if (!KEY.test(key)) return undefined
      try {
        return await readFile(placeOf(key))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async remove(key) {
      await rm(placeOf(key), { force: true })
    },
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
  await Promise.resolve()
}
