import { listedThreads } from '#app/access/threads.server.ts'
import { STAFF_ROLES, type Role } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { AnsweredCase } from '../rules/exemplars/exemplar.ts'
import type { AnsweredQuestion } from '../rules/exemplars/forum-words.ts'
import { hasStaffReply } from './staff-replies.server.ts'

/** An answered question with where it stands: a thread and its answer, or a request and its staff reply. */
export interface FoundCase {
  readonly threadId: number | null
  readonly postId: number | null
  readonly requestId: number | null
  /** Who answered and who asked; null where it is not known or nobody in public. */
  readonly memberId: number | null
  readonly askerId: number | null
  readonly openingId: number | null
  readonly categoryId: number | null
  readonly asked: AnsweredCase
}

/** Posts of one thread that are read: more belong to long conversations. */
const MOST_POSTS = 60
/** Letters of an opening that the rules read. */
const OPENING = 4000
/** Votes that a staff member's word counts like, where nobody accepted it. */
const OF_STAFF = 1

/** Threads that guests may read and that were answered, in order of their ids, from after one on. */
export async function answeredThreadIds(
  db: Executor,
  unreadable: readonly number[],
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('threads')
    .select('id')
    .where('id', '>', after)
    .where('answer_count', '>', 0)
    .where(listedThreads(unreadable) as never)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

interface ThreadRead {
  readonly id: number
  readonly title: string
  readonly categoryId: number
  readonly askerId: number | null
  readonly acceptedId: number | null
  readonly posts: readonly PostRead[]
}

interface PostRead {
  readonly id: number
  readonly kind: string
  readonly authorId: number | null
  readonly body: string
  readonly helpful: number
  readonly isStaff: boolean
}

/** These threads with their posts, where guests may read them. */
export async function readThreads(
  db: Executor,
  unreadable: readonly number[],
  ids: readonly number[],
): Promise<readonly ThreadRead[]> {
  if (ids.length === 0) return []
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'title', 'category_id', 'author_id', 'accepted_post_id'])
    .where('id', 'in', [...ids])
    .where(listedThreads(unreadable) as never)
    .execute()
  if (threads.length === 0) return []
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
    .where(
      'posts.thread_id',
      'in',
      threads.map(({ id }) => id),
    )
    .where('posts.hidden_at', 'is', null)
    .orderBy('posts.thread_id')
    .orderBy('posts.id')
    .execute()
  const byThread = new Map<number, PostRead[]>(threads.map(({ id }) => [id, []]))
  for (const post of posts) {
    const own = byThread.get(post.thread_id)
    if (!own || own.length >= MOST_POSTS) continue
    own.push({
      id: post.id,
      kind: post.kind,
      authorId: post.author_id,
      body: post.body,
      helpful: post.helpful_count,
      isStaff: STAFF_ROLES.includes((post.role ?? 'customer') as Role),
    })
  }
  const place = new Map(ids.map((id, at) => [id, at]))
  return threads
    .map((thread) => ({
      id: thread.id,
      title: thread.title,
      categoryId: thread.category_id,
      askerId: thread.author_id,
      acceptedId: thread.accepted_post_id,
      posts: byThread.get(thread.id) ?? [],
    }))
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/**
 * The answer of a thread that may be an article: the accepted one of somebody else than the asker; where nothing is
 * accepted, the one with most evidence. Of a solved thread never another one. Null where there is none.
 */
export function caseOf(thread: ThreadRead): FoundCase | null {
  const answers = thread.posts.filter((post) => post.kind === 'answer' && post.authorId !== thread.askerId)
  const accepted = answers.find(({ id }) => id === thread.acceptedId)
  if (!accepted && thread.acceptedId !== null) return null
  const answer = accepted ?? answers.toSorted((a, b) => evidenceOf(b) - evidenceOf(a) || a.id - b.id)[0]
  if (!answer) return null
  const opening = thread.posts.find(({ kind }) => kind === 'opening')
  const reply = thread.posts.find((post) => post.id > answer.id && post.authorId === thread.askerId)
  return {
    threadId: thread.id,
    postId: answer.id,
    requestId: null,
    memberId: answer.authorId,
    askerId: thread.askerId,
    openingId: opening?.id ?? null,
    categoryId: thread.categoryId,
    asked: {
      title: thread.title,
      opening: (opening?.body ?? '').slice(0, OPENING),
      answer: answer.body,
      isAccepted: accepted !== undefined,
      helpful: evidenceOf(answer),
      reply: reply?.body ?? null,
    },
  }
}

const evidenceOf = ({ helpful, isStaff }: PostRead): number => helpful + (isStaff ? OF_STAFF : 0)

/** What the place's words are learnt from: the accepted answer first. */
export function questionOf(thread: ThreadRead): AnsweredQuestion {
  const answers = thread.posts.filter((post) => post.kind !== 'opening' && post.authorId !== thread.askerId)
  const accepted = answers.filter(({ id }) => id === thread.acceptedId)
  return {
    title: thread.title,
    opening: (thread.posts.find(({ kind }) => kind === 'opening')?.body ?? '').slice(0, OPENING),
    answers: [...accepted, ...answers.filter(({ id }) => id !== thread.acceptedId)].map(({ body }) => body),
    isSolved: accepted.length > 0,
  }
}

/** Requests that staff replied to and that are no thread, from after one on: the first reply is the answer. */
export async function answeredRequests(db: Executor, after: number, limit: number): Promise<readonly FoundCase[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('id', '>', after)
    .where('thread_id', 'is', null)
    .where(hasStaffReply)
    .orderBy('id')
    .limit(limit)
    .execute()
  return requestCases(
    db,
    rows.map(({ id }) => id),
  )
}

/** The cases of these requests, in the order given; those without a staff reply are left out. */
export async function requestCases(db: Executor, ids: readonly number[]): Promise<readonly FoundCase[]> {
  if (ids.length === 0) return []
  const requests = await db
    .selectFrom('requests')
    .select(['id', 'subject', 'text', 'outcome'])
    .where('id', 'in', [...ids])
    .execute()
  const replies = await db
    .selectFrom('request_replies')
    .select(['request_id', 'author', 'text', 'position'])
    .where('request_id', 'in', [...ids])
    .orderBy('request_id')
    .orderBy('position')
    .execute()
  const place = new Map(ids.map((id, at) => [id, at]))
  return requests
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    .flatMap((request) => {
      const own = replies.filter(({ request_id }) => request_id === request.id)
      const answer = own.find(({ author }) => author === 'staff')
      if (!answer) return []
      const title = request.subject.trim() === '' ? (request.text.split('\n')[0] ?? '') : request.subject
      return [
        {
          ...NOBODY,
          requestId: request.id,
          asked: {
            title,
            opening: request.text.slice(0, OPENING),
            answer: answer.text,
            isAccepted: request.outcome === 'solved',
            helpful: OF_STAFF,
            reply: own.find((one) => one.author !== 'staff' && one.position > answer.position)?.text ?? null,
          },
        },
      ]
    })
}

const NOBODY = { threadId: null, postId: null, memberId: null, askerId: null, openingId: null, categoryId: null }
