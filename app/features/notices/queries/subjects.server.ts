import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { Executor } from '#db/transaction.server.ts'
import { subjectWords } from '../words/subjects.ts'

/** What a notice may be about that is no post and no article. */
export type SubjectKind =
  | 'level'
  | 'thanks'
  | 'application'
  | 'first'
  | 'mission'
  | 'reward'
  | 'panel'
  | 'story'
  | 'redemption'
  | 'applicant'

/** Something that a member should know now. */
export interface Subject {
  readonly kind: 'recognised' | 'programme'
  readonly subject: SubjectKind
  /** With the kind of subject, one notice at most. */
  readonly id: number
  /** Since when it is so; a notice of before was about an earlier time. UTC milliseconds. */
  readonly at: number
  readonly actor: number | null
  /** The sentence, and what it is about: a name, a quote, a title. */
  readonly words: Saying
  readonly title: string | Saying
  readonly address: string
}

/** What happened longer ago is not told any more: somebody who comes back finds it on their pages. */
const NEWS = 30 * DAY

/** All that a member should know of their standing and the programme. What is not here any more is taken back. */
export async function subjectsFor(db: Executor, memberId: number, now: number): Promise<readonly Subject[]> {
  const since = now - NEWS
  return [
    ...(await ofLevel(db, memberId, since)),
    ...(await ofThanks(db, memberId, since)),
    ...(await ofApplications(db, memberId, since)),
    ...(await ofFirsts(db, memberId, since)),
    ...(await ofMissions(db, memberId, since, now)),
    ...(await ofRewards(db, memberId, since)),
    ...(await ofPanels(db, memberId, since)),
    ...(await ofStories(db, memberId)),
    ...(await ofDecisions(db, memberId)),
  ]
}

async function ofLevel(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const row = await db
    .selectFrom('standings')
    .select(['level_id', 'level_at', 'level_before'])
    .where('member_id', '=', memberId)
    .where('level_at', '>', since)
    .executeTakeFirst()
  if (!row || row.level_at === null) return []
  const levels = await readLevels(db)
  const level = levels.find(({ id }) => id === row.level_id)
  // Nobody is congratulated on the level that everybody has.
  if (!level || (level.threshold === 0 && row.level_before === null)) return []
  const before = levels.find(({ id }) => id === row.level_before)
  return [
    {
      kind: 'recognised',
      subject: 'level',
      id: level.id,
      at: row.level_at,
      actor: null,
      words: saying(subjectWords, before && before.position > level.position ? 'level.down' : 'level.up'),
      title: level.name,
      address: '/advocates/points',
    },
  ]
}

async function ofThanks(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('thanks')
    .innerJoin('members', 'members.id', 'thanks.to_id')
    .leftJoin('members as giver', (join) =>
      join.onRef('giver.id', '=', 'thanks.by_id').on('giver.erased_at', 'is', null),
    )
    .select(['thanks.id', 'thanks.words', 'thanks.at', 'thanks.by_id', 'members.handle', 'giver.name'])
    .where('thanks.to_id', '=', memberId)
    .where('thanks.hidden_at', 'is', null)
    .where('thanks.at', '>', since)
    .execute()
  return rows.map((row) => ({
    kind: 'recognised',
    subject: 'thanks',
    id: row.id,
    at: row.at,
    actor: row.by_id,
    words:
      row.name === null ? saying(subjectWords, 'thanks.former') : saying(subjectWords, 'thanks', { name: row.name }),
    title: row.words,
    address: `/members/${row.handle}`,
  }))
}

async function ofApplications(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('applications')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('decided_at', '>', since)
    .execute()
  return rows.map((row) => {
    const isGranted = row.verdict === 'granted'
    return {
      kind: 'recognised',
      subject: 'application',
      id: row.id,
      at: row.decided_at ?? 0,
      actor: null,
      words: saying(subjectWords, isGranted ? 'application.granted' : 'application.declined'),
      title: isGranted
        ? saying(subjectWords, 'application.granted.title')
        : saying(subjectWords, 'application.declined.title', { reason: row.reason }),
      address: isGranted ? '/advocates/points' : '/advocates/become',
    }
  })
}

const FIRSTS = ['answer', 'accepted', 'back'] as const

