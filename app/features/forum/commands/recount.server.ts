import { sql } from 'kysely'
import { inTransaction, type Executor } from '#db/transaction.server.ts'

const PAGE = 500

/**
 * Counts again what lists sort by, for every thread that came from `source`, in pages; then the
 * categories, tags and members. Returns how many threads. Run twice, it changes nothing.
 */
export async function settleImport(db: Executor, source: string): Promise<number> {
  const threads = await everyPage(db, source, recountThreads)
  await inTransaction(db, recountAround)
  return threads
}

/**
 * Takes `step` over all threads (of `source`, when one is named) in pages of neighbouring ids, each in a
 * transaction of its own. Returns how many threads; `progress` hears of each page.
 */
export async function everyPage(
  db: Executor,
  source: string | null,
  step: (trx: Executor, first: number, last: number) => Promise<void>,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  let last = 0
  let done = 0
  for (;;) {
    const rows = await db
      .selectFrom('threads')
      .select('id')
      .$if(source !== null, (q) => q.where('source', '=', source))
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    const [first] = rows
    if (!first) return done
    last = rows.at(-1)?.id ?? last
    done += rows.length
    await inTransaction(db, (trx) => step(trx, first.id, last))
    progress(done)
  }
}

/** Counts the threads with ids from `first` to `last` again from their posts, followers and same-heres. */
export async function recountThreads(trx: Executor, first: number, last: number): Promise<void> {
  await sql`
    update threads set
      answer_count = (select count(*) from posts p where p.thread_id = threads.id and p.kind in ('answer', 'reply') and p.hidden_at is null
        and p.doubt_until is null),
      first_answer_at = (select min(p.created_at) from posts p where p.thread_id = threads.id and p.kind in ('answer', 'reply')
        and p.hidden_at is null and p.doubt_until is null),
      doubt_until = (select min(p.doubt_until) from posts p where p.thread_id = threads.id and p.kind in ('answer', 'reply') and p.hidden_at is null),
      follower_count = (select count(*) from follows f where f.kind = 'thread' and f.subject_id = threads.id),
      last_post_at = coalesce((select max(p.created_at) from posts p where p.thread_id = threads.id and p.kind <> 'comment' and p.hidden_at is null), created_at),
      last_member_id = (select p.author_id from posts p where p.thread_id = threads.id and p.kind <> 'comment' and p.hidden_at is null
        order by p.created_at desc, p.id desc limit 1),
      listed = case when private_at is null and hidden_at is null and merged_into is null then 1 else 0 end
    where id between ${first} and ${last}`.execute(trx)
  await sql`
    update threads set
      last_act = case when accepted_post_id is not null then 'solved' when reopened_at is not null then 'reopened'
        when answer_count = 0 then 'asked' when kind in ('question', 'problem') then 'answered' else 'replied' end,
      waiting = case when listed = 1 and kind in ('question', 'problem') and accepted_post_id is null and closed_at is null
        and details_asked_at is null and (answer_count = 0 or reopened_at is not null) then 1 else 0 end
    where id between ${first} and ${last}`.execute(trx)
  // The one who solved it is named in lists, whoever wrote last.
  await sql`
    update threads set last_member_id = (select p.author_id from posts p where p.id = threads.accepted_post_id)
    where id between ${first} and ${last} and accepted_post_id is not null`.execute(trx)
}

/** Counts categories, tags and members again. */
export async function recountAround(trx: Executor): Promise<void> {
  await sql`update categories set
    thread_count = (select count(*) from threads t where t.category_id = categories.id and t.listed = 1),
    open_count = (select count(*) from threads t where t.category_id = categories.id and t.waiting = 1)`.execute(trx)
  await sql`update tags set thread_count = 0`.execute(trx)
  await sql`update tags set thread_count = c.n from (
      select tt.tag_id as id, count(*) as n from thread_tags tt join threads t on t.id = tt.thread_id
      where t.listed = 1 group by tt.tag_id
    ) c where c.id = tags.id`.execute(trx)
  await sql`update members set answer_count = 0, helpful_count = 0, accepted_count = 0`.execute(trx)
  await sql`update members set answer_count = c.answers, helpful_count = c.helpful from (
      select p.author_id as id, sum(p.helpful_count) as helpful,
        sum(case when p.kind in ('answer', 'reply') and p.hidden_at is null and p.doubt_until is null
          and p.thread_id not in (select id from threads where part_of is not null) then 1 else 0 end) as answers
      from posts p where p.author_id is not null group by p.author_id
    ) c where c.id = members.id`.execute(trx)
  await sql`update members set accepted_count = c.n from (
      select p.author_id as id, count(*) as n from threads t join posts p on p.id = t.accepted_post_id group by p.author_id
    ) c where c.id = members.id`.execute(trx)
}
