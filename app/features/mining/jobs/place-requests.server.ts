import { openBrands } from '#app/features/requests/queries/source-brands.server.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue, enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import { numberRows } from '#db/dialects/differences.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { mineInThread } from '../mine-in-thread.server.ts'
import { placeInThread } from '../place-in-thread.server.ts'
import { brandKey, openMiningText, readRequests } from '../queries/mining-inputs.server.ts'
import { topicAfterMerges } from '../queries/merged-topics.server.ts'
import { keepSubjects, keepTopics, placeAll } from './keep-run.server.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** Requests that are placed at once: each statement stops the process while SQLite writes. */
const PAGE = 100
/** Requests that fit nowhere before a new topic is looked for among them. */
const ENOUGH = 60
/** The setting that holds when it was last looked for, so that a search in vain waits for as many again. */
const GATHERED = 'topics.gathered'
/** A new topic has at least so many requests. */
const LEAST = 6

/** The job `topics.place`: requests that arrived since the last run are put into the topics it found. */
export async function placeRequests({ db, clock }: Parts, signal?: AbortSignal): Promise<void> {
  const miningText = await openMiningText(db)
  const brandOf = await openBrands(db)
  for (;;) {
    signal?.throwIfAborted()
    const rows = await db
      .selectFrom('requests')
      .leftJoin('threads', 'threads.id', 'requests.thread_id')
      .select(['requests.id', 'requests.subject', 'requests.text', 'requests.source', 'threads.category_id'])
      .where('requests.topic_at', 'is', null)
      .orderBy('requests.id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) break
    const texts = rows.map((row) => ({ text: miningText(row.subject, row.text), brand: brandKey(brandOf(row)) }))
    const placed = await placeInThread(db, texts, signal)
    if (placed === null) return
    const goesOn = new Map<number, number>()
    for (const { topic } of placed) {
      if (topic !== null && !goesOn.has(topic)) goesOn.set(topic, await topicAfterMerges(db, topic))
    }
    const places = rows.map(({ id }, at) => {
      const { topic, fit } = placed[at] ?? { topic: null, fit: 0 }
      return [id, topic === null ? null : (goesOn.get(topic) ?? topic), fit] as const
    })
    await inTransaction(db, async (trx) => {
      const now = clock.now()
      await trx
        .updateTable('requests')
        .from(numberRows(trx, ['id', 'topic', 'fit'], places).as('placed'))
        .set((eb) => ({ topic_id: eb.ref('placed.topic'), topic_fit: eb.ref('placed.fit'), topic_at: now }))
        .whereRef('requests.id', '=', 'placed.id')
        .where('requests.topic_at', 'is', null)
        .execute()
      const touched = new Set(places.flatMap(([, topic]) => (topic === null ? [] : [topic])))
      const counts = [...touched].map((topic) => ({ name: 'topics.count', payload: { topic } }) as const)
      await enqueueAll(trx, counts, now)
    })
    await pause()
  }
  if (await isEnough(db)) await enqueue(db, 'topics.gather', {}, { now: clock.now() })
}

async function isEnough(db: Executor): Promise<boolean> {
  const last = await db
    .selectFrom('mining_runs')
    .select((eb) => eb.fn.max('finished_at').as('at'))
    .executeTakeFirst()
  const gathered = await db.selectFrom('settings').select('value').where('key', '=', GATHERED).executeTakeFirst()
  const since = Math.max(Number(last?.at ?? 0), Number(gathered?.value ?? 0))
  const row = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('topic_id', 'is', null)
    .where('topic_at', '>', since)
    .executeTakeFirst()
  return Number(row?.n ?? 0) >= ENOUGH
}

async function rememberGathering(db: Executor, now: number): Promise<void> {
  const value = { value: String(now), changed_at: now }
  await db
    .insertInto('settings')
    .values({ key: GATHERED, ...value })
    .onConflict((c) => c.column('key').doUpdateSet(value))
    .execute()
}

/**
 * The job `topics.gather`: what fits nowhere is mined by itself, and what several ask alike is proposed
 * as a new topic. The next run confirms it, or parts it again.
 */
export async function gatherTopics({ db, clock }: Parts, signal?: AbortSignal): Promise<void> {
  const requests = await readRequests(db, 'unplaced')
  if (requests.ids.length < ENOUGH) return
  await rememberGathering(db, clock.now())
  const mined = await mineInThread(requests.inputs, { seed: requests.ids.length, asQuestions: true, signal })
  const topics = mined.topics.filter((topic) => topic.size >= LEAST && topic.isRest !== true)
  if (topics.length === 0) return
  const index = new Map(topics.map((topic, at) => [topic.index, at]))
  const result = {
    ...mined,
    topics: topics.map((topic, at) => ({ ...topic, index: at })),
    assignment: mined.assignment.map((group) => index.get(group) ?? -1),
  }
  const found = { requests, result }
  const plan = {
    topicOfGroup: new Int32Array(topics.length).fill(-1),
    stays: new Int32Array(requests.ids.length).fill(-1),
  }
  const now = clock.now()
  const subjects = await keepSubjects(db, now, found, plan)
  const ids = await keepTopics(db, now, found, plan, subjects)
  await placeAll(db, now, found, plan, ids, signal)
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('topics')
      .set({ proposed_at: now })
      .where('id', 'in', [...ids])
      .execute()
    const counts = ids.map((topic) => ({ name: 'topics.count', payload: { topic } }) as const)
    await enqueueAll(trx, counts, now)
  })
}
