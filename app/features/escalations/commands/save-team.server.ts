import { mayMindSecondTier } from '#app/access/escalations.ts'
import { AppError } from '#app/kernel/errors.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import { tagName } from '#app/kernel/text.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { demandSeen } from '#app/platform/seen.server.ts'
import { teamState } from '../queries/teams.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import type { TeamForm } from '../schemas/teams.ts'
import { SUBJECT_KINDS, type SubjectKind } from '../types/teams.ts'
import { deskRefusals } from '../words/refusals.ts'

type Admin = Pick<Context, 'db' | 'clock' | 'viewer'>

/** How often a change is tried of which another admin did a part at the same moment. */
const TRIES = 4

/** Adds a team; returns its id. What it owns it is given from now on; what is open and has no team is given by job. */
export async function addTeam(context: Admin, form: TeamForm): Promise<number> {
  return change(context, async (trx, now) => {
    await demandFreeName(trx, form.name, 0)
    if (form.isDefault) await unsetDefault(trx, 0)
    const { id } = await trx
      .insertInto('teams')
      .values({ name: form.name, description: form.description, is_default: form.isDefault ? 1 : 0, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeParts(trx, id, form)
    await logAct(trx, { at: now, by: context.viewer.id, kind: 'team', verb: 'add', id, detail: { name: form.name } })
    return id
  })
}

/** Changes a team, unless it is another one than the form showed. Escalations stay with the team they were given to. */
export async function editTeam(context: Admin, id: number, form: TeamForm): Promise<void> {
  await change(context, async (trx, now) => {
    await getTeam(trx, id)
    await demandSeen(trx, form.seen, await teamState(trx, id), { kind: 'team', id })
    await demandFreeName(trx, form.name, id)
    if (form.isDefault) await unsetDefault(trx, id)
    await trx
      .updateTable('teams')
      .set({ name: form.name, description: form.description, is_default: form.isDefault ? 1 : 0 })
      .where('id', '=', id)
      .execute()
    await writeParts(trx, id, form)
    await logAct(trx, { at: now, by: context.viewer.id, kind: 'team', verb: 'edit', id, detail: { name: form.name } })
  })
}

/** Removes a team. Its open escalations stay in the queue, until another team owns what they are about without one. */
export async function removeTeam(context: Admin, id: number): Promise<void> {
  await change(context, async (trx, now) => {
    const { name } = await getTeam(trx, id)
    await trx.deleteFrom('teams').where('id', '=', id).execute()
    await logAct(trx, { at: now, by: context.viewer.id, kind: 'team', verb: 'remove', id, detail: { name } })
  })
}

/**
 * Runs a change of teams. The tables refuse a second default team, name or owner of a subject; tried again, the change
 * sees what the other one did, and says so or follows it.
 */
async function change<T>({ db, clock, viewer }: Admin, write: (trx: Executor, now: number) => Promise<T>): Promise<T> {
  demand(mayMindSecondTier(viewer))
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await inTransaction(db, async (trx) => {
        const now = clock.now()
        const made = await write(trx, now)
        await enqueue(trx, 'escalations.rank', {}, { now })
        return made
      })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      if (left === 0) throw new AppError('conflict', saying(deskRefusals, 'team.meanwhile'))
    }
  }
}

async function getTeam(trx: Executor, id: number) {
  await lockRow(trx, 'teams', id)
  const team = await trx.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
  if (!team) throw new AppError('not-found', saying(deskRefusals, 'team.missing'))
  return team
}

async function demandFreeName(trx: Executor, name: string, id: number): Promise<void> {
  const other = await trx
    .selectFrom('teams')
    .select('id')
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', eb.fn<string>('lower', [eb.val(name)])))
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) throw wrong('name', saying(deskRefusals, 'team.taken'))
}

async function unsetDefault(trx: Executor, id: number): Promise<void> {
  await trx.updateTable('teams').set({ is_default: 0 }).where('is_default', '=', 1).where('id', '!=', id).execute()
}

/** Writes who is in the team and what it owns. */
async function writeParts(trx: Executor, id: number, form: TeamForm): Promise<void> {
  const members = [...new Set(form.member)].sort((a, b) => a - b)
  const staff =
    members.length === 0
      ? []
      : await trx
          .selectFrom('members')
          .select('id')
          .where('id', 'in', members)
          .where('role', 'in', [...STAFF_ROLES])
          .where('erased_at', 'is', null)
          .execute()
  if (staff.length < members.length) throw wrong('member', saying(deskRefusals, 'team.staff'))
  await trx.deleteFrom('team_members').where('team_id', '=', id).execute()
  if (members.length > 0)
    await trx
      .insertInto('team_members')
      .values(members.map((member_id) => ({ team_id: id, member_id })))
      .execute()
  await trx.deleteFrom('team_subjects').where('team_id', '=', id).execute()
  for (const kind of SUBJECT_KINDS) {
    const subjects = await namedSubjects(trx, kind, form[kind])
    if (subjects.length === 0) continue
    const taken = await trx
      .selectFrom('team_subjects')
      .innerJoin('teams', 'teams.id', 'team_subjects.team_id')
      .select(['team_subjects.subject_id', 'teams.name'])
      .where('team_subjects.kind', '=', kind)
      .where(
        'team_subjects.subject_id',
        'in',
        subjects.map((one) => one.id),
      )
      .executeTakeFirst()
    const name = subjects.find((one) => one.id === taken?.subject_id)?.name ?? ''
    if (taken) throw wrong(kind, saying(deskRefusals, 'owns.taken', { name, team: taken.name }))
    await trx
      .insertInto('team_subjects')
      .values(subjects.map((one) => ({ kind, subject_id: one.id, team_id: id })))
      .execute()
  }
}

interface NamedSubject {
  readonly id: number
  readonly name: string
}

/** The subjects of these names; throws `invalid` for a name that nothing has. */
async function namedSubjects(
  trx: Executor,
  kind: SubjectKind,
  names: readonly string[],
): Promise<readonly NamedSubject[]> {
  const found: NamedSubject[] = []
  for (const name of names) {
    const id = await findSubject(trx, kind, name)
    if (id === undefined) throw wrong(kind, saying(deskRefusals, `owns.${kind}`, { name }))
    if (!found.some((one) => one.id === id)) found.push({ id, name })
  }
  return found
}

async function findSubject(trx: Executor, kind: SubjectKind, name: string): Promise<number | undefined> {
  switch (kind) {
    case 'category': {
      const rows = await trx.selectFrom('categories').select(['id', 'name', 'slug']).orderBy('position').execute()
      const same = (text: string): boolean => text.toLowerCase() === name.toLowerCase()
      return rows.find((row) => same(row.name) || same(row.slug))?.id
    }
    case 'tag': {
      const row = await trx
        .selectFrom('tags')
        .select(['id', 'synonym_of'])
        .where('name', '=', tagName(name))
        .executeTakeFirst()
      return row?.synonym_of ?? row?.id
    }
    case 'topic': {
      const row = await trx
        .selectFrom('topics')
        .select('id')
        .where((eb) => eb(eb.fn<string>('lower', ['title']), '=', eb.fn<string>('lower', [eb.val(name)])))
        .where('merged_into', 'is', null)
        .orderBy('request_count', 'desc')
        .orderBy('id')
        .executeTakeFirst()
      return row?.id
    }
  }
}

function wrong(field: string, words: Saying): AppError {
  return new AppError('invalid', words, { fields: { [field]: words } })
}
