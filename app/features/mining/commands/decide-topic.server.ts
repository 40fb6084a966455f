import { saying } from '#app/locale/saying.ts'
import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { mayMine } from '#app/access/topics.ts'
import type { ActVerb } from '#app/kernel/acts.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { TopicDecisionRow, TopicRow } from '#db/schema/mining.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { phrasing } from '../queries/mining-inputs.server.ts'
import { wordsOfRequests } from '../queries/request-words.server.ts'
import { topicAfterMerges } from '../queries/merged-topics.server.ts'

/** What an editor decides about a topic. It is kept for ever, and can be taken back. */
export type TopicDecision =
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'merge'; readonly into: number }
  | { readonly kind: 'split'; readonly title: string; readonly requests: readonly number[] }
  /** Each of these groups becomes a topic, called as its first request asks. */
  | { readonly kind: 'parts'; readonly groups: readonly (readonly number[])[] }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'never'; readonly reason: string }
  | { readonly kind: 'restore' }
  | { readonly kind: 'move'; readonly request: number; readonly into: number | null }
  /** A request that is in no topic belongs to this one. */
  | { readonly kind: 'place'; readonly request: number }

/** Decides; returns the topic to go on with. */
export async function decideTopic(
  context: Context,
  topicId: number,
  decision: TopicDecision,
): Promise<{ readonly topicId: number }> {
  const { db, viewer, clock } = context
  demand(mayMine(viewer))
  const words = decision.kind === 'split' ? await wordsOfRequests(db, decision.requests) : []
  const parts = decision.kind === 'parts' ? await partsOf(db, decision.groups) : []
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const into = 'into' in decision ? decision.into : null
    // In the order of their numbers, so that two merges that cross wait instead of breaking each other off.
    const ids = [topicId, ...(into === null ? [] : [into])].sort((a, b) => a - b)
    for (const id of ids) await lockRow(trx, 'topics', id)
    const topic = await getTopic(trx, topicId)
    if (topic.merged_into !== null) {
      throw new AppError('conflict', saying(miningRefusals, 'somebodyJoinedThisTopic'))
    }
    const act = { trx, now, by: viewer.id, topic }
    switch (decision.kind) {
      case 'rename':
        return rename(act, decision.title)
      case 'merge':
        return merge(act, decision.into)
      case 'split':
        return split(act, decision.title, decision.requests, words)
      case 'parts':
        for (const part of parts) await split(act, part.title, part.requests, part.words)
        return { topicId }
      case 'dismiss':
      case 'never':
        return dismiss(act, decision.kind, decision.reason)
      case 'restore':
        return restore(act)
      case 'move':
        return move(act, decision.request, decision.into)
      case 'place':
        return place(act, decision.request)
    }
  })
}

interface Act {
  readonly trx: Executor
  readonly now: number
  readonly by: number | null
  readonly topic: TopicRow
}

type Done = Promise<{ readonly topicId: number }>

async function getTopic(trx: Executor, id: number): Promise<TopicRow> {
  const row = await trx.selectFrom('topics').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(saying(miningRefusals, 'thisTopic'))
  return row
}

async function keep(
  { trx, now, by, topic }: Act,
  kind: ActVerb<'topic'>,
  more: {
    readonly into?: number
    readonly request?: number
    readonly detail?: object
    /** What /desk/log says beside the topic's own title. */
    readonly logged?: Readonly<Record<string, unknown>>
    readonly reason?: string
  },
): Promise<void> {
  await trx
    .insertInto('topic_decisions')
    .values({
      topic_id: topic.id,
      kind,
      into_id: more.into ?? null,
      request_id: more.request ?? null,
      detail: JSON.stringify(more.detail ?? {}),
      at: now,
      by_id: by,
    })
    .execute()
  const said = {
    ...(more.into !== undefined && { into: more.into }),
    ...(more.request !== undefined && { request: more.request }),
    ...more.logged,
  }
  const reason = more.reason ?? ''
  await logAct(trx, { at: now, by, verb: kind, kind: 'topic', id: topic.id, reason, detail: said })
}

async function recount({ trx, now }: Act, ...topics: readonly (number | null)[]): Promise<void> {
  for (const topic of topics) {
    if (topic !== null) await tell(trx, 'topic.decided', { topic }, now)
  }
}

