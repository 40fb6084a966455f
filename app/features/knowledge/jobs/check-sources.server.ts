import type { Locale } from '#app/locale/locales.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { sayingText } from '#app/locale/saying.ts'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { articleSlug } from '../rules/article-slug.ts'
import { publishedWords } from '../queries/published-words.server.ts'
import { shownIn, standsIn, takeOut } from '../rules/sources.ts'

/** `env` for the place's first language, which stand-ins in a draft are written in. */
type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/**
 * The job `article.sources`: what a thread no longer shows to everybody — it became private, was hidden,
 * erased or moved where guests don't read, or the sentence was edited away — leaves the drafts it stands
 * in, and flags published articles. Shown again, it is a source again. Posts that were moved to another public
 * thread are followed there.
 */
export async function checkSources({ db, clock, env }: Parts, threadId: number): Promise<void> {
  const { gone, moved, back } = await sourcesNow(db, threadId)
  for (const { id, to } of moved) {
    await db.updateTable('article_sources').set({ thread_id: to }).where('id', '=', id).execute()
  }
  for (const articleId of new Set(gone.map((row) => row.article_id))) {
    await removeSources(
      { db, clock, env },
      articleId,
      gone.filter((row) => row.article_id === articleId),
    )
  }
  for (const articleId of new Set(back.map((row) => row.article_id))) {
    const own = back.filter((row) => row.article_id === articleId)
    await takeBack({ db, clock }, articleId, own)
  }
}

/** Sentences that are shown again are sources again; an article that misses none any more is flagged no longer. */
async function takeBack(
  { db, clock }: Omit<Parts, 'env'>,
  articleId: number,
  back: readonly GoneSource[],
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'articles', articleId)
    await trx
      .updateTable('article_sources')
      .set({ gone_at: null })
      .where(
        'id',
        'in',
        back.map((row) => row.id),
      )
      .execute()
    const missing = await trx
      .selectFrom('article_sources')
      .select(['part', 'sentence'])
      .where('article_id', '=', articleId)
      .where('gone_at', 'is not', null)
      .execute()
    const published = await publishedWords(trx, articleId)
    if (published && !missing.some((source) => shownIn(published, source))) {
      await trx
        .updateTable('articles')
        .set({ flagged_at: null, flagged_reason: null })
        .where('id', '=', articleId)
        .execute()
    }
    await tell(trx, 'article.source-changed', { article: articleId }, clock.now())
  })
}

/** Sentences whose source is gone leave the article's drafts; published, it is flagged. */
async function removeSources({ db, clock, env }: Parts, articleId: number, gone: readonly GoneSource[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'articles', articleId)
    await trx
      .updateTable('article_sources')
      .set({ gone_at: now })
      .where(
        'id',
        'in',
        gone.map((row) => row.id),
      )
      .where('gone_at', 'is', null)
      .execute()
    await takeOutOfDrafts(trx, articleId, gone, env.languages[0])
    await flagPublished(trx, articleId, gone, now)
    await tell(trx, 'article.source-changed', { article: articleId }, now)
  })
}

/** The job `article.requests`: sentences of requests that an undone import took along leave as those of threads do. */
export async function checkRequestsOf(services: Parts, articleId: number): Promise<void> {
  const gone = await goneRequestsOf(services.db, articleId)
  if (gone.length > 0) await removeSources(services, articleId, gone)
}

/**
 * The job `article.aged`: requests that an article quotes were kept for as long as an admin wants. They were right, so
 * what is published stays as it is and no editor is called; a draft that never was loses what nobody can look up again.
 */
export async function removeAgedRequests({ db, clock, env }: Parts, articleId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'articles', articleId)
    const gone = await goneRequestsOf(trx, articleId)
    if (gone.length === 0) return
    await trx
      .updateTable('article_sources')
      .set({ gone_at: clock.now() })
      .where(
        'id',
        'in',
        gone.map((row) => row.id),
      )
      .execute()
    const article = await trx
      .selectFrom('articles')
      .select('published_revision')
      .where('id', '=', articleId)
      .executeTakeFirst()
    if (article?.published_revision === null) await takeOutOfDrafts(trx, articleId, gone, env.languages[0])
  })
}

/** What an article holds of requests that are not there any more. */
async function goneRequestsOf(db: Executor, articleId: number): Promise<readonly GoneSource[]> {
  return db
    .selectFrom('article_sources')
    .leftJoin('requests', 'requests.id', 'article_sources.request_id')
    .select(['article_sources.id', 'article_sources.article_id', 'article_sources.sentence', 'article_sources.part'])
    .where('article_sources.article_id', '=', articleId)
    .where('article_sources.request_id', 'is not', null)
    .where('article_sources.thread_id', 'is', null)
    .where('article_sources.gone_at', 'is', null)
    .where('requests.id', 'is', null)
    .execute()
}

