import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { writeLedger } from '../commands/write-ledger.server.ts'
import { readArticleOutcomes, readThreadOutcomes } from '../queries/outcomes.server.ts'
import { readPointRules } from '../queries/point-rules.server.ts'
import { outcomesOfArticle, outcomesOfThread } from '../rules/outcomes.ts'
import { dayOf } from '../rules/periods.ts'
import { REVIEW_LETTERS, type Outcome } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** Reasons whose source is a thread, and those whose source is an article; the others have jobs of their own. */
const OF_THREADS = ['accepted', 'solved', 'helpful', 'waited']
const OF_ARTICLES = ['article', 'edit', 'article-helpful', 'translation', 'credited']

/**
 * The job `points.collect`: brings the entries of one thread in line with what its answers have earned, and has the sums of
 * those whom it concerns settled.
 */
export async function collectPoints(parts: Parts, site: Pick<SiteSettings, 'zone'>, threadId: number): Promise<void> {
  await inTransaction(parts.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const now = parts.clock.now()
    await settleLater(trx, await collectThreads(trx, [threadId], site.zone, now), now)
  })
}

/** The job `points.article`: the same for one article. */
export async function collectArticlePoints(parts: Parts, articleId: number): Promise<void> {
  await inTransaction(parts.db, async (trx) => {
    await lockRow(trx, 'articles', articleId)
    const now = parts.clock.now()
    await settleLater(trx, await collectArticles(trx, [articleId], now), now)
  })
}

/** The job `points.flags`: who reported a post is thanked where the report was right. */
export async function collectFlagPoints(parts: Parts, postId: number): Promise<void> {
  await inTransaction(parts.db, async (trx) => {
    const now = parts.clock.now()
    await settleLater(trx, await collectFlags(trx, [postId], now), now)
  })
}

/** The job `points.missions`: what one member did in missions that were reached. */
export async function collectMissionPoints(parts: Parts, memberId: number): Promise<void> {
  await inTransaction(parts.db, async (trx) => {
    const now = parts.clock.now()
    await settleLater(trx, await collectMissions(trx, [memberId], now), now)
  })
}

/** The job `points.reviews`: what one member said about drafts that panels asked them about. */
export async function collectReviewPoints(parts: Parts, memberId: number): Promise<void> {
  await inTransaction(parts.db, async (trx) => {
    await lockRow(trx, 'members', memberId)
    const now = parts.clock.now()
    await settleLater(trx, await collectReviews(trx, [memberId], now), now)
  })
}

async function settleLater(trx: Executor, members: ReadonlySet<number>, now: number): Promise<void> {
  for (const member of members) await enqueue(trx, 'points.settle', { member }, { now })
}

/**
 * Collects what the answers of so many threads have earned; returns the members whose sums changed. `isWhole`: all entries
 * of everybody are settled afterwards.
 */
export async function collectThreads(
  trx: Executor,
  ids: readonly number[],
  siteZone: string,
  now: number,
  isWhole = false,
): Promise<ReadonlySet<number>> {
  const rules = await readPointRules(trx)
  const facts = await readThreadOutcomes(trx, ids, siteZone)
  const outcomes = facts.flatMap((thread) => outcomesOfThread(thread, rules))
  const posts = facts.flatMap((thread) => thread.answers.map(({ id }) => id))
  // Of four reasons and a hundred threads SQLite would look for the reasons, and read the whole ledger.
  const entries = await trx
    .selectFrom('points')
    .selectAll()
    .where('thread_id', 'in', [...ids])
    .execute()
  const ofThreads = entries.filter(({ reason }) => OF_THREADS.includes(reason))
  // A post that came from another thread brings its entries along.
  const keys = new Set(ofThreads.map(({ key }) => key))
  const missing = outcomes.flatMap(({ key }) => (keys.has(key) ? [] : [key]))
  const moved = await entriesByKey(trx, missing)
  const here = new Set(posts)
  const away = ofThreads.flatMap(({ post_id }) => (post_id === null || here.has(post_id) ? [] : [post_id]))
  const living = await postsThatLive(trx, away)
  const gone = await erasedAmong(
    trx,
    ofThreads.flatMap(({ from_id }) => from_id ?? []),
  )
  return writeLedger(
    trx,
    outcomes,
    {
      entries: [...ofThreads, ...moved],
      isElsewhere: ({ post_id }) => post_id !== null && living.has(post_id),
      isGone: ({ post_id, from_id, reason, kept_at }) =>
        post_id === null ||
        !here.has(post_id) ||
        (reason !== 'accepted' && (kept_at !== null || (from_id !== null && gone.has(from_id)))),
    },
    now,
    isWhole ? rules.halfLifeDays : undefined,
  )
}

