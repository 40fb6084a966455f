import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '#app/composition.server.ts'
import { pathOf, readAt } from '#app/kernel/match-address.ts'
import { addressOf } from './security.server.ts'

/** Counts a thread's or an article's page once it was sent, whether it was kept or made; `uncounted`: answers that are not. */
export function countReads(app: Pick<App, 'sessions' | 'reads' | 'env'>, uncounted: WeakSet<object>) {
  return (request: IncomingMessage, response: ServerResponse, target: string): void => {
    const path = pathOf(target)
    if (readAt(path) === null) return
    response.once('finish', () => {
      if (response.statusCode !== 200 || uncounted.has(response)) return
      const session = app.sessions.storedId(request.headers.cookie ?? null)
      const from = addressOf(
        request.socket.remoteAddress,
        String(request.headers['x-forwarded-for'] ?? '') || undefined,
        app.env.trustProxy,
      )
      app.reads.count(path, session ?? from)
    })
  }
}
