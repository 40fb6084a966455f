import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { articleAddress, postAddress } from '#app/kernel/addresses.ts'
import { isMember } from '#app/kernel/roles.ts'
import { excerptOf } from '#app/kernel/text.ts'
import type { Context } from '#app/platform/context.server.ts'
import { reputationAt } from '../rules/decay.ts'
import { nextLevel } from '../rules/levels.ts'
import { subjectsKnown, type KnownSubject } from './knows.server.ts'
import { readLevels } from './levels.server.ts'
import { readPointRules } from './point-rules.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** An answer that helped much. */
export interface BestAnswer {
  readonly address: string
  readonly title: string
  readonly excerpt: string
  readonly isAccepted: boolean
  readonly helpful: number
  readonly at: number
}

export interface ThanksView {
  readonly by: PersonView | null
  readonly words: string
  readonly at: number
}

/** What a member is recognised for, as others see it. */
export interface RecognitionView {
  readonly level: string | null
  readonly perks: string
  /** How much reputation is missing to the next level; told to themselves only. */
  readonly next: { readonly level: string; readonly missing: number; readonly needsApplication: boolean } | null
  /** When their level is lost unless they earn more; told to themselves only. UTC milliseconds. */
  readonly fallsAt: number | null
  readonly points: number
  readonly knows: readonly KnownSubject[]
  readonly best: readonly BestAnswer[]
  readonly articles: readonly { readonly address: string; readonly title: string }[]
  readonly thanks: readonly ThanksView[]
  readonly thanksCount: number
}

const BEST = 5
const ARTICLES = 8
const THANKS = 4
const KNOWS = 6

/** What a member has earned, as far as this viewer may read it. */
export async function getRecognition(context: Reading, memberId: number): Promise<RecognitionView> {
  const { db, viewer, clock } = context
  const standing = await db.selectFrom('standings').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  const levels = await readLevels(db)
  const level = levels.find(({ id }) => id === standing?.level_id)
  const { halfLifeDays } = await readPointRules(db)
  const isSelf = isMember(viewer) && viewer.id === memberId
  const next = isSelf ? nextLevel(levels, reputationAt(standing?.reputation ?? 0, clock.now(), halfLifeDays)) : null
  const { unreadable } = await categoriesFor(db, viewer)
  const best = await db
    .selectFrom('points')
    .innerJoin('posts', 'posts.id', 'points.post_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select((eb) => [
      'posts.id',
      'posts.html',
      'posts.created_at',
      'posts.helpful_count',
      'threads.id as thread_id',
      'threads.slug',
      'threads.title',
      'threads.accepted_post_id',
      eb.fn.sum<number>('points.points').as('earned'),
    ])
    .where('points.member_id', '=', memberId)
    .where('points.points', '>', 0)
    .where('posts.hidden_at', 'is', null)
    .where(listedThreads(unreadable) as never)
    .groupBy([
      'posts.id',
      'posts.html',
      'posts.created_at',
      'posts.helpful_count',
      'threads.id',
      'threads.slug',
      'threads.title',
      'threads.accepted_post_id',
    ])
    .orderBy('earned', 'desc')
    .orderBy('posts.id', 'desc')
    .limit(BEST)
    .execute()
  const articles = await db
    .selectFrom('articles')
    .innerJoin('points', 'points.article_id', 'articles.id')
    .select(['articles.id', 'articles.slug', 'articles.title'])
    .distinct()
    .where('points.member_id', '=', memberId)
    .where('points.reason', 'in', ['article', 'translation', 'edit'])
    .where('points.points', '>', 0)
    .where('articles.listed', '=', 1)
    .where((eb) => (unreadable.length === 0 ? eb.lit(true) : eb('articles.category_id', 'not in', [...unreadable])))
    .orderBy('articles.id', 'desc')
    .limit(ARTICLES)
    .execute()
  const thanks = await db
    .selectFrom('thanks')
    .select(['by_id', 'words', 'at'])
    .where('to_id', '=', memberId)
    .where('hidden_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(THANKS)
    .execute()
  const people = await findPeople(
    db,
    thanks.map((row) => row.by_id),
  )
  return {
    level: level?.name ?? null,
    perks: level?.perks ?? '',
    next: next
      ? { level: next.level.name, missing: next.missing, needsApplication: next.level.needsApplication }
      : null,
    fallsAt: isSelf ? (standing?.falls_at ?? null) : null,
    points: standing?.points ?? 0,
    knows: (await subjectsKnown(db, [memberId], KNOWS)).get(memberId) ?? [],
    best: best.map((row) => ({
      address: postAddress({ id: row.thread_id, slug: row.slug }, row.id),
      title: row.title,
      excerpt: excerptOf(row.html),
      isAccepted: row.accepted_post_id === row.id,
      helpful: row.helpful_count,
      at: row.created_at,
    })),
    articles: articles.map((row) => ({ address: articleAddress(row), title: row.title })),
    thanks: thanks.map((row) => ({
      by: row.by_id === null ? null : (people.get(row.by_id) ?? null),
      words: row.words,
      at: row.at,
    })),
    thanksCount: standing?.thanks ?? 0,
  }
}

/** One entry of somebody's ledger, as they read it. */
export interface LedgerRow {
  readonly reason: string
  readonly at: number
  readonly points: number
  readonly worth: number
  readonly held: string | null
  readonly title: string | null
  readonly address: string | null
  readonly isReversed: boolean
}

/** The newest entries of a member's own ledger: for themselves and for moderators. */
export async function getLedger({ db }: Reading, memberId: number, most = 60): Promise<readonly LedgerRow[]> {
  const rows = await db
    .selectFrom('points')
    .leftJoin('threads', 'threads.id', 'points.thread_id')
    .leftJoin('articles', 'articles.id', 'points.article_id')
    .select([
      'points.reason',
      'points.at',
      'points.points',
      'points.worth',
      'points.held',
      'points.reversed_at',
      'points.post_id',
      'threads.id as thread_id',
      'threads.slug as thread_slug',
      'threads.title as thread_title',
      'threads.listed',
      'articles.id as article_id',
      'articles.slug as article_slug',
      'articles.title as article_title',
    ])
    .where('points.member_id', '=', memberId)
    .orderBy('points.day', 'desc')
    .orderBy('points.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => {
    const thread =
      row.thread_id === null || row.listed !== 1 ? null : { id: row.thread_id, slug: row.thread_slug ?? '' }
    const article = row.article_id === null ? null : { id: row.article_id, slug: row.article_slug ?? '' }
    return {
      reason: row.reason,
      at: row.at,
      points: row.points,
      worth: row.worth,
      held: row.held,
      // What became private is not named here either.
      title: thread ? row.thread_title : article ? row.article_title : null,
      address: thread
        ? row.post_id === null
          ? `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
          : postAddress(thread, row.post_id)
        : article
          ? articleAddress(article)
          : null,
      isReversed: row.reversed_at !== null,
    }
  })
}
