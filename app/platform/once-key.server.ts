import { createHash } from 'node:crypto'
import type { Actor } from '#app/kernel/roles.ts'

/** The stored form of an idempotency key: whose, and for what, hashed; null when none was sent. */
export function onceKey(viewer: Actor, key: string | undefined): string | null {
  if (!key || viewer.id === null) return null
  return createHash('sha256').update(`${viewer.id} ${key}`).digest('base64url')
}
