import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { Database } from '#db/client.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { mineInThread } from '../mine-in-thread.server.ts'
import { openMiningText, readRequests } from '../queries/mining-inputs.server.ts'
import { topicAfterMerges } from '../queries/merged-topics.server.ts'
import { loadModel } from '../rules/model.ts'
import { openPlacer, type Placer } from '../rules/place.ts'
import { keepSubjects, keepTopics, placeAll } from './keep-run.server.ts'

type Parts = Pick<Services, 'db' | 'clock'>

const PAGE = 200
/** Requests that fit nowhere before a new topic is looked for among them. */
const ENOUGH = 60
/** The setting that holds when it was last looked for, so that a search in vain waits for as many again. */
const GATHERED = 'topics.gathered'
/** A new topic has at least so many requests. */
const LEAST = 6

interface OpenModel {
  readonly runId: number
  readonly topics: readonly number[]
  readonly placer: Placer
}

/** The newest run's model is kept open: its tables cost more than placing a thousand requests. */
const open = new WeakMap<Database, OpenModel>()

/** The job `topics.place`: requests that arrived since the last run are put into the topics it found. */
export async function placeRequests({ db, clock }: Parts): Promise<void> {
  const model = await openModel(db)
  if (!model) return
  const miningText = await openMiningText(db)
  for (;;) {
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'subject', 'text'])
      .where('topic_at', 'is', null)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) break
    const places = new Map<number, { readonly topic: number | null; readonly fit: number }>()
    const goesOn = new Map<number, number>()
    for (const row of rows) {
      const { topic, fit } = model.placer.place(miningText(row.subject, row.text))
      const id = model.topics[topic]
      if (id !== undefined && !goesOn.has(id)) goesOn.set(id, await topicAfterMerges(db, id))
      places.set(row.id, {
        topic: id === undefined ? null : (goesOn.get(id) ?? null),
        fit: Math.round(fit * 1000),
      })
    }
    await inTransaction(db, async (trx) => {
      const now = clock.now()
      const touched = new Set<number>()
      for (const [id, { topic, fit }] of places) {
        await trx
          .updateTable('requests')
          .set({ topic_id: topic, topic_fit: fit, topic_at: now })
          .where('id', '=', id)
          .where('topic_at', 'is', null)
          .execute()
        if (topic !== null) touched.add(topic)
      }
      for (const topic of touched) await enqueue(trx, 'topics.count', { topic }, { now })
    })
  }
  if (await isEnough(db)) await enqueue(db, 'topics.gather', {}, { now: clock.now() })
}

async function openModel(db: Database): Promise<OpenModel | null> {
  const newest = await db
    .selectFrom('mining_runs')
    .select('id')
    .where('model', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!newest) return null
  const known = open.get(db)
  if (known?.runId === newest.id) return known
  const row = await db.selectFrom('mining_runs').select('model').where('id', '=', newest.id).executeTakeFirst()
  if (!row?.model) return null
  const saved = JSON.parse(Buffer.from(row.model).toString('utf8')) as {
    topics: number[]
    model: string
  }
  const model = loadModel(saved.model)
  if (!model) return null // made by another version: the next run makes it again
  const opened = { runId: newest.id, topics: saved.topics, placer: openPlacer(model) }
  open.set(db, opened)
  return opened
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
export async function gatherTopics({ db, clock }: Parts): Promise<void> {
  const requests = await readRequests(db, 'unplaced')
  if (requests.ids.length < ENOUGH) return
  await rememberGathering(db, clock.now())
  const mined = await mineInThread(requests.inputs, { seed: requests.ids.length })
  const topics = mined.topics.filter((topic) => topic.size >= LEAST)
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
  await placeAll(db, now, found, plan, ids)
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('topics')
      .set({ proposed_at: now })
      .where('id', 'in', [...ids])
      .execute()
    for (const topic of ids) await enqueue(trx, 'topics.count', { topic }, { now })
  })
}
