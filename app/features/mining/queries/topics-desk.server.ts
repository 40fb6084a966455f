import type { Locale } from '#app/locale/locales.ts'
import { textIn } from '#app/locale/saying.ts'
import { sql, type ExpressionBuilder, type SqlBool } from 'kysely'
import { mayMine } from '#app/access/topics.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { WEEK, weekOf } from '#app/kernel/clock.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Schema } from '#db/schema.ts'
import type { TopicRow } from '#db/schema/mining.ts'
import type { Executor } from '#db/transaction.server.ts'
import { severalIn } from '../rules/mixed.ts'
import { lastWeeks, type WeekCount } from '../rules/volume.ts'
import type {
  CoverageState,
  RunView,
  SavingParts,
  TopicRowView,
  TopicsDeskView,
  TopicTab,
  VolumeView,
} from '../types.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>

const PAGE = 25
const WEEKS = 12
/** From a third more than before a topic grows, in hundredths. */
const GROWS = 133

/** Which topics a tab holds. */
function inTab(tab: TopicTab) {
  return (eb: ExpressionBuilder<Schema, 'topics'>) => {
    const alive = eb.and([
      eb('topics.merged_into', 'is', null),
      eb('topics.request_count', '>', 0),
      eb('topics.dismissed_at', tab === 'dismissed' ? 'is not' : 'is', null),
      // What is asked besides is no topic that an article could answer.
      ...(tab === 'dismissed' ? [] : [eb('topics.is_rest', '=', tab === 'others' ? 1 : 0)]),
    ])
    switch (tab) {
      case 'uncovered':
        return eb.and([alive, eb('topics.coverage', 'in', ['uncovered', 'elsewhere', 'thin'])])
      case 'failing':
        return eb.and([alive, eb('topics.coverage', '=', 'failing')])
      case 'growing':
        return eb.and([alive, eb('topics.trend', '>=', GROWS)])
      case 'proposed':
        return eb.and([alive, eb('topics.proposed_at', 'is not', null)])
      case 'all':
      case 'others':
      case 'dismissed':
        return alive
    }
  }
}

/** No article would save what is asked besides; how many ask there is what tells most. */
const orderOf = (tab: TopicTab): 'saving' | 'asker_count' => (tab === 'others' ? 'asker_count' : 'saving')

interface Asked {
  readonly tab: TopicTab
  readonly subject: number | null
  readonly brand?: number | null
  /** Topics that somebody asked through it; null for all. */
  readonly source?: string | null
  /** Topics of which a fifth is asked in it, at least; null for all. */
  readonly language?: string | null
  /** Words that title, other phrasings or telling words of a topic hold; '' for all. */
  readonly q?: string
}

/** A topic is asked in a language when one of so many of its requests is. */
const SPOKEN = 5
/** Sources and languages that are offered. */
const MOST_OFFERED = 60

/** Words that say what a topic of several questions is about. */
const WORDS_SHOWN = 4

/** Words looked for at most. */
const MOST_WORDS = 6

