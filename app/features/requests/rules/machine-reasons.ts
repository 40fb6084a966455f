/** Why a mail of a program is refused, by what it is. */
export const MACHINE_REASONS = {
  automatic: 'is an automatic answer, such as “out of office”',
  undelivered: 'is a notice that a mail could not be delivered',
  receipt: 'only says that a mail was delivered or opened',
  list: 'is a newsletter or was sent to a mailing list',
  program: 'was written by a program, not by a person',
} as const
