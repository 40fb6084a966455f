import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

const PAGE = 200
/** Answers older than this are not asked about: nobody remembers. */
const OLDEST = 30 * DAY

/** The job `outcomes.ask`: askers whose question was answered a while ago are asked, once, how it went. */
export async function askOutcomes(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  site: SiteSettings,
  signal?: AbortSignal,
): Promise<void> {
  if (site.askOutcomeAfterDays === 0) return
  const now = clock.now()
  for (;;) {
    signal?.throwIfAborted()
    const asked = await inTransaction(db, async (trx) => {
      const threads = await trx
        .selectFrom('threads')
        .innerJoin('members', 'members.id', 'threads.author_id')
        .select('threads.id')
        .where('threads.outcome_asked_at', 'is', null)
        .where('threads.accepted_at', 'is', null)
        .where('threads.first_answer_at', '<=', now - site.askOutcomeAfterDays * DAY)
        .where('threads.first_answer_at', '>=', now - OLDEST)
        .where('threads.kind', 'in', ['question', 'problem'])
        .where('threads.closed_at', 'is', null)
        .where('threads.hidden_at', 'is', null)
        .where('threads.merged_into', 'is', null)
        .where('members.email_confirmed_at', 'is not', null)
        .limit(PAGE)
        .execute()
      const ids = threads.map(({ id }) => id)
      if (ids.length === 0) return 0
      await trx.updateTable('threads').set({ outcome_asked_at: now }).where('id', 'in', ids).execute()
      await tellAll(
        trx,
        'outcome.due',
        ids.map((thread) => ({ thread })),
        now,
      )
      return threads.length
    })
    if (asked < PAGE) return
  }
}
