import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { sql } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { tagsOf } from '#app/features/forum/queries/thread-list.server.ts'
import { askedElsewhere, leastFit } from '#app/features/mining/queries/outlier-threads.server.ts'
import { notFound } from '#app/kernel/errors.ts'
import { GUEST, STAFF_ROLES, type Role } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { findPhrasings, type Sayer } from '#app/features/mining/queries/phrasings.server.ts'
import { nearnessInThread } from '#app/features/mining/queries/nearness-in-thread.server.ts'
import type { DraftAnswer, DraftMaterial, DraftText } from '../types.ts'

/** Requests and threads of a topic among which the nearest to its title are looked for. */
const MOST_LOOKED_AT = 400
/** Of these so many are read for one draft; more say the same again. */
const MOST_REQUESTS = 60
const MOST_THREADS = 60
const MOST_POSTS = 600
/** What a draft is made from, and where it would belong. */
export interface MaterialFound {
  readonly material: DraftMaterial
  /** In which category each of its threads lies. */
  readonly categories: ReadonlyMap<number, number>
}

/**
 * What is known of a topic: its requests, most fitting first, the threads among them that everybody
 * may read, and what staff replied. Private threads are left out. Throws `not-found`.
 */
export async function getTopicMaterial(db: Executor, topicId: number): Promise<MaterialFound> {
  const topic = await db
    .selectFrom('topics')
    .selectAll()
    .where('id', '=', topicId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!topic) throw notFound(saying(knowledgeRefusals, 'thisTopic'))
  // None of a thread that guests may not read, for a title would tell of it.
  const called = [topic.title, ...(JSON.parse(topic.aliases) as string[])]
  const { sayers, first } = await findPhrasings(db, topicId, new Set(called), await hiddenFromGuests(db))
  const isOpen = topic.renamed_at !== null || sayers.has(topic.title)
  const known = called.slice(1).filter((one) => sayers.has(one))
  const words = JSON.parse(topic.words) as string[]
  const [title = words.join(' ')] = isOpen ? [topic.title] : [...known, ...(first ? [first[0]] : [])]
  const sourceOf = (one: string): DraftText | null => saidBy(sayers.get(one) ?? (first?.[0] === one ? first[1] : null))
  const aliases = known.filter((one) => one !== title).slice(0, 6)
  const threaded = await answeredThreads(db, topicId)
  const sent = await sentRequests(db, topicId)
  const elsewhere = await askedElsewhere(db)
  const near = await nearnessInThread([title, ...aliases], [...threaded, ...sent], elsewhere)
  const nearThreads = nearestOf(threaded, near, MOST_THREADS)
  const requests = nearestOf(sent, near.slice(threaded.length), MOST_REQUESTS)
  const threads = await readThreads(db, nearThreads)
  const replies = await readReplies(db, requests)
  const texts = await textsOf(
    db,
    requests.map(({ one }) => one.id),
  )
  const questions = requests.map(({ one, nearness }) => {
    const text = texts.get(one.id) ?? ''
    return said(one.id, one.memberId, text.trim() === '' ? one.title : text, nearness)
  })
  return {
    material: {
      title,
      aliases,
      aliasSources: aliases.flatMap((one) => sourceOf(one) ?? []),
      words,
      tags: threads.tags,
      questions: interleave(threads.questions, questions),
      answers: [...threads.answers, ...replies.answers],
      echoes: [...threads.echoes, ...replies.echoes],
      titleSource: sourceOf(title),
      elsewhere,
    },
    categories: threads.categories,
  }
}

/** Something that was asked, and how near it is to what the article is to answer. */
interface Near<T> {
  readonly one: T
  readonly nearness: number
}

/** The nearest first, as many as are read. */
function nearestOf<T>(all: readonly T[], near: readonly number[], most: number): readonly Near<T>[] {
  return all
    .map((one, at) => ({ one, nearness: near[at] ?? 0 }))
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, most)
}

