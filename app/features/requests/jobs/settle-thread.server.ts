import { pause } from '#app/kernel/pause.ts'
import { plainText } from '#app/kernel/text.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { preparing, type Preparing } from '../commands/prepare-request.server.ts'
import { requesterKey } from '../commands/request-keys.server.ts'
import { afterRequestsChanged } from '../commands/requests-changed.server.ts'
import { redactRequest, type RedactedRequest } from '../rules/redact-request.ts'
import type { IncomingRequest, Outcome } from '../types.ts'

const PAGE = 200

/** The job `requests.thread`: the community's thread is a request as it is now, or none. */
export async function settleThread({ db, clock }: Pick<Services, 'db' | 'clock'>, threadId: number): Promise<void> {
  const now = clock.now()
  const ready = await preparing(db, now)
  await settlePage(db, [threadId], ready, now)
}

/** The same for every thread there is, in pages; returns how many threads were looked at. */
export async function settleThreads(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  const now = clock.now()
  const ready = await preparing(db, now)
  let last = 0
  let done = 0
  for (;;) {
    const rows = await db.selectFrom('threads').select('id').where('id', '>', last).orderBy('id').limit(PAGE).execute()
    if (rows.length === 0) return done
    const ids = rows.map((row) => row.id)
    await settlePage(db, ids, ready, now)
    last = ids.at(-1) ?? last
    done += ids.length
    progress(done)
  }
}

/** A thread's words without what is personal, and what they were read from. */
interface Redacted {
  readonly from: string
  readonly request: RedactedRequest | null
}

/** Threads are redacted before the transaction, which writes those that are still as they were read. */
async function settlePage(db: Executor, ids: readonly number[], ready: Preparing, now: number): Promise<void> {
  const redacted = new Map<number, Redacted>()
  const tags = await tagsOf(db, ids)
  for (const thread of await askingThreads(db, ids)) {
    const own = tags.get(thread.id) ?? []
    const request = redactRequest(incomingOf(thread, own), ready.patterns)
    redacted.set(thread.id, { from: wordsOf(thread, own), request })
    await pause()
  }
  await inTransaction(db, (trx) => writePage(trx, ids, redacted, ready, now))
}

const wordsOf = ({ title, html, name, email }: AskingThread, tags: readonly string[]): string =>
  JSON.stringify([title, html, name, email, tags])

async function writePage(
  trx: Executor,
  ids: readonly number[],
  prepared: ReadonlyMap<number, Redacted>,
  ready: Preparing,
  now: number,
): Promise<void> {
  const threads = await askingThreads(trx, ids)
  const tags = await tagsOf(trx, ids)
  const known = await trx
    .selectFrom('requests')
    .select(['id', 'external_id', 'subject', 'text', 'outcome', 'tags', 'member_id', 'times', 'topic_id', 'pinned_at'])
    .where('source', '=', 'community')
    .where('external_id', 'in', ids.map(externalIdOf))
    .execute()
  const topics = new Set<number>()
  let arrived = false
  for (const id of ids) {
    const thread = threads.find((one) => one.id === id)
    const before = known.find((one) => one.external_id === externalIdOf(id))
    const made = prepared.get(id)
    // What changed its words meanwhile has enqueued the job again.
    if (thread && made?.from !== wordsOf(thread, tags.get(id) ?? [])) continue
    const redacted = thread && made?.request
    if (!thread || !redacted) {
      if (!before) continue
      await trx.deleteFrom('requests').where('id', '=', before.id).execute()
      if (before.topic_id !== null) topics.add(before.topic_id)
      continue
    }
    const row = {
      subject: redacted.subject,
      text: redacted.text,
      outcome: outcomeOf(thread),
      tags: JSON.stringify(redacted.tags),
      member_id: thread.author_id,
      times: 1 + thread.same_here_count,
    }
    if (!before) {
      await trx
        .insertInto('requests')
        .values({
          ...row,
          channel: 'thread',
          source: 'community',
          external_id: externalIdOf(id),
          thread_id: id,
          asked_at: thread.created_at,
          created_at: now,
          requester_key: keyOf(thread, ready.secret),
          language: redacted.language,
          redactions: JSON.stringify(redacted.redactions),
        })
        .onConflict((c) => c.columns(['source', 'external_id']).doNothing())
        .execute()
      arrived = true
      continue
    }
    const isOther = before.subject !== row.subject || before.text !== row.text
    const isSame =
      !isOther &&
      before.outcome === row.outcome &&
      before.tags === row.tags &&
      before.member_id === row.member_id &&
      before.times === row.times
    if (isSame) continue
    const isAnew = isOther && before.pinned_at === null
    await trx
      .updateTable('requests')
      .set({
        ...row,
        ...(row.member_id === null ? { requester_key: null } : {}),
        ...(isOther ? { language: redacted.language, redactions: JSON.stringify(redacted.redactions) } : {}),
        ...(isAnew ? { topic_at: null } : {}),
      })
      .where('id', '=', before.id)
      .execute()
    arrived ||= isAnew
    if (before.topic_id !== null) topics.add(before.topic_id)
  }
  if (arrived || topics.size > 0) await afterRequestsChanged(trx, { arrived, topics: [...topics] }, now)
}

