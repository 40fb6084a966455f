import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { workbenchWords } from '#app/features/knowledge/words/workbench.ts'
import { diffWordsWithSpace } from 'diff'
import { mayPublishRevision, mayReviewRevision, maySeeRevisions, mayWithdrawArticle } from '#app/access/articles.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { findPeople, personView } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { linksOfTopic } from '#app/features/mining/queries/topic-page.server.ts'
import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { articleAddress, postAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { dangersIn } from '../rules/exemplars/danger.ts'
import { lexiconOf } from '../rules/exemplars/lexicons.ts'
import { english } from '../rules/exemplars/lexicons/english.ts'
import { shownIn } from '../rules/sources.ts'
import { marksOf } from './exemplars.server.ts'
import type { ArticleCommentView, ChangeView, RevisionRowView, SentenceView, WorkbenchView } from '../types.ts'
import { listSections } from './article-list.server.ts'
import { feedbackOf } from './articles-desk.server.ts'
import {
  getArticle,
  getRevision,
  revisionFacts,
  workingRevision,
  type ReadableArticle,
  type Revision,
} from './facts.server.ts'
import { personalDataIn } from './personal-data.server.ts'
import { renderArticle } from './render-article.server.ts'
import { sourcesOf } from './sources.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'markdown' | 'env' | 'locale'>

const MOST_REVISIONS = 50

/**
 * An article as those who work on it see it: a revision (the newest, or `number`), each of its sentences
 * beside its source, what was changed, what was said, and what comes next.
 */
export async function getWorkbench(context: Reading, id: number, number: number | null): Promise<WorkbenchView> {
  const { db, viewer } = context
  if (!maySeeRevisions(viewer)) throw notFound(saying(knowledgeRefusals, 'thisArticle'))
  const found = await getArticle(db, viewer, id)
  const { article, category, categories } = found
  const revision = await getRevision(db, id, number ?? article.revision)
  const before = await previousOf(db, found, revision)
  const rows = await db
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', id)
    .orderBy('number', 'desc')
    .limit(MOST_REVISIONS)
    .execute()
  const staff = await listStaff(db)
  const people = await findPeople(db, [article.owner_id, ...rows.flatMap((row) => [row.by_id, row.reviewed_by])])
  const facts = revisionFacts(revision)
  const isNewest = revision.number === article.revision
  const isOpen = isNewest && (revision.state === 'draft' || revision.state === 'declined')
  const review = mayReviewRevision(viewer, facts)
  const sections = await listSections(db)
  return {
    id,
    address: articleAddress(article),
    title: revision.title,
    state: article.state,
    revision: {
      number: revision.number,
      state: revision.state,
      title: revision.title,
      body: revision.body,
      aliases: JSON.parse(revision.aliases) as string[],
      tags: JSON.parse(revision.tags) as string[],
      html: await renderArticle(context, id, revision.body),
      by: people.get(revision.by_id ?? 0) ?? null,
      at: revision.at,
      smoothed:
        revision.smoothed === ''
          ? null
          : { body: revision.smoothed, changes: changesOf(revision.body, revision.smoothed) },
      smoothError: textIn(context.locale, revision.smooth_error),
    },
    revisions: rows.map((row): RevisionRowView => ({
      number: row.number,
      state: row.state as RevisionRowView['state'], // written from the closed list only
      by: people.get(row.by_id ?? 0) ?? null,
      at: row.at,
      reason: textIn(context.locale, row.reason),
      verdict: textIn(context.locale, row.verdict),
      reviewedBy: people.get(row.reviewed_by ?? 0)?.name ?? null,
    })),
    changes: before === null ? [] : changesOf(textOf(before), textOf(revision)),
    sentences: await sentencesOf(context, found, revision),
    personalData: personalDataIn(revision, await redactionPatterns(db)).map(({ what, quote, where }) => ({
      what: textIn(context.locale, what),
      quote,
      where: textIn(context.locale, where),
    })),
    dangers: dangersIn(revision.body, lexiconOf(article.language.slice(0, 2)) ?? english),
    marks: await marksOf(db, id),
    comments: await commentsOf(db, id),
    category: { id: category.id, slug: category.slug, name: category.name },
    section: sections.find((one) => one.id === article.section_id)?.slug ?? null,
    sections: sections.flatMap((one) => {
      const of = categories.byId(one.category_id)
      return of ? [{ slug: one.slug, name: one.name, category: of.name }] : []
    }),
    categories: categories.readable.map(({ id: key, slug, name }) => ({ id: key, slug, name })),
    owner: people.get(article.owner_id ?? 0) ?? null,
    staff,
    verifiedAt: article.verified_at,
    reviewByAt: article.review_by_at,
    topic: await topicOf(db, article.topic_id),
    links: article.topic_id === null ? [] : await linksOfTopic(db, article.topic_id),
    flagged:
      article.flagged_at === null
        ? null
        : { at: article.flagged_at, reason: textIn(context.locale, article.flagged_reason ?? '') },
    outdated: article.outdated_at === null ? null : { at: article.outdated_at, reason: article.outdated_reason ?? '' },
    feedback: await feedbackOf(db, id),
    language: article.language,
    canSmooth: isOpen && context.env.aiBaseUrl !== null,
    may: {
      edit: true,
      submit: isOpen,
      review: isNewest && review.ok,
      reviewRefusal: !review.ok && revision.state === 'review' ? textIn(context.locale, review.why) : null,
      publish: mayPublishRevision(viewer, facts).ok,
      withdraw: mayWithdrawArticle(viewer).ok,
    },
  }
}

/** What an edit form starts from. */
export async function getArticleToEdit(
  { db, viewer }: Pick<Reading, 'db' | 'viewer'>,
  id: number,
): Promise<{
  readonly id: number
  readonly address: string
  readonly revision: number
  readonly title: string
  readonly body: string
  readonly aliases: readonly string[]
  readonly tags: readonly string[]
  readonly category: string
  readonly section: string
  readonly language: string
}> {
  const { article, category } = await getArticle(db, viewer, id)
  const number = await workingRevision(db, viewer, article)
  const revision = await getRevision(db, id, number)
  const sections = await listSections(db)
  return {
    id,
    address: articleAddress(article),
    revision: number,
    title: revision.title,
    body: revision.body,
    aliases: JSON.parse(revision.aliases) as string[],
    tags: JSON.parse(revision.tags) as string[],
    category: category.slug,
    section: sections.find((one) => one.id === article.section_id)?.slug ?? '',
    language: article.language,
  }
}

/** The public history: published revisions with what each changed, newest first. */
export async function getArticleHistory(
  { db, viewer, locale }: Pick<Reading, 'db' | 'viewer' | 'locale'>,
  id: number,
): Promise<{
  readonly title: string
  readonly address: string
  readonly revisions: readonly (RevisionRowView & { readonly changes: readonly ChangeView[] })[]
}> {
  const { article } = await getArticle(db, viewer, id)
  const rows = await db
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', id)
    .where('state', '=', 'published')
    .orderBy('number', 'desc')
    .limit(MOST_REVISIONS)
    .execute()
  const people = await findPeople(
    db,
    rows.flatMap((row) => [row.by_id, row.reviewed_by]),
  )
  return {
    title: article.title,
    address: articleAddress(article),
    revisions: rows.map((row, at) => {
      const before = rows[at + 1]
      return {
        number: row.number,
        state: 'published',
        by: people.get(row.by_id ?? 0) ?? null,
        at: row.at,
        reason: textIn(locale, row.reason),
        verdict: textIn(locale, row.verdict),
        reviewedBy: people.get(row.reviewed_by ?? 0)?.name ?? null,
        changes: before ? changesOf(textOf(before), textOf(row)) : [{ kind: 'same', text: textOf(row) }],
      }
    }),
  }
}

const textOf = (revision: Pick<Revision, 'title' | 'aliases' | 'body'>): string =>
  [
    `# ${revision.title}`,
    ...(JSON.parse(revision.aliases) as string[]).map((alias) => `“${alias}”`),
    revision.body,
  ].join('\n\n')

function changesOf(before: string, after: string): readonly ChangeView[] {
  if (before === after) return []
  // Two long texts that share nothing would be compared for seconds; then all of one is all of the other.
  const pieces = diffWordsWithSpace(before, after, { timeout: 500 })
  if (!pieces) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  }
  return pieces.map((piece) => ({
    kind: piece.added ? 'added' : piece.removed ? 'removed' : 'same',
    text: piece.value,
  }))
}

