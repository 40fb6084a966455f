import { pause } from '#app/kernel/pause.ts'
import { numberRows } from '#db/dialects/differences.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { topicAfterMerges } from '../queries/merged-topics.server.ts'
import type { RequestsRead } from '../queries/mining-inputs.server.ts'
import type { RunFacts, RunPlan } from '../rules/keep-decisions.ts'
import type { MinedTopic, MiningResult } from '../types.ts'

/** What a run read and found. */
export interface Found {
  readonly requests: RequestsRead
  readonly result: MiningResult
}

/** What else is asked is called by so many of its words. */
const REST_WORDS = 4
/** Requests that one statement places: a few milliseconds on SQLite, which stops the process while it writes. */
const PAGE = 100

/** What editors decided about topics and did not take back. */
export async function standingDecisions(
  db: Executor,
): Promise<Pick<RunFacts, 'joined' | 'parted' | 'restsBefore' | 'named'>> {
  const rows = await db
    .selectFrom('topic_decisions')
    .select(['topic_id', 'into_id', 'kind'])
    .where('kind', 'in', ['merge', 'split'])
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
  const topics = await db
    .selectFrom('topics')
    .select(['id', 'is_rest', 'renamed_at'])
    .where((eb) => eb.or([eb('is_rest', '=', 1), eb('renamed_at', 'is not', null)]))
    .execute()
  return {
    restsBefore: new Set(topics.flatMap(({ id, is_rest }) => (is_rest === 1 ? id : []))),
    named: new Set(topics.flatMap(({ id, renamed_at }) => (renamed_at === null ? [] : id))),
    joined: new Set(rows.flatMap((row) => (row.kind === 'merge' ? (row.into_id ?? []) : []))),
    parted: rows.flatMap((row) =>
      row.kind === 'split' && row.into_id !== null ? [[row.topic_id, row.into_id] as const] : [],
    ),
  }
}

/** Brings the subjects up to date; returns the id of each of the run's subjects. */
export async function keepSubjects(
  db: Executor,
  now: number,
  { result }: Found,
  plan: RunPlan,
): Promise<readonly (number | null)[]> {
  return inTransaction(db, async (trx) => {
    const known = await trx.selectFrom('topics').select(['id', 'subject_id']).execute()
    const subjectOf = new Map(known.map((row) => [row.id, row.subject_id]))
    const taken = new Set<number>()
    const ids: (number | null)[] = []
    for (let subject = 0; subject < result.subjects; subject++) {
      const own = result.topics.filter((topic) => topic.subject === subject)
      if (own.length === 0) {
        ids.push(null)
        continue
      }
      const votes = new Map<number, number>()
      for (const topic of own) {
        const old = subjectOf.get(plan.topicOfGroup[topic.index] ?? -1)
        if (old != null) votes.set(old, (votes.get(old) ?? 0) + topic.size)
      }
      const best = [...votes].sort((a, b) => b[1] - a[1]).find(([id]) => !taken.has(id))?.[0]
      const words = subjectWords(own)
      const title = words.slice(0, 3).join(', ')
      if (best === undefined) {
        const { id } = await trx
          .insertInto('subjects')
          .values({ title, words: JSON.stringify(words), created_at: now })
          .returning('id')
          .executeTakeFirstOrThrow()
        ids.push(id)
      } else {
        await trx
          .updateTable('subjects')
          .set((eb) => ({
            words: JSON.stringify(words),
            title: eb.case().when('renamed_at', 'is', null).then(title).else(eb.ref('title')).end(),
          }))
          .where('id', '=', best)
          .execute()
        taken.add(best)
        ids.push(best)
      }
    }
    return ids
  })
}

/** The words that most of a subject's requests have in common, from the words of its topics. */
function subjectWords(topics: readonly MinedTopic[]): readonly string[] {
  const weights = new Map<string, number>()
  for (const topic of topics) {
    topic.words.forEach((word, at) => {
      weights.set(word, (weights.get(word) ?? 0) + topic.size / (at + 2))
    })
  }
  return [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 6)
    .map(([word]) => word)
}

