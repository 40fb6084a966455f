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
        if (isRefusedMail(error)) throw new PermanentMailError(error.message, error)
        throw error
      }
    },
    close: () => transport.close(),
  }
}

/**
 * Whether the server refused this very mail for good. A refused login or a server that takes no mail at all says
 * nothing about the mail: it waits until that is mended.
 */
function isRefusedMail(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false
  const status = Number(error.responseCode)
  return status >= 500 && status < 600 && ['EENVELOPE', 'EMESSAGE'].includes(String(error.code))
}
