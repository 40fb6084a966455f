import { pause } from '#app/kernel/pause.ts'
import type { Executor } from '#db/transaction.server.ts'
import { countLinks, linksIn, type CountedLink, type Link } from '../rules/links.ts'

/** Requests whose answers are read at once: some milliseconds on SQLite, which stops the process while it reads. */
const PAGE = 200
/** Addresses of a topic that are kept. */
const MOST_LINKS = 5
/** Newest requests of a topic that are looked at. */
const MOST_REQUESTS = 5000

/** Where helpers lead a topic's askers, and how many of its requests were answered at all. */
export interface AnswerLinks {
  readonly links: readonly CountedLink[]
  readonly answered: number
}

/** Reads the answers to a topic's requests: of others than the asker in its threads, and what staff replied. */
export async function readAnswerLinks(db: Executor, topicId: number, signal?: AbortSignal): Promise<AnswerLinks> {
  const each: (readonly Link[])[] = []
  let answered = 0
  let [last, looked] = [Number.MAX_SAFE_INTEGER, 0]
  while (looked < MOST_REQUESTS) {
    signal?.throwIfAborted()
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'thread_id', 'outcome'])
      .where('topic_id', '=', topicId)
      .where('id', '<', last)
      .orderBy('id', 'desc')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) break
    last = rows.at(-1)?.id ?? 0
    looked += rows.length
    answered += rows.filter(({ outcome }) => outcome === 'solved' || outcome === 'answered').length
    each.push(...(await linksOf(db, rows)).values())
    await pause()
  }
  return { links: countLinks(each, MOST_LINKS), answered }
}

/** For each of these requests the addresses in its answers; those without one are left out. */
export async function linksOf(
  db: Executor,
  requests: readonly { readonly id: number; readonly thread_id: number | null }[],
): Promise<ReadonlyMap<number, readonly Link[]>> {
  const requestOf = new Map(
    requests.flatMap(({ id, thread_id }) => (thread_id === null ? [] : [[thread_id, id] as const])),
  )
  const answers = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['posts.thread_id', 'posts.body'])
    .where('posts.thread_id', 'in', [0, ...requestOf.keys()])
    .where('posts.kind', '=', 'answer')
    .where('posts.hidden_at', 'is', null)
    .where('posts.body', 'like', '%http%')
    .where((eb) =>
      eb.or([eb('threads.author_id', 'is', null), eb('posts.author_id', '!=', eb.ref('threads.author_id'))]),
    )
    .execute()
  const replies = await db
    .selectFrom('request_replies')
    .select(['request_id', 'text'])
    .where('request_id', 'in', [0, ...requests.map(({ id }) => id)])
    .where('author', '=', 'staff')
    .where('text', 'like', '%http%')
    .execute()
  const links = new Map<number, readonly Link[]>()
  const add = (request: number | undefined, text: string): void => {
    if (request === undefined) return
    const found = linksIn(text)
    if (found.length > 0) links.set(request, [...(links.get(request) ?? []), ...found])
  }
  for (const { thread_id, body } of answers) add(requestOf.get(thread_id), body)
  for (const { request_id, text } of replies) add(request_id, text)
  return links
}
