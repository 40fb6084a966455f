import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Draft } from '../queries/drafts.server.ts'
import { composerRefusals } from '../words/refusals.ts'

/** Keys of drafts: one for each place where one writes. */
export const DRAFT_KEY =
  /^(ask|thread:\d{1,15}:(answer|private|note)|post:\d{1,15}:(comment|edit)|article:(new|\d{1,15}:edit))$/
const MAX_DRAFTS = 200

/**
 * Keeps what a member is writing; an empty text removes the draft. Where `fields` is absent, those kept
 * before stay.
 */
export async function saveDraft(
  context: Pick<Context, 'db' | 'clock' | 'viewer'>,
  key: string,
  text: Pick<Draft, 'title' | 'body'> & Partial<Pick<Draft, 'fields'>>,
): Promise<Draft> {
  const { db, clock, viewer } = context
  if (!isMember(viewer)) throw new AppError('forbidden', saying(composerRefusals, 'signIn'))
  if (!DRAFT_KEY.test(key)) throw new AppError('invalid', saying(composerRefusals, 'unknown'))
  const now = clock.now()
  if (text.body.trim() === '' && text.title.trim() === '') {
    await removeDraft(context, key)
    return { title: '', body: '', fields: {}, savedAt: now }
  }
  const values = {
    title: text.title,
    body: text.body,
    ...(text.fields && { fields: JSON.stringify(text.fields) }),
    saved_at: now,
  }
  await db
    .insertInto('drafts')
    .values({ member_id: viewer.id, key, ...values })
    .onConflict((c) => c.columns(['member_id', 'key']).doUpdateSet(values))
    .execute()
  const beyond = await db
    .selectFrom('drafts')
    .select('saved_at')
    .where('member_id', '=', viewer.id)
    .orderBy('saved_at', 'desc')
    .offset(MAX_DRAFTS)
    .limit(1)
    .executeTakeFirst()
  if (beyond)
    await db.deleteFrom('drafts').where('member_id', '=', viewer.id).where('saved_at', '<=', beyond.saved_at).execute()
  return { title: text.title, body: text.body, fields: text.fields ?? {}, savedAt: now }
}

/** Forgets a draft. */
export async function removeDraft(context: Pick<Context, 'db' | 'viewer'>, key: string): Promise<void> {
  if (context.viewer.id === null) return
  await context.db.deleteFrom('drafts').where('member_id', '=', context.viewer.id).where('key', '=', key).execute()
}
