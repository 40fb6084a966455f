import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** A server that makes vectors by the published contract of OpenAI's `POST /embeddings`: words, hashed. */
export interface TestEmbeddings {
  /** What `AI_BASE_URL` would be. */
  readonly url: string
  readonly key: string
  /** Every text that it was given. */
  readonly texts: readonly string[]
  /** What of a request the contract does not allow. */
  readonly breaches: readonly string[]
  /** How it answers from now on; null: as it should. */
  does(how: ((response: ServerResponse, texts: readonly string[]) => void) | null): void
  stop(): Promise<void>
}

/** `CreateEmbeddingRequest` of the published description, with texts as input. */
const Request = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1)).min(1).max(2048),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.number().int().min(1).optional(),
  user: z.string().optional(),
})

const DIMENSIONS = 256

/** `CreateEmbeddingResponse`. */
export const embeddingsAnswer = (vectors: readonly (readonly unknown[])[]): string =>
  JSON.stringify({
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    model: 'hashed-words',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  })

/** Words that are one to this model, as a trained one has learnt it. */
const CONCEPTS: Readonly<Record<string, string>> = {
  crossed: 'strikethrough',
  struck: 'strikethrough',
  automobile: 'car',
  vehicle: 'car',
}

/** A vector of a text: the sum of those of its words, each drawn by the word itself. */
export function hashedWords(text: string, dimensions = DIMENSIONS): number[] {
  const sum = Array.from({ length: dimensions }, () => 0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    const one = CONCEPTS[word] ?? word
    let state = [...one].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261)
    for (let at = 0; at < dimensions; at += 1) {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + at + 1) | 0
      sum[at] = (sum[at] ?? 0) + state / 2 ** 31
    }
  }
  return sum[0] === 0 ? sum.map(() => 1) : sum
}

/** Starts one; `stop` it afterwards. */
export async function anEmbeddingsServer(key = 'sesame'): Promise<TestEmbeddings> {
  let how: Parameters<TestEmbeddings['does']>[0] = null
  const texts: string[] = []
  const breaches: string[] = []
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const order = Request.safeParse(JSON.parse(body))
      if (request.method !== 'POST' || request.url !== '/v1/embeddings')
        breaches.push(`${request.method} ${request.url}`)
      if (!request.headers['content-type']?.startsWith('application/json')) breaches.push('content-type')
      if (!order.success) breaches.push(order.error.message)
      const input = order.data?.input ?? []
      texts.push(...input)
      if (how) return how(response, input)
      response.setHeader('content-type', 'application/json')
      if (request.headers.authorization !== `Bearer ${key}`) {
        response.statusCode = 401
        return response.end(
          JSON.stringify({ error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } }),
        )
      }
      response.end(embeddingsAnswer(input.map((text) => hashedWords(text))))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}/v1`,
    key,
    texts,
    breaches,
    does(next) {
      how = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
