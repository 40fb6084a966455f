import { saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
import { createHash } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { TokenKind } from '../types.ts'

/** The stored form of a token; of anything that can't be one, a hash that nothing has. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The refusal of a link that does not work (any more); says nothing about why. */
export function deadLink(): AppError {
  return new AppError('not-found', saying(accountRefusals, 'thisLinkDoesNotWork'))
}

/** Whether a link would work now; asked by the page that shows its button, and changes nothing. */
export async function findToken(
  db: Executor,
  now: number,
  kind: TokenKind,
  token: string,
): Promise<{ readonly memberId: number | null; readonly email: string | null } | undefined> {
  const row = await db
    .selectFrom('tokens')
    .select(['member_id', 'email'])
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { memberId: row.member_id, email: row.email }
}