/** Brings the topics' rows up to date; returns the id of each of the run's groups. */
export async function keepTopics(
  db: Executor,
  now: number,
  { requests, result }: Found,
  plan: RunPlan,
  subjects: readonly (number | null)[],
): Promise<readonly number[]> {
  return inTransaction(db, async (trx) => {
    const ids: number[] = []
    const brands = new Map<number, number | null>()
    for (const topic of result.topics) {
      const brand = Number(topic.brand) || null
      const isRest = topic.isRest === true
      const title = isRest ? topic.words.slice(0, REST_WORDS).join(', ') : requests.phrasingOf(topic.titleId)
      const aliases = [...new Set(topic.aliasIds.map((id) => requests.phrasingOf(id)))]
      const named = {
        subject_id: subjects[topic.subject] ?? null,
        brand_id: brand,
        words: JSON.stringify(topic.words),
        aliases: JSON.stringify(aliases.filter((alias) => alias !== '' && alias !== title)),
        title_share: isRest ? null : Math.round(topic.asked * 100),
        is_rest: isRest ? 1 : 0,
        mined_at: now,
        proposed_at: null,
      }
      const called = { title: title || topic.words.join(' '), title_request_id: Number(topic.titleId) || null }
      const kept = plan.topicOfGroup[topic.index] ?? -1
      // An editor may have joined it to another while the run went on.
      const goesOn = kept === -1 ? -1 : await topicAfterMerges(trx, kept)
      // What was one topic before its requests were of two brands is two.
      const known = brands.has(goesOn) && brands.get(goesOn) !== brand ? -1 : goesOn
      const before =
        known === -1
          ? undefined
          : await trx.selectFrom('topics').select('renamed_at').where('id', '=', known).executeTakeFirst()
      if (!before) {
        const { id } = await trx
          .insertInto('topics')
          .values({ ...named, ...called, created_at: now })
          .returning('id')
          .executeTakeFirstOrThrow()
        ids[topic.index] = id
        brands.set(id, brand)
        continue
      }
      // Several groups may be one topic that an editor joined: the greatest names it.
      if (!ids.includes(known)) {
        await trx
          .updateTable('topics')
          // What an editor named is a topic to them.
          .set(before.renamed_at === null ? { ...named, ...called } : { ...named, is_rest: 0 })
          .where('id', '=', known)
          .execute()
      }
      ids[topic.index] = known
      brands.set(known, brand)
    }
    return ids
  })
}

/** Puts every request where the run or an editor says; returns the topics that gained or lost some. */
export async function placeAll(
  db: Executor,
  now: number,
  { requests, result }: Found,
  plan: RunPlan,
  topicIds: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlySet<number>> {
  const touched = new Set<number>(topicIds)
  const goesOn = new Map<number, number>()
  for (const topic of new Set(plan.stays)) {
    if (topic !== -1) goesOn.set(topic, await topicAfterMerges(db, topic))
  }
  for (let from = 0; from < requests.ids.length; from += PAGE) {
    signal?.throwIfAborted()
    const places = requests.ids.slice(from, from + PAGE).map((id, n) => {
      const at = from + n
      const group = result.assignment[at] ?? -1
      const stays = plan.stays[at] ?? -1
      const topic = stays !== -1 ? (goesOn.get(stays) ?? stays) : group === -1 ? null : (topicIds[group] ?? null)
      const before = requests.topics[at] ?? -1
      if (before !== -1) touched.add(before)
      return [id, topic, Math.round((result.fit[at] ?? 0) * 1000)] as const
    })
    await inTransaction(db, async (trx) => {
      await trx
        .updateTable('requests')
        .from(numberRows(trx, ['id', 'topic', 'fit'], places).as('placed'))
        .set((eb) => ({ topic_id: eb.ref('placed.topic'), topic_fit: eb.ref('placed.fit'), topic_at: now }))
        .whereRef('requests.id', '=', 'placed.id')
        .where('requests.pinned_at', 'is', null)
        .execute()
    })
    await pause()
  }
  return touched
}
