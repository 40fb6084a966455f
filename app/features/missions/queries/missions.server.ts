import type { Selectable } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { notFound } from '#app/kernel/errors.ts'
import { isMember, isStaff, type Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { MissionsTable } from '#db/schema/programme.ts'
import type { Executor } from '#db/transaction.server.ts'
import { goalOf } from '../rules/goal.ts'
import type { MissionAudience, MissionView } from '../types.ts'
import { missionRefusals } from '../words/refusals.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>
type MissionRow = Selectable<MissionsTable>

const SHOWN = 40

/** Missions that run, the soonest to end first, or those that are over, the newest first; only what the viewer may see. */
export async function listMissions(
  { db, viewer, clock }: Reading,
  which: 'running' | 'over',
): Promise<readonly MissionView[]> {
  const now = clock.now()
  const query = db.selectFrom('missions').selectAll()
  const rows = await (
    which === 'running'
      ? query.where('ended_at', 'is', null).where('ends_at', '>', now).orderBy('ends_at')
      : query
          .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('ends_at', '<=', now)]))
          .orderBy('ends_at', 'desc')
  )
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  return missionViews(db, viewer, rows, now)
}

/** Missions as this viewer sees them; those for people who were invited are seen by these and by staff. */
export async function missionViews(
  db: Executor,
  viewer: Actor,
  rows: readonly MissionRow[],
  now: number,
): Promise<readonly MissionView[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const people = await db
    .selectFrom('mission_members')
    .select((eb) => ['mission_id', eb.fn.countAll<number>().as('n')])
    .where('mission_id', 'in', ids)
    .where('joined_at', 'is not', null)
    .where('left_at', 'is', null)
    .groupBy('mission_id')
    .execute()
  const peopleOf = new Map(people.map((row) => [row.mission_id, Number(row.n)]))
  const own = isMember(viewer)
    ? await db
        .selectFrom('mission_members')
        .selectAll()
        .where('mission_id', 'in', ids)
        .where('member_id', '=', viewer.id)
        .execute()
    : []
  const ownOf = new Map(own.map((row) => [row.mission_id, row]))
  const threads = await db
    .selectFrom('mission_threads')
    .innerJoin('threads', 'threads.id', 'mission_threads.thread_id')
    .select((eb) => [
      'mission_threads.mission_id',
      eb.fn.countAll<number>().as('n'),
      eb.fn.count<number>('threads.accepted_post_id').as('solved'),
    ])
    .where('mission_threads.mission_id', 'in', ids)
    .groupBy('mission_threads.mission_id')
    .execute()
  const threadsOf = new Map(threads.map((row) => [row.mission_id, row]))
  const levels = await readLevels(db)
  const positionOf = new Map(levels.map((level) => [level.id, level.position]))
  const standing = isMember(viewer)
    ? await db.selectFrom('standings').select('level_id').where('member_id', '=', viewer.id).executeTakeFirst()
    : undefined
  const position = positionOf.get(standing?.level_id ?? -1) ?? -1
  const subjects = await subjectNames(db, rows)
  return rows.flatMap((row): MissionView[] => {
    const mine = ownOf.get(row.id)
    const isInvited = mine !== undefined && mine.invited_at !== null
    const audience = row.audience as MissionAudience // written from the closed list only
    if (audience === 'invited' && !isInvited && !isStaff(viewer)) return []
    const isOver = row.ended_at !== null || row.ends_at <= now
    const joined = mine !== undefined && mine.joined_at !== null && mine.left_at === null
    const reachesLevel = row.level_id === null || position >= (positionOf.get(row.level_id) ?? Infinity)
    const isFor = audience === 'all' || isInvited || (audience === 'level' && reachesLevel)
    return [
      {
        id: row.id,
        title: row.title,
        description: row.description,
        goal: goalOf(row),
        subject: subjects.get(row.id) ?? null,
        target: row.target,
        reached: row.reached,
        people: peopleOf.get(row.id) ?? 0,
        points: row.points,
        isShared: row.shared === 1,
        audience,
        level: levels.find(({ id }) => id === row.level_id)?.name ?? null,
        startsAt: row.starts_at,
        endsAt: row.ended_at ?? row.ends_at,
        doneAt: row.done_at,
        isOver,
        threads: Number(threadsOf.get(row.id)?.n ?? 0),
        solved: Number(threadsOf.get(row.id)?.solved ?? 0),
        own: {
          joined,
          invited: isInvited && !joined,
          reached: mine?.reached ?? 0,
          done: mine !== undefined && mine.done_at !== null,
        },
        mayJoin: isMember(viewer) && !isStaff(viewer) && !isOver && !joined && isFor,
      },
    ]
  })
}

