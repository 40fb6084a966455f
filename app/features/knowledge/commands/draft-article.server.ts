import { saying, sayingText } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayDraft } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { draftFrom, isStillReadable, type DraftMade } from '../queries/drafts.server.ts'
import type { DraftOrigin } from '../types.ts'
import { insertDraft } from './insert-draft.server.ts'

/**
 * Makes a draft of one answered question: of an exemplar, a thread, or the one that instructs best in a topic. Pressed
 * twice, there is one: the article that was made from it already, unless it was withdrawn.
 */
export async function draftArticle(
  context: Context,
  origin: DraftOrigin,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const { db, viewer, env } = context
  demand(mayDraft(viewer))
  const known = await findOpenDraft(db, origin)
  if (known !== undefined) return { id: known, isNew: false }
  for (let left = TRIES; left > 0; left -= 1) {
    const made = await draftFrom(db, origin, env.languages[0])
    const kept = await keepDraft(context, origin, made)
    if (kept !== null) return kept
  }
  throw new AppError('conflict', saying(knowledgeRefusals, 'whatThisDraftIsMade'))
}

/** So often a draft is made anew whose sources changed while it was made. */
const TRIES = 3

/** Stores a draft unless there is one by now; null when something that it quotes may not be read any more. */
async function keepDraft(
  { db, viewer, clock, env }: Context,
  origin: DraftOrigin,
  made: DraftMade,
): Promise<{ readonly id: number; readonly isNew: boolean } | null> {
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockOrigin(trx, origin)
    const known = await findOpenDraft(trx, origin)
    if (known !== undefined) return { id: known, isNew: false }
    if (!(await isStillReadable(trx, made))) return null
    const id = await insertDraft(trx, made, {
      by: viewer.id,
      at: now,
      locale: env.languages[0],
      categoryId: made.categoryId ?? (await lastCategory(trx, viewer)),
      topicId: origin.topic ?? made.topicId,
      door: made.exemplar === null ? null : 'editor',
      reason: sayingText(knowledgeRefusals, 'reason.made'),
    })
    await logAct(trx, { at: now, by: viewer.id, verb: 'draft', kind: 'article', id })
    if (env.aiBaseUrl !== null) {
      await enqueue(trx, 'article.smooth', { article: id, revision: 1 }, { now })
    }
    return { id, isNew: true }
  })
}

/** Makes others who draft from the same wait. Throws `not-found` when a topic has gone or was joined to another. */
async function lockOrigin(trx: Executor, origin: DraftOrigin): Promise<void> {
  if (origin.thread !== undefined) return lockRow(trx, 'threads', origin.thread)
  if (origin.exemplar !== undefined) return lockRow(trx, 'exemplars', origin.exemplar)
  await lockRow(trx, 'topics', origin.topic)
  const topic = await trx.selectFrom('topics').select('merged_into').where('id', '=', origin.topic).executeTakeFirst()
  if (!topic || topic.merged_into !== null) throw notFound(saying(knowledgeRefusals, 'thisTopic'))
}

async function findOpenDraft(trx: Executor, origin: DraftOrigin): Promise<number | undefined> {
  const open = trx
    .selectFrom('articles')
    .select('articles.id')
    .where('articles.state', '!=', 'withdrawn')
    .orderBy('articles.id')
  if (origin.topic !== undefined) {
    return (await open.where('articles.topic_id', '=', origin.topic).executeTakeFirst())?.id
  }
  const ofExemplar = await open
    .innerJoin('exemplars', 'exemplars.article_id', 'articles.id')
    .where((eb) =>
      origin.thread === undefined
        ? eb('exemplars.id', '=', origin.exemplar)
        : eb('exemplars.thread_id', '=', origin.thread),
    )
    .executeTakeFirst()
  if (ofExemplar || origin.thread === undefined) return ofExemplar?.id
  // One that quotes it, made before exemplars were known or of a thread that nobody answered.
  const quoting = await open
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
  return quoting?.id
}

/** Where nothing tells the category: the last one, which is where communities keep what fits nowhere else. */
async function lastCategory(trx: Executor, viewer: Actor): Promise<number> {
  const { readable } = await categoriesFor(trx, viewer)
  const last = readable.findLast(({ facts }) => facts.access === 'public' && !facts.archived) ?? readable[0]
  if (!last) throw new AppError('conflict', saying(knowledgeRefusals, 'makeACategoryFirstArticles'))
  return last.id
}
