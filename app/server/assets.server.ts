import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
}

export interface Asset {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Compressed when first wanted, so that the server does not start later for it; null where it would not shrink. */
  readonly gzip: (() => Buffer) | null
  readonly brotli: (() => Buffer) | null
}

/** The built files of the browser's side, read once; by path, e.g. `/assets/x-1a2b.js`. */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file)}`
    const type = TYPES[entry.name.split('.').at(-1) ?? '']
    if (!type || path.includes('/.vite/')) continue
    const body = readFileSync(file)
    const compresses = !/^(font|image\/(png|webp))/.test(type)
    const fixed = path.startsWith('/assets/')
    assets.set(path, {
      body,
      gzip: compresses ? once(() => gzipSync(body, { level: 9 })) : null,
      brotli: compresses
        ? once(() => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
        : null,
      headers: {
        'Content-Type': type,
        'Cache-Control': fixed ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
        ETag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
        ...(compresses ? { Vary: 'Accept-Encoding' } : {}),
      },
    })
  }
  return assets
}

function once(make: () => Buffer): () => Buffer {
  let made: Buffer | null = null
  return () => (made ??= make())
}
