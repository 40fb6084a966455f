import { badgesOfNotices, toldAddress, type ToldBadge } from '#app/features/badges/queries/badges-of-notices.server.ts'
import { listIn } from '#app/locale/formats.ts'
import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { saidWords } from '../words/said.ts'
import { noticeSentence } from '../rules/sentence.ts'
import { readableArticles } from '#app/access/articles.server.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { articleAddress, postAddress } from '#app/kernel/addresses.ts'
import { isStaff, type MemberViewer } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { textIn } from '#app/locale/saying.ts'
import { pageByKey } from '#db/paging.server.ts'
import { overByKey, subjectKey, subjectsByKey, type Subject } from './subjects.server.ts'
import { DESK_WORK, deskAddress, isWholeSentence, LEADS_TO_DESK } from '../rules.ts'
import type { InboxView, NoticeKind } from '../types.ts'

const PAGE = 30

/** One page of a member's notices, newest first; what they may no longer read does not stand here. */
export async function getInbox(
  { db, clock, locale }: Pick<Context, 'db' | 'clock' | 'locale'>,
  viewer: MemberViewer,
  page: string | null,
): Promise<InboxView> {
  const { unreadable } = await categoriesFor(db, viewer)
  let q = db
    .selectFrom('notices')
    .leftJoin('articles', 'articles.id', 'notices.article_id')
    .leftJoin('threads', 'threads.id', 'notices.thread_id')
    .leftJoin('posts', 'posts.id', 'notices.post_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.actor_id',
      'notices.created_at',
      'notices.read_at',
      'notices.post_id',
      'notices.subject_kind',
      'notices.subject_id',
      'threads.id as thread_id',
      'threads.title',
      'threads.slug',
      'threads.part_of',
      'threads.accepted_post_id',
      'threads.answer_count',
      'threads.closed_at',
      'threads.details_asked_at',
      'threads.reopened_at',
      'threads.due_at',
      'articles.id as article_id',
      'articles.slug as article_slug',
      'articles.title as article_title',
    ])
    .where('notices.member_id', '=', viewer.id)
    .where((eb) =>
      eb.or([
        eb('notices.kind', '=', 'badge'),
        eb('notices.subject_kind', 'is not', null),
        eb.and([eb('notices.article_id', 'is', null), readableThreads(viewer, unreadable)(eb as never)]),
        eb.and([eb('notices.article_id', 'is not', null), readableArticles(viewer, unreadable)(eb as never)]),
      ]),
    )
  if (!isStaff(viewer)) q = q.where('posts.hidden_at', 'is', null)
  const rows = await pageByKey(q, {
    page,
    size: PAGE,
    by: ['notices.created_at', 'notices.id'],
    order: 'desc',
    keysOf: (row) => [row.created_at, row.id],
  })
  const people = await findPeople(
    db,
    rows.rows.map((row) => row.actor_id),
  )
  const subjects = rows.rows.some((row) => row.subject_kind !== null)
    ? await subjectsByKey(db, viewer.id, clock.now())
    : null
  const gone = rows.rows.filter((row) => row.subject_kind !== null && !subjects?.has(subjectKey(row)))
  const over = gone.length === 0 ? null : await overByKey(db, viewer.id, gone)
  const badges = await badgesOfNotices(
    db,
    rows.rows.flatMap((row) => (row.kind === 'badge' ? [row.id] : [])),
  )
  return {
    unread: viewer.unread,
    newer: rows.newer,
    older: rows.older,
    rows: rows.rows.map((row) => {
      const kind = row.kind as NoticeKind // written from the closed list only
      const isSentence = isWholeSentence(kind)
      const actor = isSentence ? undefined : people.get(row.actor_id ?? 0)
      return {
        id: row.id,
        kind,
        actor: actor ? { handle: actor.handle, name: actor.name } : null,
        words:
          sentenceOf(subjects?.get(subjectKey(row)), locale) ??
          (over?.has(subjectKey(row))
            ? speak(locale, saidWords)('subject.over')
            : noticeSentence(locale, kind, actor?.name ?? null)),
        ...(kind === 'badge'
          ? aboutBadges(locale, badges.get(row.id) ?? [])
          : row.subject_kind === null
            ? aboutOf(row, kind, clock.now())
            : aboutSubject(subjects?.get(subjectKey(row)) ?? over?.get(subjectKey(row)), subjectKey(row), locale)),
        at: row.created_at,
        read: row.read_at !== null,
      }
    }),
  }
}

function sentenceOf(subject: Subject | undefined, locale: Locale): string | undefined {
  return subject && textIn(locale, subject.words)
}

/** The same of what is about a subject of its own; of one that is over, that it is. */
function aboutSubject(
  subject: Pick<Subject, 'title' | 'address'> | undefined,
  key: string,
  locale: Locale,
): ReturnType<typeof aboutOf> {
  const title = subject ? subject.title : speak(locale, saidWords)('subject.over')
  return {
    address: subject?.address ?? '/advocates',
    about: { key, title: typeof title === 'string' ? title : textIn(locale, title), state: 'covered' },
  }
}

/** The same of badges: by their names; of badges that were all revoked since, that there are none. */
function aboutBadges(locale: Locale, badges: readonly ToldBadge[]): ReturnType<typeof aboutOf> {
  const names = badges.map(({ name }) => name)
  return {
    address: toldAddress(badges),
    about: {
      key: 'badges',
      title: names.length > 0 ? listIn(locale, names) : speak(locale, saidWords)('badge.gone'),
      state: 'covered',
    },
  }
}

/** Where a notice leads, and what it is about. */
function aboutOf(
  row: {
    readonly [name in 'article_id' | 'thread_id' | 'post_id' | 'part_of']: number | null
  } & { readonly [name in 'article_slug' | 'article_title' | 'slug' | 'title']: string | null } & {
    readonly [
      name in 'accepted_post_id' | 'answer_count' | 'closed_at' | 'details_asked_at' | 'reopened_at' | 'due_at'
    ]: number | null
  },
  kind: NoticeKind,
  now: number,
): Pick<InboxView['rows'][number], 'address' | 'about'> {
  if (row.article_id !== null) {
    return {
      address: DESK_WORK.has(kind)
        ? deskAddress(row.article_id)
        : articleAddress({ id: row.article_id, slug: row.article_slug ?? '' }),
      about: { key: `article ${row.article_id}`, title: row.article_title ?? '', state: 'covered' },
    }
  }
  const id = row.thread_id ?? 0
  return {
    address:
      kind === 'flagged'
        ? '/desk/flags'
        : LEADS_TO_DESK.has(kind)
          ? `/desk?thread=${id}`
          : postAddress({ id, slug: row.slug ?? '', part_of: row.part_of }, row.post_id),
    about: {
      key: `thread ${row.part_of ?? id}`,
      title: row.title ?? '',
      state: stateOf({ ...row, answer_count: row.answer_count ?? 0 }, now),
    },
  }
}