async function rename(act: Act, title: string): Done {
  const { trx, topic, now } = act
  if (title === topic.title) return { topicId: topic.id }
  await keep(act, 'rename', {
    detail: { before: topic.title, beforeAt: topic.renamed_at, after: title },
    logged: { before: topic.title, after: title },
  })
  await trx.updateTable('topics').set({ title, renamed_at: now }).where('id', '=', topic.id).execute()
  return { topicId: topic.id }
}

async function merge(act: Act, intoId: number): Done {
  const { trx, topic, now } = act
  if (intoId === topic.id) {
    const why = saying(miningRefusals, 'chooseAnother')
    throw new AppError('invalid', why, { fields: { into: why } })
  }
  const into = await getTopic(trx, intoId)
  if (into.merged_into !== null) {
    const why = saying(miningRefusals, 'joinedItself')
    throw new AppError('invalid', why, { fields: { into: why } })
  }
  if (into.brand_id !== topic.brand_id) {
    const why = saying(miningRefusals, 'ofAnotherBrand')
    throw new AppError('invalid', why, { fields: { into: why } })
  }
  const moved = await trx.selectFrom('requests').select('id').where('topic_id', '=', topic.id).orderBy('id').execute()
  const articles = await trx.selectFrom('articles').select('id').where('topic_id', '=', topic.id).execute()
  await keep(act, 'merge', {
    into: into.id,
    detail: { requests: moved.map((row) => row.id), articles: articles.map((row) => row.id) },
  })
  await trx.updateTable('requests').set({ topic_id: into.id }).where('topic_id', '=', topic.id).execute()
  await trx.updateTable('topics').set({ merged_into: into.id, merged_at: now }).where('id', '=', topic.id).execute()
  await trx.updateTable('articles').set({ topic_id: into.id }).where('topic_id', '=', topic.id).execute()
  await recount(act, topic.id, into.id)
  return { topicId: into.id }
}

interface Part {
  readonly title: string
  readonly requests: readonly number[]
  readonly words: readonly string[]
}

/** Groups with what each would be called. */
async function partsOf(db: Executor, groups: readonly (readonly number[])[]): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const requests of groups) {
    const first = await db
      .selectFrom('requests')
      .select(['subject', 'text'])
      .where('id', '=', requests[0] ?? 0)
      .executeTakeFirst()
    const words = await wordsOfRequests(db, requests)
    const title = first ? phrasing(first.subject, first.text) : ''
    parts.push({ title: title || words.join(', '), requests, words })
  }
  return parts
}

