import { gzipSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Locale } from '#app/locale/locales.ts'
import { isSharedDocument } from '#app/kernel/match-address.ts'

/** Milliseconds for which a guest's page is as good as new, and then good enough while it is renewed. */
const FRESH = 5000
const STALE = 20_000
const MOST_BYTES = 64 * 1024 * 1024
const LONGEST_KEY = 300

/** What a page may weigh packed, of its bytes. */
const PACKED = 0.3

export interface KeptPage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly at: number
  /** Packed when it is first wanted so: many pages are asked for once, and packing one costs a fifth of making it. */
  gzip: Buffer | null
  renewing: boolean
}

/** The bytes of a kept page, packed. */
export function gzipOf(page: KeptPage): Buffer {
  return (page.gzip ??= gzipSync(page.body, { level: 4 }))
}

/** Guests' pages kept for seconds. Cleared by every write of this process. */
export class PageCache {
  readonly #pages = new LRUCache<string, KeptPage>({
    maxSize: MOST_BYTES,
    sizeCalculation: (page) => Math.ceil(page.body.length * (1 + PACKED)) + 1000,
  })
  #epoch = 0

  /** The key of a request whose answer in a language may be shared, or null. */
  keyOf(method: string, target: string, hasSession: boolean, locale: Locale): string | null {
    if (method !== 'GET' || hasSession || target.length > LONGEST_KEY) return null
    return isSharedDocument(target) ? `${locale} ${target}` : null
  }

  find(key: string, now: number): { readonly page: KeptPage; readonly isFresh: boolean } | null {
    const page = this.#pages.get(key)
    if (!page || now - page.at > STALE || page.at > now) return null
    return { page, isFresh: now - page.at <= FRESH }
  }

  get epoch(): number {
    return this.#epoch
  }

  /** Keeps a page that began to be made in `epoch`; one made before the last write is not kept. */
  keep(key: string, epoch: number, headers: Readonly<Record<string, string>>, body: Buffer, now: number): void {
    if (epoch !== this.#epoch) return
    this.#pages.set(key, { headers, body, at: now, gzip: null, renewing: false })
  }

  clear(): void {
    this.#epoch += 1
    this.#pages.clear()
  }
}
