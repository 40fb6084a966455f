import { STAFF_ROLES } from '#app/kernel/roles.ts'
import { hourIn } from '#app/kernel/zones.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { AnswerFacts, ArticleOutcomeFacts, ThreadOutcomeFacts, VoteFacts } from '../rules/outcomes.ts'

const isStaffRole = (role: string): boolean => STAFF_ROLES.some((one) => one === role)

/** Reads what the credit of so many threads hangs on, in seven queries. Threads that are gone or merged are left out. */
export async function readThreadOutcomes(
  db: Executor,
  ids: readonly number[],
  siteZone: string,
): Promise<readonly ThreadOutcomeFacts[]> {
  if (ids.length === 0) return []
  const threads = await db
    .selectFrom('threads')
    // Who erased their account names nobody any more.
    .leftJoin('members as accepter', (join) =>
      join.onRef('accepter.id', '=', 'threads.accepted_by').on('accepter.erased_at', 'is', null),
    )
    .select([
      'threads.id',
      'threads.author_id',
      'threads.category_id',
      'threads.created_at',
      'threads.accepted_post_id',
      'threads.accepted_at',
      'accepter.id as accepted_by',
      'threads.private_at',
      'threads.hidden_at',
    ])
    .where('threads.id', 'in', [...ids])
    .where('part_of', 'is', null)
    .execute()
  if (threads.length === 0) return []
  const known = threads.map(({ id }) => id)
  const posts = await db
    .selectFrom('posts')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select([
      'posts.id',
      'posts.thread_id',
      'posts.author_id',
      'posts.created_at',
      'posts.hidden_at',
      'posts.hidden_accepted_at',
      'posts.hidden_accepted_by',
      'posts.doubt_until',
      'posts.helpful_count',
      'posts.helpful_before',
      'members.zone',
    ])
    .where('posts.thread_id', 'in', known)
    .where('posts.kind', 'in', ['answer', 'reply'])
    .orderBy('posts.thread_id')
    .orderBy('posts.created_at')
    .orderBy('posts.id')
    .execute()
  const votesOf = await readVotes(db, known)
  const reported = await readReported(db, known)
  const wrong = await readWrong(db, known)
  const topics = await db
    .selectFrom('requests')
    .select(['thread_id', 'topic_id'])
    .where('thread_id', 'in', known)
    .where('topic_id', 'is not', null)
    .execute()
  const tagsOf = await readTags(db, known)
  const topicOf = new Map(topics.map((row) => [row.thread_id, row.topic_id]))
  const answersOf = new Map<number, AnswerFacts[]>()
  const threadOf = new Map(threads.map((thread) => [thread.id, thread]))
  for (const post of posts) {
    const thread = threadOf.get(post.thread_id)
    if (!thread || post.author_id === null) continue
    const isAccepted = thread.accepted_post_id === post.id
    const hidden = [post.hidden_at, thread.hidden_at].filter((at) => at !== null)
    const acceptedAt = isAccepted ? thread.accepted_at : post.hidden_accepted_at
    const wrongAt = wrong.get(post.id)
    const answers = answersOf.get(thread.id) ?? []
    answersOf.set(thread.id, answers)
    answers.push({
      id: post.id,
      author: post.author_id,
      at: post.created_at,
      hiddenAt: hidden.length === 0 ? null : Math.min(...hidden),
      wasReported: reported.has(post.id),
      isDoubted: post.doubt_until !== null,
      isWrong: wrongAt !== undefined && (acceptedAt === null || acceptedAt < wrongAt),
      acceptedAt,
      acceptedBy: isAccepted ? thread.accepted_by : post.hidden_accepted_by,
      votes: votesOf.get(post.id) ?? [],
      importedVotes: post.helpful_before,
      hour: hourIn(post.zone ?? siteZone, post.created_at),
    })
  }
  return threads.map((thread) => ({
    id: thread.id,
    asker: thread.author_id,
    askedAt: thread.created_at,
    category: thread.category_id,
    topic: topicOf.get(thread.id) ?? null,
    tags: tagsOf.get(thread.id) ?? '',
    privateAt: thread.private_at,
    answers: answersOf.get(thread.id) ?? [],
  }))
}

