import { mayAdminister } from '#app/access/members.ts'
import type { CategoryForm } from '../schemas.ts'
import { keepBrand } from '#app/platform/brands.server.ts'
import { catalogueRefusals } from '../words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { FIRST_PROMISE } from '#app/kernel/first-promise.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'

type Admin = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Adds a category below the others; returns its id. Of two with one address at once, one is made. */
export async function addCategory(context: Admin, form: CategoryForm): Promise<number> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  return once(() =>
    inTransaction(db, async (trx) => {
      const last = await trx
        .selectFrom('categories')
        .select((eb) => eb.fn.max('position').as('position'))
        .executeTakeFirst()
      const { id } = await trx
        .insertInto('categories')
        .values({
          ...rowOf(form),
          ...(await brandOf(trx, form, null, clock.now())),
          ...FIRST_PROMISE,
          position: (last?.position ?? 0) + 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await logAct(trx, { at: clock.now(), by: viewer.id, verb: 'add', kind: 'category', id })
      return id
    }),
  )
}

/**
 * Changes a category. Who may read it holds from the next request on, in lists and in search; articles that
 * quote its threads are looked through by job.
 */
export async function editCategory(context: Admin, id: number, form: CategoryForm): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  await once(() =>
    inTransaction(db, async (trx) => {
      const before = await getCategory(trx, id)
      const now = clock.now()
      const brand = await brandOf(trx, form, before.brand_id, now)
      await trx
        .updateTable('categories')
        .set({ ...rowOf(form), ...brand })
        .where('id', '=', id)
        .execute()
      if (before.access !== form.access) await tell(trx, 'category.changed', { category: id }, now)
      await logAct(trx, {
        at: now,
        by: viewer.id,
        verb: 'edit',
        kind: 'category',
        id,
        detail: {
          from: { name: before.name, access: before.access, roles: before.roles },
          to: { name: form.name, access: form.access, roles: rowOf(form).roles },
        },
      })
    }),
  )
}

/** Moves a category one place up or down among the others. */
export async function moveCategory({ db, viewer }: Admin, id: number, way: 'up' | 'down'): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    await getCategory(trx, id)
    const rows = await trx.selectFrom('categories').select('id').orderBy('position').orderBy('id').execute()
    const order = rows.map((row) => row.id)
    const at = order.indexOf(id)
    const to = way === 'up' ? at - 1 : at + 1
    const other = order[to]
    if (other === undefined) return
    order[to] = id
    order[at] = other
    for (const [position, each] of order.entries()) {
      await trx
        .updateTable('categories')
        .set({ position: position + 1 })
        .where('id', '=', each)
        .execute()
    }
  })
}

/** Closes a category to new threads, or opens it again. What lies in it stays readable. */
export async function archiveCategory({ db, clock, viewer }: Admin, id: number, archive: boolean): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const before = await getCategory(trx, id)
    if ((before.archived_at !== null) === archive) return
    const now = clock.now()
    await trx
      .updateTable('categories')
      .set({ archived_at: archive ? now : null })
      .where('id', '=', id)
      .execute()
    const verb = archive ? 'archive' : 'restore'
    await logAct(trx, { at: now, by: viewer.id, verb, kind: 'category', id })
  })
}

async function getCategory(trx: Executor, id: number) {
  await lockRow(trx, 'categories', id)
  const row = await trx.selectFrom('categories').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', saying(catalogueRefusals, 'missing'))
  return row
}

/** Its brand, and when it was changed: the next run mines its threads anew. */
async function brandOf(trx: Executor, form: CategoryForm, before: number | null, now: number) {
  const brand = await keepBrand(trx, form.brand)
  return brand === before ? {} : { brand_id: brand, brand_at: now }
}

function rowOf(form: CategoryForm) {
  return {
    slug: form.slug,
    name: form.name,
    description: form.description,
    hue: form.hue,
    access: form.access,
    roles: form.access === 'restricted' ? form.roles.join(',') : '',
  }
}

async function once<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('conflict', saying(catalogueRefusals, 'slug.other'), {
      fields: { slug: saying(catalogueRefusals, 'slug.taken') },
    })
  }
}
