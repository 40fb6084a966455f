import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compose, type App } from '#app/composition.server.ts'
import { createMember } from '#app/features/accounts/commands/create-member.server.ts'
import { setPassword } from '#app/features/accounts/commands/set-member.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { ROLES, type Role } from '#app/kernel/roles.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { prepareRecognition } from '../demo-recognition.ts'
import { prepareSecondTier, SECOND_AGENT } from '../demo-second-tier.ts'
import { prepareKnowledge } from '../demo-knowledge.ts'
import { took, type Command } from './command.ts'
import { runImport } from './import.ts'
import { serveApp } from './serve.ts'

/** The last question of the set, 31 January 2020: what is moved to today. */
const LAST_QUESTION = Date.UTC(2020, 0, 31, 14, 6, 57)
const SOURCE = 'demo'

export const demo: Command = {
  name: 'demo',
  about: 'Load the demonstration community, serve it, and say how to sign in',
  usage: 'demo',
  async run() {
    const env = readEnv()
    const app = compose({ ...env, logLevel: env.logLevel === 'info' ? 'warn' : env.logLevel })
    await migrate(app.db)
    await loadDemo(app)
    const password = env.demoPassword ?? randomBytes(9).toString('base64url')
    await openAccounts(app, password)
    await prepareSecondTier(app, password)
    await prepareRecognition(app)
    await serveApp(app, env, (address) => {
      const width = Math.max(...ROLES.map((role) => role.length))
      console.log(`\nThis is a demonstration: everybody’s name is made up. Open ${address}\n`)
      console.log(`Sign in at ${address}/signin, each with the password  ${password}\n`)
      for (const role of ROLES) console.log(`  ${role.padEnd(width)}  ${emailOf(role)}`)
      console.log(`  ${'agent'.padEnd(width)}  ${SECOND_AGENT}`)
      console.log(`\nMail is not sent: read it as admin at ${address}/desk/mail. End with Ctrl+C.\n`)
      void prepare(app)
    })
  },
}

async function loadDemo(app: App): Promise<void> {
  const finished = await app.db
    .selectFrom('imports')
    .select('id')
    .where('source', '=', SOURCE)
    .where('finished_at', 'is not', null)
    .executeTakeFirst()
  if (finished) return
  const others = await app.db.selectFrom('members').select('id').where('source', 'is', null).limit(1).executeTakeFirst()
  const begun = await app.db
    .selectFrom('imports')
    .select(['id', 'started_at'])
    .where('source', '=', SOURCE)
    .executeTakeFirst()
  if (others && !begun)
    throw new AppError(
      'conflict',
      'There is a real community in this database. The demonstration needs an empty one: set DATA_DIR to a new folder.',
    )
  console.log('Loading the demonstration community: 6,464 questions and 24,483 answers, once.')
  await writeSite(app.db, app.clock, null, {
    name: 'Firefox community',
    about: 'A demonstration of Askwell on real questions about Firefox.',
    footer:
      'A demonstration community. Questions and answers: the Mozilla Support community, CC BY-SA 3.0. Requests to a bank: PolyAI, CC BY 4.0. Names are made up, times are moved.',
  })
  const startedAt = begun?.started_at ?? app.clock.now()
  await runImport(app, { file: demoFile(), source: SOURCE, shift: startedAt - LAST_QUESTION })
}

/** Requests, topics and articles come while the community is used already. */
async function prepare(app: App): Promise<void> {
  const since = performance.now()
  try {
    await prepareKnowledge(app, dirname(demoFile()), (words) => console.log(`  ${words} (${took(since)})`))
  } catch (error) {
    console.error('The demonstration’s articles could not be made; start it again to go on.', error)
  }
}

function demoFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'db/demo/forum.jsonl.gz')) && folder !== dirname(folder)) folder = dirname(folder)
  return join(folder, 'db/demo/forum.jsonl.gz')
}

/**
 * One account a role. They exist in a database that the demonstration was loaded into, and nowhere else.
 * Customer and advocate are members of the imported community, so that they have something behind them.
 */
async function openAccounts(app: App, password: string): Promise<void> {
  const names = { agent: 'Agnes Agent', moderator: 'Moira Moderator', admin: 'Adam Admin' }
  for (const role of ['advocate', 'customer'] as const) await lendMember(app, role)
  for (const role of ROLES) {
    const email = emailOf(role)
    if (await isTaken(app, email)) await setPassword(app, email, password)
    else if (role !== 'customer' && role !== 'advocate')
      await createMember(app, {
        email,
        handle: role,
        name: names[role],
        role,
        password,
        mayBeReserved: true,
      })
  }
}

const emailOf = (role: Role): string => `${role}@demo.example`

async function isTaken(app: App, email: string): Promise<boolean> {
  const known = await app.db.selectFrom('members').select('id').where('email_key', '=', email).executeTakeFirst()
  return known !== undefined
}

/** Gives a role and its address to the imported member whose answers were accepted most, or who asked most. */
async function lendMember(app: App, role: 'advocate' | 'customer'): Promise<void> {
  const email = emailOf(role)
  if (await isTaken(app, email)) return
  const imported = app.db
    .selectFrom('members')
    .select('members.id')
    .where('members.source', '=', SOURCE)
    .where('members.email_key', 'is', null)
    .limit(1)
  const { id } = await (
    role === 'advocate'
      ? imported.orderBy('members.accepted_count', 'desc')
      : imported.orderBy(
          (eb) =>
            eb
              .selectFrom('threads')
              .select((count) => count.fn.countAll<number>().as('asked'))
              .whereRef('threads.author_id', '=', 'members.id'),
          'desc',
        )
  )
    .orderBy('members.id')
    .executeTakeFirstOrThrow()
  const now = app.clock.now()
  await app.db
    .updateTable('members')
    .set({ email, email_key: email, email_confirmed_at: now, approved_at: now, role })
    .where('id', '=', id)
    .execute()
}
