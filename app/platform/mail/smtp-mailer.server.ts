import { createTransport } from 'nodemailer'
import { SECOND } from '#app/kernel/clock.ts'
import { PermanentMailError, type Mailer } from './mail.server.ts'

/** Sends through an SMTP server, one connection kept open, with short time limits. */
export function openSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10 * SECOND,
      greetingTimeout: 10 * SECOND,
      socketTimeout: 30 * SECOND,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    async send({ to, subject, text, html, messageId, headers }) {
      try {
        await transport.sendMail({
          // As an object: the address is never parsed again, so it can't become two.
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          headers: { ...headers },
        })
      } catch (error) {
        const code =
          error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
        const message = error instanceof Error ? error.message : String(error)
        if (code >= 500 && code < 600) throw new PermanentMailError(message)
        throw error
      }
    },
    close: () => transport.close(),
  }
}
