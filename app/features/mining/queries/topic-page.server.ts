import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { sql } from 'kysely'
import { readableThreads } from '#app/access/threads.server.ts'
import { mayMine } from '#app/access/topics.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { brandName } from '#app/features/catalogue/queries/brands.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { addressOf, articleAddress } from '#app/kernel/addresses.ts'
import { WEEK } from '#app/kernel/clock.ts'
import { notFound } from '#app/kernel/errors.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { CoverageState, CoveringView, DecisionView, TopicPageView } from '../types.ts'
import { severalIn } from '../rules/mixed.ts'
import { exemplarsOf } from './topic-exemplars.server.ts'
import { partsOf, volumesOf, withArticle } from './topics-desk.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>

const SAMPLE = 20
const WEEKS = 52

/** A topic with everything that is known of it. */
export async function getTopicPage(
  { db, viewer, clock, locale }: Reading,
  topicId: number,
  page: string | null,
): Promise<TopicPageView> {
  demand(mayMine(viewer))
  const now = clock.now()
  const topic = await db.selectFrom('topics').selectAll().where('id', '=', topicId).executeTakeFirst()
  if (!topic) throw notFound(saying(miningRefusals, 'thisTopic'))
  const requests = await pageByKey(db.selectFrom('requests').selectAll().where('topic_id', '=', topicId), {
    page,
    size: SAMPLE,
    by: ['topic_fit', 'id'],
    order: 'desc',
    keysOf: (row) => [row.topic_fit, row.id],
  })
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'slug', 'title', 'state', 'published_at'])
    .where('topic_id', '=', topicId)
    .orderBy('id')
    .execute()
  const published = articles.flatMap((one) => one.published_at ?? [])
  const weeks = (await volumesOf(db, [topicId], now, WEEKS)).get(topicId) ?? []
  const subject = await db
    .selectFrom('subjects')
    .select(['id', 'title'])
    .where('id', '=', topic.subject_id ?? 0)
    .executeTakeFirst()
  const channels = await db
    .selectFrom('topic_weeks')
    .select(['channel', sql<number>`sum(requests)`.as('n')])
    .where('topic_id', '=', topicId)
    .groupBy('channel')
    .orderBy('n', 'desc')
    .orderBy('channel')
    .execute()
  const { parts, reason } = partsOf(topic, locale)
  return {
    id: topic.id,
    title: topic.title,
    isRenamed: topic.renamed_at !== null,
    mergedInto: await titleOf(db, topic.merged_into),
    dismissed:
      topic.dismissed_at === null
        ? null
        : { at: topic.dismissed_at, reason: topic.dismissed_reason ?? '', never: topic.never_at !== null },
    isProposed: topic.proposed_at !== null,
    isRest: topic.is_rest === 1,
    titleShare: severalIn(topic),
    subject: subject ?? null,
    brand: (await brandName(db, topic.brand_id)) || null,
    aliases: JSON.parse(topic.aliases) as string[],
    words: JSON.parse(topic.words) as string[],
    requests: requests.rows.map((row) => ({
      id: row.id,
      address: `/desk/requests/${row.id}`,
      channel: row.channel,
      subject: row.subject,
      text: excerptOf(row.text, 240),
      at: row.asked_at,
      pinned: row.pinned_at !== null,
    })),
    newer: requests.newer,
    older: requests.older,
    volume: withArticle(weeks, published),
    channels: channels.map((row) => ({ channel: row.channel, requests: Number(row.n) })),
    requestCount: topic.request_count,
    askerCount: topic.asker_count,
    handlingSeconds: topic.handling_seconds,
    unansweredShare: topic.request_count === 0 ? 0 : topic.unanswered_count / topic.request_count,
    trend: topic.trend,
    season: topic.season,
    firstAt: topic.first_at,
    lastAt: topic.last_at,
    saving: topic.saving,
    savingParts: parts,
    coverage: topic.coverage as CoverageState, // written from the closed list only
    reason,
    exemplars: await exemplarsOf(db, topicId, topic.request_count),
    covering: await coveringOf({ db, viewer }, topicId),
    links: await linksOfTopic(db, topicId),
    articles: articles.map((row) => ({
      id: row.id,
      address: articleAddress(row),
      title: row.title,
      state: row.state as TopicPageView['articles'][number]['state'], // written from the closed list only
      publishedAt: row.published_at,
    })),
    beforeAndSince: beforeAndSince(weeks, published, now),
    related: await relatedTo(db, topic.subject_id, topicId),
    others: await listOthers(db, topicId),
    decisions: await decisionsOf(db, topicId),
  }
}

/** Requests a week in the eight weeks before the first article and since; null with less than three weeks. */
function beforeAndSince(
  weeks: readonly { readonly weekAt: number; readonly requests: number }[],
  published: readonly number[],
  now: number,
): TopicPageView['beforeAndSince'] {
  if (published.length === 0) return null
  const at = Math.min(...published)
  // A year is kept week by week: what came out earlier has nothing before it to compare with.
  if (now - at < 3 * WEEK || at - 8 * WEEK < (weeks[0]?.weekAt ?? now)) return null
  const mean = (from: number, to: number): number => {
    const own = weeks.filter((week) => week.weekAt + WEEK > from && week.weekAt + WEEK <= to)
    return own.reduce((sum, week) => sum + week.requests, 0) / Math.max(1, own.length)
  }
  return { before: mean(at - 8 * WEEK, at), since: mean(at + WEEK, now) }
}

