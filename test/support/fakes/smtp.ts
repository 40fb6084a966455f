import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/**
 * How the server behaves: takes every mail; says "later"; refuses for good; says nothing; or takes the mail
 * and breaks the line before it says so.
 */
export type SmtpMood = 'takes' | 'busy' | 'refuses' | 'hangs' | 'forgets to answer'

export interface Delivery {
  /** The addresses of `RCPT TO`, as they came over the line. */
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: ParsedMail
}

export interface TestSmtpServer {
  readonly url: string
  readonly delivered: readonly Delivery[]
  /** How often somebody began to send. */
  readonly tries: number
  be(mood: SmtpMood): void
  stop(): Promise<void>
}

export interface SmtpOptions {
  /** Everybody must log in with this password; a refusal repeats what was sent, as careless servers do. */
  readonly password?: string
}

/** A real SMTP server on loopback. */
export async function anSmtpServer({ password }: SmtpOptions = {}): Promise<TestSmtpServer> {
  const delivered: Delivery[] = []
  let mood: SmtpMood = 'takes'
  let tries = 0
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: password === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    onAuth(given, _session, done) {
      if (given.password === password) done(null, { user: given.username })
      else done(refusal(535, `Bad login ${given.password ?? ''}`))
    },
    onMailFrom(_address, _session, done) {
      tries += 1
      if (mood === 'hangs') return
      done(mood === 'busy' ? refusal(451, 'Come back later') : null)
    },
    onRcptTo(_address, _session, done) {
      done(mood === 'refuses' ? refusal(550, 'No such mailbox') : null)
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8')
        void simpleParser(raw).then((mail) => {
          delivered.push({ to: session.envelope.rcptTo.map((one) => one.address), raw, mail })
          if (mood === 'forgets to answer') server.connections.forEach((one) => one.close())
          else done()
        })
      })
    },
  })
  // What breaks here is what the test is about.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    url: `smtp://127.0.0.1:${port}`,
    delivered,
    get tries() {
      return tries
    },
    be: (next) => {
      mood = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.connections.forEach((one) => one.close())
        server.close(() => resolve())
      }),
  }
}

function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}
