import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Blobs } from './blobs.server.ts'

const KEY = /^[A-Za-z0-9_-]{16,64}$/

/** Files in a folder: written beside, synced, renamed, and the folder synced, before `put` returns. */
export function openFolderBlobs(folder: string): Blobs {
  const placeOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('Not a file key.')
    return join(folder, key.slice(0, 2), key)
  }
  return {
    async put(key, bytes) {
      const place = placeOf(key)
      const folderOf = dirname(place)
      await mkdir(folderOf, { recursive: true })
      const draft = `${place}.${randomBytes(4).toString('hex')}.part`
      try {
        const file = await open(draft, 'wx')
        try {
          await file.writeFile(bytes)
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
      await handle.sync().finally(() => handle.close())
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