/** Answered threads of a topic that everybody may read, with how they begin, the most fitting first. None where the
 * forum hardly ever asks what the topic asks: these few answer something else.
 */
async function answeredThreads(
  db: Executor,
  topicId: number,
): Promise<readonly { readonly id: number; readonly title: string; readonly text: string }[]> {
  const least = await leastFit(db, topicId)
  if (least === null) return []
  const rows = await db
    .selectFrom('requests')
    .innerJoin('threads', 'threads.id', 'requests.thread_id')
    .select(['threads.id', 'threads.title', sql<string>`substr(requests.text, 1, 600)`.as('text')])
    .where('requests.topic_id', '=', topicId)
    .where('requests.topic_fit', '>=', least)
    .where('threads.answer_count', '>', 0)
    .where(listedThreads(await hiddenFromGuests(db)) as never)
    .orderBy((eb) => eb.case().when('threads.accepted_post_id', 'is not', null).then(0).else(1).end())
    .orderBy('requests.topic_fit', 'desc')
    .orderBy('threads.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  return rows
}

/** Requests of a topic that came in otherwise than as threads, with how they begin, the most fitting first. */
async function sentRequests(
  db: Executor,
  topicId: number,
): Promise<
  readonly {
    readonly id: number
    readonly title: string
    readonly text: string
    readonly memberId: number | null
  }[]
> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'subject', sql<string>`substr(text, 1, 600)`.as('text'), 'member_id'])
    .where('topic_id', '=', topicId)
    .where('thread_id', 'is', null)
    .where('channel', '!=', 'search')
    .orderBy('topic_fit', 'desc')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  return rows.map(({ id, subject, text, member_id }) => ({ id, title: subject, text, memberId: member_id }))
}

/** The whole texts of requests. */
async function textsOf(db: Executor, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'text'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, text }) => [id, text]))
}

/** What a thread that everybody may read holds for a draft. Throws `not-found`. */
export async function getThreadMaterial(db: Executor, threadId: number): Promise<MaterialFound> {
  const listed = await db
    .selectFrom('threads')
    .select(['id', 'title', 'author_id'])
    .where('id', '=', threadId)
    .where(listedThreads(await hiddenFromGuests(db)) as never)
    .executeTakeFirst()
  if (!listed) throw notFound(saying(knowledgeRefusals, 'thisThread'))
  const threads = await readThreads(db, [{ one: { id: threadId }, nearness: 1 }])
  const opening = threads.questions[0]
  return {
    material: {
      title: listed.title,
      aliases: [],
      aliasSources: [],
      words: [],
      tags: threads.tags,
      questions: threads.questions,
      answers: threads.answers,
      echoes: threads.echoes,
      titleSource: opening ?? null,
      elsewhere: [],
    },
    categories: threads.categories,
  }
}

/** What guests may not read must not reach an article, whoever makes the draft. */
export async function hiddenFromGuests(db: Executor): Promise<readonly number[]> {
  return (await categoriesFor(db, GUEST)).unreadable
}

const said = (requestId: number, memberId: number | null, text: string, nearness: number): DraftText => ({
  memberId,
  threadId: null,
  postId: null,
  requestId,
  text,
  nearness,
})

const saidBy = (sayer: Sayer | null): DraftText | null =>
  sayer && { ...said(sayer.id, null, sayer.text, 1), threadId: sayer.threadId }

interface ThreadsRead {
  readonly questions: readonly DraftText[]
  readonly answers: readonly DraftAnswer[]
  readonly echoes: readonly DraftText[]
  readonly tags: readonly string[]
  readonly categories: ReadonlyMap<number, number>
}

