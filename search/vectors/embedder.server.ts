import { readLimited } from '#app/kernel/read-limited.ts'
import { parsedVectors } from './parsed-vectors.ts'

/** What keeps a service from making vectors. */
export type EmbedderTrouble =
  | 'down'
  | 'slow'
  /** It refuses the key, or wants one. */
  | 'key'
  /** It is asked too often (429), or overloaded (503). */
  | 'busy'
  /** It does not take what it is given: it knows no such model, or a text is too long. */
  | 'refused'
  /** Its answer can't be read as vectors. */
  | 'nonsense'
  /** Its vectors have another length than those that are kept. */
  | 'dimensions'

/** Why there is no vector. Nothing of the key or of a text is in it. */
export class EmbedderError extends Error {
  readonly kind: EmbedderTrouble
  /** How long the service wants to be left alone, in milliseconds; null where it does not say. */
  readonly retryAfter: number | null

  constructor(kind: EmbedderTrouble, detail = '', retryAfter: number | null = null) {
    super(`The embeddings service makes no vectors: ${kind}${detail === '' ? '' : ` (${detail})`}.`)
    this.name = 'EmbedderError'
    this.kind = kind
    this.retryAfter = retryAfter
  }
}

/** A service that turns texts into vectors of what they mean. */
export interface Embedder {
  readonly model: string
  /** One vector for each text, all of one length. Throws `EmbedderError`, after so many milliseconds at the latest. */
  embed(texts: readonly string[], patience: number): Promise<readonly (readonly number[])[]>
}

export interface EmbedderSettings {
  /** `…/v1`, without a slash at its end. */
  readonly baseUrl: string
  readonly key: string | null
  readonly model: string
}

/** What one answer may weigh, in bytes: 64 vectors of 4,096 numbers in full length fit. */
const MOST_BYTES = 8 * 1024 * 1024
/** However long a service wants to be left alone, it is asked again after this. Milliseconds. */
const LONGEST_WAIT = 3_600_000

/** Opens a service by the protocol that OpenAI-compatible servers speak (`POST …/embeddings`). */
export function openEmbedder({ baseUrl, key, model }: EmbedderSettings): Embedder {
  return {
    model,
    async embed(texts, patience) {
      try {
        const response = await fetch(`${baseUrl}/embeddings`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            ...(key !== null && { authorization: `Bearer ${key}` }),
          },
          body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
          signal: AbortSignal.timeout(patience),
          redirect: 'error',
        })
        if (!response.ok) {
          await response.body?.cancel()
          throw refusal(response)
        }
        const said = await readLimited(response, MOST_BYTES)
        if (said === null) throw new EmbedderError('nonsense', 'too long')
        const vectors = parsedVectors(said, texts.length)
        if (vectors === null) throw new EmbedderError('nonsense')
        return vectors
      } catch (error) {
        if (error instanceof EmbedderError) throw error
        throw new EmbedderError(error instanceof Error && error.name === 'TimeoutError' ? 'slow' : 'down')
      }
    },
  }
}

function refusal({ status, headers }: Response): EmbedderError {
  const detail = `status ${status}`
  if (status === 401 || status === 403) return new EmbedderError('key', detail)
  if (status === 429 || status === 503)
    return new EmbedderError('busy', detail, waitOf(headers.get('retry-after'), Date.now()))
  return new EmbedderError(status >= 500 ? 'down' : 'refused', detail)
}

/** What `Retry-After` says, in milliseconds: seconds, or a date. Null where it says nothing that can be read. */
export function waitOf(header: string | null, now: number): number | null {
  if (header === null) return null
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(wait) ? Math.min(LONGEST_WAIT, Math.max(0, wait)) : null
}
