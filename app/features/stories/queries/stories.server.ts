import type { Selectable } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { isMember, isStaff, GUEST, type Actor } from '#app/kernel/roles.ts'
import { plainText } from '#app/kernel/text.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { StoriesTable } from '#db/schema/programme.ts'
import type { Executor } from '#db/transaction.server.ts'
import { embedCode } from '../rules/embed.ts'
import { consentState, isQuotedFrom } from '../rules/quote.ts'
import type { StoryDeskView, StoryKind, StoryState, StoryView } from '../types.ts'
import { storyRefusals } from '../words/refusals.ts'
import { storyWords } from '../words/stories.ts'

type StoryRow = Selectable<StoriesTable>

/** Some shown stories may be hidden by what happened to what they quote; so many more are read than asked for. */
const SPARE = 20
const WAITING_SHOWN = 50

/** Stories that this viewer may see now, the newest first, at most `n`. */
export async function shownStories(db: Executor, viewer: Actor, n: number): Promise<readonly StoryView[]> {
  const rows = await db
    .selectFrom('stories')
    .selectAll()
    .where('shown_at', 'is not', null)
    .orderBy('shown_at', 'desc')
    .orderBy('id', 'desc')
    .limit(n + SPARE)
    .execute()
  const open = await openStories(db, viewer, rows)
  return rows.flatMap((row) => open.get(row.id) ?? []).slice(0, n)
}

/** One story that is shown to this viewer. Throws `not-found` for any other. */
export async function getShownStory(db: Executor, viewer: Actor, id: number): Promise<StoryView> {
  const row = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
  const story = row && row.shown_at !== null ? (await openStories(db, viewer, [row])).get(id) : undefined
  if (!story) throw notFound(saying(storyRefusals, 'missing'))
  return story
}

/** Those of these stories whose words this viewer can read where they were written, by people who are still here. */
async function openStories(
  db: Executor,
  viewer: Actor,
  rows: readonly StoryRow[],
): Promise<ReadonlyMap<number, StoryView>> {
  const posts = rows.flatMap((row) => row.post_id ?? [])
  if (posts.length === 0) return new Map()
  const { unreadable } = await categoriesFor(db, viewer)
  const found = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .leftJoin('posts as parent', 'parent.id', 'posts.parent_id')
    .select(['posts.id', 'posts.html', 'posts.author_id', 'threads.id as thread_id', 'threads.slug'])
    .where('posts.id', 'in', posts)
    .where('posts.hidden_at', 'is', null)
    .where('parent.hidden_at', 'is', null)
    .where(listedThreads(unreadable) as never)
    .execute()
  const postOf = new Map(found.map((post) => [post.id, post]))
  const people = await findPeople(
    db,
    rows.flatMap((row) => [row.quoted_id, row.thanked_id]),
  )
  const stories = rows.flatMap((row): StoryView[] => {
    const post = postOf.get(row.post_id ?? 0)
    const quoted = people.get(row.quoted_id ?? 0)
    const thanked = people.get(row.thanked_id ?? 0) ?? null
    if (!post || !quoted || (row.thanked_id !== null && thanked === null)) return []
    // Whoever takes the words out of the post takes them out of the story.
    if (post.author_id !== row.quoted_id || !isQuotedFrom(row.quote, plainText(post.html))) return []
    return [
      { ...basicsOf(row), address: postAddress({ id: post.thread_id, slug: post.slug }, post.id), quoted, thanked },
    ]
  })
  return new Map(stories.map((story) => [story.id, story]))
}

function basicsOf(row: StoryRow) {
  return { id: row.id, kind: row.kind as StoryKind, quote: row.quote, about: row.about } // from the closed list only
}

/** Stories that wait for somebody, for staff; nobody else gets any. */
export async function waitingStories({
  db,
  viewer,
}: Pick<Context, 'db' | 'viewer'>): Promise<readonly StoryDeskView[]> {
  if (!isStaff(viewer)) return []
  const rows = await db
    .selectFrom('stories')
    .selectAll()
    .where('shown_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(WAITING_SHOWN)
    .execute()
  return deskViews(db, viewer, rows)
}

/**
 * The page of one story: for those in it, who suggested it and staff with where it stands; for everybody else only while it
 * is shown. `embed`: the code of its card. Throws `not-found`.
 */
export async function getStoryPage({ db, viewer, env, locale }: Context, id: number, site: string) {
  const row = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
  const [view] = row && isMember(viewer) ? await deskViews(db, viewer, [row]) : []
  const inside = view && (view.own !== null || view.mayDecide || view.nominatedBy?.id === viewer.id) ? view : null
  const story: StoryView = inside ?? (await getShownStory(db, viewer, id))
  const isShown = inside === null || inside.state === 'shown'
  const title = speak(locale, storyWords)('card.title', { site })
  return { story, inside, embed: isShown ? embedCode(env.baseUrl.replace(/\/$/, ''), id, title) : null }
}

async function deskViews(db: Executor, viewer: Actor, rows: readonly StoryRow[]): Promise<readonly StoryDeskView[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const consents = await db
    .selectFrom('story_consents')
    .selectAll()
    .where('story_id', 'in', ids)
    .orderBy('member_id')
    .execute()
  const people = await findPeople(db, [
    ...rows.flatMap((row) => [row.quoted_id, row.thanked_id, row.nominated_by]),
    ...consents.map((row) => row.member_id),
  ])
  const open = await openStories(db, GUEST, rows)
  return rows.flatMap((row): StoryDeskView[] => {
    const quoted = people.get(row.quoted_id ?? 0)
    if (!quoted) return []
    const own = consents.find((one) => one.story_id === row.id && one.member_id === viewer.id)
    return [
      {
        ...basicsOf(row),
        address: open.get(row.id)?.address ?? `/t/${row.thread_id}`,
        quoted,
        thanked: people.get(row.thanked_id ?? 0) ?? null,
        state: stateOf(row, open.has(row.id)),
        isApproved: row.approved_at !== null,
        nominatedBy: people.get(row.nominated_by ?? 0) ?? null,
        nominatedAt: row.nominated_at,
        consents: consents.flatMap((one) => {
          const person = people.get(one.member_id)
          return one.story_id === row.id && person ? [{ person, state: consentState(one) }] : []
        }),
        own: own ? consentState(own) : null,
        mayDecide: isStaff(viewer),
      },
    ]
  })
}

function stateOf(row: StoryRow, isOpen: boolean): StoryState {
  if (row.withdrawn_at !== null) return 'withdrawn'
  if (row.declined_at !== null) return 'declined'
  if (row.shown_at === null) return 'asked'
  return isOpen ? 'shown' : 'blocked'
}
