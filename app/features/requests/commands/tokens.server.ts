import { requestRefusals } from '../words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { randomBytes } from 'node:crypto'
import { mayMindIntake } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context as Everything } from '#app/platform/context.server.ts'
import { inTransaction, isDuplicate } from '#db/transaction.server.ts'
import { hashOf } from '#app/platform/api-token.server.ts'

type Context = Pick<Everything, 'db' | 'clock' | 'viewer'>

const MAX_NAME = 80
/** A token says by itself what it is, so that tools which look for lost secrets know it. */
const PREFIX = 'askwell_'

export interface TokenDraft {
  readonly name: string
  readonly scopes: readonly string[]
}

/**
 * Makes a token and returns its text, which is kept nowhere. For admins, and for the machine's command line. Throws
 * `invalid` or `conflict` beside `name`.
 */
export async function makeToken({ db, clock, viewer }: Context, given: TokenDraft): Promise<string> {
  demand(mayMindIntake(viewer))
  const name = given.name.trim().slice(0, MAX_NAME)
  const unnamed = saying(requestRefusals, 'token.name')
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
        by_id: viewer.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logAct(trx, { at, by: viewer.id, kind: 'token', verb: 'make', id, detail: { name } })
  }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
    const taken = saying(requestRefusals, 'token.taken', { name })
    throw new AppError('conflict', taken, { fields: { name: taken } })
  })
  return text
}

/** Ends a token, by its id or its name: its next use is refused. Throws `not-found` when it does not live. */
export async function endToken(
  { db, clock, viewer }: Context,
  which: { readonly id: number } | { readonly name: string },
): Promise<void> {
  demand(mayMindIntake(viewer))
  await inTransaction(db, async (trx) => {
    const at = clock.now()
    const ended = await trx
      .updateTable('api_tokens')
      .set({ revoked_at: at })
      .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('name', '=', which.name)))
      .where('revoked_at', 'is', null)
      .returning(['id', 'name'])
      .executeTakeFirst()
    if (!ended)
      throw notFound(
        'name' in which
          ? saying(requestRefusals, 'theToken', { name: which.name })
          : saying(requestRefusals, 'thisToken'),
      )
    const { id, name } = ended
    await logAct(trx, { at, by: viewer.id, kind: 'token', verb: 'revoke', id, detail: { name } })
  })
}
