import type { Locale } from '#app/locale/locales.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { DraftMade } from '../queries/drafts.server.ts'
import { articleSlug } from '../rules/article-slug.ts'
import { emptyBody, headsIn } from '../rules/drafting/heads.ts'
import { asTitle } from '../rules/sources.ts'
import type { Draft } from '../types.ts'
import { keepExemplar } from './keep-exemplar.server.ts'
import { insertRevision } from './revision-rows.server.ts'

/** Stores a draft as a new article with its sources, and ties it to its exemplar. Gives the article's id. */
export async function insertDraft(
  trx: Executor,
  { draft, exemplar }: DraftMade,
  made: {
    /** Who makes it; null = the product itself. */
    readonly by: number | null
    readonly at: number
    readonly locale: Locale | undefined
    readonly categoryId: number
    readonly topicId: number | null
    readonly door: 'machine' | 'editor' | null
    readonly reason: string
  },
): Promise<number> {
  const title = asTitle(draft.title)
  const { id } = await trx
    .insertInto('articles')
    .values({
      category_id: made.categoryId,
      topic_id: made.topicId,
      door: made.door,
      state: 'draft',
      title,
      slug: articleSlug(title),
      ...(draft.language === null ? {} : { language: draft.language }),
      revision: 1,
      owner_id: made.by,
      created_by: made.by,
      created_at: made.at,
      updated_at: made.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertRevision(trx, id, 1, {
    text: {
      title,
      body: draft.body.trim() === '' ? emptyBody(headsIn(made.locale)) : draft.body.trim(),
      aliases: draft.aliases,
      tags: draft.tags,
    },
    by: made.by,
    at: made.at,
    state: 'draft',
    basedOn: 0,
    reason: made.reason,
  })
  await keepSources(trx, id, draft)
  if (exemplar !== null) await keepExemplar(trx, exemplar, made.at, id)
  return id
}

async function keepSources(trx: Executor, articleId: number, draft: Draft): Promise<void> {
  if (draft.sources.length === 0) return
  await trx
    .insertInto('article_sources')
    .values(
      draft.sources.map((source) => ({
        article_id: articleId,
        sentence: source.sentence,
        part: source.part,
        thread_id: source.threadId,
        post_id: source.postId,
        request_id: source.requestId,
        member_id: source.memberId,
        agree_count: source.agreeCount,
      })),
    )
    .execute()
}
