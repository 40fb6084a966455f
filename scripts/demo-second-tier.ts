import { foldedOf } from '#app/features/prepared/rules/folded.ts'
import { DateTime } from 'luxon'
import type { App } from '#app/composition.server.ts'
import { createMember } from '#app/features/accounts/commands/create-member.server.ts'
import { setPassword } from '#app/features/accounts/commands/set-member.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** A colleague for the agent, so that a desk of two can be tried. */
export const SECOND_AGENT = 'agent2@demo.example'

/** What the demonstration promises by category, in working minutes; the rest answer within a working day. */
const PROMISES: Readonly<Record<string, readonly [first: number, solve: number]>> = {
  'privacy-and-security': [120, 960],
  'fix-problems': [240, 1440],
  sync: [240, 1440],
}
const OTHERS = [480, 2400] as const

/** Days on which nobody works there, as month and day. */
const HOLIDAYS = [
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
  ['01-01', 'New Year’s Day'],
  ['05-01', 'Labour Day'],
] as const

/** Real answers that solved it and are worth saying again, by the question they solved, and what each is called. */
const PREPARED: Readonly<Record<string, string>> = {
  'Send Tab to Device stuck syncing devices': 'Collect a Sync log',
  'Is Firefox Private Network as good as a VPN?': 'What the private network covers',
  'Yahoo hijacked my google search engine.': 'Get a hijacked search engine back',
  'Blocked by X-Frame-Options Policy': 'A page that can’t be shown in a frame',
  'Locate a bookmark in library folders tree': 'Find the folder of a bookmark',
}

/**
 * Sets up the second tier of the demonstration, once: a promise for each category in working hours with holidays, a
 * team with two agents. What came with the import and was not answered stands at the desk by the product's own rules.
 */
export async function prepareSecondTier(app: App, password: string): Promise<void> {
  const { db, clock } = app
  const known = await db.selectFrom('members').select('id').where('email_key', '=', SECOND_AGENT).executeTakeFirst()
  if (known) {
    await setPassword(app, SECOND_AGENT, password)
    return
  }
  await createMember(app, {
    email: SECOND_AGENT,
    handle: 'agent2',
    name: 'Anton Agent',
    role: 'agent',
    password,
    mayBeReserved: true,
  })
  const now = clock.now()
  await inTransaction(db, async (trx) => {
    const calendar = await trx
      .selectFrom('calendars')
      .select('id')
      .where('is_default', '=', 1)
      .executeTakeFirstOrThrow()
    const year = DateTime.fromMillis(now, { zone: 'utc' }).year
    for (const one of [year, year + 1])
      for (const [day, name] of HOLIDAYS)
        await trx
          .insertInto('calendar_days')
          .values({ calendar_id: calendar.id, day: `${one}-${day}`, name, hours: '[]' })
          .onConflict((c) => c.doNothing())
          .execute()
    for (const { id, slug } of await trx.selectFrom('categories').select(['id', 'slug']).execute()) {
      const [first_minutes, solve_minutes] = PROMISES[slug] ?? OTHERS
      await trx.updateTable('categories').set({ first_minutes, solve_minutes }).where('id', '=', id).execute()
    }
    const team = await trx
      .insertInto('teams')
      .values({
        name: 'Second tier',
        description: 'Looks after what the community can’t answer.',
        is_default: 1,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const agents = await trx.selectFrom('members').select('id').where('role', '=', 'agent').execute()
    await trx
      .insertInto('team_members')
      .values(agents.map(({ id }) => ({ team_id: team.id, member_id: id })))
      .execute()
    const reviewer = await trx.selectFrom('members').select('id').where('handle', '=', 'moderator').executeTakeFirst()
    const answers = await trx
      .selectFrom('threads')
      .innerJoin('posts', 'posts.id', 'threads.accepted_post_id')
      .select(['threads.title', 'posts.id', 'posts.body'])
      .where('threads.title', 'in', Object.keys(PREPARED))
      .orderBy('posts.id')
      .execute()
    for (const { id, title, body } of answers) {
      const words = { title: PREPARED[title] ?? title, body: `Hi {{name}},\n\n${body.trim()}` }
      await trx
        .insertInto('prepared_answers')
        .values({
          ...words,
          folded: foldedOf(words),
          state: 'reviewed',
          author_id: agents[0]?.id ?? null,
          reviewed_by: reviewer?.id ?? null,
          reviewed_at: now,
          created_at: now,
          changed_at: now,
          source: 'demo',
          external_id: String(id),
        })
        .onConflict((c) => c.doNothing())
        .execute()
    }
    await tell(trx, 'promise.changed', { calendar: calendar.id, category: null }, now)
  })
}
