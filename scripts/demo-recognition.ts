import type { App } from '#app/composition.server.ts'
import { LARGE_PIECE, rebuildPoints } from '#app/features/recognition/commands/rebuild-points.server.ts'
import { codeHash, sealCode } from '#app/features/rewards/queries/sealed-details.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { FIRST_NOTES_KEY } from '#app/features/recognition/queries/first-notes.server.ts'
import { findRingsAgain } from '#app/features/recognition/jobs/find-rings.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { plainText } from '#app/kernel/text.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { personalDataIn } from '#app/platform/personal-data/public-text.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'

/**
 * Lets the helpers of the demonstration earn what their real answers were worth, once, and starts what a programme has: two
 * missions, a catalogue of rewards, a panel that is closed with its answer, stories.
 */
export async function prepareRecognition(app: App): Promise<void> {
  const known = await app.db.selectFrom('missions').select('id').limit(1).executeTakeFirst()
  if (known) return
  const { zone } = await readSite(app.db)
  await rebuildPoints(app, zone, { piece: LARGE_PIECE })
  await findRingsAgain(app)
  await enqueue(app.db, 'badges.sweep', { badge: 0 }, { now: app.clock.now() })
  await inTransaction(app.db, async (trx) => {
    const now = app.clock.now()
    const staff = await trx.selectFrom('members').select('id').where('role', '=', 'agent').executeTakeFirst()
    const helpers = await leaders(trx)
    await signNotes(trx, now, staff?.id ?? null)
    await startMissions(trx, now, staff?.id ?? null, helpers)
    await stockRewards(trx, now)
    await holdPanel(trx, now, staff?.id ?? null, helpers)
    await tellStories(trx, now, staff?.id ?? null)
  })
}

/** The agent of the demonstration signs the notes that come once. */
async function signNotes(trx: Executor, now: number, signer: number | null): Promise<void> {
  await trx
    .insertInto('settings')
    .values({ key: FIRST_NOTES_KEY, value: JSON.stringify({ signer }), changed_at: now })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
}

async function leaders(trx: Executor): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('point_periods')
    .select('member_id')
    .where('period', '=', 'all')
    .where('listed', '=', 1)
    .orderBy('points', 'desc')
    .limit(9)
    .execute()
  return rows.map((row) => row.member_id)
}

/** One mission in a category and one about threads that wait: the ledger decides how far both are. */
async function startMissions(trx: Executor, now: number, by: number | null, helpers: readonly number[]): Promise<void> {
  const bookmarks = await trx.selectFrom('categories').select('id').where('slug', '=', 'bookmarks').executeTakeFirst()
  const waiting = await trx
    .selectFrom('threads')
    .select('id')
    .where('listed', '=', 1)
    .where('waiting', '=', 1)
    .where('kind', '=', 'question')
    .orderBy('created_at', 'desc')
    .limit(12)
    .execute()
  const goal = { outcome: 'accepted', category: null, tag: null, topic: null, threads: false }
  const common = { created_at: now, created_by: by, shared: 1, audience: 'all' }
  const made = await trx
    .insertInto('missions')
    .values([
      {
        ...common,
        title: 'Ten accepted answers about bookmarks this week',
        description:
          'Many have lost their bookmarks after the update. An answer that works saves the next one from asking.',
        goal: JSON.stringify({ ...goal, category: bookmarks?.id ?? null }),
        target: 10,
        points: 50,
        starts_at: now - 6 * DAY,
        ends_at: now + 3 * DAY,
      },
      {
        ...common,
        title: `These ${waiting.length} questions need an answer`,
        description: 'They came in last, and nobody has answered yet.',
        goal: JSON.stringify({ ...goal, threads: true }),
        target: waiting.length,
        points: 20,
        starts_at: now - 14 * DAY,
        ends_at: now + 7 * DAY,
      },
    ])
    .returning('id')
    .execute()
  const [first, second] = made
  if (!first || !second || waiting.length === 0) return
  await trx
    .insertInto('mission_threads')
    .values(waiting.map(({ id }) => ({ mission_id: second.id, thread_id: id })))
    .execute()
  const joined = [
    ...helpers.slice(0, 5).map((member_id) => ({ mission_id: first.id, member_id, joined_at: now - 5 * DAY })),
    ...helpers.slice(2, 6).map((member_id) => ({ mission_id: second.id, member_id, joined_at: now - DAY })),
  ]
  if (joined.length > 0) await trx.insertInto('mission_members').values(joined).execute()
  for (const member of new Set(joined.map((row) => row.member_id)))
    await enqueue(trx, 'missions.settle', { member }, { now })
}