/**
 * The job `article.category`: a category's readers changed, so each of its threads that articles quote is
 * looked at as if it had changed itself. Threads that guests may not read any more take their sentences along.
 */
export async function checkSourcesIn(services: Parts, categoryId: number): Promise<void> {
  const quoted = await services.db
    .selectFrom('article_sources')
    .innerJoin('threads', 'threads.id', 'article_sources.thread_id')
    .select('threads.id')
    .distinct()
    .where('threads.category_id', '=', categoryId)
    .where('article_sources.gone_at', 'is', null)
    .orderBy('threads.id')
    .execute()
  for (const { id } of quoted) await checkSources(services, id)
}

interface GoneSource {
  readonly id: number
  readonly article_id: number
  readonly sentence: string
  readonly part: string
}

async function sourcesNow(
  db: Executor,
  threadId: number,
): Promise<{
  readonly gone: readonly GoneSource[]
  readonly moved: readonly { readonly id: number; readonly to: number }[]
  readonly back: readonly GoneSource[]
}> {
  const rows = await db
    .selectFrom('article_sources')
    .leftJoin('posts', 'posts.id', 'article_sources.post_id')
    .select([
      'article_sources.id',
      'article_sources.article_id',
      'article_sources.sentence',
      'article_sources.part',
      'article_sources.thread_id',
      'article_sources.gone_at',
      'posts.thread_id as present_thread',
      'posts.hidden_at',
      'posts.body',
    ])
    .where('article_sources.thread_id', '=', threadId)
    .execute()
  if (rows.length === 0) return { gone: [], moved: [], back: [] }
  const threads = [...new Set(rows.flatMap((row) => row.present_thread ?? row.thread_id ?? []))]
  const { unreadable } = await categoriesFor(db, GUEST)
  const open = await db
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', threads)
    .where(listedThreads(unreadable))
    .execute()
  const isGone = (row: (typeof rows)[number]): boolean => {
    const thread = row.present_thread ?? row.thread_id
    if (!open.some(({ id }) => id === thread) || row.hidden_at !== null) return true
    // An edited title leaves the phrasing that was asked.
    if (row.part === 'title' || row.part === 'alias') return false
    return !standsIn(row.body ?? '', row.sentence)
  }
  return {
    gone: rows.filter((row) => row.gone_at === null && isGone(row)),
    back: rows.filter((row) => row.gone_at !== null && !isGone(row)),
    moved: rows.flatMap((row) =>
      row.present_thread === null || row.present_thread === row.thread_id || isGone(row)
        ? []
        : [{ id: row.id, to: row.present_thread }],
    ),
  }
}

/** Unpublished revisions lose the sentences; what others wrote around them stays. */
async function takeOutOfDrafts(
  trx: Executor,
  articleId: number,
  gone: readonly GoneSource[],
  locale: Locale | undefined,
): Promise<void> {
  const open = await trx
    .selectFrom('article_revisions')
    .select(['number', 'title', 'aliases', 'body'])
    .where('article_id', '=', articleId)
    .where('state', 'in', ['draft', 'review', 'approved', 'declined'])
    .execute()
  const article = await trx
    .selectFrom('articles')
    .select(['revision', 'published_revision'])
    .where('id', '=', articleId)
    .executeTakeFirst()
  for (const { number, title, aliases, body } of open) {
    const left = takeOut({ title, body, aliases: JSON.parse(aliases) as string[] }, gone, locale)
    const kept = { ...left, aliases: JSON.stringify(left.aliases) }
    if (kept.title === title && kept.body === body && kept.aliases === aliases) continue
    await trx
      .updateTable('article_revisions')
      .set({ ...kept, smoothed: '' })
      .where('article_id', '=', articleId)
      .where('number', '=', number)
      .execute()
    if (article?.published_revision === null && article.revision === number) {
      await trx
        .updateTable('articles')
        .set({ title: kept.title, slug: articleSlug(kept.title) })
        .where('id', '=', articleId)
        .execute()
    }
  }
}

async function flagPublished(
  trx: Executor,
  articleId: number,
  gone: readonly GoneSource[],
  now: number,
): Promise<void> {
  const published = await publishedWords(trx, articleId)
  if (!published) return
  const shown = gone.filter((source) => shownIn(published, source))
  if (shown.length === 0) return
  await trx
    .updateTable('articles')
    .set({
      flagged_at: now,
      flagged_reason: sayingText(knowledgeRefusals, 'sourcesGone', { count: shown.length }),
    })
    .where('id', '=', articleId)
    .execute()
}
