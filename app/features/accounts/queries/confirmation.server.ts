import type { Role } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { deadLink, findToken, hashOf } from './tokens.server.ts'
import type { ConfirmationView, TokenKind } from '../types.ts'
import { findMemberById } from './members.server.ts'

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
  if (await wasUsed(db, token)) return { kind: 'done' }
  throw deadLink()
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

async function wasUsed(db: Executor, token: string): Promise<boolean> {
  const [joined, changed] = await Promise.all([
    db
      .selectFrom('sign_ups')
      .select('token_hash')
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is not', null)
      .executeTakeFirst(),
    db
      .selectFrom('tokens')
      .select('token_hash')
      .where('token_hash', '=', hashOf(token))
      .where('kind', '=', 'email')
      .where('used_at', 'is not', null)
      .executeTakeFirst(),
  ])
  return joined !== undefined || changed !== undefined
}

/** Throws `not-found` unless this link would work now. */
export async function demandLiveToken(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  kind: Exclude<TokenKind, 'email'>,
  token: string,
): Promise<void> {
  if (!(await findToken(db, clock.now(), kind, token))) throw deadLink()
}
