import { sql } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { tagsOf } from '#app/features/forum/queries/thread-list.server.ts'
import { nearnessInThread } from '#app/features/mining/queries/nearness-in-thread.server.ts'
import { askedElsewhere, leastFit } from '#app/features/mining/queries/outlier-threads.server.ts'
import { findPhrasings } from '#app/features/mining/queries/phrasings.server.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { notFound } from '#app/kernel/errors.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Locale } from '#app/locale/locales.ts'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { saying } from '#app/locale/saying.ts'
import { isNear } from '#app/text/nearness.ts'
import type { Executor } from '#db/transaction.server.ts'
import { askDrafting } from '../draft-in-thread.server.ts'
import { isNearly } from '../rules/exemplars/exemplar.ts'
import type { Examined } from '../rules/exemplars/examine.ts'
import { NO_WORDS, type ForumWords } from '../rules/exemplars/forum-words.ts'
import { isPhrasingOf } from '../rules/exemplars/near-requests.ts'
import { asTitle } from '../rules/sources.ts'
import type { Draft, DraftOrigin, DraftSource } from '../types.ts'
import { caseOf, readThreads, requestCases, type FoundCase } from './exemplar-cases.server.ts'
import { readForumWords } from './forum-words.server.ts'
import { hasStaffReply } from './staff-replies.server.ts'

/** Requests and threads of a topic among which the nearest to its title are looked for, and how many are read. */
const MOST_LOOKED_AT = 400
const MOST_READ = 40
/** Other phrasings of an article. */
const MOST_PHRASINGS = 6
/** What nearness to the topic's title counts beside the score of an exemplar. */
const OF_NEARNESS = 4

/** An answered question with what the rules said of it. */
export interface ExaminedCase {
  readonly found: FoundCase
  readonly examined: Examined
}

export interface DraftMade {
  readonly draft: Draft
  /** That of the exemplar's thread; null where there is none. */
  readonly categoryId: number | null
  readonly topicId: number | null
  /** What it was made from; null where nothing instructs. */
  readonly exemplar: ExaminedCase | null
  /** The posts that it quotes, as they were read. */
  readonly posts: ReadonlyMap<number, string>
}

/**
 * A draft of one answered question: that of an exemplar or a thread, or of the one among a topic's requests that
 * instructs best near its title. The answer is whole under its own question, trimmed. It reads and computes for up to a
 * second, so it is for outside of a transaction; `isStillReadable` is for inside. Throws `not-found`.
 */
export async function draftFrom(db: Executor, origin: DraftOrigin, locale: Locale = SOURCE_LOCALE): Promise<DraftMade> {
  if (origin.topic !== undefined) return draftOfTopic(db, origin.topic, locale)
  const unreadable = await hiddenFromGuests(db)
  const { threadId, requestId } =
    origin.thread === undefined
      ? await placeOfExemplar(db, origin.exemplar)
      : { threadId: origin.thread, requestId: null }
  if (threadId === null) {
    const [found] = await requestCases(db, requestId === null ? [] : [requestId])
    if (!found) throw notFound(saying(knowledgeRefusals, 'thisExemplar'))
    return madeOf(db, await examineOne(db, found, locale), unreadable)
  }
  const [thread] = await readThreads(db, unreadable, [threadId])
  if (!thread) throw notFound(saying(knowledgeRefusals, 'thisThread'))
  const found = caseOf(thread)
  if (found) return madeOf(db, await examineOne(db, found, locale), unreadable)
  const opening = thread.posts.find(({ kind }) => kind === 'opening')
  const source = { ...NO_SOURCE, threadId, postId: opening?.id ?? null, memberId: thread.askerId }
  return {
    draft: { ...EMPTY, title: thread.title, sources: [{ ...source, sentence: thread.title, part: 'title' }] },
    categoryId: thread.categoryId,
    topicId: await topicOfThread(db, threadId),
    exemplar: null,
    posts: new Map(),
  }
}

const EMPTY: Draft = { title: '', language: null, aliases: [], tags: [], body: '', sources: [] }
const NO_SOURCE = { threadId: null, postId: null, requestId: null, memberId: null, agreeCount: 1 } as const

