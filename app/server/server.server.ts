import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AppLoadContext } from '@remix-run/node'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { MINUTE, SECOND } from '#app/kernel/clock.ts'
import { isSharedDocument, loggable, matchAddress, pathOf, readAt, wantsFreshSite } from '#app/kernel/match-address.ts'
import type { AddressFacts } from '#app/kernel/address-table.ts'
import { GUEST, isMember, type Viewer } from '#app/kernel/roles.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import type { App } from '#app/composition.server.ts'
import type { Asset } from './assets.server.ts'
import type { ChooseHandler } from './handlers.server.ts'
import { openMetrics } from './metrics.server.ts'
import { gzipOf, PageCache, type KeptPage } from './page-cache.server.ts'
import { addressOf, allowedHosts, isSameOrigin, securityHeaders } from './security.server.ts'

/** Tells Hono's listener that the answer was written; its `RESPONSE_ALREADY_SENT`, which the import rules can't resolve. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

const MOST_BODY = 512 * 1024
const MOST_UPLOAD = 9 * 1024 * 1024
const MOST_API = 4 * 1024 * 1024
const UPLOAD_TIME = 10 * MINUTE
const BODY_TIME = 60 * SECOND

/** A slow sender may not hold a connection for ever. Node looks only every half a minute unless told. */
const SLOW = {
  headersTimeout: 10 * SECOND,
  requestTimeout: UPLOAD_TIME,
  keepAliveTimeout: 10 * SECOND,
  connectionsCheckingInterval: 2 * SECOND,
} as const

interface HonoEnv {
  readonly Bindings: HttpBindings
  readonly Variables: { readonly refused?: AppLoadContext['refused'] }
}

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
  let stopping = false

  hono.get('/healthz', (c) => c.text('ok'))
  hono.get('/readyz', async (c) => {
    const down: string[] = []
    const answered = app.db.selectFrom('settings').select('key').limit(1).execute()
    await answered.catch(() => down.push('database'))
    await app.search.ping().catch(() => down.push('search'))
    if (stopping) down.push('stopping')
    const isDown = stopping || down.includes('database')
    return c.json({ status: down.length === 0 ? 'ready' : isDown ? 'down' : 'degraded', down }, isDown ? 503 : 200)
  })
  hono.get('/metrics', async (c) => {
    const given = (c.req.header('authorization') ?? '').replace(/^Bearer /, '')
    if (!env.metricsToken || !isSameSecret(given, env.metricsToken)) return c.notFound()
    return c.text(await metrics.text())
  })

  hono.use(async (c, next) => {
    if (!hosts.has((c.req.header('host') ?? '').toLowerCase())) {
      return c.text('This address is not served here. Use the one the site is known by.', 400)
    }
    const { method, path } = c.req
    if (method !== 'GET' && method !== 'HEAD') {
      if (method !== 'POST' && method !== 'PUT' && method !== 'DELETE') return c.text('This can’t be done here.', 405)
      const origin = c.req.header('origin')
      const facts = factsOf(path)
      const isOneClick = origin === undefined && method === 'POST' && facts.origin === 'one-click'
      const isApi = facts.body === 'api'
      const isOwn = isSameOrigin(c.req.header('host') ?? '', origin, env)
      if (!isOneClick && facts.origin !== 'any' && !isOwn) {
        return refuse(
          c,
          next,
          403,
          'This form came from another site, so nothing was changed. Open the page here and send it again.',
        )
      }
      if (facts.body === 'import') {
        const megabytes = (await app.site()).importMegabytes
        const size = Number(c.req.header('content-length'))
        if (!(size > 0)) return refuse(c, next, 411, 'Send the file with its length.')
        if (size > megabytes * 1024 * 1024 + 10_000)
          return refuse(
            c,
            next,
            413,
            `That is larger than ${megabytes} MB, which is the most that can be sent here. The command line reads files of any size: askwell import requests FILE.`,
          )
        return next()
      }
      const most = isApi ? MOST_API : facts.body === 'pictures' ? MOST_UPLOAD : MOST_BODY
      const tooLarge = `That is larger than ${Math.floor(most / 1024)} KB, which is the most that can be sent here.`
      if (!isApi && Number(c.req.header('content-length')) > most) return refuse(c, next, 413, tooLarge)
      // Hono counts a body without a length by making the request anew, which it can't do from its listener's own.
      if (c.req.header('content-length') === undefined) c.req.raw = asRequest(c.req.raw)
      const limited = bodyLimit({
        maxSize: most,
        onError: (e) =>
          isApi
            ? e.json(
                { type: 'about:blank', status: 413, title: `The body has more than ${MOST_API / 1024 / 1024} MB.` },
                413,
                { 'Content-Type': 'application/problem+json' },
              )
            : e.text(tooLarge, 413),
      })
      return limited(c, next)
    }
    return next()
  })

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
    const key = cache.keyOf(method, target, app.sessions.hasCookie(cookie))
    const epoch = cache.epoch
    const isDocument = method === 'GET' && isSharedDocument(target)
    const rendered = { html: null as string | null, countsAsRead: true }
    const sent = target.includes('%') ? legible(c.req.raw) : c.req.raw
    const response = await handlerOf(target, isDocument)(sent, {
      ...app,
      viewer,
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
      headers.set('Vary', 'Cookie, Accept-Encoding')
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
    return c.text(
      'Something went wrong on our side. What you sent was not lost on yours: go back, copy it, and try again.',
      500,
    )
  })

  const listener = getRequestListener(hono.fetch, { overrideGlobalObjects: false })

  const sendKept = (request: IncomingMessage, response: ServerResponse, page: KeptPage): void => {
    const zipped = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''))
    const body = zipped ? gzipOf(page) : page.body
    response.writeHead(200, {
      ...page.headers,
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      'content-length': body.length,
    })
    response.end(body)
    metrics.fromCache()
  }

  /**
   * Makes a kept page anew behind the back of the guest who was just given it: one after the other, and whoever
   * waits is served between two. A hundred that grow old together would else hold up everybody.
   */
  let renewed: Promise<void> = Promise.resolve()
  const renew = (request: IncomingMessage, key: string, page: KeptPage): void => {
    page.renewing = true
    const host = request.headers.host ?? ''
    const make = async (): Promise<void> => {
      await nextTurn()
      if (stopping || cache.find(key, clock.now())?.page !== page) return
      const again = new Request(`http://${host}${request.url ?? '/'}`, { headers: { host } })
      await hono.fetch(again, { incoming: request, outgoing: null })
    }
    renewed = renewed
      .then(make)
      .catch((error: unknown) => log.error({ err: error }, 'a kept page could not be renewed'))
      .finally(() => {
        page.renewing = false
      })
  }

  /** Counts a thread's or an article's page once it was sent, whether it was kept or made. */
  const uncounted = new WeakSet<object>()
  const countRead = (request: IncomingMessage, response: ServerResponse, target: string): void => {
    const path = pathOf(target)
    if (readAt(path) === null) return
    response.once('finish', () => {
      if (response.statusCode !== 200 || uncounted.has(response)) return
      const session = app.sessions.storedId(request.headers.cookie ?? null)
      const from = addressOf(
        request.socket.remoteAddress,
        String(request.headers['x-forwarded-for'] ?? '') || undefined,
        env.trustProxy,
      )
      app.reads.count(path, session ?? from)
    })
  }

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
      if (hosts.has((headers.host ?? '').toLowerCase())) {
        const key = cache.keyOf(method, target, app.sessions.hasCookie(headers.cookie ?? null))
        const kept = key === null ? null : cache.find(key, clock.now())
        if (key !== null && kept) {
          if (!kept.isFresh && !kept.page.renewing) renew(request, key, kept.page)
          sendKept(request, response, kept.page)
          return
        }
      }
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

