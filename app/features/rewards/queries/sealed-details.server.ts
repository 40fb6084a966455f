import { createHmac } from 'node:crypto'
import { seal, unseal } from '#app/platform/sealed.server.ts'
import type { Shipping } from '../types.ts'

const SHIPPING = 'askwell rewards shipping'
const CODE = 'askwell rewards code'

/** An address as it is kept. */
export function sealShipping(secret: string, shipping: Shipping): string {
  return seal(secret, SHIPPING, JSON.stringify(shipping))
}

/** An address that was kept, or null where this site's secret does not open it. */
export function readShipping(secret: string, sealed: string | null): Shipping | null {
  const text = sealed === null ? null : unseal(secret, SHIPPING, sealed)
  return text === null ? null : (JSON.parse(text) as Shipping) // written by `sealShipping`
}

/** A code as it is kept. */
export function sealCode(secret: string, code: string): string {
  return seal(secret, CODE, code)
}

/** A code that was kept, or null where this site's secret does not open it. */
export function readCode(secret: string, sealed: string | null): string | null {
  return sealed === null ? null : unseal(secret, CODE, sealed)
}

/** By what a code is known again without being readable: only who has the secret can make it (HMAC-SHA-256). */
export function codeHash(secret: string, code: string): string {
  return createHmac('sha256', secret).update(`${CODE} ${code}`).digest('base64url')
}