async function placeOfExemplar(
  db: Executor,
  id: number,
): Promise<{ readonly threadId: number | null; readonly requestId: number | null }> {
  const row = await db
    .selectFrom('exemplars')
    .select(['thread_id', 'request_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound(saying(knowledgeRefusals, 'thisExemplar'))
  return { threadId: row.thread_id, requestId: row.request_id }
}

async function examineOne(db: Executor, found: FoundCase, locale: Locale): Promise<ExaminedCase> {
  const [one] = await examineAll(db, [found], locale)
  if (!one) throw notFound(saying(knowledgeRefusals, 'thisExemplar'))
  return one
}

/** What the rules say of each, by the words of the place. */
export async function examineAll(
  db: Executor,
  all: readonly FoundCase[],
  locale: Locale,
  words?: string,
): Promise<readonly ExaminedCase[]> {
  if (all.length === 0) return []
  const examined = await askDrafting({
    kind: 'examine',
    cases: all.map(({ asked }) => asked),
    words: words ?? (await readForumWords(db)),
    usual: locale.slice(0, 2),
  })
  return all.flatMap((found, at) => {
    const one = examined[at]
    return one ? [{ found, examined: one }] : []
  })
}

/** The draft of one answered question, with the phrasings of requests that ask nearly that. */
async function madeOf(
  db: Executor,
  exemplar: ExaminedCase,
  unreadable: readonly number[],
  topicId?: number,
): Promise<DraftMade> {
  const { found, examined } = exemplar
  const { threadId, requestId, postId, openingId, askerId, memberId } = found
  const title = asTitle(examined.title.trim() === '' ? found.asked.title : examined.title)
  const near = await nearPhrasings(db, found, title, unreadable)
  const asked = { ...NO_SOURCE, threadId, requestId, postId: openingId, memberId: askerId }
  const answered = { ...NO_SOURCE, threadId, requestId, postId, memberId }
  const sources: DraftSource[] = [
    { ...asked, sentence: title, part: 'title' },
    ...near.map(({ words, id, thread }) => ({
      ...NO_SOURCE,
      requestId: id,
      threadId: thread,
      sentence: words,
      part: 'alias' as const,
    })),
    ...examined.parts.map((sentence) => ({ ...answered, sentence, part: 'steps' as const })),
  ]
  return {
    draft: {
      title,
      language: examined.language,
      aliases: near.map(({ words }) => words),
      tags: threadId === null ? [] : ((await tagsOf(db, [threadId])).get(threadId) ?? []).slice(0, 4),
      body: examined.text,
      sources,
    },
    categoryId: found.categoryId,
    topicId: topicId ?? (await topicOfCase(db, found)),
    exemplar,
    posts: postId === null ? new Map() : new Map([[postId, found.asked.answer]]),
  }
}

/** How requests ask nearly what an exemplar answers, the nearest first; none of a thread that guests may not read. */
async function nearPhrasings(
  db: Executor,
  { threadId, requestId }: FoundCase,
  title: string,
  unreadable: readonly number[],
): Promise<readonly { readonly words: string; readonly id: number; readonly thread: number | null }[]> {
  const rows = await db
    .selectFrom('exemplar_requests')
    .innerJoin('exemplars', 'exemplars.id', 'exemplar_requests.exemplar_id')
    .innerJoin('requests', 'requests.id', 'exemplar_requests.request_id')
    .leftJoin('threads', 'threads.id', 'requests.thread_id')
    .select(['requests.id', 'requests.subject', 'requests.thread_id', 'threads.listed', 'threads.category_id'])
    .where((eb) =>
      threadId === null ? eb('exemplars.request_id', '=', requestId) : eb('exemplars.thread_id', '=', threadId),
    )
    .where('requests.subject', '!=', '')
    .where('requests.channel', '!=', 'search')
    .orderBy('exemplar_requests.nearness', 'desc')
    .orderBy('requests.id')
    .limit(60)
    .execute()
  const json = await readForumWords(db)
  const words = json === '' ? NO_WORDS : (JSON.parse(json) as ForumWords)
  const said = new Set([plainly(title)])
  return rows
    .filter((row) => row.thread_id === null || (row.listed === 1 && !unreadable.includes(row.category_id ?? 0)))
    .filter((row) => row.thread_id !== threadId || row.thread_id === null)
    .filter(
      (row) => row.subject.length >= 12 && row.subject.length <= 90 && !/\[[\p{L} ]+\]|[!?]{2,}/u.test(row.subject),
    )
    .filter((row) => isPhrasingOf(title, row.subject, words))
    .filter((row) => !said.has(plainly(row.subject)) && said.add(plainly(row.subject)))
    .slice(0, MOST_PHRASINGS)
    .map((row) => ({ words: row.subject, id: row.id, thread: row.thread_id }))
}

const plainly = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

async function topicOfCase(db: Executor, { threadId, requestId }: FoundCase): Promise<number | null> {
  if (threadId !== null) return topicOfThread(db, threadId)
  const row = await db
    .selectFrom('requests')
    .select('topic_id')
    .where('id', '=', requestId ?? 0)
    .executeTakeFirst()
  return row?.topic_id ?? null
}

async function topicOfThread(db: Executor, threadId: number): Promise<number | null> {
  const row = await db.selectFrom('requests').select('topic_id').where('thread_id', '=', threadId).executeTakeFirst()
  return row?.topic_id ?? null
}

/** The exemplar among a topic's threads and requests that instructs best near its title; its words alone where none does. */
async function draftOfTopic(db: Executor, topicId: number, locale: Locale): Promise<DraftMade> {
  const topic = await db
    .selectFrom('topics')
    .selectAll()
    .where('id', '=', topicId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!topic) throw notFound(saying(knowledgeRefusals, 'thisTopic'))
  const unreadable = await hiddenFromGuests(db)
  const called = [topic.title, ...(JSON.parse(topic.aliases) as string[])]
  // None of a thread that guests may not read, for a title would tell of it.
  const { sayers, first } = await findPhrasings(db, topicId, new Set(called), unreadable)
  const isOpen = topic.renamed_at !== null || sayers.has(topic.title)
  const known = called.slice(1).filter((one) => sayers.has(one))
  const words = (JSON.parse(topic.words) as string[]).join(' ')
  const [title = words] = isOpen ? [topic.title] : [...known, ...(first ? [first[0]] : [])]
  const aliases = known.filter((one) => one !== title).slice(0, MOST_PHRASINGS)
  const best = await bestExemplar(db, topicId, [title, ...aliases], unreadable, locale)
  const phrased = (sentence: string, part: 'title' | 'alias'): readonly DraftSource[] => {
    const sayer = sayers.get(sentence) ?? (first?.[0] === sentence ? first[1] : undefined)
    return sayer ? [{ ...NO_SOURCE, requestId: sayer.id, threadId: sayer.threadId, sentence, part }] : []
  }
  if (best) {
    const made = await madeOf(db, best, unreadable, topicId)
    const own = aliases.filter((one) => !made.draft.aliases.includes(one) && one !== made.draft.title)
    const room = own.slice(0, MOST_PHRASINGS - made.draft.aliases.length)
    return {
      ...made,
      draft: {
        ...made.draft,
        aliases: [...made.draft.aliases, ...room],
        sources: [...made.draft.sources, ...room.flatMap((one) => phrased(one, 'alias'))],
      },
    }
  }
  return {
    draft: {
      ...EMPTY,
      title,
      aliases,
      sources: [...phrased(title, 'title'), ...aliases.flatMap((one) => phrased(one, 'alias'))],
    },
    categoryId: null,
    topicId,
    exemplar: null,
    posts: new Map(),
  }
}

async function bestExemplar(
  db: Executor,
  topicId: number,
  phrasings: readonly string[],
  unreadable: readonly number[],
  locale: Locale,
): Promise<ExaminedCase | null> {
  const threads = await answeredOf(db, topicId, unreadable)
  const requests = await repliedOf(db, topicId)
  const all = [...threads, ...requests]
  if (all.length === 0) return null
  const near = await nearnessInThread(phrasings, all, await askedElsewhere(db))
  const nearest = all
    .map((one, at) => ({ ...one, nearness: near[at] ?? 0 }))
    .filter(isNear)
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, MOST_READ)
  const nearness = new Map(nearest.map((one) => [`${one.isThread} ${one.id}`, one.nearness]))
  const read = await readThreads(
    db,
    unreadable,
    nearest.filter(({ isThread }) => isThread).map(({ id }) => id),
  )
  const cases = [
    ...read.flatMap((thread) => caseOf(thread) ?? []),
    ...(await requestCases(
      db,
      nearest.filter(({ isThread }) => !isThread).map(({ id }) => id),
    )),
  ]
  const examined = await examineAll(db, cases, locale)
  const open = examined.filter((one) => one.examined.door !== 'none')
  // An editor who asks for a draft is better served by a short one than by none.
  const passing = open.length > 0 ? open : examined.filter((one) => isNearly(one.examined.marks))
  const worth = ({ found, examined }: ExaminedCase): number =>
    examined.score +
    OF_NEARNESS * (nearness.get(`${found.threadId !== null} ${found.threadId ?? found.requestId}`) ?? 0)
  return passing.toSorted((a, b) => worth(b) - worth(a))[0] ?? null
}

interface AskedOne {
  readonly isThread: boolean
  readonly id: number
  readonly title: string
  readonly text: string
}

/** Answered threads of a topic that guests may read and no article was made from, the most fitting first. */
async function answeredOf(db: Executor, topicId: number, unreadable: readonly number[]): Promise<readonly AskedOne[]> {
  const least = await leastFit(db, topicId)
  if (least === null) return []
  const rows = await db
    .selectFrom('requests')
    .innerJoin('threads', 'threads.id', 'requests.thread_id')
    .select(['threads.id', 'threads.title', sql<string>`substr(requests.text, 1, 600)`.as('text')])
    .where('requests.topic_id', '=', topicId)
    .where('requests.topic_fit', '>=', least)
    .where('threads.answer_count', '>', 0)
    .where(listedThreads(unreadable) as never)
    .orderBy((eb) => eb.case().when('threads.accepted_post_id', 'is not', null).then(0).else(1).end())
    .orderBy('requests.topic_fit', 'desc')
    .orderBy('threads.id')
    .limit(MOST_LOOKED_AT)
    .execute()
  return rows.map((row) => ({ ...row, isThread: true }))
}

/** Requests of a topic that staff replied to, the most fitting first. */
async function repliedOf(db: Executor, topicId: number): Promise<readonly AskedOne[]> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'subject as title', sql<string>`substr(text, 1, 600)`.as('text')])
    .where('topic_id', '=', topicId)
    .where('thread_id', 'is', null)
    .where(hasStaffReply)
    .orderBy('topic_fit', 'desc')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  return rows.map((row) => ({ ...row, isThread: false }))
}

