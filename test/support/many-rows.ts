import { sql } from 'kysely'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { isPostgres } from '#db/dialects/differences.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { NOON } from './fakes/clock.ts'

/** How many rows `manyRows` makes; tables whose rows are many are the ones that no hot query may read whole. */
export const MANY = { members: 2000, threads: 10_000, posts: 100_000, requests: 40_000, topics: 20, notices: 20_000 }

/**
 * A community of 100,000 posts in a few statements: numbers are made by the database itself. Ten posts a thread, the
 * first its opening, the newest thread a minute old; every fourth request is a thread.
 */
export async function manyRows(db: Executor): Promise<void> {
  const { members, threads, posts, requests, topics, notices } = MANY
  const numbers = (most: number) =>
    sql`with recursive numbers(i) as (select cast(1 as bigint) union all select i + 1 from numbers where i < ${sql.lit(most)})`
  const newest = sql.lit(NOON)
  const asked = sql`${newest} - (${sql.lit(threads)} - i) * ${sql.lit(20 * MINUTE)}`
  await sql`insert into categories (id, slug, name, access, position)
    values (1, 'app', 'The app', 'public', 1), (2, 'lounge', 'Lounge', 'members', 2)`.execute(db)
  await sql`insert into members (id, handle, handle_key, name, email, email_key, email_confirmed_at, role, created_at)
    ${numbers(members)} select i, 'member' || i, 'member' || i, 'Member ' || i, 'member' || i || '@example.test',
      'member' || i || '@example.test', 1, case when i <= 10 then 'agent' else 'customer' end, i from numbers`.execute(
    db,
  )
  await sql`insert into threads (id, category_id, author_id, kind, title, slug, listed, waiting, answer_count,
      same_here_count, created_at, last_post_at, first_answer_at, accepted_post_id, accepted_at)
    ${numbers(threads)} select i, case when i % 20 = 0 then 2 else 1 end, 11 + i % 1900,
      case when i % 10 = 0 then 'idea' else 'question' end, 'Thread number ' || i, 'thread-' || i, 1,
      case when i % 5 = 0 then 1 else 0 end, case when i % 5 = 0 then 0 else 9 end, i % 37, ${asked}, ${asked} + 60000,
      case when i % 5 = 0 then null else ${asked} + 60000 end,
      case when i % 3 = 1 then i * 10 - 8 else null end, case when i % 3 = 1 then ${asked} + 90000 else null end
    from numbers`.execute(db)
  await sql`insert into posts (id, thread_id, author_id, kind, body, html, renderer, created_at, helpful_count)
    ${numbers(posts)} select i, 1 + (i - 1) / 10, 1 + i % 1999,
      case when i % 10 = 1 then 'opening' when i % 10 = 0 then 'comment' else 'answer' end,
      'What member ' || (i % 1999) || ' knows of it.', '<p>What they know of it.</p>', 1,
      ${newest} - (${sql.lit(posts)} - i) * ${sql.lit(2 * MINUTE)}, i % 3 from numbers`.execute(db)
  await sql`update posts set parent_id = id - 1 where kind = 'comment'`.execute(db)
  await sql`insert into topics (id, title, aliases, words, created_at, mined_at, request_count, asker_count)
    ${numbers(topics)} select i, 'Topic number ' || i, '["Request number ' || i || '"]', '["number","topic"]', 1, 1,
      2000, 1500 from numbers`.execute(db)
  await sql`insert into requests (id, channel, source, external_id, thread_id, asked_at, created_at, requester_key,
      subject, text, outcome, handling_seconds, topic_id, topic_fit, topic_at)
    ${numbers(requests)} select i, case when i % 4 = 0 then 'thread' else 'mail' end,
      case when i % 4 = 0 then 'community' else 'mails' end, case when i % 4 = 0 then 'thread ' || (i / 4) else 'mail ' || i end,
      case when i % 4 = 0 then i / 4 else null end, ${newest} - (i * 7919 % 40000) * ${sql.lit(DAY / 40)}, 1,
      'key ' || (i % 9000), 'Request number ' || (i % 500), 'What is asked in request ' || i || ' of them all?',
      case when i % 9 = 0 then 'unanswered' else 'answered' end, case when i % 6 = 0 then 200 + i % 300 else null end,
      case when i % 11 = 0 then null else 1 + i % ${sql.lit(topics)} end, i % 1000, 1 from numbers`.execute(db)
  await sql`insert into notices (member_id, kind, thread_id, post_id, created_at, channel, read_at)
    ${numbers(notices)} select 1 + i % 1999, 'answer', 1 + (i * 4) / 10, 1 + i * 4, i, 'inbox',
      case when i % 2 = 0 then 1 else null end from numbers`.execute(db)
  await sql`insert into helpful (post_id, member_id, at)
    ${numbers(notices)} select i * 5, 1 + i % 1999, i from numbers`.execute(db)
  await sql`insert into thread_reads (member_id, thread_id, at)
    ${numbers(notices)} select 1 + i % 1999, 1 + i % 9999, i from numbers`.execute(db)
  await sql`insert into follows (member_id, kind, subject_id, at)
    ${numbers(notices)} select 1 + i % 1999, 'thread', 1 + i % 9999, i from numbers`.execute(db)
  if (!isPostgres(db)) return
  // Its sequences have not seen the numbers above.
  for (const table of ['categories', 'members', 'threads', 'posts', 'topics', 'requests']) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
      db,
    )
  }
}