async function entriesByKey(trx: Executor, keys: readonly string[]) {
  const found = []
  for (let at = 0; at < keys.length; at += 500)
    found.push(
      ...(await trx
        .selectFrom('points')
        .selectAll()
        .where('key', 'in', keys.slice(at, at + 500))
        .execute()),
    )
  return found
}

/** Those of the posts that are somewhere, and have an author. */
async function postsThatLive(trx: Executor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('posts')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function erasedAmong(trx: Executor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .where('erased_at', 'is not', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Collects what so many articles have earned; returns the members whose sums changed. */
export async function collectArticles(
  trx: Executor,
  ids: readonly number[],
  now: number,
): Promise<ReadonlySet<number>> {
  const rules = await readPointRules(trx)
  const facts = await readArticleOutcomes(trx, ids)
  const outcomes = facts.flatMap((article) => outcomesOfArticle(article, rules))
  const stored = await trx
    .selectFrom('points')
    .selectAll()
    .where('article_id', 'in', [...ids])
    .execute()
  const entries = stored.filter(({ reason }) => OF_ARTICLES.includes(reason))
  const here = new Set(facts.map(({ id }) => id))
  const gone = await erasedAmong(
    trx,
    entries.flatMap(({ from_id }) => from_id ?? []),
  )
  return writeLedger(
    trx,
    outcomes,
    {
      entries,
      isElsewhere: () => false,
      isGone: ({ article_id, from_id, kept_at }) =>
        article_id === null || !here.has(article_id) || kept_at !== null || (from_id !== null && gone.has(from_id)),
    },
    now,
  )
}

/** Collects who reported posts rightly: the post is hidden, and the report was not the moderator's own. */
export async function collectFlags(trx: Executor, posts: readonly number[], now: number): Promise<ReadonlySet<number>> {
  const { weights } = await readPointRules(trx)
  const rows = await trx
    .selectFrom('flags')
    .innerJoin('posts', 'posts.id', 'flags.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select([
      'flags.id',
      'flags.member_id',
      'flags.settled_at',
      'flags.settled_by',
      'flags.verdict',
      'posts.hidden_at',
      'posts.author_id',
      'posts.thread_id',
      'threads.category_id',
    ])
    .where('flags.post_id', 'in', [...posts])
    .execute()
  const outcomes = rows.flatMap((row) => {
    const { member_id: member, settled_at: at } = row
    const isRight = row.verdict === 'hidden' && row.hidden_at !== null && row.settled_by !== member
    if (!isRight || member === null || at === null || weights.flag <= 0 || row.author_id === member) return []
    return [
      {
        key: `flag:${row.id}`,
        member,
        reason: 'flag' as const,
        at,
        from: null,
        thread: row.thread_id,
        post: null,
        article: null,
        category: null,
        topic: null,
        tags: '',
        worth: weights.flag,
        waitedDays: 0,
        hour: null,
        second: false,
      },
    ]
  })
  const entries = await entriesByKey(
    trx,
    rows.map(({ id }) => `flag:${id}`),
  )
  return writeLedger(trx, outcomes, { entries, isElsewhere: () => false, isGone: () => false }, now)
}

/** Collects what members did in missions that were reached. */
export async function collectMissions(
  trx: Executor,
  members: readonly number[],
  now: number,
): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('mission_members')
    .innerJoin('missions', 'missions.id', 'mission_members.mission_id')
    .select(['mission_members.mission_id', 'mission_members.member_id', 'mission_members.done_at', 'missions.points'])
    .where('mission_members.member_id', 'in', [...members])
    .where('mission_members.done_at', 'is not', null)
    .where('missions.points', '>', 0)
    .execute()
  const outcomes = rows.map((row) => ({
    key: `mission:${row.mission_id}:${row.member_id}`,
    member: row.member_id,
    reason: 'mission' as const,
    at: row.done_at ?? now,
    from: null,
    thread: null,
    post: null,
    article: null,
    category: null,
    topic: null,
    tags: '',
    worth: row.points,
    waitedDays: 0,
    hour: null,
    second: false,
  }))
  const entries = await trx
    .selectFrom('points')
    .selectAll()
    .where('member_id', 'in', [...members])
    .where('reason', '=', 'mission')
    .execute()
  return writeLedger(trx, outcomes, { entries, isElsewhere: () => false, isGone: () => false }, now)
}

/**
 * Collects the drafts that members looked through for a panel and said something about: one entry for a draft and a member,
 * however often they were asked. Who wrote on the draft themselves is no reviewer of it. The time is that of the first answer,
 * so that an answer which is changed counts for no later mission.
 */
export async function collectReviews(
  trx: Executor,
  members: readonly number[],
  now: number,
): Promise<ReadonlySet<number>> {
  const { weights } = await readPointRules(trx)
  const entries = await trx
    .selectFrom('points')
    .selectAll()
    .where('member_id', 'in', [...members])
    .where('reason', '=', 'review')
    .execute()
  const rows = await trx
    .selectFrom('panel_answers')
    .innerJoin('panel_questions', 'panel_questions.id', 'panel_answers.question_id')
    .innerJoin('articles', 'articles.id', 'panel_questions.article_id')
    .select(['panel_answers.member_id', 'panel_answers.words', 'panel_answers.at', 'articles.id'])
    .select(['articles.category_id', 'articles.topic_id'])
    .where('panel_answers.member_id', 'in', [...members])
    .where('panel_questions.kind', '=', 'draft')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('article_revisions')
            .select('number')
            .whereRef('article_id', '=', 'articles.id')
            .whereRef('by_id', '=', 'panel_answers.member_id'),
        ),
      ),
    )
    .orderBy('panel_answers.at')
    .execute()
  const entered = new Map(entries.map((entry) => [entry.key, entry.at]))
  const outcomes = new Map<string, Outcome>()
  for (const row of rows) {
    const key = `review:${row.id}:${row.member_id}`
    if (row.words.length < REVIEW_LETTERS || outcomes.has(key) || weights.review <= 0) continue
    outcomes.set(key, {
      key,
      member: row.member_id,
      reason: 'review',
      at: entered.get(key) ?? row.at,
      from: null,
      thread: null,
      post: null,
      article: row.id,
      category: row.category_id,
      topic: row.topic_id,
      tags: '',
      worth: weights.review,
      waitedDays: 0,
      hour: null,
      second: false,
    })
  }
  return writeLedger(trx, [...outcomes.values()], { entries, isElsewhere: () => false, isGone: () => false }, now)
}

