import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import type { CustomerView } from '../types/work.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY } from '#app/kernel/clock.ts'
import { isLocale, LOCALES } from '#app/locale/locales.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'

const SHOWN = 5

/** The customer beside a thread; null where its author is gone. Only what this member of staff may read. */
export async function getCustomer(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  thread: ThreadRow,
): Promise<CustomerView | null> {
  const id = thread.author_id
  if (id === null) return null
  const person = (await findPeople(db, [id])).get(id)
  const member = await db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person || !member) return null
  const known = await db.selectFrom('customers').selectAll().where('member_id', '=', id).executeTakeFirst()
  const { unreadable } = await categoriesFor(db, viewer)
  const theirs = db
    .selectFrom('threads')
    .where('author_id', '=', id)
    .where('part_of', 'is', null)
    .where(readableThreads(viewer, unreadable))
  const counted = await theirs
    .select((eb) => [
      eb.fn.countAll<number>().as('asked'),
      eb.fn.sum<number>(eb.case().when('accepted_post_id', 'is not', null).then(1).else(0).end()).as('solved'),
    ])
    .where('kind', 'in', ['question', 'problem'])
    .executeTakeFirstOrThrow()
  const others = await theirs
    .selectAll()
    .where('id', '!=', thread.id)
    .orderBy('created_at', 'desc')
    .limit(SHOWN)
    .execute()
  const escalated = await db
    .selectFrom('escalations')
    .innerJoin('threads', 'threads.id', 'escalations.thread_id')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.max('escalations.opened_at').as('last')])
    .where('threads.author_id', '=', id)
    .where('threads.id', '!=', thread.id)
    .executeTakeFirstOrThrow()
  const sameHere = await db
    .selectFrom('same_here')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('member_id', '=', id)
    .executeTakeFirstOrThrow()
  // An asker who hid what they did before asking hid it from the desk as well.
  const hidden = await db
    .selectFrom('thread_trails')
    .select('thread_id')
    .where('thread_id', '=', thread.id)
    .where('hidden_at', 'is not', null)
    .executeTakeFirst()
  const searches = await db
    .selectFrom('search_log')
    .select(['query', 'at'])
    .where('member_id', '=', id)
    .where('found', '=', 0)
    .where('at', '<=', thread.created_at)
    .where('at', '>', thread.created_at - DAY)
    .orderBy('at', 'desc')
    .limit(SHOWN)
    .execute()
  const read = await db
    .selectFrom('thread_reads')
    .innerJoin('threads', 'threads.id', 'thread_reads.thread_id')
    .select(['threads.id', 'threads.slug', 'threads.title', 'thread_reads.at'])
    .where('thread_reads.member_id', '=', id)
    .where('thread_reads.at', '<=', thread.created_at)
    .where('thread_reads.at', '>', thread.created_at - DAY)
    .where('threads.listed', '=', 1)
    .$if(unreadable.length > 0, (q) => q.where('threads.category_id', 'not in', [...unreadable]))
    .orderBy('thread_reads.at', 'desc')
    .limit(SHOWN)
    .execute()
  const requests = await db
    .selectFrom('requests')
    .select(['id', 'channel', 'subject', 'text', 'asked_at'])
    .where('member_id', '=', id)
    .where('channel', 'not in', ['thread', 'search'])
    .orderBy('asked_at', 'desc')
    .limit(SHOWN)
    .execute()
  const now = clock.now()
  return {
    person,
    since: member.created_at,
    language: member.locale !== null && isLocale(member.locale) ? LOCALES[member.locale].name : null,
    plan: known?.plan ?? '',
    influence: known?.influence ?? 0,
    asked: Number(counted.asked),
    solved: Number(counted.solved ?? 0),
    answers: member.answer_count,
    accepted: member.accepted_count,
    sameHere: Number(sameHere.n),
    escalated: { count: Number(escalated.n), last: escalated.last === null ? null : Number(escalated.last) },
    before: hidden
      ? []
      : [
          ...searches.map(({ query }) => ({ kind: 'search' as const, query })),
          ...read.map((row) => ({ kind: 'thread' as const, address: addressOf(row), title: row.title })),
        ],
    threads: others.map((row) => ({ address: addressOf(row), title: row.title, state: stateOf(row, now) })),
    requests: requests.map((row) => ({
      id: row.id,
      channel: row.channel,
      text: (row.subject || row.text).slice(0, 90),
      at: row.asked_at,
    })),
  }
}
