import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that speaks the protocol of OpenAI-compatible models, as far as the product asks. */
export interface TestModelServer {
  /** What `AI_BASE_URL` would be. */
  readonly url: string
  /** What it was asked, the user's part of each prompt. */
  readonly asked: readonly string[]
  /** How it answers from now on: with these words, or as the function does. */
  says(how: string | ((response: ServerResponse, asked: string) => void)): void
  stop(): Promise<void>
}

/** A completion as such servers send it. */
export function completion(content: string, finish = 'stop'): string {
  return JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }] })
}

/** Starts one; `stop` it afterwards. */
export async function aModelServer(): Promise<TestModelServer> {
  let how: string | ((response: ServerResponse, asked: string) => void) = ''
  const asked: string[] = []
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'small-model' }] }))
      return
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const order = JSON.parse(Buffer.concat(pieces).toString()) as { messages: { role: string; content: string }[] } // what the product sends
      const user = order.messages.find((one) => one.role === 'user')?.content ?? ''
      asked.push(user)
      if (typeof how === 'string') response.end(completion(how))
      else how(response, user)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    says(next) {
      how = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
