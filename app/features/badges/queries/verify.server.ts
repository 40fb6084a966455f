import { decodeProtectedHeader, importJWK, jwtVerify, type JWK, type JWTPayload } from 'jose'
import { AppError } from '#app/kernel/errors.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { MAX_CREDENTIAL_BYTES } from '../schemas.ts'
import { badgeRefusals } from '../words/refusals.ts'
import { tokenIn } from '../rules/baking.ts'
import { isConsistent } from '../rules/token-claims.ts'
import type { Finding, KeyView } from '../types.ts'
import { findAward, getCredential } from './credential.server.ts'

type Reading = Pick<Context, 'db' | 'clock' | 'env' | 'viewer'>

/** Looks at what somebody brought: whether a credential of this site is in it, unchanged, and still valid. */
export async function verifyGiven(context: Reading, given: Uint8Array): Promise<Finding> {
  const token = tokenIn(given)
  if (token === null) return { found: 'none' }
  const claims = await claimsOf(context, token)
  if (claims === null) return { found: 'changed' }
  const uid = typeof claims.jti === 'string' ? (claims.jti.split('/').at(-1) ?? '') : ''
  if (!(await findAward(context.db, uid))) return { found: 'unknown' }
  const credential = await getCredential(context, uid)
  return { found: credential.state, credential }
}

/** What a token says that a key of this site signed; null for any other, and for one that contradicts itself. */
async function claimsOf({ db, clock }: Reading, token: string): Promise<JWTPayload | null> {
  try {
    const { kid = '' } = decodeProtectedHeader(token)
    const key = await db
      .selectFrom('signing_keys')
      .select('public_jwk')
      .where('kid', '=', kid.split('/').at(-1) ?? '')
      .executeTakeFirst()
    if (!key) return null
    const { payload } = await jwtVerify(token, await importJWK(JSON.parse(key.public_jwk) as JWK, 'EdDSA'), {
      algorithms: ['EdDSA'],
      currentDate: new Date(clock.now()),
    })
    return isConsistent(payload) ? payload : null
  } catch {
    // Not a token, or not signed by this key.
    return null
  }
}

/** The public parts of all keys that ever signed here, as a JSON Web Key Set (RFC 7517). */
export async function keySet({ db }: Pick<Context, 'db'>): Promise<{ readonly keys: readonly JWK[] }> {
  const rows = await db.selectFrom('signing_keys').select(['kid', 'public_jwk']).orderBy('id').execute()
  return { keys: rows.map((row) => publicKey(row)) }
}

/** The public part of one key; undefined where there is none of that name. */
export async function findPublicKey({ db }: Pick<Context, 'db'>, kid: string): Promise<JWK | undefined> {
  const row = await db
    .selectFrom('signing_keys')
    .select(['kid', 'public_jwk'])
    .where('kid', '=', kid)
    .executeTakeFirst()
  return row && publicKey(row)
}

/** The keys, the newest first. */
export async function listKeys({ db }: Pick<Context, 'db'>): Promise<readonly KeyView[]> {
  const rows = await db
    .selectFrom('signing_keys')
    .select(['kid', 'created_at', 'retired_at'])
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ kid: row.kid, createdAt: row.created_at, retiredAt: row.retired_at }))
}

function publicKey(row: { readonly kid: string; readonly public_jwk: string }): JWK {
  return { ...(JSON.parse(row.public_jwk) as JWK), kid: row.kid, alg: 'EdDSA', use: 'sig' }
}

/** The same of a form: its file, else its text. Throws `invalid` where there is neither, or too much. */
export async function verifyForm(
  context: Reading,
  file: FormDataEntryValue | null,
  text: FormDataEntryValue | null,
): Promise<Finding> {
  const isFile = file !== null && typeof file !== 'string' && file.size > 0
  const typed = typeof text === 'string' ? text.trim() : ''
  const field = isFile ? 'file' : 'text'
  const size = isFile ? file.size : typed.length
  if (size === 0) throw refusedIn('file', saying(badgeRefusals, 'nothingGiven'))
  if (size > MAX_CREDENTIAL_BYTES) throw refusedIn(field, saying(badgeRefusals, 'tooLarge'))
  return verifyGiven(context, isFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(typed))
}

const refusedIn = (field: string, why: Saying): AppError => new AppError('invalid', why, { fields: { [field]: why } })
