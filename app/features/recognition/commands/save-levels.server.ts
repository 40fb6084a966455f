import { mayMindRecognition } from '#app/access/recognition.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import type { LevelFields } from '../schemas.ts'
import { recognitionRefusals } from '../words/refusals.ts'

type Admin = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Adds a level, or changes one; who reaches it is settled by a job. */
export async function saveLevel(admin: Admin, form: LevelFields): Promise<void> {
  await change(admin, async (trx, now) => {
    const row = {
      name: form.name,
      threshold: form.threshold,
      perks: form.perks,
      rights: JSON.stringify(form.rights),
      gives_advocate: form.advocate ? 1 : 0,
      needs_application: form.applies ? 1 : 0,
    }
    const others = await trx.selectFrom('levels').select(['id', 'name', 'threshold']).execute()
    const isAdding = form.intent === 'add'
    const rest = others.filter(({ id }) => isAdding || id !== form.level)
    if (!isAdding && rest.length === others.length)
      throw new AppError('not-found', saying(recognitionRefusals, 'level.gone'))
    if (
      rest.some(({ name, threshold }) => name.toLowerCase() === form.name.toLowerCase() || threshold === form.threshold)
    )
      throw wrong('name', 'level.taken')
    if (![...rest.map(({ threshold }) => threshold), form.threshold].includes(0)) throw wrong('threshold', 'level.last')
    let id = form.level
    if (isAdding) {
      const { most } = await trx
        .selectFrom('levels')
        .select((eb) => eb.fn.max<number>('position').as('most'))
        .executeTakeFirstOrThrow()
      const made = await trx
        .insertInto('levels')
        .values({ ...row, position: Number(most ?? 0) + 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
      id = made.id
    } else {
      await lockRow(trx, 'levels', id)
      await trx.updateTable('levels').set(row).where('id', '=', id).execute()
    }
    await arrange(trx)
    const detail = { name: form.name }
    await logAct(trx, { at: now, by: admin.viewer.id, kind: 'level', verb: isAdding ? 'add' : 'edit', id, detail })
  })
}

/** Removes a level; who was on it falls to the one below. */
export async function removeLevel(admin: Admin, id: number): Promise<void> {
  await change(admin, async (trx, now) => {
    const level = await trx.selectFrom('levels').selectAll().where('id', '=', id).executeTakeFirst()
    if (!level) return
    if (level.threshold === 0) throw wrong('threshold', 'level.last')
    await trx.deleteFrom('levels').where('id', '=', id).execute()
    await arrange(trx)
    const detail = { name: level.name }
    await logAct(trx, { at: now, by: admin.viewer.id, kind: 'level', verb: 'remove', id, detail })
  })
}

async function change(
  { db, clock, viewer }: Admin,
  write: (trx: Executor, now: number) => Promise<void>,
): Promise<void> {
  demand(mayMindRecognition(viewer))
  try {
    await inTransaction(db, async (trx) => {
      const now = clock.now()
      await write(trx, now)
      await enqueue(trx, 'levels.review', {}, { now })
    })
  } catch (error) {
    if (isDuplicate(error)) throw wrong('name', 'level.taken')
    throw error
  }
}

/** Positions follow thresholds. They are moved out of the way first, since no two may be the same. */
async function arrange(trx: Executor): Promise<void> {
  const levels = await trx.selectFrom('levels').select('id').orderBy('threshold').orderBy('id').execute()
  for (const [index, { id }] of levels.entries())
    await trx
      .updateTable('levels')
      .set({ position: -1 - index })
      .where('id', '=', id)
      .execute()
  for (const [index, { id }] of levels.entries())
    await trx.updateTable('levels').set({ position: index }).where('id', '=', id).execute()
}

function wrong(field: string, key: 'level.taken' | 'level.last'): AppError {
  const why = saying(recognitionRefusals, key)
  return new AppError('invalid', why, { fields: { [field]: why } })
}