async function ofFirsts(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('first_notes')
    .innerJoin('posts', 'posts.id', 'first_notes.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['first_notes.kind', 'first_notes.post_id', 'first_notes.at', 'first_notes.words', 'first_notes.by_id'])
    .select(['threads.id as thread_id', 'threads.slug'])
    .where('first_notes.member_id', '=', memberId)
    .where('first_notes.at', '>', since)
    .where('posts.hidden_at', 'is', null)
    .execute()
  return rows.flatMap((row): Subject[] => {
    const kind = FIRSTS.find((one) => one === row.kind)
    if (!kind) return []
    return [
      {
        kind: 'recognised',
        subject: 'first',
        id: FIRSTS.indexOf(kind) + 1,
        at: row.at,
        actor: row.by_id,
        words: saying(subjectWords, `first.${kind}`),
        title: row.words,
        address: `/t/${row.thread_id}/${encodeURIComponent(row.slug)}#p${row.post_id ?? 0}`,
      },
    ]
  })
}

async function ofMissions(db: Executor, memberId: number, since: number, now: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('mission_members')
    .innerJoin('missions', 'missions.id', 'mission_members.mission_id')
    .select(['missions.id', 'missions.title', 'missions.ends_at', 'missions.ended_at'])
    .select(['mission_members.invited_at', 'mission_members.invited_by', 'mission_members.joined_at'])
    .select(['mission_members.left_at', 'mission_members.done_at'])
    .where('mission_members.member_id', '=', memberId)
    .where((eb) => eb.or([eb('mission_members.invited_at', '>', since), eb('mission_members.done_at', '>', since)]))
    .execute()
  return rows.flatMap((row): Subject[] => {
    const about = { kind: 'programme', subject: 'mission', id: row.id, title: row.title } as const
    const address = `/missions/${row.id}`
    if (row.done_at !== null && row.done_at > since)
      return [{ ...about, address, at: row.done_at, actor: null, words: saying(subjectWords, 'mission.done') }]
    const isOpen = row.ended_at === null && row.ends_at > now && row.joined_at === null && row.left_at === null
    if (!isOpen || row.invited_at === null) return []
    return [
      { ...about, address, at: row.invited_at, actor: row.invited_by, words: saying(subjectWords, 'mission.invited') },
    ]
  })
}

async function ofRewards(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .select(['redemptions.id', 'redemptions.state', 'rewards.title', 'rewards.kind as reward_kind'])
    .select(['redemptions.approved_at', 'redemptions.approved_by', 'redemptions.sent_at', 'redemptions.refused_at'])
    .where('redemptions.member_id', '=', memberId)
    .where('redemptions.state', 'in', ['approved', 'sent', 'refused'])
    .execute()
  return rows.flatMap((row): Subject[] => {
    const at = row.state === 'approved' ? row.approved_at : row.state === 'sent' ? row.sent_at : row.refused_at
    if (at === null || at <= since) return []
    // What needed nobody's approval, they saw at once.
    if (row.state === 'approved' && row.approved_by === null) return []
    const key =
      row.state === 'refused'
        ? 'reward.refused'
        : row.reward_kind === 'code' && row.state === 'sent'
          ? 'reward.code'
          : row.state === 'sent'
            ? row.reward_kind === 'arranged'
              ? 'reward.given'
              : 'reward.sent'
            : 'reward.approved'
    return [
      {
        kind: 'programme',
        subject: 'reward',
        id: row.id,
        at,
        actor: null,
        words: saying(subjectWords, key),
        title: row.title,
        address: '/rewards/yours',
      },
    ]
  })
}

async function ofPanels(db: Executor, memberId: number, since: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('panel_members')
    .innerJoin('panels', 'panels.id', 'panel_members.panel_id')
    .select(['panels.id', 'panels.title', 'panels.closed_at', 'panel_members.invited_at', 'panel_members.invited_by'])
    .select(['panel_members.answered_at', 'panel_members.declined_at'])
    .where('panel_members.member_id', '=', memberId)
    .where('panels.opened_at', 'is not', null)
    .execute()
  return rows.flatMap((row): Subject[] => {
    const about = { kind: 'programme', subject: 'panel', id: row.id, title: row.title } as const
    const address = `/panels/${row.id}`
    // What was heard is told to all who took part.
    if (row.closed_at !== null)
      return row.answered_at !== null && row.closed_at > since
        ? [{ ...about, address, at: row.closed_at, actor: null, words: saying(subjectWords, 'panel.closed') }]
        : []
    if (row.answered_at !== null || row.declined_at !== null || row.invited_at <= since) return []
    return [
      { ...about, address, at: row.invited_at, actor: row.invited_by, words: saying(subjectWords, 'panel.invited') },
    ]
  })
}

async function ofStories(db: Executor, memberId: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom('story_consents')
    .innerJoin('stories', 'stories.id', 'story_consents.story_id')
    .select(['stories.id', 'stories.quote', 'stories.nominated_by', 'story_consents.asked_at'])
    .where('story_consents.member_id', '=', memberId)
    .where('story_consents.given_at', 'is', null)
    .where('story_consents.declined_at', 'is', null)
    .where('stories.declined_at', 'is', null)
    .where('stories.withdrawn_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    kind: 'programme',
    subject: 'story',
    id: row.id,
    at: row.asked_at,
    actor: row.nominated_by,
    words: saying(subjectWords, 'story.consent'),
    title: row.quote,
    address: `/stories/${row.id}`,
  }))
}

