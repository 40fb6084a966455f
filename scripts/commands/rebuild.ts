import { compose } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { rebuildCounts } from '#app/features/forum/commands/rebuild-counts.server.ts'
import { renewPromises } from '#app/features/forum/jobs/renew-promises.server.ts'
import { settleThreads } from '#app/features/requests/jobs/settle-thread.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { counted, figure } from '#app/ui/words.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import { progressLine, took, type Command } from './command.ts'

export const rebuild: Command = {
  name: 'rebuild',
  about: 'Make everything derived again: counts, due times, requests of threads, then the search index',
  usage: 'rebuild',
  async run() {
    const since = performance.now()
    const show = progressLine()
    const app = compose(readEnv())
    try {
      await refuseNewerSchema(app.db)
      const threads = await rebuildCounts(app.db, (done) => show(`  ${counted(done, 'thread')} counted`))
      await renewPromises(app, { calendar: 0, category: 0 })
      await settleThreads(app, (done) => show(`  ${counted(done, 'thread')} looked at as requests`))
      const { indexed } = await rebuildIndex(app, app.search, (done, total) =>
        show(`  ${figure(done)} of ${counted(total, 'thread')} indexed`),
      )
      show(`Counted ${counted(threads, 'thread')} again and indexed ${figure(indexed)}, in ${took(since)}.`, true)
    } finally {
      await app.close()
    }
  },
}
