// What a guest's thread page is made of, each by itself in one process: the reads of its loader, and React drawing
// its main part. Started by bench.mjs with NODE_ENV=production: `node --import tsx test/bench/parts.ts DATA_DIR`.
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { compose } from '#app/composition.server.ts'
import { findArticlesForThread, findNearby } from '#app/features/find/queries/nearby.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { readTier } from '#app/features/escalations/queries/thread-tier.server.ts'
import { readPrivately } from '#app/features/forum/queries/privately.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { ThreadPage } from '#app/features/forum/ui/thread-page.tsx'
import { findArticlesOf } from '#app/features/knowledge/queries/articles-of-thread.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { parseEnv } from '#app/platform/env.server.ts'
import { MomentProvider } from '#app/ui/moment.tsx'

const ROUNDS = 600
const app = compose(parseEnv({ DATA_DIR: process.argv[2], LOG_LEVEL: 'silent' }))
const context = { ...app, viewer: GUEST, locale: 'en' as const }
const rows = await app.db
  .selectFrom('threads')
  .select('id')
  .where('answer_count', '>=', 19)
  .where('answer_count', '<=', 60)
  .where('listed', '=', 1)
  .orderBy('id')
  .limit(300)
  .execute()

/** CPU of this process for one round of `work`, in milliseconds, after as many rounds to warm up. */
async function cpuOf(work: (round: number) => unknown): Promise<number> {
  for (let round = 0; round < ROUNDS; round++) await work(round)
  const before = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) await work(round)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / ROUNDS
}

const idOf = (round: number): number => rows[round % rows.length]?.id ?? 1
const read = async (id: number) => {
  const categories = await categoriesFor(app.db, GUEST)
  const view = await getThreadPage(context, id, { order: 'helpful', page: null }, categories)
  const nearby = await findNearby(context, app.search, view, categories)
  const mayHelp = await findArticlesForThread(context, app.search, view, categories)
  const articles = await findArticlesOf(context, id, categories)
  const { privately } = await readPrivately(context, view, null)
  const secondTier = await readTier(context, view)
  return { ...view, trail: null, privately, secondTier, nearby, mayHelp, articles, mayDraft: false, knows: {} }
}
const views = await Promise.all(rows.map((row) => read(row.id)))
const now = Date.now()
const reads = await cpuOf((round) => read(idOf(round)))
const react = await cpuOf((round) => {
  const view = views[round % views.length]
  if (!view) return ''
  const page = createElement(ThreadPage, { view, viewer: GUEST, composer: null })
  return renderToString(createElement(MomentProvider, { now, zone: 'UTC', locale: 'en', children: page }))
})
console.log(JSON.stringify({ readsMs: reads, reactMs: react }))
await app.close()
process.exit()
