import { createHash, randomBytes } from 'node:crypto'
import { mayMindIntake } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context as Everything, Services } from '#app/platform/context.server.ts'
import { inTransaction, isDuplicate } from '#db/transaction.server.ts'
import type { TokenScope } from '../rules/tokens.ts'

type Parts = Pick<Services, 'db' | 'clock'>
type Context = Pick<Everything, 'db' | 'clock' | 'viewer'>

const MAX_NAME = 80
/** A token says by itself what it is, so that tools which look for lost secrets know it. */
const PREFIX = 'askwell_'

export interface TokenDraft {
  readonly name: string
  readonly scopes: readonly string[]
}

/** Makes a token for an admin and returns its text, which is kept nowhere. Throws as `createToken` does. */
export async function makeToken(context: Context, draft: TokenDraft): Promise<string> {
  demand(mayMindIntake(context.viewer))
  return createToken(context, { ...draft, by: context.viewer.id })
}

/** Ends a token for an admin: its next use is refused. Throws `not-found` when it does not live. */
export async function endToken(context: Context, id: number): Promise<void> {
  demand(mayMindIntake(context.viewer))
  const ended = await end(context, { id }, context.viewer.id)
  if (ended === 0) throw notFound('This token')
}

/** The same as `makeToken` for the command line. Throws `invalid` or `conflict` beside `name`. */
export async function createToken(
  { db, clock }: Parts,
  given: TokenDraft & { readonly by: number | null },
): Promise<string> {
  const name = given.name.trim().slice(0, MAX_NAME)
  const unnamed = 'Give the token a name.'
  if (name === '') throw new AppError('invalid', unnamed, { fields: { name: unnamed } })
  const text = `${PREFIX}${randomBytes(32).toString('base64url')}`
  await inTransaction(db, async (trx) => {
    const at = clock.now()
    const { id } = await trx
      .insertInto('api_tokens')
      .values({
        name,
        token_hash: hashOf(text),
        scopes: JSON.stringify(given.scopes),
        created_at: at,
        by_id: given.by,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logAct(trx, { at, by: given.by, kind: 'token', verb: 'make', id, detail: { name } })
  }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
    const taken = `There is a token “${name}” already. Revoke it first, or choose another name.`
    throw new AppError('conflict', taken, { fields: { name: taken } })
  })
  return text
}

/** Ends a token for the command line: its next use is refused. */
export async function revokeToken(parts: Parts, name: string): Promise<void> {
  if ((await end(parts, { name }, null)) === 0) throw notFound(`The token “${name}”`)
}

async function end(
  { db, clock }: Parts,
  which: { readonly id: number } | { readonly name: string },
  by: number | null,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const at = clock.now()
    const ended = await trx
      .updateTable('api_tokens')
      .set({ revoked_at: at })
      .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('name', '=', which.name)))
      .where('revoked_at', 'is', null)
      .returning(['id', 'name'])
      .execute()
    for (const { id, name } of ended) await logAct(trx, { at, by, kind: 'token', verb: 'revoke', id, detail: { name } })
    return ended.length
  })
}

/** The token that a request brought along, if it lives and may do this. */
export async function findToken(
  { db, clock }: Parts,
  text: string,
  scope: TokenScope,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  // Found by its hash: how long that takes tells nothing about the token.
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'scopes', 'last_used_at'])
    .where('token_hash', '=', hashOf(text))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row || !(JSON.parse(row.scopes) as string[]).includes(scope)) return undefined
  const now = clock.now()
  if (row.last_used_at === null || now - row.last_used_at > 60_000)
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return { id: row.id, name: row.name }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
