import { mayMindAdvocates } from '#app/access/recognition.ts'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { panelState } from '../rules/answers.ts'
import { MAX_INVITED } from '../types.ts'
import { panelRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

export interface Invitation {
  readonly handles: readonly string[]
  /** The level from which on all are invited; 0 = nobody by level. */
  readonly level: number
  /** What they read. */
  readonly words: string
  /** The thread that made somebody think of them. */
  readonly thread: number | null
}

/**
 * Invites members to a panel, whoever was invited before being left as they are. Before it is open they are not told yet.
 * Throws `invalid` for a handle that nobody has.
 */
export async function inviteToPanel({ db, clock, viewer }: Who, id: number, invitation: Invitation): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'panels', id)
    const panel = await trx.selectFrom('panels').selectAll().where('id', '=', id).executeTakeFirst()
    if (!panel) throw notFound(saying(panelRefusals, 'missing'))
    const state = panelState(panel, now)
    if (state === 'ended' || state === 'closed') throw new AppError('conflict', saying(panelRefusals, 'closed'))
    if (invitation.thread !== null) await getThread(trx, viewer, invitation.thread)
    const members = [
      ...(await byHandle(trx, invitation.handles)),
      ...(invitation.level === 0 ? [] : await byLevel(trx, id, invitation.level)),
    ]
    if (members.length === 0) {
      if (invitation.level !== 0) return
      throw wrong('handles', saying(panelRefusals, 'people.nobody'))
    }
    const fresh = await trx
      .insertInto('panel_members')
      .values(
        [...new Set(members)].map((member_id) => ({
          panel_id: id,
          member_id,
          invited_at: now,
          invited_by: viewer.id,
          thread_id: invitation.thread,
          words: invitation.words,
        })),
      )
      .onConflict((c) => c.columns(['panel_id', 'member_id']).doNothing())
      .returning('member_id')
      .execute()
    if (state !== 'open') return
    await tellAll(
      trx,
      'programme.changed',
      fresh.map((row) => ({ member: row.member_id })),
      now,
    )
  })
}

async function byHandle(trx: Executor, handles: readonly string[]): Promise<readonly number[]> {
  const members: number[] = []
  for (const handle of handles) {
    const member = await trx
      .selectFrom('members')
      .select('id')
      .where('handle_key', '=', handleKey(handle.replace(/^@/, '')))
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (!member) throw wrong('handles', saying(panelRefusals, 'people', { handle }))
    members.push(member.id)
  }
  return members
}

/** Who reached a level and is not invited yet, the best known first; not staff, who run the panel. */
async function byLevel(trx: Executor, panelId: number, levelId: number): Promise<readonly number[]> {
  const levels = await readLevels(trx)
  const from = levels.find(({ id }) => id === levelId)
  if (!from) return []
  const wanted = levels.filter(({ position }) => position >= from.position).map(({ id }) => id)
  const rows = await trx
    .selectFrom('standings')
    .innerJoin('members', 'members.id', 'standings.member_id')
    .select('standings.member_id')
    .where('standings.level_id', 'in', wanted)
    .where('members.erased_at', 'is', null)
    .where('members.suspended_at', 'is', null)
    .where('members.role', 'not in', [...STAFF_ROLES])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('panel_members')
            .select('panel_members.member_id')
            .whereRef('panel_members.member_id', '=', 'standings.member_id')
            .where('panel_members.panel_id', '=', panelId),
        ),
      ),
    )
    .orderBy('standings.reputation', 'desc')
    .limit(MAX_INVITED)
    .execute()
  return rows.map((row) => row.member_id)
}

function wrong(field: string, why: Saying): AppError {
  return new AppError('invalid', why, { fields: { [field]: why } })
}
