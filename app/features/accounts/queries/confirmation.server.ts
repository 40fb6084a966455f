import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { deadLink, findToken, hashOf } from './tokens.server.ts'
import type { ConfirmationView, TokenKind } from '../types.ts'
import { findMemberById } from './members.server.ts'
import { accountsRefusals } from '../words/links.ts'

/**
 * What a confirmation link would do, or that it was used already: mail programs open links twice. Throws
 * `not-found` when it does not work. Changes nothing.
 */
export async function getConfirmation(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  token: string,
): Promise<ConfirmationView> {
  const now = clock.now()
  const joining = await findJoining(db, now, token)
  if (joining) {
    const { email, name, handle } = joining
    return { kind: 'join', email, name, handle, invitedAs: joining.role as Role | null } // from the closed list
  }
  const change = await findToken(db, now, 'email', token)
  const member = change?.memberId ? await findMemberById(db, change.memberId) : undefined
  if (change?.email && member) {
    return { kind: 'email', email: change.email, handle: member.handle, memberId: member.id }
  }
  const end = await endOf(db, token)
  if (end === 'used') return { kind: 'done' }
  throw end === 'superseded' ? new AppError('not-found', saying(accountsRefusals, 'link.superseded')) : deadLink()
}

/** The sign-up or the invitation behind a link that works now. */
export async function findJoining(db: Executor, now: number, token: string) {
  return db
    .selectFrom('sign_ups')
    .select(['email', 'name', 'handle', 'role'])
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** What became of a link that works no more: it was used, or a newer one was mailed; null where nothing is known. */
async function endOf(db: Executor, token: string): Promise<'used' | 'superseded' | null> {
  const joined = await db
    .selectFrom('sign_ups')
    .select(['email_key', 'expires_at', 'used_at'])
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is not', null)
    .executeTakeFirst()
  if (joined) {
    if (joined.used_at !== null && joined.expires_at > joined.used_at) return 'used'
    const member = await db
      .selectFrom('members')
      .select('id')
      .where('email_key', '=', joined.email_key)
      .executeTakeFirst()
    return member ? 'used' : 'superseded'
  }
  return (await wasSpent(db, 'email', token)) ? 'used' : null
}

async function wasSpent(db: Executor, kind: TokenKind, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('tokens')
    .select('token_hash')
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Throws `not-found` unless this link would work now, and says so where it was used. */
export async function demandLiveToken(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  kind: Exclude<TokenKind, 'email'>,
  token: string,
): Promise<void> {
  if (await findToken(db, clock.now(), kind, token)) return
  const isUsedReset = kind === 'reset' && (await wasSpent(db, 'reset', token))
  throw isUsedReset ? new AppError('not-found', saying(accountsRefusals, 'reset.used')) : deadLink()
}
