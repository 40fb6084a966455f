import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { writtenIn } from '#app/text/language.ts'
import type { Executor } from '#db/transaction.server.ts'
import { proposeSynonyms as propose, type Proposal, type Sayings } from '../rules/propose-synonyms.ts'
import { isSmallWord } from '../rules/small-words.ts'
import { compared } from '../rules/synonym-set.ts'

const SEARCHED_SINCE = 180 * DAY
const MOST_SUBJECTS = 5000
const MOST_SEARCHES = 20_000
/** Proposals of one night: more than an admin reads. */
const MOST = 100

/**
 * The job `search.propose`: words that may mean the same, from other phrasings of one topic or article, from what people
 * searched for next, and from what they opened, with the evidence. What was decided is not proposed again.
 */
export async function proposeSynonyms(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  const now = clock.now()
  const said: Sayings = {
    phrasings: [...(await phrasingsOf(db, 'topics')), ...(await phrasingsOf(db, 'articles'))],
    refined: await refinedSearches(db, now - SEARCHED_SINCE),
    opened: await openedSearches(db, now - SEARCHED_SINCE),
  }
  signal?.throwIfAborted()
  const known = await knownPairs(db)
  const found = propose(said, isSmallWord).filter(({ word, other }) => !known.has(pairKey(word, other)))
  for (const proposal of found.slice(0, MOST)) await keep(db, proposal, now)
}

async function phrasingsOf(db: Executor, table: 'topics' | 'articles'): Promise<readonly (readonly string[])[]> {
  const rows =
    table === 'topics'
      ? await db
          .selectFrom('topics')
          .select(['title', 'aliases'])
          .where('merged_into', 'is', null)
          .where('dismissed_at', 'is', null)
          .orderBy('request_count', 'desc')
          .limit(MOST_SUBJECTS)
          .execute()
      : await db
          .selectFrom('articles')
          .select(['title', 'aliases'])
          .where('listed', '=', 1)
          .orderBy('read_count', 'desc')
          .limit(MOST_SUBJECTS)
          .execute()
  return rows.map(({ title, aliases }) => [title, ...(JSON.parse(aliases) as string[])])
}

function refinedSearches(db: Executor, since: number): Promise<Sayings['refined']> {
  return (
    db
      .selectFrom('search_log as later')
      .innerJoin('search_log as earlier', 'earlier.id', 'later.refined_from')
      .select(['earlier.query as before', 'later.query as after'])
      .where('later.at', '>=', since)
      // Who searched again and found something to open knew the better word.
      .where('later.opened_count', '>', 0)
      .orderBy('later.at', 'desc')
      .limit(MOST_SEARCHES)
      .execute()
  )
}

async function openedSearches(db: Executor, since: number): Promise<Sayings['opened']> {
  const base = db
    .selectFrom('search_log')
    .innerJoin('search_opens', 'search_opens.search_id', 'search_log.id')
    .where('search_log.at', '>=', since)
    .orderBy('search_log.at', 'desc')
    .limit(MOST_SEARCHES)
  const articles = await base
    .innerJoin('articles', 'articles.id', 'search_opens.subject_id')
    .where('search_opens.kind', '=', 'article')
    .where('articles.listed', '=', 1)
    .select(['search_log.query', 'articles.title'])
    .execute()
  const threads = await base
    .innerJoin('threads', 'threads.id', 'search_opens.subject_id')
    .where('search_opens.kind', '=', 'thread')
    .where('threads.listed', '=', 1)
    .select(['search_log.query', 'threads.title'])
    .execute()
  return [...articles, ...threads]
}

/** Pairs that are in a list already, whatever its language. */
async function knownPairs(db: Executor): Promise<ReadonlySet<string>> {
  const sets = await db.selectFrom('synonym_sets').select('words').execute()
  return new Set(
    sets.flatMap(({ words }) => {
      const all = (JSON.parse(words) as string[]).map(compared)
      return all.flatMap((word) => all.map((other) => pairKey(word, other)))
    }),
  )
}

const pairKey = (word: string, other: string): string => (word < other ? `${word}\n${other}` : `${other}\n${word}`)

/** New evidence renews a proposal that nobody has decided about. */
async function keep(db: Executor, { word, other, evidence, score }: Proposal, now: number): Promise<void> {
  const row = { evidence: JSON.stringify(evidence), score }
  await db
    .insertInto('synonym_proposals')
    .values({ ...row, word, other, language: writtenIn(evidence.examples.join('\n')) ?? '', found_at: now })
    .onConflict((c) => c.columns(['word', 'other']).doUpdateSet(row).where('synonym_proposals.decided_at', 'is', null))
    .execute()
}