/** What a revision is compared with: what readers see now, or the revision before. */
async function previousOf(db: Executor, { article }: ReadableArticle, revision: Revision): Promise<Revision | null> {
  const number =
    article.published_revision !== null && article.published_revision < revision.number
      ? article.published_revision
      : revision.number - 1
  return number < 1 ? null : getRevision(db, article.id, number)
}

/** Each sentence of the draft beside where it comes from; what the viewer may not read is not named. */
async function sentencesOf(
  { db, viewer, locale }: Reading,
  { article, categories }: ReadableArticle,
  revision: Revision,
): Promise<readonly SentenceView[]> {
  const rows = await sourcesOf(db, article.id)
  const threadIds = [...new Set(rows.flatMap((row) => row.thread_id ?? []))]
  const threads =
    threadIds.length === 0
      ? []
      : await db
          .selectFrom('threads')
          .select(['id', 'slug', 'title'])
          .where('id', 'in', threadIds)
          .where(readableThreads(viewer, categories.unreadable))
          .execute()
  const requestIds = [...new Set(rows.flatMap((row) => row.request_id ?? []))]
  const requests =
    requestIds.length === 0
      ? []
      : await db.selectFrom('requests').select(['id', 'subject', 'channel']).where('id', 'in', requestIds).execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.member_id),
  )
  const aliases = JSON.parse(revision.aliases) as string[]
  return rows.map((row): SentenceView => {
    const thread = threads.find((one) => one.id === row.thread_id)
    const request = requests.find((one) => one.id === row.request_id)
    const by = people.get(row.member_id ?? 0)?.name ?? null
    return {
      sentence: row.sentence,
      part: row.part,
      agreeCount: row.agree_count,
      source: thread
        ? { kind: 'thread', address: postAddress(thread, row.post_id), title: thread.title, by }
        : request
          ? {
              kind: 'request',
              address: `/desk/requests/${request.id}`,
              title: request.subject || speak(locale, workbenchWords)('sourceRequest', { channel: request.channel }),
              by,
            }
          : null,
      gone: row.gone_at !== null,
      kept: shownIn({ ...revision, aliases }, row),
    }
  })
}

async function commentsOf(db: Executor, articleId: number): Promise<readonly ArticleCommentView[]> {
  const rows = await db
    .selectFrom('article_comments')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('at')
    .orderBy('id')
    .limit(200)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.by_id),
  )
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    by: people.get(row.by_id ?? 0) ?? null,
    body: row.body,
    at: row.at,
    resolvedAt: row.resolved_at,
  }))
}

async function listStaff(db: Executor): Promise<readonly PersonView[]> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'handle', 'name', 'role', 'avatar_key'])
    .where('role', 'in', [...STAFF_ROLES])
    .where('erased_at', 'is', null)
    .orderBy('name')
    .limit(200)
    .execute()
  return rows.map(personView)
}

async function topicOf(db: Executor, topicId: number | null): Promise<WorkbenchView['topic']> {
  if (topicId === null) return null
  const row = await db.selectFrom('topics').select(['id', 'title']).where('id', '=', topicId).executeTakeFirst()
  return row ?? null
}