/** The name of what each mission is about. */
async function subjectNames(db: Executor, rows: readonly MissionRow[]): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>()
  for (const row of rows) {
    const { category, tag, topic } = goalOf(row)
    const found =
      category !== null
        ? await db.selectFrom('categories').select('name').where('id', '=', category).executeTakeFirst()
        : tag !== null
          ? await db.selectFrom('tags').select('name').where('id', '=', tag).executeTakeFirst()
          : topic !== null
            ? await db.selectFrom('topics').select('title as name').where('id', '=', topic).executeTakeFirst()
            : undefined
    if (found) names.set(row.id, found.name)
  }
  return names
}

/** One mission with its threads and who is on it. Throws `not-found` for who may not see it. */
export async function getMission({ db, viewer, clock }: Reading, id: number) {
  const row = await db.selectFrom('missions').selectAll().where('id', '=', id).executeTakeFirst()
  const [view] = row ? await missionViews(db, viewer, [row], clock.now()) : []
  if (!row || !view) throw notFound(saying(missionRefusals, 'missing'))
  const { unreadable } = await categoriesFor(db, viewer)
  const threads = await db
    .selectFrom('mission_threads')
    .innerJoin('threads', 'threads.id', 'mission_threads.thread_id')
    .select(['threads.id', 'threads.slug', 'threads.title', 'threads.accepted_post_id', 'threads.author_id'])
    .where('mission_threads.mission_id', '=', id)
    .where(listedThreads(unreadable) as never)
    .orderBy('threads.created_at')
    .limit(100)
    .execute()
  const rows = await db
    .selectFrom('mission_members')
    .select(['member_id', 'reached', 'done_at'])
    .where('mission_id', '=', id)
    .where('joined_at', 'is not', null)
    .where('left_at', 'is', null)
    .orderBy('reached', 'desc')
    .orderBy('member_id')
    .limit(50)
    .execute()
  const people = await findPeople(
    db,
    rows.map((one) => one.member_id),
  )
  const next = threads.find((one) => one.accepted_post_id === null && one.author_id !== viewer.id)
  return {
    view,
    version: row.version,
    threads: threads.map((one) => ({
      id: one.id,
      title: one.title,
      address: `/t/${one.id}/${encodeURIComponent(one.slug)}`,
      isSolved: one.accepted_post_id !== null,
    })),
    people: rows.flatMap((one): { person: PersonView; reached: number }[] => {
      const person = people.get(one.member_id)
      return person ? [{ person, reached: one.reached }] : []
    }),
    next:
      view.goal.outcome === 'review'
        ? await nextDraft(db, viewer, clock.now())
        : next
          ? `/t/${next.id}/${encodeURIComponent(next.slug)}`
          : null,
  }
}

/** The address of an open panel that asks this member about a draft and has no answer of theirs; the soonest to close first. */
async function nextDraft(db: Executor, viewer: Actor, now: number): Promise<string | null> {
  if (!isMember(viewer)) return null
  const row = await db
    .selectFrom('panel_members')
    .innerJoin('panels', 'panels.id', 'panel_members.panel_id')
    .innerJoin('panel_questions', 'panel_questions.panel_id', 'panels.id')
    .leftJoin('panel_answers', (join) =>
      join.onRef('panel_answers.question_id', '=', 'panel_questions.id').on('panel_answers.member_id', '=', viewer.id),
    )
    .select('panels.id')
    .where('panel_members.member_id', '=', viewer.id)
    .where('panel_members.declined_at', 'is', null)
    .where('panels.opened_at', 'is not', null)
    .where('panels.closed_at', 'is', null)
    .where((eb) => eb.or([eb('panels.closes_at', 'is', null), eb('panels.closes_at', '>', now)]))
    .where('panel_questions.kind', '=', 'draft')
    .where('panel_questions.article_id', 'is not', null)
    .where('panel_answers.at', 'is', null)
    .orderBy('panels.closes_at')
    .orderBy('panels.id')
    .executeTakeFirst()
  return row ? `/panels/${row.id}` : null
}

/** What a mission can be about, for the form: the topic that it is made from, public categories, busy tags. */
export async function missionSubjects(db: Executor, topicId: number | null) {
  const categories = await db
    .selectFrom('categories')
    .select(['id', 'name'])
    .where('access', '=', 'public')
    .where('archived_at', 'is', null)
    .orderBy('position')
    .execute()
  const tags = await db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('synonym_of', 'is', null)
    .orderBy('thread_count', 'desc')
    .limit(20)
    .execute()
  const topic =
    topicId === null
      ? undefined
      : await db.selectFrom('topics').select(['id', 'title']).where('id', '=', topicId).executeTakeFirst()
  return {
    topic: topic?.title ?? null,
    subjects: [
      ...(topic ? [{ value: `o:${topic.id}`, words: topic.title }] : []),
      ...categories.map(({ id, name }) => ({ value: `c:${id}`, words: name })),
      ...tags.map(({ id, name }) => ({ value: `t:${id}`, words: name })),
    ],
  }
}
