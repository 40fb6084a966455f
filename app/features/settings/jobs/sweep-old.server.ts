import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { oldActs, oldFailures, oldMails } from '../queries/old-records.server.ts'

const PAGE = 500

type RecordKind = 'log' | 'failures' | 'mails'

/**
 * Part of the job `retention.sweep`: entries of the log, failed jobs and mails go once they are older than an admin
 * lets them be. Each page is a transaction of its own, which reads the setting anew.
 */
export async function sweepOld({ db, clock }: Pick<Services, 'db' | 'clock'>, signal?: AbortSignal): Promise<void> {
  for (const kind of ['log', 'failures', 'mails'] as const) {
    const sweepPage = () =>
      inTransaction(db, async (trx) => {
        const days = (await readSite(trx)).kept[kind]
        const now = clock.now()
        return days === null ? 0 : removePage(trx, kind, now - days * DAY, now)
      })
    while ((await sweepPage()) === PAGE) signal?.throwIfAborted()
  }
}

async function removePage(trx: Executor, kind: RecordKind, before: number, now: number) {
  switch (kind) {
    case 'log': {
      const rows = await oldActs(trx, before).select('id').orderBy('at').limit(PAGE).execute()
      await trx.deleteFrom('acts').where('id', 'in', idsOf(rows)).execute()
      return rows.length
    }
    case 'failures': {
      const rows = await oldFailures(trx, before).select('id').orderBy('parked_at').limit(PAGE).execute()
      // One that somebody had tried again meanwhile is not parked any more.
      await trx.deleteFrom('jobs').where('id', 'in', idsOf(rows)).where('parked_at', '<', before).execute()
      return rows.length
    }
    case 'mails': {
      const rows = await oldMails(trx, before, now).select('id').orderBy('created_at').limit(PAGE).execute()
      await trx.deleteFrom('mails').where('id', 'in', idsOf(rows)).execute()
      return rows.length
    }
  }
}

/** No database takes an empty list; no row has the id 0. */
function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.length === 0 ? [0] : rows.map(({ id }) => id)
}
