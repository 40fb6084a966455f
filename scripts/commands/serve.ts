import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose, type App } from '#app/composition.server.ts'
import { issueSetupLink } from '#app/features/accounts/commands/set-up.server.ts'
import { readEnv, type Env } from '#app/platform/env.server.ts'
import { readAssets } from '#app/server/assets.server.ts'
import { openHandlers } from '#app/server/handlers.server.ts'
import { openServer } from '#app/server/server.server.ts'
import { migrate } from '#db/migrate.server.ts'
import type { Command } from './command.ts'

export const serve: Command = {
  name: 'serve',
  about: 'Migrate, then serve the site (and run its jobs, unless ROLE=web)',
  usage: 'serve',
  async run() {
    const env = readEnv()
    const app = compose(env)
    await migrate(app.db)
    await serveApp(app, env)
  },
}

/** The folder of the built browser side, seen from wherever this code was bundled to. */
function clientFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!folder.endsWith('server')) folder = dirname(folder)
  return join(folder, '../client')
}

/**
 * Serves until SIGTERM or SIGINT, then lets what is in flight end. `ready` is called with the address
 * once it listens.
 */
export async function serveApp(app: App, env: Env, ready?: (address: string) => void): Promise<void> {
  const build = await import('virtual:remix/server-build')
  const web = openServer(app, readAssets(clientFolder()), openHandlers(build))
  await new Promise<void>((resolve, reject) => {
    web.server.once('error', reject)
    web.server.listen(env.port, env.host, resolve)
  })
  const listening = web.server.address()
  const port = typeof listening === 'object' && listening ? listening.port : env.port
  const address = env.port === 0 ? env.baseUrl.replace(/:0$/, `:${port}`) : env.baseUrl
  if (env.role === 'all') app.worker.start()
  console.log(`Askwell listens on ${address}`)
  const setup = await issueSetupLink(app)
  if (setup)
    console.log(`Nobody runs this community yet. Make the first admin here (the link works once):\n\n  ${setup}\n`)
  ready?.(address)

  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  await web.stop()
  await app.close()
}
