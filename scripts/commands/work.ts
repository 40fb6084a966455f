import { compose } from '#app/composition.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import type { Command } from './command.ts'

export const work: Command = {
  name: 'work',
  about: 'Run jobs only, beside processes that serve',
  usage: 'work',
  async run() {
    const app = compose(readEnv())
    await refuseNewerSchema(app.db)
    app.worker.start()
    console.log('The worker runs.')
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    })
    await app.close()
  },
}
