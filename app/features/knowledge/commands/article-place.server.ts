import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { ReadableArticle } from '../queries/facts.server.ts'

/** The category and section that a form names; refused beside the field when they don't fit. */
export async function placeOf(
  trx: Executor,
  categories: ReadableArticle['categories'],
  place: { readonly category: string; readonly section: string },
): Promise<{ readonly categoryId: number; readonly sectionId: number | null }> {
  const category = categories.readable.find((one) => one.slug === place.category)
  if (!category) {
    throw new AppError('invalid', saying(knowledgeRefusals, 'chooseACategory'), {
      fields: { category: saying(knowledgeRefusals, 'chooseACategory') },
    })
  }
  if (place.section === '') return { categoryId: category.id, sectionId: null }
  const section = await trx
    .selectFrom('sections')
    .select('id')
    .where('slug', '=', place.section)
    .where('category_id', '=', category.id)
    .executeTakeFirst()
  if (!section) {
    const why = saying(knowledgeRefusals, 'sectionOfAnother')
    throw new AppError('invalid', why, { fields: { section: why } })
  }
  return { categoryId: category.id, sectionId: section.id }
}
