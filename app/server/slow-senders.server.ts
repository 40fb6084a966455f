import type { IncomingMessage } from 'node:http'
import { MINUTE, SECOND } from '#app/kernel/clock.ts'
import { matchAddress, pathOf } from '#app/kernel/match-address.ts'

const UPLOAD_TIME = 10 * MINUTE

const BODY_TIME = 60 * SECOND

/** A slow sender may not hold a connection for ever. Node looks only every half a minute unless told. */
export const SLOW = {
  headersTimeout: 10 * SECOND,
  requestTimeout: UPLOAD_TIME,
  keepAliveTimeout: 10 * SECOND,
  connectionsCheckingInterval: 2 * SECOND,
} as const

/** A body must come in by so many bytes a second, once it had some time to begin. */
const LEAST_PACE = 1024

const BEGINNING = 8 * SECOND

const LOOK_AFTER_PACE = 2 * SECOND

/** Ends a connection whose body has not come in time, or comes in so slowly that it is no person's. */
export function limitTime(request: IncomingMessage, target: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const isFile = matchAddress(pathOf(target))?.facts.body === 'import'
  const most = isFile ? UPLOAD_TIME : BODY_TIME
  const { socket } = request
  const since = performance.now()
  const before = socket.bytesRead
  const look = setInterval(() => {
    if (request.complete) return clearInterval(look)
    const took = performance.now() - since
    const isSlow = took > BEGINNING && socket.bytesRead - before < (took / SECOND) * LEAST_PACE
    if (took > most || isSlow) request.destroy()
  }, LOOK_AFTER_PACE)
  look.unref()
  request.once('close', () => clearInterval(look))
}
