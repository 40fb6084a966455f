import { createHash } from 'node:crypto'
import { MINUTE } from '#app/kernel/clock.ts'
import { SCOPES, type Scope, type TokenActor } from '#app/kernel/roles.ts'
import type { Services } from './context.server.ts'

/** What of a token is stored. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The tool whose token this is; undefined for one that was never made, or was revoked. Notes that it was used. */
export async function findTokenActor(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  text: string,
): Promise<TokenActor | undefined> {
  // Found by its hash: how long that takes tells nothing about the token.
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'scopes', 'last_used_at'])
    .where('token_hash', '=', hashOf(text))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const now = clock.now()
  if (row.last_used_at === null || now - row.last_used_at > MINUTE)
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute()
  const given = JSON.parse(row.scopes) as string[]
  const scopes = SCOPES.filter((scope): scope is Scope => given.includes(scope))
  return { id: null, role: 'token', tokenId: row.id, name: row.name, scopes }
}