const externalIdOf = (threadId: number): string => `thread ${threadId}`

/**
 * Threads that ask for something and stand where all staff may read: what is said in rooms for some
 * roles only must not come out through the requests.
 */
async function askingThreads(trx: Executor, ids: readonly number[]) {
  return trx
    .selectFrom('threads')
    .innerJoin('categories', 'categories.id', 'threads.category_id')
    .innerJoin('posts', (join) => join.onRef('posts.thread_id', '=', 'threads.id').on('posts.kind', '=', 'opening'))
    .leftJoin('members', 'members.id', 'threads.author_id')
    .select([
      'threads.id',
      'threads.title',
      'threads.author_id',
      'threads.created_at',
      'threads.answer_count',
      'threads.accepted_post_id',
      'threads.same_here_count',
      'posts.html',
      'members.name',
      'members.email',
    ])
    .where('threads.id', 'in', ids)
    .where('threads.kind', 'in', ['question', 'problem'])
    .where('threads.hidden_at', 'is', null)
    .where('threads.merged_into', 'is', null)
    .where('posts.hidden_at', 'is', null)
    .where('categories.access', 'in', ['public', 'members'])
    .execute()
}

type AskingThread = Awaited<ReturnType<typeof askingThreads>>[number]

async function tagsOf(trx: Executor, ids: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  const rows = await trx
    .selectFrom('thread_tags')
    .innerJoin('tags', 'tags.id', 'thread_tags.tag_id')
    .select(['thread_tags.thread_id', 'tags.name'])
    .where('thread_tags.thread_id', 'in', ids)
    .orderBy('tags.name')
    .execute()
  const tags = new Map<number, string[]>()
  for (const row of rows) tags.set(row.thread_id, [...(tags.get(row.thread_id) ?? []), row.name])
  return tags
}

function incomingOf(thread: AskingThread, tags: readonly string[]): IncomingRequest {
  return {
    externalId: externalIdOf(thread.id),
    channel: 'thread',
    askedAt: thread.created_at,
    requester: null,
    requesterName: thread.name,
    subject: thread.title,
    text: plainText(thread.html),
    replies: [],
    outcome: outcomeOf(thread),
    handlingSeconds: null,
    satisfaction: null,
    tags,
    language: null,
    answers: [],
  }
}

function outcomeOf(thread: Pick<AskingThread, 'accepted_post_id' | 'answer_count'>): Outcome {
  if (thread.accepted_post_id !== null) return 'solved'
  return thread.answer_count > 0 ? 'answered' : 'unanswered'
}

/** The same key as for mails from the member's address, so that one person is one asker. */
function keyOf({ email, author_id }: AskingThread, secret: string): string | null {
  if (author_id === null) return null
  return requesterKey(secret, email ?? `member ${author_id}`)
}
