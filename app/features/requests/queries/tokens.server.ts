import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { sql } from 'kysely'
import { saying } from '#app/locale/saying.ts'
import { mayMindIntake } from '#app/access/desk.ts'
import { notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { sourceOfToken } from '../rules/token-source.ts'
import type { TokensView, TokenView } from '../types.ts'

/** So many tokens that were revoked are shown; what they did stands in the log. */
const MOST_REVOKED = 20

/** The source of a token in a statement, as `sourceOfToken` says it. */
const sourceOf = sql<string>`${sourceOfToken('')} || api_tokens.name`

/** Every token, without its text, in the order in which they were made. */
export async function listTokens(db: Executor): Promise<readonly TokenView[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .leftJoin('members', 'members.id', 'api_tokens.by_id')
    .leftJoin('source_brands', (join) => join.on('source_brands.source', '=', sourceOf))
    .leftJoin('brands', 'brands.id', 'source_brands.brand_id')
    .select([
      'api_tokens.id',
      'api_tokens.name',
      'api_tokens.scopes',
      'api_tokens.created_at',
      'api_tokens.last_used_at',
      'api_tokens.revoked_at',
      'api_tokens.by_id',
      'members.name as maker',
      'brands.name as brand',
    ])
    .orderBy('api_tokens.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[], // written by createToken only
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    brand: row.brand ?? '',
    by: row.by_id === null ? null : (row.maker ?? 'a former member'),
  }))
}

/** The tokens for an admin: those that live, and those that were revoked last. */
export async function getTokens({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<TokensView> {
  demand(mayMindIntake(viewer))
  const tokens = await listTokens(db)
  return {
    living: tokens.filter((one) => one.revokedAt === null),
    revoked: tokens
      .filter((one) => one.revokedAt !== null)
      .sort((a, b) => (b.revokedAt ?? 0) - (a.revokedAt ?? 0))
      .slice(0, MOST_REVOKED),
  }
}

/** A token that lives, for the page that asks whether it is to be revoked. Throws `not-found` for another. */
export async function getLivingToken(context: Pick<Context, 'db' | 'viewer'>, id: number): Promise<TokenView> {
  const { living } = await getTokens(context)
  const token = living.find((one) => one.id === id)
  if (!token) throw notFound(saying(requestRefusals, 'thisToken'))
  return token
}
