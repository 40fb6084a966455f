import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that speaks the protocol of OpenAI-compatible models, as far as the product asks. */
export interface TestModelServer {
  /** What `AI_BASE_URL` would be. */
  readonly url: string
  /** What it was asked, the user's part of each prompt. */
  readonly asked: readonly string[]
  /** Which of its models was asked last. */
  readonly askedModel: string | null
  /** How it answers from now on: with these words, or as the function does. */
  says(how: string | ((response: ServerResponse, asked: string) => void)): void
  stop(): Promise<void>
}

/** A completion as such servers send it. */
export function completion(content: string, finish = 'stop'): string {
  return JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }] })
}

/** Starts one that lists these models; `stop` it afterwards. */
export async function aModelServer(models: readonly string[] = ['small-model']): Promise<TestModelServer> {
  let how: string | ((response: ServerResponse, asked: string) => void) = ''
  const asked: string[] = []
  let askedModel: string | null = null
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ object: 'list', data: models.map((id) => ({ id })) }))
      return
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const order = JSON.parse(Buffer.concat(pieces).toString()) as {
        model: string
        messages: { role: string; content: string }[]
      } // what the product sends
      const user = order.messages.find((one) => one.role === 'user')?.content ?? ''
      asked.push(user)
      askedModel = order.model
      if (typeof how === 'string') response.end(completion(how))
      else how(response, user)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    get askedModel() {
      return askedModel
    },
    says(next) {
      how = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
