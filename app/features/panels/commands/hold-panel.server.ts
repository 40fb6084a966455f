import { mayMindAdvocates } from '#app/access/recognition.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { panelState } from '../rules/answers.ts'
import type { CloseFields } from '../schemas.ts'
import { panelRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Opens a panel that asks something of somebody; everybody who is invited is told. */
export async function openPanel({ db, clock, viewer }: Who, id: number): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const panel = await getLocked(trx, id)
    if (panel.opened_at !== null) throw new AppError('conflict', saying(panelRefusals, 'opened'))
    if (panel.closes_at !== null && panel.closes_at <= now)
      throw new AppError('conflict', saying(panelRefusals, 'closes'))
    const question = await trx.selectFrom('panel_questions').select('id').where('panel_id', '=', id).executeTakeFirst()
    if (!question) throw new AppError('conflict', saying(panelRefusals, 'questions.none'))
    const members = await trx.selectFrom('panel_members').select('member_id').where('panel_id', '=', id).execute()
    if (members.length === 0) throw new AppError('conflict', saying(panelRefusals, 'people.none'))
    await trx.updateTable('panels').set({ opened_at: now }).where('id', '=', id).execute()
    await trx.updateTable('panel_members').set({ invited_at: now }).where('panel_id', '=', id).execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'panel', verb: 'open', id, detail: { title: panel.title } })
    await tellMembers(trx, id, now)
  })
}

/** Closes a panel with what was heard and what changes, which everybody who took part is told. */
export async function closePanel({ db, clock, viewer }: Who, id: number, form: CloseFields): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const panel = await getLocked(trx, id)
    const state = panelState(panel, now)
    if (state === 'draft') throw new AppError('conflict', saying(panelRefusals, 'not.open'))
    if (state === 'closed') throw new AppError('conflict', saying(panelRefusals, 'closed'))
    await trx
      .updateTable('panels')
      .set({ closed_at: now, heard: form.heard, changes: form.changes })
      .where('id', '=', id)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'panel', verb: 'close', id, detail: { title: panel.title } })
    await tellMembers(trx, id, now)
  })
}

async function getLocked(trx: Executor, id: number) {
  await lockRow(trx, 'panels', id)
  const panel = await trx.selectFrom('panels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!panel) throw notFound(saying(panelRefusals, 'missing'))
  return panel
}

async function tellMembers(trx: Executor, id: number, now: number): Promise<void> {
  const members = await trx.selectFrom('panel_members').select('member_id').where('panel_id', '=', id).execute()
  await tellAll(
    trx,
    'programme.changed',
    members.map((row) => ({ member: row.member_id })),
    now,
  )
}
