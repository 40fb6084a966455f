import { createHmac } from 'node:crypto'
import type { IncomingRequest } from '../types.ts'

/** Tells askers apart without naming them: an HMAC of the address or number, in one way of writing. */
export function requesterKey(secret: string, requester: string): string {
  const plain = requester.trim().toLowerCase()
  const isNumber = /^[+\d][\d ()./-]{6,}$/.test(plain)
  const normal = isNumber ? plain.replace(/\D/g, '').replace(/^00/, '') : plain
  return keyed(secret, 'requester', normal)
}

/** The id of a request that came without one: the same content is the same request. */
export function contentKey(secret: string, request: IncomingRequest): string {
  const { askedAt, requester, subject, text } = request
  return `content ${keyed(secret, 'content', JSON.stringify([askedAt, requester, subject, text]))}`
}

function keyed(secret: string, what: string, text: string): string {
  return createHmac('sha256', secret).update(`${what}\n${text}`).digest('base64url').slice(0, 27)
}
