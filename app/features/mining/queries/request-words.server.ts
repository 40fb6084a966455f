import type { Executor } from '#db/transaction.server.ts'
import { tellingWords } from '../rules/telling-words.ts'
import { openMiningText } from './mining-inputs.server.ts'
import { askedElsewhere } from './outlier-threads.server.ts'

/** The words that tell these requests from others; it compares them with some thousand. */
export async function wordsOfRequests(db: Executor, requests: readonly number[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('requests')
    .select(['subject', 'text'])
    .where('id', 'in', [0, ...requests])
    .orderBy('id')
    .execute()
  const miningText = await openMiningText(db)
  const elsewhere = await askedElsewhere(db)
  return tellingWords(
    rows.map((one) => miningText(one.subject, one.text)),
    elsewhere,
  )
}
