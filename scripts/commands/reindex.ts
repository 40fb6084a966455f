import { compose } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
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
        show(`  ${done} of ${total} threads and articles read`),
      )
      show(
        `Indexed ${indexed} threads and articles and removed ${removed} that no longer belong there, in ${took(since)}.`,
        true,
      )
    } finally {
      await app.close()
    }
  },
}