async function split(act: Act, title: string, requests: readonly number[], words: readonly string[]): Done {
  const { trx, topic, now } = act
  const own = await trx
    .selectFrom('requests')
    .select('id')
    .where('topic_id', '=', topic.id)
    .where('id', 'in', requests.length > 0 ? [...requests] : [0])
    .execute()
  if (own.length === 0) {
    const why = saying(miningRefusals, 'chooseForTheNew')
    throw new AppError('invalid', why, { fields: { request: why } })
  }
  const { id } = await trx
    .insertInto('topics')
    .values({
      subject_id: topic.subject_id,
      brand_id: topic.brand_id,
      title,
      title_request_id: own[0]?.id ?? null,
      words: JSON.stringify(words),
      created_at: now,
      mined_at: now,
      renamed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ids = own.map((row) => row.id)
  await keep(act, 'split', { into: id, detail: { requests: ids } })
  await trx
    .updateTable('requests')
    .set({ topic_id: id, pinned_at: now, topic_fit: 1000 })
    .where('id', 'in', ids)
    .execute()
  await recount(act, topic.id, id)
  return { topicId: id }
}

async function dismiss(act: Act, kind: 'dismiss' | 'never', reason: string): Done {
  const { trx, topic, now, by } = act
  await keep(act, kind, { detail: { reason }, reason })
  await trx
    .updateTable('topics')
    .set({
      dismissed_at: now,
      dismissed_by: by,
      dismissed_reason: reason,
      never_at: kind === 'never' ? now : null,
    })
    .where('id', '=', topic.id)
    .execute()
  return { topicId: topic.id }
}

async function restore(act: Act): Done {
  const { trx, topic } = act
  if (topic.dismissed_at === null) return { topicId: topic.id }
  await keep(act, 'restore', {})
  await trx
    .updateTable('topics')
    .set({ dismissed_at: null, dismissed_by: null, dismissed_reason: null, never_at: null })
    .where('id', '=', topic.id)
    .execute()
  return { topicId: topic.id }
}

async function move(act: Act, requestId: number, intoId: number | null): Done {
  const { trx, topic, now } = act
  if (intoId !== null && (await getTopic(trx, intoId)).merged_into !== null) {
    const why = saying(miningRefusals, 'joinedToAnother')
    throw new AppError('invalid', why, { fields: { into: why } })
  }
  const before = await trx.selectFrom('requests').select('pinned_at').where('id', '=', requestId).executeTakeFirst()
  const moved = await trx
    .updateTable('requests')
    .set({ topic_id: intoId, pinned_at: now, topic_at: now, topic_fit: 1000 })
    .where('id', '=', requestId)
    .where('topic_id', '=', topic.id)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new AppError('conflict', saying(miningRefusals, 'thisRequestIsInAnother'))
  await keep(act, 'move', {
    request: requestId,
    ...(intoId !== null && { into: intoId }),
    logged: { into: intoId },
    detail: { pinnedBefore: before?.pinned_at ?? null },
  })
  await recount(act, topic.id, intoId)
  return { topicId: topic.id }
}

async function place(act: Act, requestId: number): Done {
  const { trx, topic, now } = act
  const before = await trx.selectFrom('requests').select('pinned_at').where('id', '=', requestId).executeTakeFirst()
  const placed = await trx
    .updateTable('requests')
    .set({ topic_id: topic.id, pinned_at: now, topic_at: now, topic_fit: 1000 })
    .where('id', '=', requestId)
    .where('topic_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!placed) throw new AppError('conflict', saying(miningRefusals, 'thisRequestIsInAnother'))
  await keep(act, 'place', {
    request: requestId,
    detail: { pinnedBefore: before?.pinned_at ?? null },
  })
  await recount(act, topic.id)
  return { topicId: topic.id }
}

/**
 * Moves a request from its own page to a topic, or to none (`into` null), wherever it is now. The decision is
 * kept with the topic it leaves, or with the one it comes to when it was in none. Throws `not-found`,
 * `conflict` when somebody moves it meanwhile.
 */
export async function moveRequest(context: Context, requestId: number, into: number | null): Promise<void> {
  demand(mayMine(context.viewer))
  const row = await context.db.selectFrom('requests').select('topic_id').where('id', '=', requestId).executeTakeFirst()
  if (!row) throw notFound(saying(miningRefusals, 'thisRequest'))
  if (row.topic_id === into) return
  if (row.topic_id !== null) {
    await decideTopic(context, row.topic_id, { kind: 'move', request: requestId, into })
  } else if (into !== null) {
    await decideTopic(context, into, { kind: 'place', request: requestId })
  }
}

/**
 * Takes a decision back: what it moved goes back to where the topics went meanwhile. Refused with
 * `conflict` while a later decision about the same stands on it.
 */
export async function undoDecision(
  { db, viewer, clock }: Context,
  decisionId: number,
): Promise<{ readonly topicId: number }> {
  demand(mayMine(viewer))
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'topic_decisions', decisionId)
    const row = await trx.selectFrom('topic_decisions').selectAll().where('id', '=', decisionId).executeTakeFirst()
    if (!row) throw notFound(saying(miningRefusals, 'thisDecision'))
    if (row.undone_at !== null) return { topicId: row.topic_id }
    const ids = [row.topic_id, row.into_id ?? row.topic_id].sort((a, b) => a - b)
    for (const id of ids) await lockRow(trx, 'topics', id)
    const topic = await getTopic(trx, row.topic_id)
    await refuseWhatIsBuiltOn(trx, row)
    const touched = await takeBack(trx, row, topic)
    await trx
      .updateTable('topic_decisions')
      .set({ undone_at: now, undone_by: viewer.id })
      .where('id', '=', decisionId)
      .execute()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'undo',
      kind: 'topic',
      id: topic.id,
      detail: { decision: row.kind },
    })
    await recount({ trx, now, by: viewer.id, topic }, ...touched)
    return { topicId: topic.id }
  })
}

