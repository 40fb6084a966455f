import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { sayingText } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { insertDraft } from '../commands/insert-draft.server.ts'
import { putOut } from '../commands/put-out.server.ts'
import { draftFrom, isStillReadable, type DraftMade } from '../queries/drafts.server.ts'
import { getRevision } from '../queries/facts.server.ts'
import { personalDataIn } from '../queries/personal-data.server.ts'
import { renderArticle } from '../queries/render-article.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env' | 'markdown'>

/** So many a run: readers and staff can follow what is published. */
const MOST = 40

/**
 * The job `articles.publish`: where an admin has switched it on, publishes exemplars of the narrow class that needs
 * nobody's judgement, marked as taken from an accepted answer and verified by nobody. Gives their articles.
 */
export async function publishExemplars(services: Parts, signal?: AbortSignal): Promise<readonly number[]> {
  const { db } = services
  if (!(await readSite(db)).articlesByMachine) return []
  const patterns = await redactionPatterns(db)
  const rows = await db
    .selectFrom('exemplars')
    .select('id')
    .where('door', '=', 'machine')
    .where('double_of', 'is', null)
    .where('article_id', 'is', null)
    .where('dropped_at', 'is', null)
    .where('thread_id', 'is not', null)
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()
  const published: number[] = []
  for (const { id } of rows) {
    signal?.throwIfAborted()
    const made = await draftOf(services, id)
    if (made?.exemplar?.examined.door !== 'machine' || made.categoryId === null) continue
    const { title, body, aliases } = made.draft
    if (personalDataIn({ title, body, aliases: JSON.stringify(aliases) }, patterns).length > 0) continue
    const article = await publishOne(services, id, made, made.categoryId)
    if (article !== null) published.push(article)
    await pause()
  }
  return published
}

/** The draft of an exemplar, or null where it went meanwhile. */
async function draftOf({ db, env }: Parts, exemplar: number): Promise<DraftMade | null> {
  try {
    return await draftFrom(db, { exemplar }, env.languages[0])
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

async function publishOne(
  { db, clock, env, markdown }: Parts,
  exemplar: number,
  made: DraftMade,
  categoryId: number,
): Promise<number | null> {
  const reason = sayingText(knowledgeRefusals, 'reason.published')
  const html = await renderArticle({ db, markdown, env }, 0, made.draft.body)
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'exemplars', exemplar)
    const row = await trx.selectFrom('exemplars').select('article_id').where('id', '=', exemplar).executeTakeFirst()
    if (!row || row.article_id !== null || !(await isStillReadable(trx, made))) return null
    const id = await insertDraft(trx, made, {
      ...{ by: null, at: now, locale: env.languages[0], categoryId, topicId: made.topicId, door: 'machine', reason },
    })
    const revision = await getRevision(trx, id, 1)
    const article = { id, published_at: null, translation_of: null, translated_revision: null }
    await putOut(trx, article, revision, { html, by: null, at: now, baseUrl: env.baseUrl })
    await logAct(trx, { at: now, by: null, verb: 'publish', kind: 'article', id, reason, detail: { revision: 1 } })
    await tell(trx, 'article.published', { article: id, topic: made.topicId }, now)
    return id
  })
}
