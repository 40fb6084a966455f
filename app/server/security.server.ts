import type { Env } from '#app/platform/env.server.ts'

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const

/** Headers of every answer. A guest's page has no inline script, so it needs no nonce and may be kept. */
export function securityHeaders(env: Env, nonce: string): Record<string, string> {
  const scripts = nonce === '' ? `'self'` : `'self' 'nonce-${nonce}' 'strict-dynamic'`
  return {
    ...COMMON,
    'Content-Security-Policy': [
      `default-src 'none'`,
      `script-src ${scripts}`,
      `style-src 'self'`,
      `style-src-attr 'unsafe-inline'`,
      `img-src 'self' data: blob:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      `frame-src 'self'`,
      `manifest-src 'self'`,
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    ...(env.baseUrl.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/**
 * The hosts that requests may name: the configured one; without `BASE_URL`, this machine's names.
 * Anything else is refused, so no forged host reaches a link, a cache or the router.
 */
export function allowedHosts(env: Env): ReadonlySet<string> {
  const base = new URL(env.baseUrl)
  const local = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${env.port}`)
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(base.hostname)
  return new Set([base.host, ...(isLocal ? local : [])])
}

/** Whether a write comes from a page of this site: the browser's `Origin` must name the same host. */
export function isSameOrigin(host: string, origin: string | undefined, env: Env): boolean {
  if (!origin) return false
  if (origin === new URL(env.baseUrl).origin) return true
  return env.baseUrl.startsWith('http:') && origin === `http://${host}`
}

/** The address that limits are counted by: the socket's, or the one that the outermost trusted proxy saw. */
export function addressOf(socket: string | undefined, forwarded: string | undefined, trusted: number): string {
  const own = socket ?? 'unknown'
  if (trusted === 0 || !forwarded) return own
  const seen = forwarded.split(',').map((part) => part.trim())
  return seen.at(-trusted) ?? seen[0] ?? own
}
