import { readEnv } from '#app/platform/env.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { took, type Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  about: 'Bring the database’s schema up to date',
  usage: 'migrate',
  async run() {
    const since = performance.now()
    const db = openDatabase(readEnv().databaseUrl)
    try {
      const steps = await migrate(db)
      console.log(steps.length === 0 ? 'The schema is up to date.' : `Ran ${steps.join(', ')} in ${took(since)}.`)
    } finally {
      await db.destroy()
    }
  },
}
