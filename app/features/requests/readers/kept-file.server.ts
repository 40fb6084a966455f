import type { Blobs } from '#app/platform/blobs/blobs.server.ts'
import { firstOf, type ByteFile } from './source.server.ts'

/** An uploaded file where it is kept, or undefined when it is gone. */
export async function keptFile(blobs: Blobs, key: string): Promise<ByteFile | undefined> {
  const kept = await blobs.open(key)
  if (!kept) return undefined
  return { ...kept, sample: (from, length) => firstOf(kept.stream(from), length) }
}
