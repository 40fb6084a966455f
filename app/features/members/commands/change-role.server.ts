import { mayChangeRole } from '#app/access/members.ts'
import { roleWords } from '#app/kernel/words/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { memberMails } from '#app/features/members/words/mails.ts'
import type { Role } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { keepingAnAdmin } from '#app/platform/last-admin.server.ts'
import { getMemberToDecide, logMemberAct, tellMember } from './suspend-member.server.ts'

/** Gives a member another role. Their sessions end, so that no cookie of before carries the new rights. */
export async function changeRole(
  context: Context,
  memberId: number,
  form: { readonly role: Role; readonly reason: string },
): Promise<void> {
  const { db, clock, viewer } = context
  await keepingAnAdmin(db, async (trx) => {
    const member = await getMemberToDecide(trx, memberId)
    demand(mayChangeRole(viewer, member))
    if (member.role === form.role) return
    await trx.updateTable('members').set({ role: form.role }).where('id', '=', memberId).execute()
    await trx.deleteFrom('sessions').where('member_id', '=', memberId).execute()
    const act = await logMemberAct(trx, clock.now(), viewer, memberId, 'change-role', form.reason, {
      from: member.role,
      to: form.role,
    })
    await tellMember(trx, context, member, `role ${act}`, saying(memberMails, 'role.subject'), () => [
      saying(memberMails, 'role.text', { role: saying(roleWords, `phrase.${form.role}`) }),
    ])
  })
}