async function readThreads(db: Executor, near: readonly Near<{ readonly id: number }>[]): Promise<ThreadsRead> {
  const ids = near.map(({ one }) => one.id)
  const nearness = new Map(near.map((each) => [each.one.id, each.nearness]))
  if (ids.length === 0) return { questions: [], answers: [], echoes: [], tags: [], categories: new Map() }
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'title', 'category_id', 'author_id', 'accepted_post_id'])
    .where('id', 'in', [...ids])
    .execute()
  const posts = await db
    .selectFrom('posts')
    .leftJoin('members', 'members.id', 'posts.author_id')
    .select([
      'posts.id',
      'posts.thread_id',
      'posts.kind',
      'posts.author_id',
      'posts.body',
      'posts.helpful_count',
      'members.role',
    ])
    .where('posts.thread_id', 'in', [...ids])
    .where('posts.hidden_at', 'is', null)
    .orderBy('posts.thread_id')
    .orderBy('posts.id')
    .limit(MOST_POSTS)
    .execute()
  const place = new Map(ids.map((id, at) => [id, at]))
  posts.sort((a, b) => (place.get(a.thread_id) ?? 0) - (place.get(b.thread_id) ?? 0) || a.id - b.id)
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  const openings = new Map(
    posts.flatMap((post) => (post.kind === 'opening' ? [[post.thread_id, post.body] as const] : [])),
  )
  const text = (post: (typeof posts)[number]): DraftText => ({
    memberId: post.author_id,
    threadId: post.thread_id,
    postId: post.id,
    requestId: null,
    text: post.body,
    nearness: nearness.get(post.thread_id) ?? 0,
  })
  return {
    questions: posts.filter((post) => post.kind === 'opening').map(text),
    answers: posts
      .filter((post) => post.kind === 'answer' && post.author_id !== byId.get(post.thread_id)?.author_id)
      .map((post) => ({
        ...text(post),
        isAccepted: byId.get(post.thread_id)?.accepted_post_id === post.id,
        helpfulCount: post.helpful_count,
        isStaff: STAFF_ROLES.includes((post.role ?? 'customer') as Role),
        question: `${byId.get(post.thread_id)?.title ?? ''} ${openings.get(post.thread_id) ?? ''}`,
      })),
    echoes: posts
      .filter((post) => post.kind !== 'opening' && post.author_id === byId.get(post.thread_id)?.author_id)
      .map(text),
    tags: commonest([...(await tagsOf(db, ids)).values()].flat()).slice(0, 4),
    categories: new Map(threads.map((thread) => [thread.id, thread.category_id])),
  }
}

async function readReplies(
  db: Executor,
  near: readonly Near<{ readonly id: number }>[],
): Promise<{ readonly answers: readonly DraftAnswer[]; readonly echoes: readonly DraftText[] }> {
  if (near.length === 0) return { answers: [], echoes: [] }
  const nearness = new Map(near.map((each) => [each.one.id, each.nearness]))
  const rows = await db
    .selectFrom('request_replies')
    .innerJoin('requests', 'requests.id', 'request_replies.request_id')
    .select([
      'request_replies.request_id',
      'request_replies.author',
      'request_replies.text',
      'requests.outcome',
      'requests.subject',
      'requests.text as asked',
    ])
    .where('request_replies.request_id', 'in', [...nearness.keys()])
    .orderBy('request_replies.request_id')
    .orderBy('request_replies.position')
    .limit(MOST_POSTS)
    .execute()
  const text = (row: (typeof rows)[number]): DraftText =>
    said(row.request_id, null, row.text, nearness.get(row.request_id) ?? 0)
  return {
    answers: rows
      .filter((row) => row.author === 'staff')
      .map((row) => ({
        ...text(row),
        isAccepted: row.outcome === 'solved',
        helpfulCount: 0,
        isStaff: true,
        question: `${row.subject} ${row.asked}`,
      })),
    echoes: rows.filter((row) => row.author !== 'staff').map(text),
  }
}

/** Values by how often they stand in the list, the first seen first among equals. */
export function commonest<T>(values: readonly T[]): readonly T[] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}

function interleave<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  const mixed: T[] = []
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    for (const list of [a, b]) {
      const one = list[at]
      if (one !== undefined) mixed.push(one)
    }
  }
  return mixed
}
