import { mayDraft } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { draftFrom } from '../queries/drafts.server.ts'
import type { Draft } from '../types.ts'
import { asTitle } from '../rules/sources.ts'
import { articleSlug } from '../rules/article-slug.ts'
import { insertRevision } from './revision-rows.server.ts'

/** A topic or a thread. */
export type DraftOrigin =
  { readonly topic: number; readonly thread?: undefined } | { readonly thread: number; readonly topic?: undefined }

/**
 * Makes a draft from a topic or a thread, in the askers' and answerers' words. Pressed twice, there is one:
 * the article that the topic or the thread has already, unless it was withdrawn.
 */
export async function draftArticle(
  context: Context,
  origin: DraftOrigin,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const { db, viewer, clock, env } = context
  demand(mayDraft(viewer))
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    if (origin.topic === undefined) await lockRow(trx, 'threads', origin.thread)
    else await lockRow(trx, 'topics', origin.topic)
    const known = await findOpenDraft(trx, origin)
    if (known !== undefined) return { id: known, isNew: false }
    const { draft, categoryId } = await draftFrom(trx, origin)
    const title = asTitle(draft.title)
    const { id } = await trx
      .insertInto('articles')
      .values({
        category_id: categoryId ?? (await lastCategory(trx, context)),
        topic_id: origin.topic ?? null,
        state: 'draft',
        title,
        slug: articleSlug(title),
        ...(draft.language === null ? {} : { language: draft.language }),
        revision: 1,
        owner_id: viewer.id,
        created_by: viewer.id,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertRevision(trx, id, 1, {
      text: {
        title,
        body: draft.body.trim() === '' ? PLACEHOLDER : draft.body.trim(),
        aliases: draft.aliases,
        tags: draft.tags,
      },
      by: viewer.id,
      at: now,
      state: 'draft',
      basedOn: 0,
      reason: 'Made from what people wrote',
    })
    await keepSources(trx, id, draft)
    await logAct(trx, { at: now, by: viewer.id, verb: 'draft', kind: 'article', id })
    if (env.aiBaseUrl !== null) {
      await enqueue(trx, 'article.smooth', { article: id, revision: 1 }, { now })
    }
    return { id, isNew: true }
  })
}

const PLACEHOLDER = '## What happens\n\n## What to do'

async function findOpenDraft(trx: Executor, origin: DraftOrigin): Promise<number | undefined> {
  const open = trx
    .selectFrom('articles')
    .select('articles.id')
    .where('articles.state', '!=', 'withdrawn')
    .orderBy('articles.id')
  const row =
    origin.topic !== undefined
      ? await open.where('articles.topic_id', '=', origin.topic).executeTakeFirst()
      : await open
          .where('articles.topic_id', 'is', null)
          .where((eb) =>
            eb.exists(
              eb
                .selectFrom('article_sources')
                .select('article_sources.id')
                .whereRef('article_sources.article_id', '=', 'articles.id')
                .where('article_sources.thread_id', '=', origin.thread),
            ),
          )
          .executeTakeFirst()
  return row?.id
}

/** Where nothing tells the category: the last one, which is where communities keep what fits nowhere else. */
async function lastCategory(trx: Executor, { viewer }: Context): Promise<number> {
  const { readable } = await categoriesFor(trx, viewer)
  const last = readable.findLast(({ facts }) => facts.access === 'public' && !facts.archived) ?? readable[0]
  if (!last) throw new AppError('conflict', 'Make a category first: articles lie in one.')
  return last.id
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
