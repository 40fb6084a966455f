import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import {
  COLLECTIONS,
  SearchUnavailableError,
  type Collection,
  type Meaning,
  type SearchEngine,
} from '#search/engine.ts'
import { EmbedderError } from '#search/vectors/embedder.server.ts'
import { DOCUMENTS, refill } from '../commands/rebuild-index.server.ts'

type Parts = Pick<Services, 'db' | 'log' | 'clock'>

/** Documents that the service is asked about at once. */
const BATCH = 16
/** A job that is told to wait longer than this ends, and another comes then. */
const LONGEST_WAIT = HOUR

/**
 * The job `search.vectors`: what guests may read has a vector of its text as it is now; what they may not has none, since a text
 * goes to another machine for it. A service that wants to be left alone for a while is asked again then; other failures are the job's.
 */
export async function makeVectors(services: Parts, search: SearchEngine, signal?: AbortSignal): Promise<void> {
  const { db, log, clock } = services
  const { meaning } = search
  if (!meaning) return
  let made = 0
  try {
    if (!(await meaning.isFilled()))
      for (const collection of COLLECTIONS)
        await refill(db, { beginRebuild: () => meaning.beginRebuild(collection) }, collection, () =>
          signal?.throwIfAborted(),
        )
    for (const collection of COLLECTIONS) {
      for (;;) {
        signal?.throwIfAborted()
        const ids = await meaning.due(collection, BATCH)
        if (ids.length === 0) break
        made += await settle(db, meaning, collection, ids)
      }
    }
  } catch (error) {
    if (!(error instanceof EmbedderError) || error.kind !== 'busy' || error.retryAfter === null) throw error
    const now = clock.now()
    await enqueue(db, 'search.vectors', {}, { now, at: now + Math.min(LONGEST_WAIT, error.retryAfter) })
  }
  if (made > 0) log.info({ made }, 'vectors were made')
  // What was parked while the service was away is done.
  await db.deleteFrom('jobs').where('name', '=', 'search.vectors').where('parked_at', 'is not', null).execute()
}

/** Of one batch; returns how many have a vector now. */
async function settle(
  db: Parts['db'],
  meaning: Meaning,
  collection: Collection,
  ids: readonly number[],
): Promise<number> {
  const categories = await categoriesFor(db, GUEST)
  const documents = await DOCUMENTS[collection](db, ids)
  const open = documents.filter(({ categoryId }) => categories.byId(categoryId) !== undefined)
  const isOpen = new Set(open.map(({ id }) => id))
  await meaning.pass(
    collection,
    ids.filter((id) => !isOpen.has(id)),
  )
  await meaning.learn(collection, open)
  return open.length
}

/**
 * Starts the job where a vector is missing. While one is parked the service is asked first whether it is back, so that nothing is
 * parked again and again.
 */
export async function startVectors({ db, clock }: Parts, search: SearchEngine): Promise<void> {
  const { meaning } = search
  if (!meaning) return
  try {
    if ((await meaning.isFilled()) && !(await isAnyDue(meaning))) return
    const parked = await db
      .selectFrom('jobs')
      .select('id')
      .where('name', '=', 'search.vectors')
      .where('parked_at', 'is not', null)
      .executeTakeFirst()
    if (parked) await meaning.ping()
  } catch (error) {
    // The desk says what is wrong; words alone answer meanwhile.
    if (error instanceof EmbedderError || error instanceof SearchUnavailableError) return
    throw error
  }
  await enqueue(db, 'search.vectors', {}, { now: clock.now() })
}

async function isAnyDue(meaning: Meaning): Promise<boolean> {
  for (const collection of COLLECTIONS) if ((await meaning.due(collection, 1)).length > 0) return true
  return false
}
