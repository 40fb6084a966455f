import { mayReviewPrepared, mayWritePrepared } from '#app/access/prepared.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import type { PreparedForm } from '../schemas.ts'
import { foldedOf } from '../rules/folded.ts'
import { preparedRefusals } from '../words/refusals.ts'

type Writing = Pick<Context, 'db' | 'clock' | 'viewer' | 'markdown'>
type Deciding = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Writes a prepared answer, as a draft; returns its id. */
export async function addPrepared(context: Writing, form: PreparedForm): Promise<number> {
  const { db, clock, viewer, markdown } = context
  demand(mayWritePrepared(viewer, clock.now()))
  await markdown.render(form.body, viewer.id)
  return once(() =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      const { id } = await trx
        .insertInto('prepared_answers')
        .values({ ...form, folded: foldedOf(form), author_id: viewer.id, created_at: now, changed_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      await logAct(trx, { at: now, by: viewer.id, kind: 'prepared', verb: 'add', id, detail: { title: form.title } })
      return id
    }),
  )
}

/**
 * Changes one that is as `version` says, else throws `conflict`. New words are a draft again, by whoever wrote them.
 */
export async function editPrepared(context: Writing, id: number, version: number, form: PreparedForm): Promise<void> {
  const { db, clock, viewer, markdown } = context
  demand(mayWritePrepared(viewer, clock.now()))
  await markdown.render(form.body, viewer.id)
  await once(() =>
    inTransaction(db, async (trx) => {
      const row = await getPrepared(trx, id, version)
      const isSame = row.title === form.title && row.body === form.body && row.locale === form.locale
      if (isSame) return
      const now = clock.now()
      await trx
        .updateTable('prepared_answers')
        .set({
          ...form,
          folded: foldedOf(form),
          state: 'draft',
          author_id: viewer.id,
          reviewed_by: null,
          reviewed_at: null,
          changed_at: now,
          version: row.version + 1,
        })
        .where('id', '=', id)
        .execute()
      await logAct(trx, { at: now, by: viewer.id, kind: 'prepared', verb: 'edit', id, detail: { title: form.title } })
    }),
  )
}

/** Says that the words of one that is as `version` says are right; not of one's own. */
export async function reviewPrepared({ db, clock, viewer }: Deciding, id: number, version: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const row = await getPrepared(trx, id, version)
    const now = clock.now()
    const facts = {
      authorId: row.author_id,
      isReviewed: row.state === 'reviewed',
      isRetired: row.retired_at !== null,
    }
    demand(mayReviewPrepared(viewer, facts, now))
    if (facts.isReviewed) throw new AppError('conflict', saying(preparedRefusals, 'reviewed'))
    if (facts.isRetired) throw new AppError('conflict', saying(preparedRefusals, 'retired'))
    await trx
      .updateTable('prepared_answers')
      .set({ state: 'reviewed', reviewed_by: viewer.id, reviewed_at: now, version: row.version + 1 })
      .where('id', '=', id)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'prepared', verb: 'approve', id, detail: { title: row.title } })
  })
}

/** Takes one out of use, or brings it back. Where it was used stays known. */
export async function retirePrepared(
  { db, clock, viewer }: Deciding,
  id: number,
  version: number,
  retire: boolean,
): Promise<void> {
  demand(mayWritePrepared(viewer, clock.now()))
  await once(() =>
    inTransaction(db, async (trx) => {
      const row = await getPrepared(trx, id, version)
      if ((row.retired_at !== null) === retire) return
      const now = clock.now()
      await trx
        .updateTable('prepared_answers')
        .set({ retired_at: retire ? now : null, version: row.version + 1 })
        .where('id', '=', id)
        .execute()
      const verb = retire ? 'retire' : 'restore'
      await logAct(trx, { at: now, by: viewer.id, kind: 'prepared', verb, id, detail: { title: row.title } })
    }),
  )
}

async function getPrepared(trx: Executor, id: number, version: number) {
  await lockRow(trx, 'prepared_answers', id)
  const row = await trx.selectFrom('prepared_answers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', saying(preparedRefusals, 'missing'))
  if (row.version !== version) throw new AppError('conflict', saying(preparedRefusals, 'changed'))
  return row
}

async function once<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const words = saying(preparedRefusals, 'title.taken')
    throw new AppError('conflict', words, { fields: { title: words } })
  }
}
