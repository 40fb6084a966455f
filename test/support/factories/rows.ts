import type { Insertable } from 'kysely'
import { handleKey } from '#app/kernel/handles.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { MemberRow, MembersTable } from '#db/schema/accounts.ts'
import type { CategoriesTable, CategoryRow } from '#db/schema/catalogue.ts'
import type { CalendarRow, CalendarsTable } from '#db/schema/promises.ts'
import type { PostRow, PostsTable, ThreadRow, ThreadsTable } from '#db/schema/forum.ts'
import { NOON } from '../fakes/clock.ts'

let last = 0

/** A number that no other row of this test file has. */
export function nextNumber(): number {
  last += 1
  return last
}

/** A confirmed customer who can sign in with nothing: tests that sign in set `password_hash`. */
export async function aMember(db: Executor, given: Partial<Insertable<MembersTable>> = {}): Promise<MemberRow> {
  const n = nextNumber()
  const handle = given.handle ?? `member${n}`
  const email = given.email === undefined ? `member${n}@example.test` : given.email
  return db
    .insertInto('members')
    .values({
      handle,
      handle_key: handleKey(handle),
      name: `Member ${n}`,
      email_key: email?.toLowerCase() ?? null,
      email_confirmed_at: NOON,
      created_at: NOON,
      ...given,
      email,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A public category. */
export async function aCategory(db: Executor, given: Partial<Insertable<CategoriesTable>> = {}): Promise<CategoryRow> {
  const n = nextNumber()
  return db
    .insertInto('categories')
    .values({ slug: `category-${n}`, name: `Category ${n}`, ...given })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A calendar of Monday to Friday, nine to five, in the site's zone; not the default one. */
export async function aCalendar(db: Executor, given: Partial<Insertable<CalendarsTable>> = {}): Promise<CalendarRow> {
  const hours = JSON.stringify([1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' })))
  return db
    .insertInto('calendars')
    .values({ name: `Calendar ${nextNumber()}`, hours, created_at: NOON, ...given })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface MadeThread extends ThreadRow {
  /** The id of its opening post. */
  readonly opening: number
}

/**
 * A listed public question with its opening post; category and author are made unless given.
 * Counters of the category are not kept: a test that depends on them sets them.
 */
export async function aThread(
  db: Executor,
  given: Partial<Insertable<ThreadsTable>> & { readonly body?: string } = {},
): Promise<MadeThread> {
  const { body, ...row } = given
  const n = nextNumber()
  const createdAt = row.created_at ?? NOON
  const isListed = !row.private_at && !row.hidden_at && !row.merged_into
  const thread = await db
    .insertInto('threads')
    .values({
      kind: 'question',
      title: `Thread ${n}`,
      slug: `thread-${n}`,
      listed: isListed ? 1 : 0,
      created_at: createdAt,
      last_post_at: createdAt,
      ...row,
      category_id: row.category_id ?? (await aCategory(db)).id,
      author_id: row.author_id === undefined ? (await aMember(db)).id : row.author_id,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const opening = await aPost(db, {
    thread_id: thread.id,
    author_id: thread.author_id,
    kind: 'opening',
    created_at: createdAt,
    ...(body === undefined ? {} : { body, html: `<p>${body}</p>` }),
  })
  return { ...thread, opening: opening.id }
}

/** An answer (or what `kind` says) by a new member, in a new thread unless one is given. Counters are not kept. */
export async function aPost(db: Executor, given: Partial<Insertable<PostsTable>> = {}): Promise<PostRow> {
  const n = nextNumber()
  const body = given.body ?? `What I know, ${n}.`
  return db
    .insertInto('posts')
    .values({
      kind: 'answer',
      html: `<p>${body}</p>`,
      renderer: 1,
      created_at: NOON + n,
      ...given,
      body,
      thread_id: given.thread_id ?? (await aThread(db)).id,
      author_id: given.author_id === undefined ? (await aMember(db)).id : given.author_id,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