/** The span before and after an article was published in which the questions of its topic are compared, in days. */
export const EASED_SPAN = 28
/** Questions before, at least, and the share of them after, at most, so that an article has eased its topic. */
export const EASED_BOUNDS = { before: 10, share: 0.7 } as const

/**
 * The job `points.eased`: enters who wrote an article after which its topic was asked less, once so many weeks are over.
 * Entered once; a later rise takes nothing back.
 */
export async function collectEased(parts: Parts): Promise<void> {
  const { db, clock } = parts
  const now = clock.now()
  const span = EASED_SPAN * DAY
  const rows = await db
    .selectFrom('articles')
    .innerJoin('article_revisions', 'article_revisions.article_id', 'articles.id')
    .select(['articles.id', 'articles.topic_id', 'articles.category_id', 'articles.published_at'])
    .select((eb) => eb.fn.min('article_revisions.number').as('first'))
    .where('articles.topic_id', 'is not', null)
    .where('articles.published_at', 'is not', null)
    .where('articles.published_at', '<', now - span)
    .where('articles.state', 'in', ['published', 'outdated'])
    .where('article_revisions.state', '=', 'published')
    .groupBy(['articles.id', 'articles.topic_id', 'articles.category_id', 'articles.published_at'])
    .execute()
  for (const row of rows) {
    if (row.topic_id === null || row.published_at === null) continue
    const key = `topic-eased:${row.id}`
    const [before, after] = await Promise.all([
      askedBetween(db, row.topic_id, row.published_at - span, row.published_at),
      askedBetween(db, row.topic_id, row.published_at, row.published_at + span),
    ])
    if (before < EASED_BOUNDS.before || after > before * EASED_BOUNDS.share) continue
    const author = await db
      .selectFrom('article_revisions')
      .select('by_id')
      .where('article_id', '=', row.id)
      .where('number', '=', Number(row.first))
      .executeTakeFirst()
    const member = author?.by_id
    if (member === null || member === undefined) continue
    await inTransaction(db, async (trx) => {
      const { weights } = await readPointRules(trx)
      const at = Number(row.published_at) + span
      const entered = await trx
        .insertInto('points')
        .values({
          key,
          member_id: member,
          reason: 'topic-eased',
          at,
          day: dayOf(at),
          article_id: row.id,
          category_id: row.category_id,
          topic_id: row.topic_id,
          worth: weights['topic-eased'],
        })
        .onConflict((c) => c.column('key').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (entered) await enqueue(trx, 'points.settle', { member }, { now })
    })
  }
}

/** Requests of a topic in the whole weeks of a span. */
async function askedBetween(db: Executor, topic: number, from: number, until: number): Promise<number> {
  const row = await db
    .selectFrom('topic_weeks')
    .select((eb) => eb.fn.sum<number>('requests').as('n'))
    .where('topic_id', '=', topic)
    .where('week_at', '>=', from)
    .where('week_at', '<', until)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
