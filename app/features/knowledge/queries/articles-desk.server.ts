import { mayKeepArticle } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { listedThreads } from '#app/access/threads.server.ts'
import { addressOf, articleAddress } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { leastFit } from '#app/features/mining/queries/outlier-threads.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { hiddenFromGuests } from './drafts.server.ts'
import { countExemplars, listExemplars } from './exemplars.server.ts'
import { waitsFor } from '../rules/revisions.ts'
import type {
  ArticlesDeskView,
  ArticleState,
  DeskTab,
  FeedbackView,
  RevisionState,
  VoteReason,
  WantedView,
} from '../types.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

const PAGE = 30
const STATES: Readonly<Record<'work' | 'review' | 'published', readonly ArticleState[]>> = {
  work: ['draft', 'published', 'outdated'],
  review: ['review', 'published', 'outdated'],
  published: ['published', 'outdated', 'withdrawn'],
}

/** The desk's articles: what is worked on, what waits for a review, what readers said, what is wanted. */
export async function getArticlesDesk(
  { db, viewer, clock }: Reading,
  tab: DeskTab,
  page: string | null,
  justDropped: number | null = null,
): Promise<ArticlesDeskView> {
  demand(mayKeepArticle(viewer))
  const counts = await countTabs(db)
  const none = { tab, counts, articles: [], feedback: [], wanted: [], found: null, newer: null, older: null }
  if (tab === 'found') return { ...none, ...(await listExemplars({ db, viewer, clock }, page, justDropped)) }
  if (tab === 'feedback') return { ...none, ...(await feedbackPage(db, page)) }
  if (tab === 'wanted') return { ...none, wanted: await listWanted(db) }
  const categories = await categoriesFor(db, viewer)
  const query = db
    .selectFrom('articles')
    .innerJoin('article_revisions as newest', (join) =>
      join.onRef('newest.article_id', '=', 'articles.id').onRef('newest.number', '=', 'articles.revision'),
    )
    .selectAll('articles')
    .select('newest.state as newest_state')
    .where('articles.state', 'in', [...STATES[tab]])
    .$if(tab === 'review', (q) => q.where('newest.state', 'in', ['review', 'approved']))
    .$if(tab === 'work', (q) => q.where('newest.state', 'in', ['draft', 'declined']))
    .$if(categories.unreadable.length > 0, (q) => q.where('articles.category_id', 'not in', [...categories.unreadable]))
  const found = await pageByKey(query, {
    page,
    size: PAGE,
    by: ['articles.updated_at', 'articles.id'],
    order: 'desc',
    keysOf: (row) => [row.updated_at, row.id],
  })
  const people = await findPeople(
    db,
    found.rows.map((row) => row.owner_id),
  )
  const now = clock.now()
  return {
    ...none,
    newer: found.newer,
    older: found.older,
    articles: found.rows.map((row) => {
      const state = row.state as ArticleState // written from the closed list only
      const isDue = row.listed === 1 && row.review_by_at !== null && row.review_by_at < now
      return {
        id: row.id,
        title: row.title,
        state,
        category: categories.byId(row.category_id)?.name ?? '',
        owner: people.get(row.owner_id ?? 0)?.name ?? null,
        updatedAt: row.updated_at,
        waitsFor:
          row.flagged_at !== null ? 'looked' : isDue ? 'verified' : waitsFor(state, row.newest_state as RevisionState),
        helpfulCount: row.helpful_count,
        voteCount: row.helpful_count + row.unhelpful_count,
        readCount: row.read_count,
        reviewByAt: row.review_by_at,
      }
    }),
  }
}

/** What readers said of one article and nobody has seen to yet, newest first. */
export async function feedbackOf(db: Executor, articleId: number): Promise<readonly FeedbackView[]> {
  const rows = await openFeedback(db)
    .where('article_votes.article_id', '=', articleId)
    .orderBy('article_votes.at', 'desc')
    .limit(50)
    .execute()
  return rows.map(feedbackView)
}

