import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import { mayMindBadges } from '#app/access/badges.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { seal, unseal } from '#app/platform/sealed.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { inTransaction, isDuplicate, type Executor } from '#db/transaction.server.ts'

const PURPOSE = 'askwell badges signing key'

/** A key that signs credentials, with the public part that stands in their head. */
export interface SigningKey {
  readonly kid: string
  readonly publicJwk: JWK
  readonly privateKey: CryptoKey
}

/**
 * The key that signs at present; the first use makes it. Of several processes that make one at once, one key is kept and
 * used by all. A key that this site's secret does not open, as after the secret was lost, is retired and replaced.
 */
export async function signingKey({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<SigningKey> {
  const secret = await readSecret(db, clock.now())
  for (;;) {
    const row = await currentKey(db)
    const text = row && unseal(secret, PURPOSE, row.private_jwk)
    if (row && text !== null && text !== undefined) {
      const privateKey = (await importJWK(JSON.parse(text) as JWK, 'EdDSA')) as CryptoKey // never a shared secret
      return { kid: row.kid, publicJwk: JSON.parse(row.public_jwk) as JWK, privateKey }
    }
    await replaceKey(db, secret, row?.kid ?? null, clock.now())
  }
}

/** Makes a new key that signs from now on. What earlier ones signed stays valid: their public parts stay published. */
export async function rotateKey({ db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>): Promise<void> {
  demand(mayMindBadges(viewer))
  const secret = await readSecret(db, clock.now())
  const known = await currentKey(db)
  await replaceKey(db, secret, known?.kid ?? null, clock.now(), viewer.id)
}

/** Puts a new key in the place of the one that was seen; does nothing where another process was first. */
async function replaceKey(
  db: Executor,
  secret: string,
  seen: string | null,
  now: number,
  by: number | null = null,
): Promise<void> {
  const made = await makeKey(secret)
  try {
    await inTransaction(db, async (trx) => {
      if (seen !== null) {
        const retired = await trx
          .updateTable('signing_keys')
          .set({ retired_at: now })
          .where('kid', '=', seen)
          .where('retired_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (!retired) return
      }
      const { id } = await trx
        .insertInto('signing_keys')
        .values({ ...made, created_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (by !== null) await logAct(trx, { at: now, by, kind: 'key', verb: 'change', id })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error // another process made the first one
  }
}

async function makeKey(secret: string) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const publicJwk = await exportJWK(publicKey)
  return {
    kid: await calculateJwkThumbprint(publicJwk),
    public_jwk: JSON.stringify(publicJwk),
    private_jwk: seal(secret, PURPOSE, JSON.stringify(await exportJWK(privateKey))),
  }
}

async function currentKey(db: Executor) {
  return db.selectFrom('signing_keys').selectAll().where('retired_at', 'is', null).executeTakeFirst()
}
