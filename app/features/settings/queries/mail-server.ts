import type { Env } from '#app/platform/env.server.ts'
import type { MailServerView } from '../types.ts'

/** The mail server as it is set, without its password; null when there is none. */
export function mailServerOf({ smtpUrl, mailFrom }: Pick<Env, 'smtpUrl' | 'mailFrom'>): MailServerView | null {
  if (smtpUrl === null) return null
  const { protocol, hostname, port, username } = new URL(smtpUrl)
  const isSecure = protocol === 'smtps:'
  return {
    host: hostname,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    hasLogin: username !== '',
    from: mailFrom,
  }
}
