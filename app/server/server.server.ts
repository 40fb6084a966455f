import { negotiate } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { App } from '#app/composition.server.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { isSharedDocument, loggable, matchAddress, pathOf, wantsFreshSite } from '#app/kernel/match-address.ts'
import { GUEST, isMember, type Viewer } from '#app/kernel/roles.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import type { Asset } from './assets.server.ts'
import { countReads } from './count-reads.server.ts'
import { fence, type HonoEnv } from './fence.server.ts'
import type { ChooseHandler } from './handlers.server.ts'
import { answerHealth } from './health.server.ts'
import { openKeptPages } from './kept-pages.server.ts'
import { openMetrics } from './metrics.server.ts'
import { PageCache } from './page-cache.server.ts'
import { legible } from './plain-request.server.ts'
import { addressOf, allowedHosts, securityHeaders } from './security.server.ts'
import { sendAsset, sendDocument } from './sending.server.ts'
import { limitTime, SLOW } from './slow-senders.server.ts'

/** Tells Hono's listener that the answer was written; its `RESPONSE_ALREADY_SENT`, which the import rules can't resolve. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

export interface WebServer {
  readonly server: Server
  /** Stops taking requests, lets those in flight end within `grace` milliseconds, and closes. */
  stop(grace?: number): Promise<void>
}

/** The HTTP side: guests' kept pages and assets before anything else, then the checks, then Remix. */
export function openServer(app: App, assets: ReadonlyMap<string, Asset>, handlerOf: ChooseHandler): WebServer {
  const { env, log, clock } = app
  const hosts = allowedHosts(env)
  const cache = new PageCache()
  const metrics = openMetrics(app.db)
  const guestHeaders = securityHeaders(env, '')
  const hono = new Hono<HonoEnv>()
  const enhanceUrl = `/enhance.js?v=${(assets.get('/enhance.js')?.headers['ETag'] ?? '').replaceAll('"', '').slice(0, 8)}`
  const uncounted = new WeakSet<object>()
  let stopping = false

  answerHealth(hono, app, metrics, () => stopping)
  hono.use(fence(app, hosts))

  /** Who the cookie speaks for; null while the database can't be reached. */
  const viewerOf = (cookie: string | null): Promise<Viewer | null> =>
    app.sessions.viewerOf(cookie).catch((error: unknown) => {
      if (isStorageFailure(error) !== 'unavailable') throw error
      log.warn({ err: error }, 'the database can’t be reached')
      return null
    })

  hono.all('*', async (c) => {
    const requestId = randomBytes(9).toString('base64url')
    const startedAt = performance.now()
    const { method } = c.req
    const cookie = c.req.header('cookie') ?? null
    const found = await viewerOf(cookie)
    const viewer = found ?? GUEST
    const isGuest = !isMember(viewer)
    const nonce = isGuest ? '' : randomBytes(16).toString('base64')
    const target = c.env.incoming.url ?? '/'
    const chosen = isMember(viewer) ? viewer.locale : null
    const locale = chosen !== null && env.languages.includes(chosen) ? chosen : c.var.locale
    const key = cache.keyOf(method, target, app.sessions.hasCookie(cookie), locale)
    const epoch = cache.epoch
    const isDocument = method === 'GET' && isSharedDocument(target)
    const rendered = { html: null as string | null, countsAsRead: true }
    const sent = target.includes('%') ? legible(c.req.raw) : c.req.raw
    const response = await handlerOf(target, isDocument)(sent, {
      ...app,
      viewer,
      locale,
      languages: env.languages,
      isAway: found === null,
      refused: c.var.refused ?? null,
      requestId,
      nonce,
      isDataRequest: /^[^?]*\.data(?:\?|$)/.test(target),
      cookie,
      enhanceUrl,
      rendered,
      site: await app.site(wantsFreshSite(target) ? 'fresh' : undefined),
      address: addressOf(c.env.incoming.socket.remoteAddress, c.req.header('x-forwarded-for'), env.trustProxy),
      nudge: () => {
        if (matchAddress(pathOf(c.req.path))?.facts.writesInPrivate !== true) cache.clear()
        app.worker.nudge()
      },
    })
    if (!rendered.countsAsRead && c.env.outgoing) uncounted.add(c.env.outgoing)
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(isGuest ? guestHeaders : securityHeaders(env, nonce))) {
      if (!headers.has(name)) headers.set(name, value)
    }
    headers.set('X-Request-Id', requestId)
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
    const seconds = (performance.now() - startedAt) / 1000
    metrics.answered(method, response.status, seconds)
    log.info({
      id: requestId,
      method,
      path: loggable(c.req.path),
      status: response.status,
      ms: Math.round(seconds * 1000),
    })

    const body = rendered.html === null ? null : Buffer.from(rendered.html)
    const isShared =
      key !== null &&
      response.status === 200 &&
      !headers.has('Set-Cookie') &&
      /^text\/html/.test(headers.get('Content-Type') ?? '')
    if (isShared) {
      headers.delete('X-Request-Id')
      headers.set('Cache-Control', 'public, max-age=0, must-revalidate')
      headers.set('Vary', `Cookie, Accept-Encoding${env.languages.length > 1 ? ', Accept-Language' : ''}`)
    }
    if (body === null) return new Response(response.body, { status: response.status, headers })
    if (isShared) cache.keep(key, epoch, Object.fromEntries(headers), body, clock.now())
    const { outgoing } = c.env
    // A page that is made for the cache is sent to nobody.
    if (outgoing) sendDocument(outgoing, response.status, headers, body)
    return ALREADY_SENT
  })

  hono.onError((error, c) => {
    log.error({ err: error, path: loggable(c.req.path) }, 'request failed')
    return c.text(speak(negotiate(env.languages, c.req.header('accept-language')), platformRefusals)('broken'), 500)
  })

  const listener = getRequestListener(hono.fetch, { overrideGlobalObjects: false })

  const sendKept = openKeptPages({ app, cache, metrics, isStopping: () => stopping, make: hono.fetch })
  const countRead = countReads(app, uncounted)

  const server = createServer(SLOW, (request, response) => {
    const target = request.url ?? '/'
    const { method = 'GET', headers } = request
    if (method === 'GET' || method === 'HEAD') {
      const asset = assets.get(target.split('?', 1)[0] ?? '')
      if (asset) {
        sendAsset(request, response, asset)
        return
      }
      if (method === 'GET') countRead(request, response, target)
      if (hosts.has((headers.host ?? '').toLowerCase()) && sendKept(request, response)) return
    }
    limitTime(request, target)
    void listener(request, response)
  })
  server.maxRequestsPerSocket = 0

  return {
    server,
    stop(grace = 8 * SECOND) {
      stopping = true
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        const idle = setInterval(() => server.closeIdleConnections(), 100)
        setTimeout(() => server.closeAllConnections(), grace).unref()
        server.once('close', () => clearInterval(idle))
      })
    },
  }
}