/** Whether an answer is still there, shown and in the words in which it was read. */
export async function isUnchanged(trx: Executor, { found }: ExaminedCase): Promise<boolean> {
  if (found.postId === null) {
    const request = await trx
      .selectFrom('requests')
      .select('id')
      .where('id', '=', found.requestId ?? 0)
      .executeTakeFirst()
    return request !== undefined
  }
  const post = await trx
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['posts.body', 'threads.accepted_post_id'])
    .where('posts.id', '=', found.postId)
    .where('posts.hidden_at', 'is', null)
    .where('threads.listed', '=', 1)
    .executeTakeFirst()
  return post?.body === found.asked.answer && (post.accepted_post_id === found.postId) === found.asked.isAccepted
}

/** What guests may not read must not reach an article, whoever makes the draft. */
export async function hiddenFromGuests(db: Executor): Promise<readonly number[]> {
  return (await categoriesFor(db, GUEST)).unreadable
}

/**
 * Whether guests may read all that a draft quotes, in the words in which it was read: somebody may have hidden, edited
 * or erased it, or made it private, while the draft was made.
 */
export async function isStillReadable(trx: Executor, { draft, posts }: DraftMade): Promise<boolean> {
  const requestIds = distinct(draft.sources.map(({ requestId }) => requestId))
  const requests = await trx
    .selectFrom('requests')
    .select(['id', 'thread_id'])
    .where('id', 'in', [0, ...requestIds])
    .execute()
  if (requests.length < requestIds.length) return false
  const quoted = [...draft.sources.map(({ threadId }) => threadId), ...requests.map((request) => request.thread_id)]
  const threadIds = distinct(quoted)
  const threads = await trx
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', [0, ...threadIds])
    .where(listedThreads(await hiddenFromGuests(trx)))
    .execute()
  if (threads.length < threadIds.length) return false
  const now = await trx
    .selectFrom('posts')
    .select(['id', 'thread_id', 'body'])
    .where('id', 'in', [0, ...posts.keys()])
    .where('hidden_at', 'is', null)
    .execute()
  const said = new Map(now.map((post) => [post.id, post]))
  return [...posts].every(([id, body]) => {
    const post = said.get(id)
    return post !== undefined && post.body === body && threadIds.includes(post.thread_id)
  })
}

const distinct = (ids: readonly (number | null)[]): readonly number[] => [
  ...new Set(ids.flatMap((id) => (id === null ? [] : [id]))),
]