/** What waits for those who decide: rewards that were asked for or are to be sent, and applications. */
async function ofDecisions(db: Executor, memberId: number): Promise<readonly Subject[]> {
  const decides = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('role', 'in', ['moderator', 'admin'])
    .executeTakeFirst()
  if (!decides) return []
  const rewards = await db
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .select(['redemptions.id', 'redemptions.member_id', 'redemptions.asked_at', 'redemptions.state', 'rewards.title'])
    .where('redemptions.state', 'in', ['asked', 'approved'])
    .execute()
  const applications = await db
    .selectFrom('applications')
    .innerJoin('members', 'members.id', 'applications.member_id')
    .select(['applications.id', 'applications.member_id', 'applications.at', 'members.name'])
    .where('applications.decided_at', 'is', null)
    .execute()
  return [
    ...rewards.map((row): Subject => ({
      kind: 'programme',
      subject: 'redemption',
      id: row.id,
      at: row.asked_at,
      actor: row.member_id,
      words: saying(subjectWords, row.state === 'asked' ? 'reward.waits' : 'reward.toSend'),
      title: row.title,
      address: `/desk/rewards/requests/${row.id}`,
    })),
    ...applications.map((row): Subject => ({
      kind: 'programme',
      subject: 'applicant',
      id: row.id,
      at: row.at,
      actor: row.member_id,
      words: saying(subjectWords, 'application.waits'),
      title: row.name,
      address: '/desk/advocates',
    })),
  ]
}

/** The name under which a subject is kept among those of one member. */
export function subjectKey(row: { readonly subject_kind: string | null; readonly subject_id: number | null }): string {
  return `${row.subject_kind ?? ''} ${row.subject_id ?? 0}`
}

/** What a member's notices are about, by `subjectKey`. */
export async function subjectsByKey(
  db: Executor,
  memberId: number,
  now: number,
): Promise<ReadonlyMap<string, Subject>> {
  const subjects = await subjectsFor(db, memberId, now)
  return new Map(subjects.map((one) => [subjectKey({ subject_kind: one.subject, subject_id: one.id }), one]))
}

/**
 * What a member was invited to and what is over by now, by `subjectKey`: panels and missions keep their names and pages
 * for whoever was told of them.
 */
export async function overByKey(
  db: Executor,
  memberId: number,
  rows: readonly { readonly subject_kind: string | null; readonly subject_id: number | null }[],
): Promise<ReadonlyMap<string, Pick<Subject, 'title' | 'address'>>> {
  const ids = (kind: SubjectKind) => rows.flatMap((row) => (row.subject_kind === kind ? (row.subject_id ?? []) : []))
  const panels = await db
    .selectFrom('panels')
    .innerJoin('panel_members', 'panel_members.panel_id', 'panels.id')
    .select(['panels.id', 'panels.title'])
    .where('panel_members.member_id', '=', memberId)
    .where('panels.id', 'in', [0, ...ids('panel')])
    .execute()
  const missions = await db
    .selectFrom('missions')
    .innerJoin('mission_members', 'mission_members.mission_id', 'missions.id')
    .select(['missions.id', 'missions.title'])
    .where('mission_members.member_id', '=', memberId)
    .where('missions.id', 'in', [0, ...ids('mission')])
    .execute()
  const named = (kind: SubjectKind, path: string, found: readonly { readonly id: number; readonly title: string }[]) =>
    found.map(({ id, title }) => {
      const key = subjectKey({ subject_kind: kind, subject_id: id })
      return [key, { title, address: `${path}/${id}` }] as const
    })
  return new Map([...named('panel', '/panels', panels), ...named('mission', '/missions', missions)])
}
