import { sql, type RawBuilder } from 'kysely'
import type { Executor } from '#db/transaction.server.ts'

export interface WrongCount {
  readonly what: string
  readonly count: number
  readonly example: string
}

const ANSWERS = sql`(select count(*) from posts p where p.thread_id = t.id and p.kind in ('answer', 'reply') and p.hidden_at is null and p.doubt_until is null)`
const NOT_IN_PART = sql`thread_id not in (select id from threads where part_of is not null)`
const LISTED = sql`(case when t.private_at is null and t.hidden_at is null and t.merged_into is null then 1 else 0 end)`

/** Each derived column with the rows where it is not what it should be. */
const CHECKS: readonly { readonly what: string; readonly rows: RawBuilder<{ id: number }> }[] = [
  { what: 'threads.answer_count', rows: sql`select t.id from threads t where t.answer_count <> ${ANSWERS}` },
  {
    what: 'threads.follower_count',
    rows: sql`select t.id from threads t where t.merged_into is null and t.follower_count <> (select count(*) from follows f where f.kind = 'thread' and f.subject_id = t.id)`,
  },
  { what: 'threads.listed', rows: sql`select t.id from threads t where t.listed <> ${LISTED}` },
  {
    what: 'threads.waiting',
    rows: sql`select t.id from threads t where t.waiting <> (case when ${LISTED} = 1 and t.kind in ('question', 'problem')
      and t.accepted_post_id is null and t.closed_at is null and t.details_asked_at is null and (${ANSWERS} = 0 or t.reopened_at is not null) then 1 else 0 end)`,
  },
  {
    what: 'threads.accepted_post_id',
    rows: sql`select t.id from threads t where t.accepted_post_id is not null and not exists (select 1 from posts p where p.id = t.accepted_post_id and p.thread_id = t.id)`,
  },
  // An import may know how many had it without knowing who.
  {
    what: 'threads.same_here_count',
    rows: sql`select t.id from threads t where t.same_here_count < (select count(*) from same_here s where s.thread_id = t.id)`,
  },
  {
    what: 'members.answer_count',
    rows: sql`select m.id from members m left join (select author_id as id, count(*) as n from posts
      where kind in ('answer', 'reply') and hidden_at is null and doubt_until is null and ${NOT_IN_PART} group by author_id) c on c.id = m.id where m.erased_at is null and m.answer_count <> coalesce(c.n, 0)`,
  },
  {
    what: 'members.accepted_count',
    rows: sql`select m.id from members m left join (select p.author_id as id, count(*) as n from threads t
      join posts p on p.id = t.accepted_post_id group by p.author_id) c on c.id = m.id where m.erased_at is null and m.accepted_count <> coalesce(c.n, 0)`,
  },
  {
    what: 'members.helpful_count',
    rows: sql`select m.id from members m left join (select author_id as id, sum(helpful_count) as n from posts
      group by author_id) c on c.id = m.id where m.erased_at is null and m.helpful_count <> coalesce(c.n, 0)`,
  },
  {
    what: 'posts.helpful_count',
    rows: sql`select p.id from posts p where p.helpful_count <> p.helpful_before + (select count(*) from helpful h where h.post_id = p.id)`,
  },
  {
    what: 'posts.parent_id',
    rows: sql`select p.id from posts p join posts o on o.id = p.parent_id where o.thread_id <> p.thread_id`,
  },
  {
    what: 'categories.thread_count',
    rows: sql`select c.id from categories c where c.thread_count <> (select count(*) from threads t where t.category_id = c.id and t.listed = 1)`,
  },
  {
    what: 'categories.open_count',
    rows: sql`select c.id from categories c where c.open_count <> (select count(*) from threads t where t.category_id = c.id and t.waiting = 1)`,
  },
  {
    what: 'tags.thread_count',
    rows: sql`select g.id from tags g left join (select tt.tag_id as id, count(*) as n from thread_tags tt
      join threads t on t.id = tt.thread_id where t.listed = 1 group by tt.tag_id) c on c.id = g.id where g.thread_count <> coalesce(c.n, 0)`,
  },
]

/** What is counted wrongly, with how many rows and one of them; empty when everything agrees. */
export async function findWrongCounts(db: Executor): Promise<readonly WrongCount[]> {
  const found: WrongCount[] = []
  for (const { what, rows } of CHECKS) {
    const wrong = await sql<{
      id: number
      n: number
    }>`select min(id) as id, count(*) as n from (${rows}) as wrong`.execute(db)
    const row = wrong.rows[0]
    if (row && Number(row.n) > 0) found.push({ what, count: Number(row.n), example: `id ${row.id}` })
  }
  return found
}
