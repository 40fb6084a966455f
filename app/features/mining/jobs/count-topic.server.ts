import { sql } from 'kysely'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { FIRST_MONDAY, WEEK } from '#app/kernel/clock.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { settleSaving } from '../commands/settle-saving.server.ts'
import { topicAfterMerges } from '../queries/merged-topics.server.ts'
import { phrasing } from '../queries/mining-inputs.server.ts'
import { seasonOf, trendOf } from '../rules/volume.ts'

/** What a renaming keeps: `beforeAt` is null where the title before it was a request's and not an editor's. */
interface RenameDetail {
  readonly before?: string
  readonly beforeAt: number | null
  readonly after: string
}

/** The job `topics.count`: a topic's figures and its words are those of its requests as they are. */
export async function countTopic({ db, clock }: Pick<Services, 'db' | 'clock'>, topicId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'topics', topicId)
    if (!(await recountTopic(trx, topicId, now))) return
    await settleWords(trx, topicId)
    await enqueue(trx, 'topics.cover', { topic: topicId }, { now })
  })
}

/** Counts a topic again from its requests; false when it is gone. */
export async function recountTopic(trx: Executor, topicId: number, now: number): Promise<boolean> {
  const totals = await trx
    .selectFrom('requests')
    .select([
      sql<number>`coalesce(sum(times), 0)`.as('requests'),
      sql<number>`count(distinct coalesce(requester_key, 'request ' || id))`.as('askers'),
      sql<number>`coalesce(sum(case when outcome = 'unanswered' then 1 else 0 end), 0)`.as('unanswered'),
      sql<number>`coalesce(sum(handling_seconds), 0)`.as('handling'),
      sql<number | null>`min(asked_at)`.as('first'),
      sql<number | null>`max(asked_at)`.as('last'),
    ])
    .where('topic_id', '=', topicId)
    .executeTakeFirstOrThrow()
  // Written as numbers, because a bound one would make this a division with a rest on SQLite.
  const week = sql<number>`(asked_at - ${sql.lit(FIRST_MONDAY)}) / ${sql.lit(WEEK)}`
  const weeks = await trx
    .selectFrom('requests')
    .select([week.as('week'), 'channel', sql<number>`sum(times)`.as('n')])
    .where('topic_id', '=', topicId)
    .groupBy([week, 'channel'])
    .execute()
  const counted = weeks.map((row) => ({
    weekAt: Math.floor(Number(row.week)) * WEEK + FIRST_MONDAY,
    channel: row.channel,
    requests: Number(row.n),
  }))
  const changed = await trx
    .updateTable('topics')
    .set({
      request_count: Number(totals.requests),
      asker_count: Number(totals.askers),
      unanswered_count: Number(totals.unanswered),
      handling_seconds: Number(totals.handling),
      first_at: totals.first === null ? null : Number(totals.first),
      last_at: totals.last === null ? null : Number(totals.last),
      trend: trendOf(counted, now),
      season: seasonOf(counted),
      counted_at: now,
    })
    .where('id', '=', topicId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return false
  await trx.deleteFrom('topic_weeks').where('topic_id', '=', topicId).execute()
  for (let at = 0; at < counted.length; at += 500) {
    await trx
      .insertInto('topic_weeks')
      .values(
        counted.slice(at, at + 500).map((row) => ({
          topic_id: topicId,
          week_at: row.weekAt,
          channel: row.channel,
          requests: row.requests,
        })),
      )
      .execute()
  }
  await settleSaving(trx, topicId)
  return true
}

/**
 * A topic is called by what its requests say: when those that gave it title and other phrasings are gone (an import was
 * undone, somebody left), their words go with them, and the most fitting of the others names it. An editor's name stays,
 * but what the topic was called before it does not outlive the requests that said it either.
 */
async function settleWords(trx: Executor, topicId: number): Promise<void> {
  const topic = await trx
    .selectFrom('topics')
    .select(['title', 'aliases', 'words', 'renamed_at'])
    .where('id', '=', topicId)
    .executeTakeFirst()
  if (!topic) return
  const requests = await trx
    .selectFrom('requests')
    .select(['subject', sql<string>`substr(text, 1, 400)`.as('text')])
    .where('topic_id', '=', await topicAfterMerges(trx, topicId))
    .orderBy('topic_fit', 'desc')
    .orderBy('id')
    .execute()
  const said = new Set(requests.map((one) => phrasing(one.subject, one.text)))
  said.delete('')
  await forgetFormerTitles(trx, topicId, said)
  const known = JSON.parse(topic.aliases) as string[]
  const still = known.filter((alias) => said.has(alias))
  const isNamed = topic.renamed_at !== null || said.has(topic.title)
  const title = isNamed ? topic.title : (still[0] ?? [...said][0] ?? (JSON.parse(topic.words) as string[]).join(' '))
  const aliases = still.filter((alias) => alias !== title)
  if (title === topic.title && aliases.length === known.length) return
  await trx
    .updateTable('topics')
    .set({ title, aliases: JSON.stringify(aliases) })
    .where('id', '=', topicId)
    .execute()
}

/** A decision keeps the title before it, to be taken back: words of a request go when nobody says them any more. */
async function forgetFormerTitles(trx: Executor, topicId: number, said: ReadonlySet<string>): Promise<void> {
  const renames = await trx
    .selectFrom('topic_decisions')
    .select(['id', 'detail'])
    .where('topic_id', '=', topicId)
    .where('kind', '=', 'rename')
    .execute()
  for (const { id, detail } of renames) {
    const { before, ...rest } = JSON.parse(detail) as RenameDetail
    if (before === undefined || rest.beforeAt !== null || said.has(before)) continue
    await trx
      .updateTable('topic_decisions')
      .set({ detail: JSON.stringify(rest) })
      .where('id', '=', id)
      .execute()
  }
}
