import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { redactionPatterns } from '../queries/patterns.server.ts'
import { redactRequest, type RedactedRequest } from '../rules/redact-request.ts'
import type { IncomingRequest } from '../types.ts'
import { requesterKey, contentKey } from './request-keys.server.ts'

/** A request as it may be stored, with what tells it from others. */
export interface PreparedRequest extends RedactedRequest {
  readonly incoming: Omit<IncomingRequest, 'subject' | 'text' | 'replies' | 'tags' | 'language' | 'requesterName'>
  readonly externalId: string
  readonly requesterKey: string | null
  /** Its address in the form that members are known by; kept in memory only. */
  readonly email: string | null
  /** Where it stands in its file. */
  readonly line?: number
}

/** What preparing needs besides the request itself, read once for many. */
export interface Preparing {
  readonly secret: string
  readonly patterns: readonly NumberPattern[]
}

/** Reads the site's secret and the admin's patterns. */
export async function preparing(db: Executor, now: number): Promise<Preparing> {
  return { secret: await readSecret(db, now), patterns: await redactionPatterns(db) }
}

/** Redacts a request and works out its keys; null when it says nothing. */
export function prepareRequest(request: IncomingRequest, { secret, patterns }: Preparing): PreparedRequest | null {
  const redacted = redactRequest(request, patterns)
  if (!redacted) return null
  const { requester } = request
  return {
    ...redacted,
    incoming: request,
    externalId: request.externalId ?? contentKey(secret, request),
    requesterKey: requester === null ? null : requesterKey(secret, requester),
    email: requester?.includes('@') ? requester.trim().toLowerCase() : null,
  }
}
