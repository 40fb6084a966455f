import { randomBytes } from 'node:crypto'
import { HOUR, MINUTE } from '#app/kernel/clock.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { hashOf, deadLink } from '../queries/tokens.server.ts'
import type { TokenKind } from '../types.ts'

/** How long a link of each kind works. */
export const LIFETIMES: Readonly<Record<TokenKind | 'sign-up' | 'invitation', number>> = {
  'sign-up': 24 * HOUR,
  invitation: 14 * 24 * HOUR,
  email: 24 * HOUR,
  reset: HOUR,
  setup: 24 * HOUR,
}

export interface Secret {
  /** 256 random bits, for the link. */
  readonly token: string
  /** What is stored in its place. */
  readonly hash: string
}

/** A secret for a link; only its hash is ever stored. */
export function newSecret(): Secret {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOf(token) }
}

/** Makes a link's token; the older ones of this kind and member stop working. */
export async function issueToken(
  trx: Executor,
  now: number,
  kind: TokenKind,
  memberId: number | null,
  email: string | null = null,
): Promise<Secret> {
  // Two links that are asked for at once would each miss the other; an index refuses the second.
  if (memberId !== null) await lockRow(trx, 'members', memberId)
  await trx
    .deleteFrom('tokens')
    .where('kind', '=', kind)
    .where('member_id', memberId === null ? 'is' : '=', memberId)
    .execute()
  const secret = newSecret()
  await trx
    .insertInto('tokens')
    .values({
      token_hash: secret.hash,
      kind,
      member_id: memberId,
      email,
      created_at: now,
      expires_at: now + LIFETIMES[kind],
    })
    .execute()
  return secret
}

/** Uses a token up, so that of two at once one wins; throws `not-found` when it does not work. */
export async function spendToken(
  trx: Executor,
  now: number,
  kind: TokenKind,
  token: string,
): Promise<{ readonly memberId: number | null; readonly email: string | null }> {
  const row = await trx
    .updateTable('tokens')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['member_id', 'email'])
    .executeTakeFirst()
  if (!row) throw deadLink()
  return { memberId: row.member_id, email: row.email }
}

/**
 * Ends the links that were mailed to an address for joining before a new one is. They are kept, so that whoever opens
 * one is told that a newer one was mailed, or that the account exists: a link that was used ends later than it is used.
 */
export async function endEarlierLinks(
  trx: Executor,
  now: number,
  emailKey: string,
  which: 'sign-up' | 'invitation',
): Promise<void> {
  await trx
    .updateTable('sign_ups')
    .set({ used_at: now, expires_at: now })
    .where('email_key', '=', emailKey)
    .where('role', which === 'sign-up' ? 'is' : 'is not', null)
    .where('used_at', 'is', null)
    .execute()
}

export const LINK_MINUTES = LIFETIMES.reset / MINUTE