async function stockRewards(trx: Executor, now: number): Promise<void> {
  const rewards = [
    ['Enamel mug with the pail', 'Posted to you.', 'posted', 120, 9],
    ['€ 25 for a charity you choose', 'Tell us which one; we send you the receipt.', 'arranged', 180, null],
    ['An hour with the product team', 'Bring what you have always wanted to ask.', 'arranged', 400, 2],
    ['Demonstration gift card', 'A made-up code, to see how it is handed out.', 'code', 60, null],
  ] as const
  await trx
    .insertInto('rewards')
    .values(
      rewards.map(([title, description, kind, price, stock], position) => ({
        title,
        description,
        kind,
        price,
        stock,
        position,
        needs_approval: kind === 'code' ? 0 : 1,
        most_each: kind === 'code' ? 1 : null,
        created_at: now,
      })),
    )
    .execute()
  const { id: reward_id } = await trx
    .selectFrom('rewards')
    .select('id')
    .where('kind', '=', 'code')
    .executeTakeFirstOrThrow()
  const secret = await readSecret(trx, now)
  const codes = Array.from({ length: 5 }, (_, n) => `DEMO-ONLY-${String(n + 1).padStart(4, '0')}`)
  await trx
    .insertInto('reward_codes')
    .values(
      codes.map((code) => ({
        reward_id,
        code: sealCode(secret, code),
        code_hash: codeHash(secret, code),
        added_at: now,
      })),
    )
    .execute()
}

