import { negotiate, type Locale } from '#app/locale/locales.ts'
import { saying, sentenceIn, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import type { HttpBindings } from '@hono/node-server'
import type { AppLoadContext } from '@remix-run/node'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '#app/composition.server.ts'
import type { AddressFacts } from '#app/kernel/address-table.ts'
import { matchAddress, pathOf } from '#app/kernel/match-address.ts'
import { asRequest } from './plain-request.server.ts'
import { isSameOrigin } from './security.server.ts'

const MOST_BODY = 512 * 1024
const MOST_UPLOAD = 9 * 1024 * 1024
const MOST_API = 4 * 1024 * 1024
/** What is read and dropped of a refused body, in bytes, and for how long, in milliseconds. */
const READ_OFF = { most: 64 * 1024 * 1024, patience: 60_000 }

/** What a request carries through Hono. */
export interface HonoEnv {
  readonly Bindings: HttpBindings
  readonly Variables: {
    readonly refused?: AppLoadContext['refused']
    /** The language that the browser asks for, of those of the place. */
    readonly locale: Locale
  }
}

/** Refuses what was sent to another address, from another site, or is too large, before anything reads it. */
export function fence(app: App, hosts: ReadonlySet<string>): MiddlewareHandler<HonoEnv> {
  const { env } = app
  return async (c, next) => {
    const locale = negotiate(env.languages, c.req.header('accept-language'))
    c.set('locale', locale)
    if (!hosts.has((c.req.header('host') ?? '').toLowerCase())) {
      return c.text(sentenceIn(c.var.locale, saying(platformRefusals, 'host.unknown')), 400)
    }
    const { method, path } = c.req
    if ((method === 'GET' || method === 'HEAD') && isOnlyActed(path))
      return c.text('This can’t be done here.', 405, { Allow: 'POST' })
    if (method !== 'GET' && method !== 'HEAD') {
      if (method !== 'POST' && method !== 'PUT' && method !== 'DELETE')
        return c.text(sentenceIn(c.var.locale, saying(platformRefusals, 'method.unknown')), 405)
      const origin = c.req.header('origin')
      const facts = factsOf(path)
      const isOneClick = origin === undefined && method === 'POST' && facts.origin === 'one-click'
      const isApi = facts.body === 'api'
      const isOwn = isSameOrigin(c.req.header('host') ?? '', origin, env)
      if (!isOneClick && facts.origin !== 'any' && !isOwn) {
        return refuse(c, next, 403, saying(platformRefusals, 'origin.foreign'))
      }
      if (facts.body === 'import') {
        const megabytes = (await app.site()).importMegabytes
        const size = Number(c.req.header('content-length'))
        if (!(size > 0)) return refuse(c, next, 411, saying(platformRefusals, 'import.noLength'))
        if (size > megabytes * 1024 * 1024 + 10_000)
          return refuse(c, next, 413, saying(platformRefusals, 'import.large', { megabytes }))
        return next()
      }
      const most = isApi ? MOST_API : facts.body === 'pictures' ? MOST_UPLOAD : MOST_BODY
      const tooLarge = saying(platformRefusals, 'body.large', { kilobytes: Math.floor(most / 1024) })
      if (!isApi && Number(c.req.header('content-length')) > most) return refuse(c, next, 413, tooLarge)
      // Hono counts a body without a length by making the request anew, which it can't do from its listener's own.
      if (c.req.header('content-length') === undefined) c.req.raw = asRequest(c.req.raw)
      const limited = bodyLimit({
        maxSize: most,
        onError: (e) =>
          isApi
            ? e.json(
                {
                  type: 'about:blank',
                  status: 413,
                  title: sentenceIn(
                    locale,
                    saying(platformRefusals, 'api.large', { megabytes: MOST_API / 1024 / 1024 }),
                  ),
                },
                413,
                { 'Content-Type': 'application/problem+json' },
              )
            : e.text(sentenceIn(locale, tooLarge), 413),
      })
      return limited(c, next)
    }
    return next()
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
  message: Saying,
): Promise<Response | void> {
  await readOff(c.env?.incoming)
  const { method, url, headers } = c.req.raw
  const isRead = /\btext\/html\b/.test(headers.get('accept') ?? '') || new URL(url).pathname.endsWith('.data')
  if (method !== 'POST' || !isRead) return c.text(sentenceIn(c.var.locale, message), status)
  const left = new Headers(headers)
  // Remix takes a foreign origin for a bug, and logs it.
  for (const name of ['origin', 'content-length', 'content-type', 'transfer-encoding']) left.delete(name)
  c.req.raw = asRequest({ method, url, headers: left, body: null })
  c.set('refused', { status, message })
  return next()
}

/**
 * Reads the rest of what is refused and drops it. A listener that is done closes the line on whoever still sends, and a browser on
 * a slow line would show that the connection broke instead of the reason.
 */
async function readOff(incoming: HttpBindings['incoming'] | undefined): Promise<void> {
  if (!incoming || incoming.readableEnded || incoming.destroyed) return
  await new Promise<void>((done) => {
    let bytes = 0
    const timer = setTimeout(done, READ_OFF.patience)
    const end = (): void => {
      clearTimeout(timer)
      done()
    }
    incoming.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > READ_OFF.most) end()
    })
    for (const event of ['end', 'close', 'error']) incoming.once(event, end)
  })
}

/** A program that misspells an address of the API is told that there is none, not that it is another site. */
const UNKNOWN_API: AddressFacts = { origin: 'any', body: 'api' }

/** Whether an address only takes what is sent to it, for scripts: Remix has nothing to answer there, and logs a fault. */
function isOnlyActed(path: string): boolean {
  const { reads, acts, body } = factsOf(path)
  return reads === undefined && acts !== undefined && body !== 'api'
}

function factsOf(path: string): AddressFacts {
  return matchAddress(pathOf(path))?.facts ?? (path.startsWith('/api/') ? UNKNOWN_API : {})
}
