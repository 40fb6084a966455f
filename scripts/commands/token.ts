import { endToken, makeToken } from '#app/features/requests/commands/tokens.server.ts'
import { listTokens } from '#app/features/requests/queries/tokens.server.ts'
import { SCOPES, SYSTEM } from '#app/kernel/roles.ts'
import { systemClock } from '#app/kernel/clock.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { readArgs, UsageError, type Command } from './command.ts'

export const token: Command = {
  name: 'token',
  about: 'Let another tool use the API, or stop it',
  usage: [
    `token create NAME --scope ${SCOPES.join(' --scope ')}`,
    '       npm run askwell -- token list',
    '       npm run askwell -- token revoke NAME',
  ].join('\n'),
  async run(args) {
    const { positionals, values } = readArgs(args, { scope: { type: 'string', multiple: true } })
    const [act, name] = positionals
    const db = openDatabase(readEnv().databaseUrl)
    const context = { db, clock: systemClock, viewer: SYSTEM }
    try {
      await migrate(db)
      switch (act) {
        case 'create': {
          if (!name) throw new UsageError('Give the token a name, such as the tool that will use it.')
          const scopes = values.scope ?? []
          const unknown = scopes.find((scope) => !SCOPES.some((one) => one === scope))
          if (scopes.length === 0 || unknown !== undefined)
            throw new UsageError(`--scope is one of ${SCOPES.join(', ')}.`)
          const text = await makeToken(context, { name, scopes })
          console.log(`Made the token “${name}” (${scopes.join(', ')}). It is shown once:\n${text}`)
          return
        }
        case 'list': {
          const tokens = await listTokens(db)
          for (const one of tokens) {
            const used = one.lastUsedAt === null ? 'never used' : `used ${new Date(one.lastUsedAt).toISOString()}`
            console.log(`${one.name}  ${one.scopes.join(' ')}  ${used}${one.revokedAt === null ? '' : '  revoked'}`)
          }
          if (tokens.length === 0) console.log('There is no token.')
          return
        }
        case 'revoke':
          if (!name) throw new UsageError('Name the token.')
          await endToken(context, { name })
          console.log(`The token “${name}” opens nothing any more.`)
          return
        case undefined:
        default:
          throw new UsageError('Say what to do: create, list or revoke.')
      }
    } finally {
      await db.destroy()
    }
  },
}