async function readTags(db: Executor, threads: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('thread_tags')
    .select(['thread_id', 'tag_id'])
    .where('thread_id', 'in', [...threads])
    .orderBy('thread_id')
    .orderBy('tag_id')
    .execute()
  const tags = new Map<number, string>()
  for (const { thread_id, tag_id } of rows) {
    const before = tags.get(thread_id)
    tags.set(thread_id, before === undefined ? String(tag_id) : `${before},${tag_id}`)
  }
  return tags
}

async function readVotes(db: Executor, threads: readonly number[]): Promise<ReadonlyMap<number, readonly VoteFacts[]>> {
  const rows = await db
    .selectFrom('helpful')
    .innerJoin('posts', 'posts.id', 'helpful.post_id')
    .innerJoin('members', 'members.id', 'helpful.member_id')
    .select(['helpful.post_id', 'helpful.member_id', 'helpful.at', 'members.role'])
    .where('posts.thread_id', 'in', [...threads])
    .where('posts.helpful_count', '>', 0)
    .execute()
  const votes = new Map<number, VoteFacts[]>()
  for (const row of rows) {
    const ofPost = votes.get(row.post_id) ?? []
    votes.set(row.post_id, ofPost)
    ofPost.push({ by: row.member_id, at: row.at, isStaff: isStaffRole(row.role) })
  }
  return votes
}

/** Posts that were hidden because a report of them was right. */
async function readReported(db: Executor, threads: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('flags')
    .innerJoin('posts', 'posts.id', 'flags.post_id')
    .select('flags.post_id')
    .where('posts.thread_id', 'in', [...threads])
    .where('flags.verdict', '=', 'hidden')
    .where('posts.hidden_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.post_id))
}

/** When staff, and not the asker, last took the acceptance of a post back: they found it wrong. */
async function readWrong(db: Executor, threads: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .innerJoin('acts', (join) => join.onRef('acts.subject_id', '=', 'posts.id').on('acts.subject_kind', '=', 'post'))
    .select((eb) => ['posts.id', eb.fn.max('acts.at').as('at')])
    .where('posts.thread_id', 'in', [...threads])
    .where('acts.verb', '=', 'withdraw acceptance')
    .where((eb) =>
      eb.or([eb('threads.author_id', 'is', null), eb('acts.member_id', '!=', eb.ref('threads.author_id'))]),
    )
    .groupBy('posts.id')
    .execute()
  return new Map(rows.map((row) => [row.id, Number(row.at)]))
}

/** Reads what the credit for so many articles hangs on. */
export async function readArticleOutcomes(
  db: Executor,
  ids: readonly number[],
): Promise<readonly ArticleOutcomeFacts[]> {
  if (ids.length === 0) return []
  const articles = await db
    .selectFrom('articles')
    .select(['id', 'category_id', 'topic_id', 'translation_of', 'state', 'updated_at'])
    .where('id', 'in', [...ids])
    .execute()
  const revisions = await db
    .selectFrom('article_revisions')
    .select(['article_id', 'number', 'by_id', 'at', 'reviewed_at'])
    .where('article_id', 'in', [...ids])
    .where('state', '=', 'published')
    .orderBy('number')
    .execute()
  const votes = await db
    .selectFrom('article_votes')
    .select(['article_id', 'member_id', 'at'])
    .where('article_id', 'in', [...ids])
    .where('helpful', '=', 1)
    .where('member_id', 'is not', null)
    .execute()
  const credits = await db
    .selectFrom('article_credits')
    .select(['article_id', 'member_id', 'at'])
    .where('article_id', 'in', [...ids])
    .where('reason', '=', 'answer')
    .execute()
  return articles.map((article) => ({
    id: article.id,
    category: article.category_id,
    topic: article.topic_id,
    isTranslation: article.translation_of !== null,
    withdrawnAt: article.state === 'withdrawn' ? article.updated_at : null,
    published: revisions
      .filter((row) => row.article_id === article.id)
      .map((row) => ({ number: row.number, by: row.by_id, at: row.reviewed_at ?? row.at })),
    votes: votes.flatMap((row) =>
      row.article_id === article.id && row.member_id !== null ? [{ by: row.member_id, at: row.at }] : [],
    ),
    credited: credits
      .filter((row) => row.article_id === article.id)
      .map((row) => ({ member: row.member_id, at: row.at })),
  }))
}