async function countTabs(db: Executor): Promise<Readonly<Record<DeskTab, number>>> {
  const count = async (query: { executeTakeFirst(): Promise<{ n: number } | undefined> }) =>
    Number((await query.executeTakeFirst())?.n ?? 0)
  const articles = db
    .selectFrom('articles')
    .innerJoin('article_revisions as newest', (join) =>
      join.onRef('newest.article_id', '=', 'articles.id').onRef('newest.number', '=', 'articles.revision'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
  return {
    found: await countExemplars(db),
    work: await count(
      articles.where('articles.state', 'in', [...STATES.work]).where('newest.state', 'in', ['draft', 'declined']),
    ),
    review: await count(
      articles.where('articles.state', 'in', [...STATES.review]).where('newest.state', 'in', ['review', 'approved']),
    ),
    feedback: await count(
      db
        .selectFrom('article_votes')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('settled_at', 'is', null)
        .where('helpful', '=', 0),
    ),
    wanted: (await listWanted(db)).length,
    published: await count(articles.where('articles.state', 'in', [...STATES.published])),
  }
}

const openFeedback = (db: Executor) =>
  db
    .selectFrom('article_votes')
    .innerJoin('articles', 'articles.id', 'article_votes.article_id')
    .leftJoin('members', 'members.id', 'article_votes.member_id')
    .select([
      'article_votes.id',
      'article_votes.article_id',
      'article_votes.reason',
      'article_votes.note',
      'article_votes.at',
      'articles.title',
      'articles.slug',
      'members.name as by',
    ])
    .where('article_votes.helpful', '=', 0)
    .where('article_votes.settled_at', 'is', null)

async function feedbackPage(
  db: Executor,
  page: string | null,
): Promise<Pick<ArticlesDeskView, 'feedback' | 'newer' | 'older'>> {
  const found = await pageByKey(openFeedback(db), {
    page,
    size: PAGE,
    by: ['article_votes.at', 'article_votes.id'],
    order: 'desc',
    keysOf: (row) => [row.at, row.id],
  })
  return { feedback: found.rows.map(feedbackView), newer: found.newer, older: found.older }
}

function feedbackView(row: {
  readonly id: number
  readonly article_id: number
  readonly reason: string
  readonly note: string
  readonly at: number
  readonly title: string
  readonly slug: string
  readonly by: string | null
}): FeedbackView {
  return {
    id: row.id,
    articleId: row.article_id,
    articleTitle: row.title,
    address: articleAddress({ id: row.article_id, slug: row.slug }),
    reason: row.reason as VoteReason | '', // written from the closed list only
    note: row.note,
    at: row.at,
    by: row.by,
  }
}

/** What people look for and no article answers: the topics that would save most, and searches without a hit. */
async function listWanted(db: Executor): Promise<readonly WantedView[]> {
  const topics = await db
    .selectFrom('topics')
    .select(['id', 'title', 'asker_count', 'coverage', 'aliases'])
    .where('coverage', 'in', ['uncovered', 'failing'])
    .where('merged_into', 'is', null)
    .where('dismissed_at', 'is', null)
    .where('request_count', '>', 0)
    .where('is_rest', '=', 0)
    .orderBy('saving', 'desc')
    .orderBy('id')
    .limit(20)
    .execute()
  const known = await knownOf(
    db,
    topics.map(({ id }) => id),
  )
  const searches = await db
    .selectFrom('requests')
    .select(['subject', 'text'])
    .select((eb) => [eb.fn.sum<number>('times').as('n'), eb.fn.max('id').as('id')])
    .where('channel', '=', 'search')
    .where('topic_id', 'is', null)
    .groupBy(['subject', 'text'])
    .orderBy('n', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return [
    ...topics.map((row) => ({
      key: `topic ${row.id}`,
      title: row.title,
      why: row.coverage === 'failing' ? ('failing' as const) : ('unanswered' as const),
      count: row.asker_count,
      topicId: row.id,
      phrasings: (JSON.parse(row.aliases) as string[]).slice(0, 3),
      threads: known.threads.get(row.id) ?? [],
      writers: known.writers.get(row.id) ?? [],
    })),
    ...searches.map((row) => ({
      key: `search ${row.id}`,
      title: row.text || row.subject,
      why: 'searched' as const,
      count: Number(row.n),
      topicId: null,
      phrasings: [],
      threads: [],
      writers: [],
    })),
  ]
}

const MOST_THREADS = 3
const MOST_WRITERS = 2

/** What is known of topics that nobody answered: threads that come nearest, and who was accepted most where it is asked. */
async function knownOf(
  db: Executor,
  topicIds: readonly number[],
): Promise<{
  readonly threads: ReadonlyMap<number, WantedView['threads']>
  readonly writers: ReadonlyMap<number, WantedView['writers']>
}> {
  // What only strayed into a topic that the forum hardly asks is no help there.
  const fits = new Map<number, number>()
  for (const id of topicIds) {
    const least = await leastFit(db, id)
    if (least !== null) fits.set(id, least)
  }
  const fitting = (row: { readonly topic_id: number | null; readonly topic_fit: number }): boolean =>
    row.topic_fit >= (fits.get(row.topic_id ?? 0) ?? Infinity)
  const ids = [0, ...fits.keys()]
  const unreadable = await hiddenFromGuests(db)
  const near = await db
    .selectFrom('requests')
    .innerJoin('threads', 'threads.id', 'requests.thread_id')
    .select(['requests.topic_id', 'requests.topic_fit', 'threads.id', 'threads.slug', 'threads.title'])
    .where('requests.topic_id', 'in', ids)
    .where('threads.answer_count', '>', 0)
    .where(listedThreads(unreadable) as never)
    .orderBy((eb) => eb.case().when('threads.accepted_post_id', 'is not', null).then(0).else(1).end())
    .orderBy('requests.topic_fit', 'desc')
    .orderBy('threads.id')
    .limit(400)
    .execute()
  const helpers = await db
    .selectFrom('requests')
    .innerJoin('threads', 'threads.id', 'requests.thread_id')
    .innerJoin('posts', 'posts.id', 'threads.accepted_post_id')
    .select(['requests.topic_id', 'posts.author_id'])
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.max('requests.topic_fit').as('topic_fit')])
    .where('requests.topic_id', 'in', ids)
    .where('posts.author_id', 'is not', null)
    .whereRef('posts.author_id', '!=', 'threads.author_id')
    .groupBy(['requests.topic_id', 'posts.author_id'])
    .orderBy('n', 'desc')
    .orderBy('posts.author_id')
    .limit(400)
    .execute()
  const people = await findPeople(
    db,
    helpers.map(({ author_id }) => author_id),
  )
  const threads = new Map<number, WantedView['threads'][number][]>()
  for (const row of near.filter(fitting)) {
    const own = threads.get(row.topic_id ?? 0) ?? []
    if (own.length < MOST_THREADS)
      threads.set(row.topic_id ?? 0, [...own, { address: addressOf(row), title: row.title }])
  }
  const writers = new Map<number, WantedView['writers'][number][]>()
  for (const row of helpers.filter((one) => fitting({ ...one, topic_fit: Number(one.topic_fit) }))) {
    const own = writers.get(row.topic_id ?? 0) ?? []
    const person = people.get(row.author_id ?? 0)
    if (person && own.length < MOST_WRITERS) writers.set(row.topic_id ?? 0, [...own, person])
  }
  return { threads, writers }
}
