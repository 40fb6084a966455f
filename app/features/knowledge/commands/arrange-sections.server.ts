import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { mayArrangeSections } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { slugWords } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Adds, renames, removes a section, or moves it up by one. Articles of a removed one stay in its category. */
export async function arrangeSections(
  { db, viewer }: Context,
  change: {
    readonly intent: 'add' | 'rename' | 'remove' | 'up'
    readonly section: string
    readonly category: string
    readonly name: string
  },
): Promise<void> {
  demand(mayArrangeSections(viewer))
  const { intent, name } = change
  if ((intent === 'add' || intent === 'rename') && name.length < 2) {
    const why = saying(knowledgeRefusals, 'nameTheSection')
    throw new AppError('invalid', why, { fields: { name: why } })
  }
  await inTransaction(db, async (trx) => {
    const all = await trx.selectFrom('sections').selectAll().orderBy('position').orderBy('id').execute()
    if (intent === 'add') {
      const category = (await categoriesFor(trx, viewer)).bySlug(change.category)
      const base = slugWords(name) || 'section'
      let slug = base
      for (let n = 2; all.some((one) => one.slug === slug); n++) slug = `${base}-${n}`
      const last = Math.max(0, ...all.map((one) => one.position))
      await trx
        .insertInto('sections')
        .values({ category_id: category.id, slug, name, position: last + 1 })
        .execute()
      return
    }
    const section = all.find((one) => one.slug === change.section)
    if (!section) throw notFound(saying(knowledgeRefusals, 'thisSection'))
    if (intent === 'rename') {
      await trx.updateTable('sections').set({ name }).where('id', '=', section.id).execute()
    } else if (intent === 'remove') {
      await trx.deleteFrom('sections').where('id', '=', section.id).execute()
    } else {
      const own = all.filter((one) => one.category_id === section.category_id)
      const above = own[own.indexOf(section) - 1]
      if (!above) return
      for (const [id, position] of [
        [section.id, above.position],
        [above.id, section.position],
      ] as const) {
        await trx.updateTable('sections').set({ position }).where('id', '=', id).execute()
      }
    }
  })
}
