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
    async keep(key, pieces) {
      const all: Uint8Array[] = []
      for await (const piece of pieces) all.push(piece)
      const bytes = Buffer.concat(all)
      kept.set(key, bytes)
      return bytes.length
    },
    async open(key) {
      const bytes = kept.get(key)
      if (!bytes) return undefined
      return {
        size: bytes.length,
        async *stream(from) {
          for (let at = from; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
        },
      }
    },
    async find(key) {
      return kept.get(key)
    },
    async remove(key) {
      kept.delete(key)
    },
  }
}
