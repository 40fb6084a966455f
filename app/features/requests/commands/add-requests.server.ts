import { saying } from '#app/locale/saying.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { createHash } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import { maySendRequests } from '#app/access/desk.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { inWords } from '../rules/request-words.ts'
import type { IncomingRequest } from '../types.ts'
import { prepareRequest, preparing } from './prepare-request.server.ts'
import { afterRequestsChanged } from './requests-changed.server.ts'
import { storeRequests } from './store-requests.server.ts'

/** What a tool is answered, and whether anything is new. */
export interface AddedRequests {
  readonly status: 200 | 201
  readonly answer: {
    readonly accepted: number
    readonly updated: number
    readonly unchanged: number
    readonly refused: readonly string[]
  }
}

export interface Sent {
  readonly requests: readonly IncomingRequest[]
  /** With the same key, the same is answered, and nothing is done again. */
  readonly key: string | null
  /** The body as it came, by which a key that is used for something else is noticed. */
  readonly body: string
}

/**
 * Stores what another tool sends, redacted before. Throws `conflict` when the key was used for another
 * body. The source is the token's name, so that two tools can't write over each other.
 */
export async function addRequests(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  sent: Sent,
): Promise<AddedRequests> {
  demand(maySendRequests(viewer))
  const now = clock.now()
  const ready = await preparing(db, now)
  const refused: string[] = []
  const prepared = sent.requests.flatMap((request) => {
    const one = prepareRequest(inWords(request), ready)
    if (!one) refused.push(request.externalId ?? '')
    return one ? [one] : []
  })
  const bodyHash = createHash('sha256').update(sent.body).digest('base64url')
  return inTransaction(db, async (trx) => {
    const before = await claimKey(trx, viewer, sent, bodyHash, now)
    if (before) return before
    const stored = await storeRequests(trx, prepared, {
      source: viewer.role === 'token' ? `api ${viewer.name}` : 'system',
      channel: 'other',
      importId: null,
      now,
    })
    const accepted = stored.accepted.length
    await afterRequestsChanged(trx, { arrived: accepted > 0, topics: stored.topics }, now)
    const added: AddedRequests = {
      status: accepted > 0 ? 201 : 200,
      answer: { accepted, updated: stored.updated, unchanged: stored.unchanged, refused },
    }
    if (sent.key !== null && viewer.role === 'token')
      await trx
        .updateTable('idempotency_keys')
        .set({ status: added.status, answer: JSON.stringify(added.answer) })
        .where('token_id', '=', viewer.tokenId)
        .where('key', '=', sent.key)
        .execute()
    return added
  })
}

/** Writes the key, alone of all who try; else gives what was answered under it. */
async function claimKey(
  trx: Executor,
  actor: Actor,
  { key }: Sent,
  bodyHash: string,
  now: number,
): Promise<AddedRequests | null> {
  if (key === null || actor.role !== 'token') return null
  const claimed = await trx
    .insertInto('idempotency_keys')
    .values({ token_id: actor.tokenId, key, body_hash: bodyHash, status: 0, answer: '', at: now })
    .onConflict((c) => c.columns(['token_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return null
  const known = await trx
    .selectFrom('idempotency_keys')
    .select(['body_hash', 'status', 'answer'])
    .where('token_id', '=', actor.tokenId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (known.body_hash !== bodyHash) throw new AppError('conflict', saying(requestRefusals, 'thisIdempotencyKeyWasUsed'))
  return {
    status: known.status === 201 ? 201 : 200,
    answer: JSON.parse(known.answer) as AddedRequests['answer'],
  } // written above
}
