import { saying, sayingText } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayDraft } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { getRevision } from '../queries/facts.server.ts'
import { getArticleToDecide } from './decide-article.server.ts'
import { insertRevision } from './revision-rows.server.ts'

/** Begins a translation as an article of its own, linked to the original; pressed twice, there is one. */
export async function translateArticle(
  { db, viewer, clock }: Context,
  articleId: number,
  language: string,
): Promise<{ readonly id: number }> {
  demand(mayDraft(viewer))
  if (!/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/.test(language)) {
    const why = saying(knowledgeRefusals, 'translationLanguage')
    throw new AppError('invalid', why, { fields: { language: why } })
  }
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const asked = (await getArticleToDecide(trx, viewer, articleId)).article
    // A translation of a translation follows the original, so that it is told when that moves on.
    const { article } = await getArticleToDecide(trx, viewer, asked.translation_of ?? asked.id)
    if (article.published_revision === null) {
      throw new AppError('conflict', saying(knowledgeRefusals, 'publishItFirstATranslation'))
    }
    const known = await trx
      .selectFrom('articles')
      .select('id')
      .where('translation_of', '=', article.id)
      .where('language', '=', language)
      .executeTakeFirst()
    if (known) return known
    if (language === article.language) {
      const why = saying(knowledgeRefusals, 'inThisLanguageAlready')
      throw new AppError('invalid', why, { fields: { language: why } })
    }
    const revision = await getRevision(trx, article.id, article.published_revision)
    const { id } = await trx
      .insertInto('articles')
      .values({
        category_id: article.category_id,
        section_id: article.section_id,
        state: 'draft',
        title: article.title,
        slug: article.slug,
        language,
        translation_of: article.id,
        translated_revision: article.published_revision,
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
        title: revision.title,
        body: revision.body,
        aliases: [],
        tags: JSON.parse(revision.tags) as string[],
      },
      by: viewer.id,
      at: now,
      state: 'draft',
      basedOn: 0,
      reason: sayingText(knowledgeRefusals, 'reason.toTranslate', { language: article.language }),
    })
    await logAct(trx, { at: now, by: viewer.id, verb: 'translate', kind: 'article', id })
    return { id }
  })
}
