import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import type { Services } from '#app/platform/context.server.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { keepExemplar } from '../commands/keep-exemplar.server.ts'
import { releaseExemplar } from '../commands/release-exemplar.server.ts'
import { examineAll, hiddenFromGuests, isUnchanged } from '../queries/drafts.server.ts'
import { caseOf, readThreads } from '../queries/exemplar-cases.server.ts'

/** One count reads all requests: what is accepted in so long is counted at once. */
const GATHER = 10 * MINUTE

/**
 * The job `articles.exemplar`: looks again at one thread whose answer was accepted, edited, hidden or withdrawn. What is
 * no exemplar any more leaves the list, and takes back what the product alone published from it.
 */
export async function lookAtExemplar(
  { db, clock, env }: Pick<Services, 'db' | 'clock' | 'env'>,
  threadId: number,
): Promise<void> {
  const known = await db
    .selectFrom('exemplars')
    .select(['id', 'post_id', 'title'])
    .where('thread_id', '=', threadId)
    .executeTakeFirst()
  const [thread] = await readThreads(db, await hiddenFromGuests(db), [threadId])
  const found = thread ? caseOf(thread) : null
  const hasEvidence = found !== null && (found.asked.isAccepted || found.asked.helpful > 0)
  if (!hasEvidence && !known) return
  const [one] = hasEvidence ? await examineAll(db, [found], env.languages[0] ?? SOURCE_LOCALE) : []
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const isSame = one !== undefined && one.examined.door !== 'none' && (await isUnchanged(trx, one))
    if (!isSame) {
      if (known) await releaseExemplar(trx, known.id, now)
      return
    }
    // Another answer is accepted now: what was made from the one before does not stand on it.
    const isOther = known !== undefined && known.post_id !== one.found.postId
    if (isOther) await releaseExemplar(trx, known.id, now)
    if (known && !isOther && known.title !== one.examined.title) await forgetNear(trx, known.id)
    await keepExemplar(trx, one, now)
    await enqueue(trx, 'articles.near', {}, { now, at: now + GATHER })
  })
}

/** Who asked what it was called before is counted anew. */
async function forgetNear(trx: Executor, id: number): Promise<void> {
  await trx.deleteFrom('exemplar_requests').where('exemplar_id', '=', id).execute()
  await trx.updateTable('exemplars').set({ near_count: 0 }).where('id', '=', id).execute()
}
