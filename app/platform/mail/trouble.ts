import type { MailTrouble } from '#app/kernel/mail-trouble.ts'

export interface ToldTrouble {
  readonly trouble: MailTrouble
  /** What the server or the network said, without anything secret; '' when nothing. */
  readonly answer: string
}

const MOST_ANSWER = 300

/** Reads what went wrong from an error of the mailer; `smtpUrl` holds the password that may not be shown. */
export function troubleOf(error: unknown, smtpUrl: string): ToldTrouble {
  const told = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const message = told instanceof Error ? told.message : String(told)
  const said = textOf(told, 'response') || message
  return {
    trouble: kindOf({
      code: textOf(told, 'code'),
      command: textOf(told, 'command'),
      status: numberOf(told, 'responseCode'),
      words: `${message} ${textOf(told, 'originalCode')}`,
    }),
    answer: withoutSecrets(said, smtpUrl).replace(/\s+/g, ' ').trim().slice(0, MOST_ANSWER),
  }
}

interface Signs {
  readonly code: string
  readonly command: string
  /** Of the SMTP answer; 0 when there was none. */
  readonly status: number
  readonly words: string
}

function kindOf({ code, command, status, words }: Signs): MailTrouble {
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH')) return 'login'
  // Since the client tells all of these as one kind of broken connection, its words decide.
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN|getaddrinfo/.test(words)) return 'no-host'
  if (code === 'ETIMEDOUT' || /ETIMEDOUT|timed? ?out|never received/i.test(words)) return 'timeout'
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET/.test(words)) return 'unreachable'
  if (
    code === 'ETLS' ||
    code === 'EREQUIRETLS' ||
    /certificate|self[- ]signed|altname|\bssl\b|\btls\b|EPROTO|wrong version/i.test(words)
  )
    return 'tls'
  if (status >= 400 && status < 500) return 'busy'
  if (command.startsWith('MAIL')) return 'sender'
  if (command.startsWith('RCPT')) return 'recipient'
  return 'other'
}

/** A server may repeat what it was sent; the password never leaves, in any of the forms it is sent in. */
function withoutSecrets(text: string, smtpUrl: string): string {
  const { username, password } = new URL(smtpUrl)
  if (password === '') return text
  const user = decoded(username)
  const plain = decoded(password)
  const base64 = (words: string): string => Buffer.from(words).toString('base64')
  const secrets = [plain, password, base64(plain), base64(`\0${user}\0${plain}`)]
  return secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function textOf(error: unknown, name: string): string {
  const value = propertyOf(error, name)
  return typeof value === 'string' ? value : ''
}

function numberOf(error: unknown, name: string): number {
  const value = propertyOf(error, name)
  return typeof value === 'number' ? value : 0
}

function propertyOf(error: unknown, name: string): unknown {
  return error instanceof Error ? (Reflect.get(error, name) as unknown) : undefined
}
