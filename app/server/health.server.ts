import { timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import type { App } from '#app/composition.server.ts'
import type { HonoEnv } from './fence.server.ts'
import type { Metrics } from './metrics.server.ts'

/** Says whether the process lives and whether it can serve, and hands its figures to whoever knows the token. */
export function answerHealth(hono: Hono<HonoEnv>, app: App, metrics: Metrics, isStopping: () => boolean): void {
  hono.get('/healthz', (c) => c.text('ok'))
  hono.get('/readyz', async (c) => {
    const down: string[] = []
    const answered = app.db.selectFrom('settings').select('key').limit(1).execute()
    await answered.catch(() => down.push('database'))
    await app.search.ping().catch(() => down.push('search'))
    if (isStopping()) down.push('stopping')
    const isDown = isStopping() || down.includes('database')
    return c.json({ status: down.length === 0 ? 'ready' : isDown ? 'down' : 'degraded', down }, isDown ? 503 : 200)
  })
  hono.get('/metrics', async (c) => {
    const given = (c.req.header('authorization') ?? '').replace(/^Bearer /, '')
    if (!app.env.metricsToken || !isSameSecret(given, app.env.metricsToken)) return c.notFound()
    return c.text(await metrics.text())
  })
}

function isSameSecret(given: string, secret: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}
