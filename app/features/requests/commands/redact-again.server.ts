import type { Services } from '#app/platform/context.server.ts'
import { addCounts, redact, type RedactionCounts } from '#app/platform/personal-data/redact.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { redactionPatterns } from '../queries/patterns.server.ts'
import { afterRequestsChanged } from './requests-changed.server.ts'

const PAGE = 100

/**
 * Redacts what is stored of all requests again, by the rules and patterns of today, a page of requests in a
 * transaction. Returns how many requests changed; run twice, it changes nothing more. `progress` hears of each page.
 */
export async function redactAgain(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  progress: (looked: number) => void = () => undefined,
): Promise<number> {
  const patterns = await redactionPatterns(db)
  let last = 0
  let looked = 0
  let changed = 0
  for (;;) {
    const ids = await db.selectFrom('requests').select('id').where('id', '>', last).orderBy('id').limit(PAGE).execute()
    if (ids.length === 0) return changed
    const page = ids.map(({ id }) => id)
    changed += await inTransaction(db, (trx) => redactPage(trx, page, patterns, clock.now()))
    last = page.at(-1) ?? last
    looked += page.length
    progress(looked)
  }
}

async function redactPage(
  trx: Executor,
  ids: readonly number[],
  patterns: readonly NumberPattern[],
  now: number,
): Promise<number> {
  const requests = await trx
    .selectFrom('requests')
    .select(['id', 'subject', 'text', 'redactions', 'topic_id'])
    .where('id', 'in', ids)
    .execute()
  const replies = await trx
    .selectFrom('request_replies')
    .select(['request_id', 'position', 'text'])
    .where('request_id', 'in', ids)
    .execute()
  const topics = new Set<number>()
  let changed = 0
  for (const request of requests) {
    let more: RedactionCounts = {}
    const redacted = (text: string): string => {
      const done = redact(text, { patterns })
      more = addCounts(more, done.counts)
      return done.text
    }
    const subject = redacted(request.subject)
    const text = redacted(request.text)
    for (const reply of replies.filter((one) => one.request_id === request.id)) {
      const said = redacted(reply.text)
      if (said === reply.text) continue
      await trx
        .updateTable('request_replies')
        .set({ text: said })
        .where('request_id', '=', reply.request_id)
        .where('position', '=', reply.position)
        .execute()
    }
    if (Object.keys(more).length === 0) continue
    const counts = addCounts(JSON.parse(request.redactions) as RedactionCounts, more) // written by `storeRequests` only
    await trx
      .updateTable('requests')
      .set({ subject, text, redactions: JSON.stringify(counts) })
      .where('id', '=', request.id)
      .execute()
    if (request.topic_id !== null) topics.add(request.topic_id)
    changed += 1
  }
  await afterRequestsChanged(trx, { arrived: false, topics: [...topics] }, now)
  return changed
}