async function titleOf(
  db: Executor,
  topicId: number | null,
): Promise<{ readonly id: number; readonly title: string } | null> {
  if (topicId === null) return null
  return (await db.selectFrom('topics').select(['id', 'title']).where('id', '=', topicId).executeTakeFirst()) ?? null
}

/** What already answers it, and this viewer may read. */
async function coveringOf(
  { db, viewer }: Pick<Reading, 'db' | 'viewer'>,
  topicId: number,
): Promise<readonly CoveringView[]> {
  const { unreadable } = await categoriesFor(db, viewer)
  const rows = await db
    .selectFrom('topic_coverage')
    .selectAll()
    .where('topic_id', '=', topicId)
    .orderBy('kind') // articles before threads
    .orderBy('fit', 'desc')
    .execute()
  const idsOf = (kind: string): number[] => [0, ...rows.filter((row) => row.kind === kind).map((row) => row.subject_id)]
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'slug', 'title'])
    .where('id', 'in', idsOf('article'))
    .execute()
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'slug', 'title'])
    .where('id', 'in', idsOf('thread'))
    .where(readableThreads(viewer, unreadable))
    .execute()
  return rows.flatMap((row): CoveringView[] => {
    const fit = row.fit / 1000
    const article = row.kind === 'article' ? articles.find((one) => one.id === row.subject_id) : undefined
    if (article) return [{ kind: 'article', address: articleAddress(article), title: article.title, fit }]
    const thread = row.kind === 'thread' ? threads.find((one) => one.id === row.subject_id) : undefined
    return thread ? [{ kind: 'thread', address: addressOf(thread), title: thread.title, fit }] : []
  })
}

/** Where helpers lead a topic's askers, the most first. */
export async function linksOfTopic(db: Executor, topicId: number): Promise<TopicPageView['links']> {
  return db
    .selectFrom('topic_links')
    .select(['address', 'href', 'requests'])
    .where('topic_id', '=', topicId)
    .orderBy('requests', 'desc')
    .orderBy('address')
    .execute()
}

async function relatedTo(db: Executor, subjectId: number | null, topicId: number): Promise<TopicPageView['related']> {
  if (subjectId === null) return []
  const rows = await db
    .selectFrom('topics')
    .select(['id', 'title', 'asker_count', 'is_rest'])
    .where('subject_id', '=', subjectId)
    .where('id', '!=', topicId)
    .where('merged_into', 'is', null)
    .where('request_count', '>', 0)
    .orderBy('asker_count', 'desc')
    .orderBy('id')
    .limit(8)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, title: row.title, askerCount: row.asker_count },
    isRest: row.is_rest === 1,
  }))
}

/** Topics that a topic could be joined to, or a request moved to: all that go on, but this one (0: all). */
export async function listOthers(db: Executor, topicId: number): Promise<TopicPageView['others']> {
  return db
    .selectFrom('topics')
    .select(['id', 'title'])
    .where('id', '!=', topicId)
    .where('merged_into', 'is', null)
    .where('request_count', '>', 0)
    .where('is_rest', '=', 0)
    .orderBy('title')
    .orderBy('id')
    .limit(500)
    .execute()
}

async function decisionsOf(db: Executor, topicId: number): Promise<readonly DecisionView[]> {
  const rows = await db
    .selectFrom('topic_decisions')
    .leftJoin('topics as into', 'into.id', 'topic_decisions.into_id')
    .select([
      'topic_decisions.id',
      'topic_decisions.kind',
      'topic_decisions.topic_id',
      'topic_decisions.detail',
      'topic_decisions.by_id',
      'topic_decisions.at',
      'topic_decisions.undone_at',
      'into.title as into_title',
    ])
    .where((eb) => eb.or([eb('topic_decisions.topic_id', '=', topicId), eb('topic_decisions.into_id', '=', topicId)]))
    .orderBy('topic_decisions.at', 'desc')
    .orderBy('topic_decisions.id', 'desc')
    .limit(30)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.by_id),
  )
  return rows.map((row) => ({
    id: row.id,
    ...decided(row),
    by: people.get(row.by_id ?? 0)?.name ?? null,
    at: row.at,
    mayUndo: row.undone_at === null && row.kind !== 'restore',
  }))
}

/** What a decision did, from its row. */
function decided(row: {
  readonly kind: string
  readonly detail: string
  readonly into_title: string | null
  readonly undone_at: number | null
}): Pick<DecisionView, 'kind' | 'other' | 'before' | 'reason' | 'requests' | 'isUndone'> {
  const { before, reason, requests } = JSON.parse(row.detail) as {
    readonly before?: string
    readonly reason?: string
    readonly requests?: readonly number[]
  }
  return {
    kind: row.kind as DecisionView['kind'], // written from the closed list only
    other: row.into_title,
    before: before === undefined ? null : excerptOf(before, 80),
    reason: reason ?? '',
    requests: requests?.length ?? 0,
    isUndone: row.undone_at !== null,
  }
}
