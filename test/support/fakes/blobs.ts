import type { Blobs } from '#app/platform/blobs/blobs.server.ts'

export interface MemoryBlobs extends Blobs {
  readonly kept: ReadonlyMap<string, Buffer>
}

/** Files kept in memory. */
export function someBlobs(): MemoryBlobs {
  const kept = new Map<string, Buffer>()
  return {
    kept,
    async put(key, bytes) {
      kept.set(key, bytes)
    },
    async find(key) {
      return kept.get(key)
    },
    async remove(key) {
      kept.delete(key)
    },
  }
}