/**
 * Refuses a form before it is read: a browser gets an error page of this place, drawn by the route it was sent to,
 * which is handed nothing of the form; anything else gets the sentence alone.
 */
async function refuse(
  c: Context<HonoEnv>,
  next: () => Promise<void>,
  status: 403 | 411 | 413,
  message: string,
): Promise<Response | void> {
  const { method, url, headers } = c.req.raw
  const isRead = /\btext\/html\b/.test(headers.get('accept') ?? '') || new URL(url).pathname.endsWith('.data')
  if (method !== 'POST' || !isRead) return c.text(message, status)
  const left = new Headers(headers)
  // Remix takes a foreign origin for a bug, and logs it.
  for (const name of ['origin', 'content-length', 'content-type', 'transfer-encoding']) left.delete(name)
  c.req.raw = asRequest({ method, url, headers: left, body: null })
  c.set('refused', { status, message })
  return next()
}

/**
 * The request with a path that can be decoded: Remix's router writes a line of its own to the console for another,
 * which no page has anyway.
 */
function legible(request: Request): Request {
  const { pathname } = new URL(request.url)
  try {
    decodeURIComponent(pathname)
    return request
  } catch {
    const { method, headers, body } = request
    const url = new URL(request.url)
    url.pathname = pathname.replaceAll('%', '%25')
    return asRequest({ url: url.href, method, headers, body })
  }
}

/** The platform's own request, in place of the one that Hono's listener stands in for it with. */
function asRequest({ method, url, headers, body }: Pick<Request, 'method' | 'url' | 'headers' | 'body'>): Request {
  return new Request(url, { method, headers, ...(body && { body, duplex: 'half' }) })
}

/** Past `Response`, which would copy a page four times. */
function sendDocument(
  outgoing: { writeHead: ServerResponse['writeHead']; end: ServerResponse['end'] },
  status: number,
  headers: Headers,
  body: Buffer,
): void {
  const cookies = headers.getSetCookie()
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    'content-length': body.length,
  })
  outgoing.end(body)
}

/** A program that misspells an address of the API is told that there is none, not that it is another site. */
const UNKNOWN_API: AddressFacts = { origin: 'any', body: 'api' }

function factsOf(path: string): AddressFacts {
  return matchAddress(pathOf(path))?.facts ?? (path.startsWith('/api/') ? UNKNOWN_API : {})
}

/** A body must come in by so many bytes a second, once it had some time to begin. */
const LEAST_PACE = 1024
const BEGINNING = 8 * SECOND
const LOOK_AFTER_PACE = 2 * SECOND

/** Ends a connection whose body has not come in time, or comes in so slowly that it is no person's. */
function limitTime(request: IncomingMessage, target: string): void {
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

function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  if (request.headers['if-none-match'] === asset.headers['ETag']) {
    response.writeHead(304, asset.headers).end()
    return
  }
  const accepts = String(request.headers['accept-encoding'] ?? '')
  const [encoding, body] =
    asset.brotli && /\bbr\b/.test(accepts)
      ? ['br', asset.brotli()]
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? ['gzip', asset.gzip()]
        : [null, asset.body]
  response.writeHead(200, {
    ...asset.headers,
    'Content-Length': body.length,
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function isSameSecret(given: string, secret: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}
