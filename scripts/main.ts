import { AppError } from '#app/kernel/errors.ts'
import { EnvError } from '#app/platform/env.server.ts'
import { SearchUnavailableError } from '#search/engine.ts'
import { NewerSchemaError } from '#db/migrate.server.ts'
import { UsageError, type Command } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { member } from './commands/member.ts'
import { mineCommand } from './commands/mine.ts'
import { migrateCommand } from './commands/migrate.ts'
import { rank } from './commands/rank.ts'
import { rebuild } from './commands/rebuild.ts'
import { redactCommand } from './commands/redact.ts'
import { reindex } from './commands/reindex.ts'
import { serve } from './commands/serve.ts'
import { token } from './commands/token.ts'
import { work } from './commands/work.ts'

const COMMANDS: readonly Command[] = [
  serve,
  work,
  migrateCommand,
  demo,
  member,
  token,
  importCommand,
  mineCommand,
  rank,
  reindex,
  rebuild,
  redactCommand,
  doctor,
]

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.about}`)
  return `Usage: npm run askwell -- <command> [options]\n\n${lines.join('\n')}\n\nEach has --help. Settings come from the environment: see README.md.`
}

/** Runs one command; what can't be done is one clear line and a status other than 0. */
async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === '' || name === '--help' || name === 'help') {
    console.log(help())
    return name === '' ? 2 : 0
  }
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) {
    console.error(`There is no command ${name}. “npm run askwell -- --help” lists them.`)
    return 2
  }
  if (rest.includes('--help')) {
    console.log(`${command.about}\n\nUsage: npm run askwell -- ${command.usage}`)
    return 0
  }
  try {
    await command.run(rest)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nUsage: npm run askwell -- ${command.usage}`)
      return 2
    }
    console.error(isExpected(error) ? error.message : error)
    return 1
  }
}

function isExpected(error: unknown): error is Error {
  const isTold = [AppError, EnvError, NewerSchemaError, SearchUnavailableError].some((kind) => error instanceof kind)
  if (isTold) return true
  return (
    error instanceof Error &&
    'code' in error &&
    /^(EADDRINUSE|EACCES|ECONNREFUSED|ENOENT|SQLITE_CANTOPEN)$/.test(String(error.code))
  )
}

process.exit(await main(process.argv.slice(2)))
