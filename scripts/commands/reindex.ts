import { compose } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { counted, figure } from '#app/ui/words.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import { progressLine, took, type Command } from './command.ts'

export const reindex: Command = {
  name: 'reindex',
  about: 'Fill the search index again, while the site goes on',
  usage: 'reindex',
  async run() {
    const since = performance.now()
    const show = progressLine()
    const app = compose(readEnv())
    try {
      await refuseNewerSchema(app.db)
      const { indexed, removed } = await rebuildIndex(app, app.search, (done, total) =>
        show(`  ${figure(done)} of ${counted(total, 'thread or article', 'threads and articles')} read`),
      )
      show(
        `Indexed ${counted(indexed, 'thread or article', 'threads and articles')} and removed ${figure(removed)} that no longer ${removed === 1 ? 'belongs' : 'belong'} there, in ${took(since)}.`,
        true,
      )
    } finally {
      await app.close()
    }
  },
}
