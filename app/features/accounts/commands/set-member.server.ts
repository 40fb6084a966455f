import { saying, sayingText } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { keepingAnAdmin } from '#app/platform/last-admin.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { emailKey } from '../rules/email.ts'
import { demandGoodPassword } from './reset-password.server.ts'

/**
 * Gives a member another role, for the command line: who runs it may do anything. `who`: a handle or an
 * e-mail address. Ends their sessions, as every change of rights does.
 */
export async function setRole({ db, clock }: Pick<Services, 'db' | 'clock'>, who: string, role: Role): Promise<void> {
  await keepingAnAdmin(db, async (trx) => {
    const member = await getMemberBy(trx, who)
    await trx.updateTable('members').set({ role }).where('id', '=', member.id).execute()
    await trx.deleteFrom('sessions').where('member_id', '=', member.id).execute()
    await logAct(trx, {
      at: clock.now(),
      by: null,
      verb: 'change-role',
      kind: 'member',
      id: member.id,
      reason: sayingText(accountRefusals, 'onTheCommandLine'),
      detail: { from: member.role, to: role },
    })
  })
}

/** Sets a member's password, for the command line, and ends their sessions and mailed links. */
export async function setPassword({ db }: Pick<Services, 'db'>, who: string, password: string): Promise<void> {
  const owner = await getMemberBy(db, who)
  demandGoodPassword(password, owner)
  const passwordHash = await hashPassword(password)
  await inTransaction(db, async (trx) => {
    await trx.updateTable('members').set({ password_hash: passwordHash }).where('id', '=', owner.id).execute()
    await trx.deleteFrom('sessions').where('member_id', '=', owner.id).execute()
    await trx.deleteFrom('tokens').where('member_id', '=', owner.id).execute()
  })
}

async function getMemberBy(db: Executor, who: string) {
  const isEmail = who.includes('@') && !who.startsWith('@')
  const member = await db
    .selectFrom('members')
    .select(['id', 'email', 'handle', 'role'])
    .where('erased_at', 'is', null)
    .where((eb) =>
      isEmail ? eb('email_key', '=', emailKey(who)) : eb('handle_key', '=', handleKey(who.replace(/^@/, ''))),
    )
    .executeTakeFirst()
  if (!member) throw new AppError('not-found', saying(accountRefusals, 'noMember', { who }))
  return member
}