/** Decisions of these kinds are about the same: the later one has to be taken back first. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  rename: ['rename'],
  dismiss: ['dismiss', 'never', 'restore'],
  never: ['dismiss', 'never', 'restore'],
  move: ['move', 'place'],
  place: ['move', 'place'],
}

async function refuseWhatIsBuiltOn(trx: Executor, row: TopicDecisionRow): Promise<void> {
  const kinds = ALIKE[row.kind]
  if (!kinds) return
  const later = await trx
    .selectFrom('topic_decisions')
    .select('id')
    .where('id', '>', row.id)
    .where('kind', 'in', [...kinds])
    .where('undone_at', 'is', null)
    .$if(row.request_id !== null, (q) => q.where('request_id', '=', row.request_id))
    .$if(row.request_id === null, (q) => q.where('topic_id', '=', row.topic_id))
    .executeTakeFirst()
  if (later) throw new AppError('conflict', saying(miningRefusals, 'somethingWasDecidedAbout'))
}

interface DecisionDetail {
  readonly before?: string
  readonly beforeAt?: number | null
  readonly requests?: readonly number[]
  readonly articles?: readonly number[]
  readonly pinnedBefore?: number | null
}

/** Undoes what one decision changed; returns the topics whose requests changed. */
async function takeBack(trx: Executor, row: TopicDecisionRow, topic: TopicRow): Promise<readonly number[]> {
  const detail = JSON.parse(row.detail) as DecisionDetail
  const set = (patch: Partial<TopicRow>) => trx.updateTable('topics').set(patch).where('id', '=', topic.id).execute()
  switch (row.kind) {
    case 'rename':
      // Without `before` its words are gone with the requests that said them: those that are left name it.
      await set({ title: detail.before ?? topic.title, renamed_at: detail.beforeAt ?? null })
      return detail.before === undefined ? [topic.id] : []
    case 'merge': {
      const from = await topicAfterMerges(trx, row.into_id ?? topic.id)
      await set({ merged_into: null, merged_at: null })
      await putBack(trx, detail.requests ?? [], from, topic.id, {})
      await trx
        .updateTable('articles')
        .set({ topic_id: topic.id })
        .where('topic_id', '=', from)
        .where('id', 'in', [0, ...(detail.articles ?? [])])
        .execute()
      return [topic.id, from]
    }
    case 'split': {
      const from = await topicAfterMerges(trx, row.into_id ?? topic.id)
      const to = await topicAfterMerges(trx, topic.id)
      await putBack(trx, detail.requests ?? [], from, to, { pinned_at: null })
      return [from, to]
    }
    case 'move': {
      const from = row.into_id === null ? null : await topicAfterMerges(trx, row.into_id)
      const to = await topicAfterMerges(trx, topic.id)
      await trx
        .updateTable('requests')
        .set({ topic_id: to, pinned_at: detail.pinnedBefore ?? null })
        .where('id', '=', row.request_id ?? 0)
        .where('topic_id', from === null ? 'is' : '=', from)
        .execute()
      return from === null ? [to] : [from, to]
    }
    case 'place': {
      const from = await topicAfterMerges(trx, topic.id)
      await trx
        .updateTable('requests')
        .set({ topic_id: null, pinned_at: detail.pinnedBefore ?? null })
        .where('id', '=', row.request_id ?? 0)
        .where('topic_id', '=', from)
        .execute()
      return [from]
    }
    default:
      await set({ dismissed_at: null, dismissed_by: null, dismissed_reason: null, never_at: null })
      return []
  }
}

async function putBack(
  trx: Executor,
  requests: readonly number[],
  from: number,
  to: number,
  more: { readonly pinned_at?: null },
): Promise<void> {
  for (let at = 0; at < requests.length; at += 500) {
    await trx
      .updateTable('requests')
      .set({ topic_id: to, ...more })
      .where('topic_id', '=', from)
      .where('id', 'in', requests.slice(at, at + 500))
      .execute()
  }
}
