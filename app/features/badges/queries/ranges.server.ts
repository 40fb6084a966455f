import type { Executor } from '#db/transaction.server.ts'
import type { MemberRange } from './measure.server.ts'

/** Entries of the ledger that one piece looks at, about: some milliseconds of work. */
const ENTRIES = 1000
/** Members of one piece at most, where entries are few. */
const MEMBERS = 500

/**
 * All members that the ledger knows, in ranges of about as many entries each, so that a few busy ones don't make one
 * piece long. Each range is looked for when the one before it is done.
 */
export async function* rangesOf(db: Executor): AsyncGenerator<MemberRange> {
  let from = 0
  for (;;) {
    const first = await db
      .selectFrom('points')
      .select('member_id')
      .where('member_id', '>=', from)
      .orderBy('member_id')
      .limit(1)
      .executeTakeFirst()
    if (!first) return
    const last = await db
      .selectFrom('points')
      .select('member_id')
      .where('member_id', '>=', first.member_id)
      .where('member_id', '<', first.member_id + MEMBERS)
      .orderBy('member_id')
      .offset(ENTRIES)
      .limit(1)
      .executeTakeFirst()
    // Whoever the count ends in begins the next range, unless they fill this one alone.
    const end = last === undefined ? first.member_id + MEMBERS : Math.max(last.member_id, first.member_id + 1)
    yield { from: first.member_id, to: end }
    from = end
  }
}
