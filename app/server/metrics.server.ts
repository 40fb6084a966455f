import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Executor } from '#db/transaction.server.ts'

/** What an operator watches, in Prometheus' text format. */
export interface Metrics {
  answered(method: string, status: number, seconds: number): void
  fromCache(): void
  text(): Promise<string>
}

/** Opens the process's metrics; the job table is counted when they are read. */
export function openMetrics(db: Executor): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'askwell_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  })
  const cached = new Counter({
    name: 'askwell_cached_pages_total',
    help: 'Guests’ pages served from the cache',
    registers,
  })
  new Gauge({
    name: 'askwell_jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const count = async (parked: boolean): Promise<number> => {
        const row = await db
          .selectFrom('jobs')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .where('parked_at', parked ? 'is not' : 'is', null)
          .executeTakeFirstOrThrow()
        return Number(row.n)
      }
      this.set({ state: 'waiting' }, await count(false))
      this.set({ state: 'parked' }, await count(true))
    },
  })
  return {
    answered: (method, status, seconds) => requests.observe({ method, status: String(status) }, seconds),
    fromCache: () => cached.inc(),
    text: () => registry.metrics(),
  }
}
