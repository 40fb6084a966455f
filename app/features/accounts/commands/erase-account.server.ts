import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { ERASED_PREFIX, handleKey, tidyHandle } from '#app/kernel/handles.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { keepingAnAdmin } from '#app/platform/last-admin.server.ts'
import { emailKey } from '../rules/email.ts'
import type { EraseForm } from '../schemas.ts'
import { demandPassword } from './change-email.server.ts'

/**
 * Erases one's own account. Who they were is gone when this returns: name, address, sessions, mails,
 * drafts, notices. What stands under their name in the forum follows in the job `member.erase`.
 */
export async function eraseAccount(services: Services, viewer: MemberViewer, form: EraseForm): Promise<void> {
  const { db, clock } = services
  const member = await demandPassword(services, viewer, form.password, 'password')
  if (tidyHandle(form.handle).toLowerCase() !== member.handle.toLowerCase()) {
    throw new AppError('invalid', saying(accountRefusals, 'nothingWasErased'), {
      fields: { handle: saying(accountRefusals, 'erase.handle', { handle: member.handle }) },
    })
  }
  await keepingAnAdmin(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'members', member.id)
    await forgetPerson(trx, now, member, form.posts)
    await tell(trx, 'member.erased', { member: member.id }, now)
  })
}

async function forgetPerson(
  trx: Executor,
  now: number,
  member: { readonly id: number; readonly email: string | null },
  postsAfter: string,
): Promise<void> {
  const { id } = member
  const handle = `${ERASED_PREFIX}${id}`
  await trx
    .updateTable('members')
    .set({
      handle,
      handle_key: handleKey(handle),
      name: 'A former member',
      email: null,
      email_key: null,
      email_confirmed_at: null,
      password_hash: null,
      role: 'customer',
      bio: '',
      avatar_key: null,
      zone: null,
      approved_at: null,
      suspended_at: null,
      suspended_until: null,
      suspended_reason: null,
      suspended_by: null,
      answer_count: 0,
      accepted_count: 0,
      helpful_count: 0,
      source: null,
      external_id: null,
      erased_at: now,
      posts_after: postsAfter,
    })
    .where('id', '=', id)
    .execute()
  for (const table of ['sessions', 'tokens', 'drafts', 'notices', 'notice_preferences', 'thread_reads'] as const) {
    await trx.deleteFrom(table).where('member_id', '=', id).execute()
  }
  await trx.deleteFrom('mails').where('member_id', '=', id).execute()
  if (member.email !== null) {
    await trx.deleteFrom('mails').where('to_address', '=', member.email).execute()
    await trx.deleteFrom('sign_ups').where('email_key', '=', emailKey(member.email)).execute()
  }
  await trx.updateTable('notices').set({ actor_id: null }).where('actor_id', '=', id).execute()
  await trx.updateTable('flags').set({ member_id: null, note: '' }).where('member_id', '=', id).execute()
  // The log keeps that something was done, not the words about a person who is gone.
  await trx
    .updateTable('acts')
    .set({ reason: '', detail: '{}' })
    .where('subject_kind', '=', 'member')
    .where('subject_id', '=', id)
    .execute()
}
