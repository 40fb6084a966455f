import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import { identityColumn, idType, isPostgres } from '../dialects/differences.server.ts'

const DAY = 24 * 60 * 60_000
/** Threads that are younger than this when the promises come get one; older ones were never promised anything. */
const PROMISED = 14 * DAY

/**
 * The second tier: calendars and promises, the clock of each thread, escalations with their reasons, notes and
 * history, teams and duty, prepared answers, and who looks at what.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  const whole = idType(postgres)
  type Table = CreateTableBuilder<string, string>
  const withId = (t: Table): Table => t.addColumn('id', whole, identityColumn(postgres))
  const table = (name: string): Table => db.schema.createTable(name)
  const add = async (name: string, columns: readonly string[], type: 'text' | typeof whole): Promise<void> => {
    for (const column of columns) await db.schema.alterTable(name).addColumn(column, type).execute()
  }
  const index = (name: string, on: string, columns: string[]) =>
    db.schema.createIndex(name).on(on).columns(columns).execute()

  // Calendars. `hours`: spans of a week as JSON; a day of `calendar_days` replaces its weekday, closed when empty.
  await table('calendars')
    .$call(withId)
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('zone', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('hours', 'text', (c) => c.notNull())
    .addColumn('is_default', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', whole, (c) => c.notNull())
    .execute()
  await sql`create unique index calendars_default on calendars (is_default) where is_default = 1`.execute(db)
  await sql`create unique index calendars_name on calendars (lower(name))`.execute(db)
  await table('calendar_days')
    .$call(withId)
    .addColumn('calendar_id', whole, (c) => c.notNull().references('calendars.id').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('hours', 'text', (c) => c.notNull().defaultTo('[]'))
    .addUniqueConstraint('calendar_days_once', ['calendar_id', 'day'])
    .execute()
  await table('calendar_closures')
    .$call(withId)
    .addColumn('calendar_id', whole, (c) => c.notNull().references('calendars.id').onDelete('cascade'))
    .addColumn('from_at', whole, (c) => c.notNull())
    .addColumn('until_at', whole, (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .addCheckConstraint('calendar_closures_last', sql`until_at > from_at`)
    .execute()
  await index('calendar_closures_calendar', 'calendar_closures', ['calendar_id', 'from_at'])
  const weekdays = JSON.stringify([1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' })))
  await sql`insert into calendars (name, zone, hours, is_default, created_at)
    values ('Working hours', '', ${weekdays}, 1, 0)`.execute(db)

  // Promises, in minutes of the calendar; null = none is made. Categories have one from the start.
  await db.schema
    .alterTable('categories')
    .addColumn('calendar_id', whole, (c) => c.references('calendars.id').onDelete('set null'))
    .execute()
  await add('categories', ['first_minutes', 'solve_minutes'], whole)
  await sql`update categories set first_minutes = 480, solve_minutes = 2400 where access = 'public'`.execute(db)

  // The clock of a thread.
  await db.schema
    .alterTable('threads')
    .addColumn('promised', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await add('threads', ['risk_at', 'solve_due_at', 'review_at', 'doubt_until', 'closing_at'], whole)
  await db.schema
    .alterTable('threads')
    .addColumn('part_of', whole, (c) => c.references('threads.id').onDelete('cascade'))
    .execute()
  await sql`create index threads_review on threads (review_at, id) where review_at is not null`.execute(db)
  await sql`create index threads_closing on threads (id) where closing_at is not null`.execute(db)
  await sql`create index threads_still on threads (last_post_at, id) where listed = 1 and accepted_post_id is null
    and closed_at is null and answer_count > 0`.execute(db)
  await sql`create unique index threads_part_of on threads (part_of) where part_of is not null`.execute(db)
  await sql`update threads set promised = 1, review_at = 0 where kind in ('question', 'problem')
    and accepted_post_id is null and closed_at is null and hidden_at is null and merged_into is null
    and created_at > ${Date.now() - PROMISED}`.execute(db)
  await table('thread_pauses')
    .$call(withId)
    .addColumn('thread_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('from_at', whole, (c) => c.notNull())
    .addColumn('until_at', whole)
    .addColumn('by_id', whole)
    .execute()
  await index('thread_pauses_thread', 'thread_pauses', ['thread_id', 'from_at'])
  await sql`create unique index thread_pauses_open on thread_pauses (thread_id) where until_at is null`.execute(db)
  await sql`insert into thread_pauses (thread_id, from_at) select id, details_asked_at from threads
    where details_asked_at is not null`.execute(db)

  // A short post that may be no answer counts once nobody objected until then; null = it counts.
  await add('posts', ['doubt_until'], whole)
  await add('posts', ['doubt'], 'text')

  // Escalations: at most one that is open for each thread.
  await table('teams')
    .$call(withId)
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('is_default', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', whole, (c) => c.notNull())
    .execute()
  await sql`create unique index teams_name on teams (lower(name))`.execute(db)
  await sql`create unique index teams_default on teams (is_default) where is_default = 1`.execute(db)
  await table('team_members')
    .addColumn('team_id', whole, (c) => c.notNull().references('teams.id').onDelete('cascade'))
    .addColumn('member_id', whole, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('team_members_pk', ['team_id', 'member_id'])
    .execute()
  await index('team_members_member', 'team_members', ['member_id'])
  await table('team_subjects')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', whole, (c) => c.notNull())
    .addColumn('team_id', whole, (c) => c.notNull().references('teams.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('team_subjects_pk', ['kind', 'subject_id'])
    .execute()
  await index('team_subjects_team', 'team_subjects', ['team_id'])
  await table('duty')
    .addColumn('member_id', whole, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
    .addColumn('calendar_id', whole, (c) => c.references('calendars.id').onDelete('set null'))
    .addColumn('most_open', 'integer')
    .addColumn('skills', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('leave_from', whole)
    .addColumn('leave_until', whole)
    .addColumn('given_at', whole)
    .execute()
  await table('escalations')
    .$call(withId)
    .addColumn('thread_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('waiting'))
    .addColumn('opened_at', whole, (c) => c.notNull())
    .addColumn('owner_id', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('claimed_at', whole)
    .addColumn('lapses_at', whole)
    .addColumn('team_id', whole, (c) => c.references('teams.id').onDelete('set null'))
    .addColumn('snoozed_until', whole)
    .addColumn('due_at', whole)
    .addColumn('came_back', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('severity', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('spread', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('influence', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('waiting', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('score', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('why', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('resolved_at', whole)
    .addColumn('resolved_by', whole)
    .addColumn('resolution', 'text')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .addCheckConstraint(
      'escalations_state',
      sql`(state = 'resolved') = (resolved_at is not null) and (state = 'claimed') <= (owner_id is not null)`,
    )
    .execute()
  await sql`create unique index escalations_open on escalations (thread_id) where resolved_at is null`.execute(db)
  await index('escalations_thread', 'escalations', ['thread_id'])
  await sql`create index escalations_queue on escalations (score desc, id) where resolved_at is null`.execute(db)
  await sql`create index escalations_owner on escalations (owner_id, score desc) where resolved_at is null`.execute(db)
  await sql`create index escalations_team on escalations (team_id, score desc) where resolved_at is null`.execute(db)
  await sql`create index escalations_back on escalations (score desc, id) where resolved_at is null and came_back > 0`.execute(
    db,
  )
  // Everything that the parts of the queue are counted by, so that counting reads no row.
  await sql`create index escalations_counts on escalations (state, snoozed_until, due_at, owner_id, came_back)
    where resolved_at is null`.execute(db)
  await sql`create index escalations_due on escalations (due_at, id) where resolved_at is null`.execute(db)
  await table('escalation_reasons')
    .addColumn('escalation_id', whole, (c) => c.notNull().references('escalations.id').onDelete('cascade'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addPrimaryKeyConstraint('escalation_reasons_pk', ['escalation_id', 'reason'])
    .execute()
  await table('escalation_history')
    .$call(withId)
    .addColumn('escalation_id', whole, (c) => c.notNull().references('escalations.id').onDelete('cascade'))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute()
  await index('escalation_history_escalation', 'escalation_history', ['escalation_id', 'id'])
  // Notes to staff stand with the thread, so that a later escalation of it shows them too.
  await table('staff_notes')
    .$call(withId)
    .addColumn('thread_id', whole, (c) => c.references('threads.id').onDelete('cascade'))
    .addColumn('about_id', whole, (c) => c.references('members.id').onDelete('cascade'))
    .addColumn('by_id', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('once_key', 'text', (c) => c.unique())
    .execute()
  await index('staff_notes_thread', 'staff_notes', ['thread_id', 'id'])
  await index('staff_notes_about', 'staff_notes', ['about_id', 'id'])

  // Who was asked to help with a thread: by the product when a promise is at risk, or by a person.
  await table('invitations')
    .addColumn('thread_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('member_id', whole, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addColumn('why', 'text', (c) => c.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('invitations_pk', ['thread_id', 'member_id'])
    .execute()
  await index('invitations_member', 'invitations', ['member_id', 'at'])

  // What staff know of a customer.
  await table('customers')
    .addColumn('member_id', whole, (c) => c.notNull().primaryKey().references('members.id').onDelete('cascade'))
    .addColumn('plan', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('influence', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('changed_at', whole, (c) => c.notNull())
    .addColumn('changed_by', whole)
    .addCheckConstraint('customers_influence', sql`influence between 0 and 3`)
    .execute()

  // Prepared answers, written and reviewed like articles; each use names the post it went into.
  await table('prepared_answers')
    .$call(withId)
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull().defaultTo('en'))
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('draft'))
    .addColumn('author_id', whole, (c) => c.references('members.id').onDelete('set null'))
    .addColumn('reviewed_by', whole)
    .addColumn('reviewed_at', whole)
    .addColumn('created_at', whole, (c) => c.notNull())
    .addColumn('changed_at', whole, (c) => c.notNull())
    .addColumn('retired_at', whole)
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('source', 'text')
    .addColumn('external_id', 'text')
    .addUniqueConstraint('prepared_answers_source', ['source', 'external_id'])
    .execute()
  await sql`create unique index prepared_answers_title on prepared_answers (locale, lower(title))
    where retired_at is null`.execute(db)
  await table('prepared_uses')
    .addColumn('post_id', whole, (c) => c.notNull().references('posts.id').onDelete('cascade'))
    .addColumn('prepared_id', whole, (c) => c.notNull().references('prepared_answers.id').onDelete('cascade'))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addPrimaryKeyConstraint('prepared_uses_pk', ['prepared_id', 'post_id'])
    .execute()
  await index('prepared_uses_post', 'prepared_uses', ['post_id'])

  // Filters of the queue that a member of staff keeps under a name.
  await table('saved_views')
    .$call(withId)
    .addColumn('member_id', whole, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('created_at', whole, (c) => c.notNull())
    .addUniqueConstraint('saved_views_name', ['member_id', 'name'])
    .execute()

  // Who looks at a thread at the desk, and who types.
  await table('presence')
    .addColumn('thread_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('member_id', whole, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('since_at', whole, (c) => c.notNull())
    .addColumn('seen_at', whole, (c) => c.notNull())
    .addColumn('typed_at', whole)
    .addPrimaryKeyConstraint('presence_pk', ['thread_id', 'member_id'])
    .execute()
  await index('presence_seen', 'presence', ['seen_at'])

  // What was done to one thing, as when staff took an acceptance back.
  await index('acts_subject', 'acts', ['subject_kind', 'subject_id'])

  // What goes with a calendar, a team or a member that is deleted.
  for (const [name, on, column] of [
    ['categories_calendar', 'categories', 'calendar_id'],
    ['duty_calendar', 'duty', 'calendar_id'],
    ['escalations_of_team', 'escalations', 'team_id'],
    ['escalations_of_owner', 'escalations', 'owner_id'],
    ['staff_notes_by', 'staff_notes', 'by_id'],
    ['prepared_answers_author', 'prepared_answers', 'author_id'],
    ['presence_member', 'presence', 'member_id'],
  ] as const)
    await index(name, on, [column])
}
