import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import type { App } from '#app/composition.server.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { draftArticle } from '#app/features/knowledge/commands/draft-article.server.ts'
import { switchMachine } from '#app/features/knowledge/commands/switch-machine.server.ts'
import { publishExemplars } from '#app/features/knowledge/jobs/publish-exemplars.server.ts'
import { sweepExemplars } from '#app/features/knowledge/jobs/sweep-exemplars.server.ts'
import { startMining } from '#app/features/mining/commands/start-mining.server.ts'
import { importFile } from '#app/features/requests/commands/import-file.server.ts'
import { settleThreads } from '#app/features/requests/jobs/settle-thread.server.ts'
import { textIn } from '#app/locale/saying.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { counted } from '#app/ui/words.ts'

/** What becomes today in the files of requests. */
const END = Date.UTC(2020, 6, 31)
const FILES = [
  { file: 'requests-firefox.jsonl.gz', source: 'Firefox help form', brand: '', channel: 'form' },
  { file: 'requests-bank.jsonl.gz', source: 'Bank mail (a second brand)', brand: 'Bank', channel: 'mail' },
] as const
/** Drafts that are begun, so that there is something in progress. */
const DRAFTS = 3
const DONE = 'demo.knowledge'

/**
 * Fills the demonstration's knowledge as the product does it for anybody: requests are imported and
 * redacted, topics mined, answers found that can stand as articles, and those that need nobody's judgement
 * published. Takes up where it was stopped; runs while the site is used already.
 */
export async function prepareKnowledge(app: App, folder: string, say: (words: string) => void): Promise<void> {
  const done = await app.db.selectFrom('settings').select('value').where('key', '=', DONE).executeTakeFirst()
  if (done) return
  for (const { file, source, brand, channel } of FILES) {
    const read = join(app.env.dataDir, 'demo-import', file.replace(/\.gz$/, ''))
    await unpack(join(folder, file), read, app.clock.now() - END)
    const { accepted, updated, unchanged } = await importFile(app, {
      ...{ file: read, source, brand, channel },
      format: 'jsonl',
    })
    say(`${counted(accepted + updated + unchanged, 'request')} from “${source}” read and redacted.`)
    await rm(read, { force: true })
  }
  await settleThreads(app)
  const agent = await contextOf(app, 'agent@demo.example')
  const admin = await contextOf(app, 'admin@demo.example')
  say('Mining: follow it at /desk/topics.')
  await mined(app, await startMining(agent))
  const { published, found } = await draftAndPublish(app, agent, admin)
  say(
    `Topics stand at /desk/topics; ${counted(published, 'article')} published at /kb, ${counted(found, 'answer')} that can be articles at /desk/articles?tab=found.`,
  )
  await app.db
    .insertInto('settings')
    .values({ key: DONE, value: 'true', changed_at: app.clock.now() })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
  app.worker.nudge()
}

/** Unpacks a file of requests with its times moved, line by line. */
async function unpack(from: string, to: string, shift: number): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true })
  const out = createWriteStream(to)
  for await (const line of createInterface({
    input: createReadStream(from).pipe(createGunzip()),
  })) {
    const row = JSON.parse(line) as { askedAt: string }
    row.askedAt = new Date(Date.parse(row.askedAt) + shift).toISOString()
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

async function contextOf(app: App, email: string): Promise<Context> {
  const row = await app.db.selectFrom('members').select('id').where('email_key', '=', email).executeTakeFirstOrThrow()
  const viewer = (await findViewers(app.db, [row.id], app.clock.now())).get(row.id)
  if (!viewer) throw new AppError('not-found', `${email} has no account.`)
  return { ...app, viewer, locale: SOURCE_LOCALE }
}

/** Waits for a run and for what follows from it. */
async function mined(app: App, runId: number): Promise<void> {
  app.worker.nudge()
  for (;;) {
    const run = await app.db
      .selectFrom('mining_runs')
      .select(['finished_at', 'failed_at', 'cancelled_at', 'error'])
      .where('id', '=', runId)
      .executeTakeFirstOrThrow()
    if (run.failed_at !== null) throw new AppError('unavailable', textIn(SOURCE_LOCALE, run.error))
    if (run.cancelled_at !== null) throw new AppError('conflict', 'The run was cancelled.')
    const open = await app.db
      .selectFrom('jobs')
      .select('id')
      .where('name', 'in', ['topics.cover', 'topics.count'])
      .where('parked_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (run.finished_at !== null && !open) return
    await wait(500)
  }
}

/**
 * Finds the answers that can stand as articles, lets the product publish those that need nobody's judgement, as an
 * admin would switch it on, and begins drafts of the first of the editors' list.
 */
async function draftAndPublish(app: App, agent: Context, admin: Context): Promise<Made> {
  await switchMachine(admin, true)
  await sweepExemplars(app)
  await publishExemplars(app)
  const found = await app.db
    .selectFrom('exemplars')
    .select('id')
    .where('door', '=', 'editor')
    .where('article_id', 'is', null)
    .where('double_of', 'is', null)
    .orderBy('score', 'desc')
    .orderBy('id')
    .execute()
  for (const { id } of found.slice(0, DRAFTS)) {
    await draftArticle(agent, { exemplar: id })
    await wait(5) // pages are answered between two drafts
  }
  // The job that switching it on began may have published some of them in the meantime.
  const { published } = await app.db
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('published'))
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  return { published: Number(published), found: Math.max(0, found.length - DRAFTS) }
}

interface Made {
  readonly published: number
  /** Answers that wait on the editors' list. */
  readonly found: number
}
