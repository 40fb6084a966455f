import type { Executor } from '#db/transaction.server.ts'

/** Entries of the log from before a time. */
export function oldActs(db: Executor, before: number) {
  return db.selectFrom('acts').where('at', '<', before)
}

/** Jobs that were given up before a time, and that nobody had tried again. */
export function oldFailures(db: Executor, before: number) {
  return db.selectFrom('jobs').where('parked_at', '<', before)
}

/** Mails that never left, for want of a server, are kept so many times longer: they may be wanted yet. */
const UNSENT = 3

/** Mails from before a time that were sent or refused, and older ones that never left. */
export function oldMails(db: Executor, before: number, now: number) {
  return db
    .selectFrom('mails')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('created_at', '<=', before),
          eb.or([eb('sent_at', 'is not', null), eb('failed_at', 'is not', null)]),
        ]),
        eb('created_at', '<=', now - UNSENT * (now - before)),
      ]),
    )
}
