import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { App } from '#app/composition.server.ts'
import type { Metrics } from './metrics.server.ts'
import { negotiate } from '#app/locale/locales.ts'
import { gzipOf, type KeptPage, type PageCache } from './page-cache.server.ts'

interface Parts {
  readonly app: Pick<App, 'clock' | 'log' | 'sessions' | 'env'>
  readonly cache: PageCache
  readonly metrics: Metrics
  readonly isStopping: () => boolean
  /** Makes a page for the cache, which is sent to nobody. */
  readonly make: (request: Request, env: { readonly incoming: IncomingMessage; readonly outgoing: null }) => unknown
}

/** Answers guests from the pages that are kept; says whether it did. */
export function openKeptPages({ app, cache, metrics, isStopping, make }: Parts) {
  const { clock, log, sessions, env } = app

  const send = (request: IncomingMessage, response: ServerResponse, page: KeptPage): void => {
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
    const again = async (): Promise<void> => {
      await nextTurn()
      if (isStopping() || cache.find(key, clock.now())?.page !== page) return
      const wanted = new Request(`http://${host}${request.url ?? '/'}`, {
        headers: { host, 'accept-language': request.headers['accept-language'] ?? '' },
      })
      await make(wanted, { incoming: request, outgoing: null })
    }
    renewed = renewed
      .then(again)
      .catch((error: unknown) => log.error({ err: error }, 'a kept page could not be renewed'))
      .finally(() => {
        page.renewing = false
      })
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method = 'GET', url = '/', headers } = request
    const locale = negotiate(env.languages, headers['accept-language'])
    const key = cache.keyOf(method, url, sessions.hasCookie(headers.cookie ?? null), locale)
    const kept = key === null ? null : cache.find(key, clock.now())
    if (key === null || !kept) return false
    if (!kept.isFresh && !kept.page.renewing) renew(request, key, kept.page)
    send(request, response, kept.page)
    return true
  }
}
