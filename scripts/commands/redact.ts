import { compose } from '#app/composition.server.ts'
import { redactAgain } from '#app/features/requests/commands/redact-again.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { counted } from '#app/ui/words.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import { progressLine, took, type Command } from './command.ts'

export const redactCommand: Command = {
  name: 'redact',
  about: 'Redact stored requests again, by the rules and patterns of today',
  usage: 'redact',
  async run() {
    const since = performance.now()
    const show = progressLine()
    const app = compose(readEnv())
    try {
      await refuseNewerSchema(app.db)
      const changed = await redactAgain(app, (looked) => show(`  ${counted(looked, 'request')} looked at`))
      show(`Took personal data out of ${counted(changed, 'request')}, in ${took(since)}.`, true)
    } finally {
      await app.close()
    }
  },
}