/** A panel that is over: its questions, made-up answers, and what came of it. */
async function holdPanel(trx: Executor, now: number, by: number | null, helpers: readonly number[]): Promise<void> {
  const { id } = await trx
    .insertInto('panels')
    .values({
      title: 'How hard is it to get lost bookmarks back?',
      purpose: 'You answer this more often than anybody. We would like to know what goes wrong before people ask.',
      invitation: 'You have helped many people with this. Would you tell us what you see?',
      created_by: by,
      created_at: now - 40 * DAY,
      opened_at: now - 40 * DAY,
      closes_at: now - 20 * DAY,
      closed_at: now - 18 * DAY,
      heard:
        'Most people do not know that there are backups, and those who do can’t find them: the library is three menus deep.',
      changes:
        'The help page about lost bookmarks now begins with the backup. We have asked for a “Restore” entry in the menu itself.',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const questions = await trx
    .insertInto('panel_questions')
    .values([
      {
        panel_id: id,
        position: 1,
        kind: 'rating',
        words: 'How easy is it for people to find their backup?',
        choices: '[]',
        required: 1,
      },
      {
        panel_id: id,
        position: 2,
        kind: 'choice',
        words: 'Where do they look first?',
        choices: JSON.stringify(['The bookmarks menu', 'The settings', 'A search engine']),
        required: 0,
      },
      {
        panel_id: id,
        position: 3,
        kind: 'text',
        words: 'What would have spared them the question?',
        choices: '[]',
        required: 0,
      },
    ])
    .returning(['id', 'kind'])
    .execute()
  const said = ['A restore entry in the menu.', 'Telling them before the refresh.', 'A clearer name than “library”.']
  const people = helpers.slice(0, 6)
  if (people.length === 0) return
  await trx
    .insertInto('panel_members')
    .values(
      people.map((member_id) => ({
        panel_id: id,
        member_id,
        invited_at: now - 40 * DAY,
        invited_by: by,
        answered_at: now - 30 * DAY,
        told_at: now - 18 * DAY,
      })),
    )
    .execute()
  await trx
    .insertInto('panel_answers')
    .values(
      questions.flatMap((question) =>
        people.map((member_id, index) => ({
          question_id: question.id,
          member_id,
          at: now - 30 * DAY,
          rating: question.kind === 'rating' ? 1 + (index % 3) : null,
          choice: question.kind === 'choice' ? index % 3 : null,
          words: question.kind === 'text' ? (said[index % said.length] ?? '') : '',
        })),
      ),
    )
    .execute()
}

/** Letters of a word of thanks that is shown, and how many are. */
const THANKS = { least: 60, most: 260, stories: 3 }

/** Names of others, by which people of the forum that the texts come from call each other, and half sentences. */
const NAMES_SOMEBODY =
  /(?<=[\p{L}\p{N},:] )(?!(?:I|I'm|I've|I'll|I'd|Firefox|Mozilla|Windows|Mac|Linux|Google|Thank|Thanks)\b)\p{Lu}\p{L}+|\p{L}\p{N}|\p{Ll}\p{Lu}|-\p{L}+-/u

/** Says that it is well now, and leaves nothing open: that is what one would show. */
const TELLS_HAPPILY = /\b(?:work(?:s|ed|ing)|fixed|solved|perfect(?:ly)?|did the trick|did it|is back|are back)\b/iu
const LEAVES_OPEN =
  /\b(?:not|no|never|if|will|would|should|may|might|but|however|sorry|still|except|unfortunately)\b|n['’]t\b/iu

/** Words of thanks that askers really wrote to whoever solved their question, as if both had agreed that they are shown. */
async function tellStories(trx: Executor, now: number, by: number | null): Promise<void> {
  const rows = await trx
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .innerJoin('posts as answer', 'answer.id', 'threads.accepted_post_id')
    .select(['posts.id', 'posts.html', 'posts.author_id', 'threads.id as thread_id', 'threads.title'])
    .select('answer.author_id as thanked_id')
    .whereRef('posts.author_id', '=', 'threads.author_id')
    .whereRef('answer.author_id', '<>', 'threads.author_id')
    .whereRef('posts.created_at', '>', 'answer.created_at')
    .where('threads.listed', '=', 1)
    .where('posts.hidden_at', 'is', null)
    .where('posts.kind', '<>', 'opening')
    .where('posts.html', 'like', '%hank you%')
    .where((eb) => eb(eb.fn<number>('length', ['threads.title']), '<=', 110))
    .orderBy('posts.created_at', 'desc')
    .limit(3000)
    .execute()
  const thanked = new Set<number>()
  for (const row of rows) {
    const words = plainText(row.html).replace(/\s+/g, ' ')
    const isFit =
      words.length >= THANKS.least &&
      words.length <= THANKS.most &&
      /^\p{Lu}.*[.!]$/u.test(words) &&
      !/[?@\[\]<>]|https?:/.test(words) &&
      !NAMES_SOMEBODY.test(words) &&
      !/^(?!(?:Thanks|Ok|Okay|Yes|Great|Well|Perfect|Wow),)\p{Lu}\p{L}+,/u.test(words) &&
      TELLS_HAPPILY.test(words) &&
      !LEAVES_OPEN.test(words)
    if (!isFit || row.author_id === null || row.thanked_id === null || thanked.has(row.thanked_id)) continue
    if (personalDataIn(words).length > 0) continue
    thanked.add(row.thanked_id)
    const at = now - (4 * thanked.size - 3) * DAY
    const { id } = await trx
      .insertInto('stories')
      .values({
        kind: 'quote',
        thread_id: row.thread_id,
        post_id: row.id,
        quote: words,
        quoted_id: row.author_id,
        thanked_id: row.thanked_id,
        about: row.title,
        nominated_by: by,
        nominated_at: at - DAY,
        approved_at: at,
        approved_by: by,
        shown_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('story_consents')
      .values(
        [row.author_id, row.thanked_id].map((member_id) => ({
          story_id: id,
          member_id,
          asked_at: at - DAY,
          given_at: at,
        })),
      )
      .execute()
    if (thanked.size === THANKS.stories) return
  }
}
