import type { Mail, Mailer } from '#app/platform/mail/mail.server.ts'

export interface CatchingMailer extends Mailer {
  /** What was accepted, in order. */
  readonly sent: readonly Mail[]
  /** Every sending from now on fails with this; null = works again. */
  fail(error: Error | null): void
}

/** A mailer that keeps what it is given. */
export function aMailer(): CatchingMailer {
  const sent: Mail[] = []
  let failure: Error | null = null
  return {
    sent,
    fail: (error) => {
      failure = error
    },
    async send(mail) {
      if (failure) throw failure
      sent.push(mail)
    },
    close: () => undefined,
  }
}
