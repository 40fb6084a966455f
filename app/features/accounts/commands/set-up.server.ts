import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import type { Services } from '#app/platform/context.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { inTransaction, isDuplicate } from '#db/transaction.server.ts'
import { hashPassword } from '../passwords.server.ts'
import { hasAdmin } from '../queries/members.server.ts'
import { deadLink, findToken } from '../queries/tokens.server.ts'
import type { SetUpForm } from '../schemas.ts'
import { insertMember } from './create-member.server.ts'
import { issueToken, spendToken } from './link-tokens.server.ts'

/**
 * The address of the set-up page, while nobody runs the place yet; null once somebody does. To be
 * printed on the console at the start: the link of an earlier start stops working.
 */
export async function issueSetupLink({
  db,
  clock,
  env,
}: Pick<Services, 'db' | 'clock' | 'env'>): Promise<string | null> {
  const issue = (): Promise<string | null> =>
    inTransaction(db, async (trx) => {
      if (await hasAdmin(trx)) return null
      const { token } = await issueToken(trx, clock.now(), 'setup', null)
      return `${env.baseUrl}/setup/${token}`
    })
  // Another process that starts at the same moment may be quicker; then this one's link replaces that one's.
  return issue().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
    return issue()
  })
}

/** Makes the first admin and names the place, by the printed link; returns the admin's id. */
export async function setUp(services: Services, token: string, form: SetUpForm): Promise<number> {
  const { db, clock } = services
  // Hashing takes long: not for whoever has no link.
  if (!(await findToken(db, clock.now(), 'setup', token))) throw deadLink()
  const passwordHash = await hashPassword(form.password)
  try {
    return await inTransaction(db, async (trx) => {
      const now = clock.now()
      await spendToken(trx, now, 'setup', token)
      if (await hasAdmin(trx)) throw deadLink()
      const id = await insertMember(trx, now, { ...form, role: 'admin' }, passwordHash)
      await writeSite(trx, clock, id, { name: form.site })
      return id
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new AppError('conflict', saying(accountRefusals, 'theAddressOrTheHandle'))
  }
}
