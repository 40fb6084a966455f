import { mayMindAdvocates } from '#app/access/recognition.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { storyRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Agrees to a story that one is part of, or would rather not be. Its last agreement shows it, if staff approved it. */
export async function answerStory({ db, clock, viewer }: Who, id: number, agrees: boolean): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const { consent } = await getOwnConsent(trx, id, viewer)
    await demandOpen(trx, id)
    if (consent.given_at !== null && agrees) return
    await trx
      .updateTable('story_consents')
      .set(agrees ? { given_at: now } : { declined_at: now })
      .where('story_id', '=', id)
      .where('member_id', '=', consent.member_id)
      .execute()
    if (agrees) await showIfAgreed(trx, id, now)
    else await trx.updateTable('stories').set({ declined_at: now, shown_at: null }).where('id', '=', id).execute()
    await tellThose(trx, id, now)
  })
}

/** Takes one's agreement back: the story is shown to nobody from now on. */
export async function takeBackConsent({ db, clock, viewer }: Who, id: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const { consent } = await getOwnConsent(trx, id, viewer)
    if (consent.taken_back_at !== null) return
    if (consent.given_at === null) throw new AppError('conflict', saying(storyRefusals, 'not.given'))
    await trx
      .updateTable('story_consents')
      .set({ taken_back_at: now })
      .where('story_id', '=', id)
      .where('member_id', '=', consent.member_id)
      .execute()
    await withdraw(trx, id, now)
    await tellThose(trx, id, now)
  })
}

/** Staff approve a story; it is shown as soon as everybody in it agreed. */
export async function approveStory({ db, clock, viewer }: Who, id: number): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'stories', id)
    const story = await demandOpen(trx, id)
    if (story.approved_at !== null) return
    await trx.updateTable('stories').set({ approved_at: now, approved_by: viewer.id }).where('id', '=', id).execute()
    await showIfAgreed(trx, id, now)
    await logAct(trx, { at: now, by: viewer.id, kind: 'story', verb: 'approve', id })
  })
}

/** Staff don't want a story, or take one down that was shown. It may be suggested again. */
export async function endStory({ db, clock, viewer }: Who, id: number): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'stories', id)
    const story = await demandOpen(trx, id)
    const verb = story.shown_at === null ? 'decline' : 'withdraw'
    if (verb === 'withdraw') await withdraw(trx, id, now)
    else await trx.updateTable('stories').set({ declined_at: now }).where('id', '=', id).execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'story', verb, id })
    await tellThose(trx, id, now)
  })
}

async function getOwnConsent(trx: Executor, id: number, viewer: Context['viewer']) {
  await lockRow(trx, 'stories', id)
  const consent = isMember(viewer)
    ? await trx
        .selectFrom('story_consents')
        .selectAll()
        .where('story_id', '=', id)
        .where('member_id', '=', viewer.id)
        .executeTakeFirst()
    : undefined
  if (!consent) throw notFound(saying(storyRefusals, 'missing'))
  return { consent }
}

async function demandOpen(trx: Executor, id: number) {
  const story = await trx.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
  if (!story) throw notFound(saying(storyRefusals, 'missing'))
  if (story.declined_at !== null || story.withdrawn_at !== null)
    throw new AppError('conflict', saying(storyRefusals, 'over'))
  return story
}

async function showIfAgreed(trx: Executor, id: number, now: number): Promise<void> {
  const open = await trx
    .selectFrom('story_consents')
    .select('member_id')
    .where('story_id', '=', id)
    .where((eb) => eb.or([eb('given_at', 'is', null), eb('taken_back_at', 'is not', null)]))
    .executeTakeFirst()
  if (open) return
  await trx
    .updateTable('stories')
    .set({ shown_at: now })
    .where('id', '=', id)
    .where('approved_at', 'is not', null)
    .where('shown_at', 'is', null)
    .execute()
}

async function withdraw(trx: Executor, id: number, now: number): Promise<void> {
  await trx
    .updateTable('stories')
    .set({ withdrawn_at: now, shown_at: null })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where('declined_at', 'is', null)
    .execute()
}

/** Everybody in it looks again at whether they are asked something. */
async function tellThose(trx: Executor, id: number, now: number): Promise<void> {
  const rows = await trx.selectFrom('story_consents').select('member_id').where('story_id', '=', id).execute()
  await tellAll(
    trx,
    'programme.changed',
    rows.map((row) => ({ member: row.member_id })),
    now,
  )
}