/** Which topics are asked for. */
function isAsked({ tab, subject, brand = null, source = null, language = null, q = '' }: Asked) {
  return (eb: ExpressionBuilder<Schema, 'topics'>) => {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
    return eb.and([
      inTab(tab)(eb),
      ...(subject === null ? [] : [eb('topics.subject_id', '=', subject)]),
      ...(brand === null ? [] : [eb('topics.brand_id', '=', brand)]),
      ...(source === null
        ? []
        : [sql<SqlBool>`exists (select 1 from topic_origins o where o.topic_id = topics.id and o.source = ${source})`]),
      ...(language === null
        ? []
        : [
            sql<SqlBool>`(select ${SPOKEN} * sum(o.requests) from topic_origins o
              where o.topic_id = topics.id and o.language = ${language}) >= topics.request_count`,
          ]),
      ...words.map((word) => {
        const like = `%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
        return sql<SqlBool>`lower(topics.title || ' ' || topics.aliases || ' ' || topics.words) like ${like} escape '\\'`
      }),
    ])
  }
}

/** What people ask for, in the order of what an article would save. */
export async function getTopicsDesk(
  { db, viewer, clock, locale }: Reading,
  asked: Asked & { readonly page: string | null },
): Promise<TopicsDeskView> {
  demand(mayMine(viewer))
  const now = clock.now()
  const by = orderOf(asked.tab)
  const found = await pageByKey(db.selectFrom('topics').selectAll().where(isAsked(asked)), {
    page: asked.page,
    size: PAGE,
    by: [by, 'id'],
    order: 'desc',
    keysOf: (row) => [row[by], row.id],
  })
  return {
    tab: asked.tab,
    subject: asked.subject,
    brand: asked.brand ?? null,
    source: asked.source ?? null,
    language: asked.language ?? null,
    q: asked.q ?? '',
    rows: await rowsOf(db, found.rows, asked, { now, locale }),
    counts: await countTabs(db),
    subjects: await listSubjects(db),
    brands: await listBrandsOfTopics(db),
    sources: await listOrigins(db, 'source'),
    languages: await listOrigins(db, 'language'),
    ...(await totals(db)),
    run: await newestRun(db, locale),
    newer: found.newer,
    older: found.older,
  }
}

async function rowsOf(
  db: Executor,
  topics: readonly TopicRow[],
  asked: Asked,
  { now, locale }: { readonly now: number; readonly locale: Locale },
): Promise<readonly TopicRowView[]> {
  const first = topics[0]
  if (!first) return []
  const by = orderOf(asked.tab)
  const before = await db
    .selectFrom('topics')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(isAsked(asked))
    .where((eb) => eb.or([eb(by, '>', first[by]), eb.and([eb(by, '=', first[by]), eb('id', '>', first.id)])]))
    .executeTakeFirstOrThrow()
  const ids = topics.map((topic) => topic.id)
  const volumes = await volumesOf(db, ids, now, WEEKS)
  const articles = await articlesOf(db, ids)
  const subjects = await db
    .selectFrom('subjects')
    .select(['id', 'title'])
    .where('id', 'in', [0, ...topics.flatMap((topic) => topic.subject_id ?? [])])
    .execute()
  const brands = await db
    .selectFrom('brands')
    .select(['id', 'name'])
    .where('id', 'in', [0, ...topics.flatMap((topic) => topic.brand_id ?? [])])
    .execute()
  return topics.map((topic, at) => {
    const own = articles.filter((article) => article.topic_id === topic.id)
    const article = own.find((one) => one.listed === 1) ?? own[0]
    const { parts, reason } = partsOf(topic, locale)
    return {
      id: topic.id,
      rank: Number(before.n) + at + 1,
      title: topic.title,
      subject: subjects.find((one) => one.id === topic.subject_id)?.title ?? null,
      brand: brands.find((one) => one.id === topic.brand_id)?.name ?? null,
      aliases: (JSON.parse(topic.aliases) as string[]).slice(0, 2),
      volume: withArticle(
        volumes.get(topic.id) ?? lastWeeks([], now, WEEKS),
        own.flatMap((one) => one.published_at ?? []),
      ),
      growing: topic.trend >= GROWS ? topic.trend - 100 : null,
      askerCount: topic.asker_count,
      saving: topic.saving,
      savingParts: parts,
      coverage: topic.coverage as CoverageState, // written from the closed list only
      reason,
      article: article ? { id: article.id, address: articleAddress(article), isPublished: article.listed === 1 } : null,
      isProposed: topic.proposed_at !== null,
      isRest: topic.is_rest === 1,
      several: severalIn(topic) === null ? null : (JSON.parse(topic.words) as string[]).slice(0, WORDS_SHOWN),
    }
  })
}

/** The last weeks of each of these topics. */
export async function volumesOf(
  db: Executor,
  topicIds: readonly number[],
  now: number,
  count: number,
): Promise<ReadonlyMap<number, readonly WeekCount[]>> {
  const rows = await db
    .selectFrom('topic_weeks')
    .select(['topic_id', 'week_at', sql<number>`sum(requests)`.as('n')])
    .where('topic_id', 'in', [0, ...topicIds])
    .where('week_at', '>', weekOf(now) - count * WEEK)
    .groupBy(['topic_id', 'week_at'])
    .execute()
  return new Map(
    topicIds.map((id) => {
      const own = rows.filter((row) => row.topic_id === id)
      const weeks = own.map((row) => ({ weekAt: row.week_at, requests: Number(row.n) }))
      return [id, lastWeeks(weeks, now, count)]
    }),
  )
}

/** Weeks as a chart draws them, with the first article's place. */
export function withArticle(weeks: readonly WeekCount[], published: readonly number[]): VolumeView {
  const at = published.length === 0 ? null : Math.min(...published)
  const place = at === null ? -1 : weeks.findIndex((week) => week.weekAt >= weekOf(at))
  return {
    weeks: weeks.map((week) => ({ at: week.weekAt, requests: week.requests })),
    articleFrom: place > 0 ? place : null,
  }
}

/** What a topic's row says of its saving and its coverage. */
export function partsOf(
  topic: TopicRow,
  locale: Locale,
): {
  readonly parts: SavingParts
  readonly reason: string
} {
  const written = JSON.parse(topic.saving_parts) as Partial<SavingParts> & { coverage?: string }
  return {
    parts: {
      askersPerMonth: written.askersPerMonth ?? 0,
      handlingSeconds: written.handlingSeconds ?? 0,
      handlingFrom: written.handlingFrom ?? 'assumed',
      trend: written.trend ?? 100,
      left: written.left ?? 100,
    },
    reason: textIn(locale, written.coverage ?? ''),
  }
}

async function articlesOf(db: Executor, topicIds: readonly number[]) {
  return db
    .selectFrom('articles')
    .select(['id', 'slug', 'topic_id', 'listed', 'published_at'])
    .where('topic_id', 'in', [0, ...topicIds])
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .execute()
}

async function countTabs(db: Executor): Promise<Readonly<Record<TopicTab, number>>> {
  const count = async (tab: TopicTab): Promise<number> => {
    const row = await db
      .selectFrom('topics')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where(inTab(tab))
      .executeTakeFirst()
    return Number(row?.n ?? 0)
  }
  return {
    all: await count('all'),
    uncovered: await count('uncovered'),
    growing: await count('growing'),
    failing: await count('failing'),
    proposed: await count('proposed'),
    others: await count('others'),
    dismissed: await count('dismissed'),
  }
}

async function listSubjects(db: Executor): Promise<TopicsDeskView['subjects']> {
  const rows = await db
    .selectFrom('topics')
    .innerJoin('subjects', 'subjects.id', 'topics.subject_id')
    .select(['subjects.id', 'subjects.title'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(inTab('all') as never)
    .groupBy(['subjects.id', 'subjects.title'])
    .orderBy('n', 'desc')
    .orderBy('subjects.id')
    .limit(60)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, topics: Number(row.n) }))
}

async function listBrandsOfTopics(db: Executor): Promise<TopicsDeskView['brands']> {
  const rows = await db
    .selectFrom('topics')
    .innerJoin('brands', 'brands.id', 'topics.brand_id')
    .select(['brands.id', 'brands.name'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(inTab('all') as never)
    .groupBy(['brands.id', 'brands.name'])
    .orderBy('brands.name')
    .limit(MOST_OFFERED)
    .execute()
  return rows.map(({ id, name, n }) => ({ id, name, topics: Number(n) }))
}

/** From where, or in which languages, topics are asked, the most frequent first. */
async function listOrigins(db: Executor, by: 'source' | 'language'): Promise<TopicsDeskView['sources']> {
  const rows = await db
    .selectFrom('topics')
    .innerJoin('topic_origins', 'topic_origins.topic_id', 'topics.id')
    .select(`topic_origins.${by} as value`)
    .select((eb) => eb.fn.sum<number>('topic_origins.requests').as('requests'))
    .where(inTab('all') as never)
    .where(`topic_origins.${by}`, '!=', '')
    .groupBy(`topic_origins.${by}`)
    .orderBy('requests', 'desc')
    .orderBy('value')
    .limit(MOST_OFFERED)
    .execute()
  return rows.map(({ value, requests }) => ({ value, requests: Number(requests) }))
}

async function totals(
  db: Executor,
): Promise<
  Pick<
    TopicsDeskView,
    'requestCount' | 'unplacedCount' | 'otherCount' | 'uncoveredAskers' | 'allAskers' | 'savingLeft' | 'savingDone'
  >
> {
  const requests = await db
    .selectFrom('requests')
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`coalesce(sum(case when topic_id is null then 1 else 0 end), 0)`.as('unplaced'),
    ])
    .executeTakeFirstOrThrow()
  const topics = await db
    .selectFrom('topics')
    .select(['coverage', 'asker_count', 'saving', 'saving_parts'])
    .where(inTab('all'))
    .execute()
  const others = await db
    .selectFrom('topics')
    .select((eb) => eb.fn.sum<number>('request_count').as('n'))
    .where(inTab('others'))
    .executeTakeFirst()
  const sum = (of: (topic: (typeof topics)[number]) => number): number =>
    topics.reduce((total, topic) => total + of(topic), 0)
  const isOpen = (topic: (typeof topics)[number]): boolean => topic.coverage !== 'covered'
  return {
    requestCount: Number(requests.all),
    unplacedCount: Number(requests.unplaced),
    otherCount: Number(others?.n ?? 0),
    uncoveredAskers: sum((topic) => (isOpen(topic) ? topic.asker_count : 0)),
    allAskers: sum((topic) => topic.asker_count),
    savingLeft: sum((topic) => (isOpen(topic) ? topic.saving : 0)),
    // A covered topic has a tenth left to save; the rest is spared by what covers it.
    savingDone: sum((topic) => (isOpen(topic) ? 0 : topic.saving * 9)),
  }
}

/** The newest run, for the line that says when and how topics came about. */
export async function newestRun(db: Executor, locale: Locale): Promise<RunView | null> {
  const row = await db
    .selectFrom('mining_runs')
    .select([
      'id',
      'started_at',
      'finished_at',
      'failed_at',
      'cancelled_at',
      'stage',
      'progress',
      'error',
      'request_count',
      'agreement',
    ])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    state:
      row.finished_at !== null
        ? 'done'
        : row.cancelled_at !== null
          ? 'cancelled'
          : row.failed_at !== null
            ? 'failed'
            : 'running',
    stage: row.stage,
    progress: row.progress,
    error: textIn(locale, row.error),
    requestCount: row.request_count,
    agreement: row.agreement / 1000,
  }
}
