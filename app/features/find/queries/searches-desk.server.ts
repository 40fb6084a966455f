import { sql } from 'kysely'
import { mayMindSynonyms, mayReadSearches } from '#app/access/desk.ts'
import { mayMine } from '#app/access/topics.ts'
import { DAY } from '#app/kernel/clock.ts'
import { csvRecord } from '#app/kernel/csv-record.ts'
import { demand } from '#app/kernel/verdict.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { SearchesPageView, SearchesQuery, SearchTermView } from '../types.ts'
import { searchesWords } from '../words/searches.ts'

const SHOWN = 50
const MOST_IN_FILE = 5000
const DAYS = { week: 7, month: 31, quarter: 92, year: 365 } as const

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** What people searched for in a period, by text: the commonest, those that found nothing, those of which nothing was opened. */
export async function getSearchesPage({ db, viewer, clock }: Reading, asked: SearchesQuery): Promise<SearchesPageView> {
  demand(mayReadSearches(viewer))
  const since = clock.now() - DAYS[asked.period] * DAY
  const sums = await db
    .selectFrom('search_log')
    .where('at', '>=', since)
    .$if(asked.language !== null, (q) => q.where('language', '=', asked.language ?? ''))
    .select((eb) => [
      eb.fn.countAll<number>().as('searches'),
      sql<number>`coalesce(sum(case when found = 0 then 1 else 0 end), 0)`.as('empty'),
      sql<number>`coalesce(sum(case when opened_count > 0 then 1 else 0 end), 0)`.as('opened'),
    ])
    .executeTakeFirstOrThrow()
  const languages = await db
    .selectFrom('search_log')
    .select('language')
    .distinct()
    .where('at', '>=', since)
    .where('language', '!=', '')
    .orderBy('language')
    .execute()
  const solved = await db
    .selectFrom('deflections')
    .select((eb) => ['source', eb.fn.countAll<number>().as('n')])
    .where('at', '>=', since)
    .groupBy('source')
    .orderBy('source')
    .execute()
  return {
    asked,
    terms: await listTerms(db, asked, since, SHOWN),
    searches: Number(sums.searches),
    empty: Number(sums.empty),
    opened: Number(sums.opened),
    solved: solved.map(({ source, n }) => ({ source, count: Number(n) })),
    languages: languages.map(({ language }) => language),
    may: { synonyms: mayMindSynonyms(viewer).ok, topic: mayMine(viewer).ok },
  }
}

async function listTerms(
  db: Executor,
  { tab, language }: SearchesQuery,
  since: number,
  most: number,
): Promise<readonly SearchTermView[]> {
  const empty = sql<number>`sum(case when found = 0 then 1 else 0 end)`
  const opened = sql<number>`sum(case when opened_count > 0 then 1 else 0 end)`
  const count = sql<number>`count(*)`
  const base = db
    .selectFrom('search_log')
    .leftJoin('search_pins', 'search_pins.query_key', 'search_log.query_key')
    .leftJoin('articles', 'articles.id', 'search_pins.article_id')
    .where('search_log.at', '>=', since)
    .$if(language !== null, (q) => q.where('search_log.language', '=', language ?? ''))
    .groupBy(['search_log.query_key', 'search_pins.article_id', 'articles.title'])
    .select((eb) => [
      'search_log.query_key',
      'search_pins.article_id',
      'articles.title as article_title',
      eb.fn.max('search_log.query').as('query'),
      eb.fn.max('search_log.at').as('last_at'),
      count.as('searches'),
      empty.as('empty'),
      opened.as('opened'),
      sql<number>`sum(refined)`.as('refined'),
    ])
    .orderBy(tab === 'nothing' ? sql`${empty} desc` : sql`${count} desc`)
    .orderBy('search_log.query_key')
    .limit(most)
  const rows = await (
    tab === 'nothing'
      ? base.having(empty, '>', 0)
      : tab === 'unopened'
        ? base.having(opened, '=', 0).having(empty, '=', 0)
        : base
  ).execute()
  return rows.map((row) => ({
    key: row.query_key,
    query: row.query,
    searches: Number(row.searches),
    empty: Number(row.empty),
    opened: Number(row.opened),
    refined: Number(row.refined),
    lastAt: Number(row.last_at),
    article: row.article_id === null ? null : { id: row.article_id, title: row.article_title ?? '' },
  }))
}

/** The same list as a file of comma-separated values; cells that a spreadsheet would calculate are text. */
export async function writeSearches(context: Reading & Pick<Context, 'locale'>, asked: SearchesQuery): Promise<string> {
  const { db, viewer, clock, locale } = context
  demand(mayReadSearches(viewer))
  const t = speak(locale, searchesWords)
  const terms = await listTerms(db, asked, clock.now() - DAYS[asked.period] * DAY, MOST_IN_FILE)
  const head = [t('term'), t('searches'), t('empty'), t('opened'), t('refined'), t('lastAt')]
  const rows = terms.map((term) => [
    term.query,
    ...[term.searches, term.empty, term.opened, term.refined].map(String),
    new Date(term.lastAt).toISOString(),
  ])
  return [head, ...rows].map(csvRecord).join('')
}
