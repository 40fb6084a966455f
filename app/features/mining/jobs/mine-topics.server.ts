import { saying, writeSaying } from '#app/locale/saying.ts'
import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { PROCESS_ENDS } from '#app/platform/jobs/catalogue.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { mineInThread } from '../mine-in-thread.server.ts'
import { readRequests } from '../queries/mining-inputs.server.ts'
import { keepDecisions } from '../rules/keep-decisions.ts'
import { withTranslations } from '../rules/translations.ts'
import { saveModel } from '../rules/model.ts'
import type { MiningProgress } from '../types.ts'
import { recountTopic } from './count-topic.server.ts'
import { keepSubjects, keepTopics, placeAll, standingDecisions, type Found } from './keep-run.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'log'>

/** How often a run says how far it is, and looks whether it was cancelled. */
const REPORT_EVERY = 1000

/**
 * The job `topics.mine`: groups all requests in a thread of its own and brings the topics up to date.
 * A run that was broken off begins again and comes to the same result; what it had written stays valid.
 */
export async function mineTopics({ db, clock, log }: Parts, runId: number, signal?: AbortSignal): Promise<void> {
  const run = await db.selectFrom('mining_runs').selectAll().where('id', '=', runId).executeTakeFirst()
  if (!run || run.finished_at !== null || run.cancelled_at !== null) return
  const requests = await readRequests(db)
  const cancel = new AbortController()
  let reported = 0
  const report = (progress: MiningProgress): void => {
    const now = clock.now()
    if (now - reported < REPORT_EVERY) return
    reported = now
    void sayProgress(db, runId, progress).then(
      (goesOn) => goesOn || cancel.abort(CANCELLED),
      (error: unknown) => log.warn({ err: error }, 'mining could not report'),
    )
  }
  try {
    const mined = await mineInThread(requests.inputs, {
      seed: run.seed,
      asQuestions: true,
      onProgress: report,
      signal: signal ? AbortSignal.any([signal, cancel.signal]) : cancel.signal,
    })
    const result = withTranslations(mined, requests.inputs, requests)
    const found: Found = { requests, result }
    const decisions = await standingDecisions(db)
    const plan = keepDecisions({
      before: requests.topics,
      after: result.assignment,
      pinned: requests.pinned,
      rests: new Set(result.topics.flatMap(({ index, isRest }) => (isRest === true ? index : []))),
      ...decisions,
    })
    if (!(await sayProgress(db, runId, { stage: 'placing', done: 1, total: 1 }))) return
    await setStage(db, runId, 'keeping', 900)
    const subjects = await keepSubjects(db, clock.now(), found, plan)
    const topicIds = await keepTopics(db, clock.now(), found, plan, subjects)
    const touched = await placeAll(db, clock.now(), found, plan, topicIds, signal)
    await setStage(db, runId, 'counting', 960)
    for (const topicId of touched) {
      await recountTopic({ db, clock }, topicId, signal)
    }
    await finish(db, clock.now(), runId, found, topicIds)
  } catch (error) {
    if (error === CANCELLED) return
    if (error === PROCESS_ENDS) throw error // another process takes the run up
    await db
      .updateTable('mining_runs')
      .set({ failed_at: clock.now(), error: wordsOf(error) })
      .where('id', '=', runId)
      .execute()
    if (!(error instanceof AppError)) throw error
    log.error({ err: error }, 'mining failed')
  }
}

const CANCELLED = new AppError('conflict', saying(miningRefusals, 'thisRunWasCancelled'))

/** Why a run failed, to be read in each editor's language. */
function wordsOf(error: unknown): string {
  const said = error instanceof AppError ? error.said : saying(miningRefusals, 'itFailedForAReason')
  return typeof said === 'string' ? said : writeSaying(said)
}

/** Thousandths of a run that are done when a stage begins and ends, outside of domains, and shares of a domain's work. */
const STAGES: Readonly<Record<string, readonly [number, number]>> = {
  reading: [0, 20],
  domains: [20, 60],
  placing: [800, 900],
}
const [DOMAINS_BEGIN, DOMAINS_END] = [60, 800]
const IN_DOMAIN: Readonly<Record<string, readonly [number, number]>> = {
  reading: [0, 0.05],
  level: [0.05, 0.45],
  grouping: [0.45, 0.95],
  placing: [0.95, 1],
}

/** How far a run is, in thousandths. */
function progressOf({ stage, done, total, part }: MiningProgress): number {
  const share = done / Math.max(1, total)
  if (part === undefined) {
    const [from, to] = STAGES[stage] ?? [0, 900]
    return Math.round(from + (to - from) * share)
  }
  const [from, to] = IN_DOMAIN[stage] ?? [0, 1]
  const [before, own, all] = part
  const inAll = (before + own * (from + (to - from) * share)) / Math.max(1, all)
  return Math.round(DOMAINS_BEGIN + (DOMAINS_END - DOMAINS_BEGIN) * inAll)
}

/** Writes how far a run is; false when somebody has cancelled it. */
async function sayProgress(db: Executor, runId: number, progress: MiningProgress): Promise<boolean> {
  const row = await db
    .updateTable('mining_runs')
    .set({ stage: progress.stage, progress: progressOf(progress) })
    .where('id', '=', runId)
    .where('cancelled_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

async function setStage(db: Executor, runId: number, stage: string, progress: number): Promise<void> {
  await db.updateTable('mining_runs').set({ stage, progress }).where('id', '=', runId).execute()
}

/** Keeps what places new requests, for this run alone. */
async function finish(
  db: Executor,
  now: number,
  runId: number,
  { requests, result }: Found,
  topicIds: readonly number[],
): Promise<void> {
  const model = JSON.stringify({ topics: topicIds, model: saveModel(result.model) })
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('mining_runs')
      .set({
        finished_at: now,
        stage: 'done',
        progress: 1000,
        request_count: requests.inputs.length,
        topic_count: topicIds.length,
        agreement: Math.round(result.agreement * 1000),
        model: Buffer.from(model),
      })
      .where('id', '=', runId)
      .execute()
    await trx.updateTable('mining_runs').set({ model: null }).where('id', '<', runId).execute()
  })
}
