import { randomBytes } from 'node:crypto'
import { DAY, SECOND } from '#app/kernel/clock.ts'
import { sign, unsign } from '#app/platform/secret.server.ts'

const NAME = 'askwell_device'
const LIFETIME = 365 * DAY

/**
 * The `Set-Cookie` value that marks a browser as one in which this member has signed in. It opens nothing: it only
 * tells the owner of an account from strangers who try passwords, so that those can't lock the owner out.
 */
export function deviceCookie(secret: string, memberId: number, secure: boolean): string {
  const value = sign(secret, `device.${memberId}.${randomBytes(16).toString('base64url')}`)
  const age = LIFETIME / SECOND
  const name = secure ? `__Host-${NAME}` : NAME
  return `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** The device that a `Cookie` header proves for this member; null when it proves none. */
export function deviceOf(secret: string, cookie: string | null, memberId: number): string | null {
  const given = new RegExp(`(?:^|;\\s*)(?:__Host-)?${NAME}=([\\w.-]{1,200})`).exec(cookie ?? '')?.[1]
  const device = given === undefined ? null : unsign(secret, given)
  return device?.startsWith(`device.${memberId}.`) ? device : null
}
