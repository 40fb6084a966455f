import { createHash, randomBytes } from 'node:crypto'
import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { TokenScope } from '../rules/tokens.ts'

type Parts = Pick<Services, 'db' | 'clock'>

const MAX_NAME = 80
/** A token says by itself what it is, so that tools which look for lost secrets know it. */
const PREFIX = 'askwell_'

/** Makes a token and returns its text, which is kept nowhere. Throws `conflict` for a name in use. */
export async function createToken(
  { db, clock }: Parts,
  given: { readonly name: string; readonly scopes: readonly string[]; readonly by: number | null },
): Promise<string> {
  const name = given.name.trim().slice(0, MAX_NAME)
  if (name === '') throw new AppError('invalid', 'Give the token a name.')
  const known = await db.selectFrom('api_tokens').select('id').where('name', '=', name).where('revoked_at', 'is', null).executeTakeFirst() // prettier-ignore
  if (known) throw new AppError('conflict', `There is a token “${name}” already. Revoke it first, or choose another name.`) // prettier-ignore
  const text = `${PREFIX}${randomBytes(32).toString('base64url')}`
  await db
    .insertInto('api_tokens')
    .values({
      name,
      token_hash: hashOf(text),
      scopes: JSON.stringify(given.scopes),
      created_at: clock.now(),
      by_id: given.by,
    }) // prettier-ignore
    .execute()
  return text
}

/** Every token, without its text. */
export async function listTokens(db: Executor) {
  const rows = await db.selectFrom('api_tokens').select(['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at']).orderBy('id').execute() // prettier-ignore
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[], // written above
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }))
}

/** Ends a token: its next use is refused. */
export async function revokeToken({ db, clock }: Parts, name: string): Promise<void> {
  const ended = await db
    .updateTable('api_tokens')
    .set({ revoked_at: clock.now() })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  if (ended.length === 0) throw notFound(`The token “${name}”`)
}

/** The token that a request brought along, if it lives and may do this. */
export async function findToken(
  { db, clock }: Parts,
  text: string,
  scope: TokenScope,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  // Found by its hash: how long that takes tells nothing about the token.
  const row = await db.selectFrom('api_tokens').select(['id', 'name', 'scopes', 'last_used_at']).where('token_hash', '=', hashOf(text)).where('revoked_at', 'is', null).executeTakeFirst() // prettier-ignore
  if (!row || !(JSON.parse(row.scopes) as string[]).includes(scope)) return undefined
  const now = clock.now()
  if (row.last_used_at === null || now - row.last_used_at > 60_000)
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return { id: row.id, name: row.name }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
