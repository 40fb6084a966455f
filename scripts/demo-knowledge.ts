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
import { publishRevision } from '#app/features/knowledge/commands/publish-article.server.ts'
import { reviewRevision, submitRevision } from '#app/features/knowledge/commands/review-revision.server.ts'
import { startMining } from '#app/features/mining/commands/start-mining.server.ts'
import { importFile } from '#app/features/requests/commands/import-file.server.ts'
import { settleThreads } from '#app/features/requests/jobs/settle-thread.server.ts'
import { textIn, type Saying } from '#app/locale/saying.ts'
import { barsMachinePublishing } from '#app/features/knowledge/rules/machine-publishing.ts'
import { plainText } from '#app/kernel/text.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { counted } from '#app/ui/words.ts'

/** What becomes today in the files of requests. */
const END = Date.UTC(2020, 6, 31)
const FILES = [
  { file: 'requests-firefox.jsonl.gz', source: 'Firefox help form', channel: 'form' },
  { file: 'requests-bank.jsonl.gz', source: 'Bank mail (a second brand)', channel: 'mail' },
] as const
const DRAFTS = 40
const DONE = 'demo.knowledge'

/**
 * Fills the demonstration's knowledge as the product does it for anybody: requests are imported and
 * redacted, topics mined, drafts made for those that would save most, and those that pass the checks
 * published. Takes up where it was stopped; runs while the site is used already.
 */
export async function prepareKnowledge(app: App, folder: string, say: (words: string) => void): Promise<void> {
  const done = await app.db.selectFrom('settings').select('value').where('key', '=', DONE).executeTakeFirst()
  if (done) return
  for (const { file, source, channel } of FILES) {
    const read = join(app.env.dataDir, 'demo-import', file.replace(/\.gz$/, ''))
    await unpack(join(folder, file), read, app.clock.now() - END)
    const { accepted, updated, unchanged } = await importFile(app, { file: read, source, channel, format: 'jsonl' })
    say(`${counted(accepted + updated + unchanged, 'request')} from “${source}” read and redacted.`)
    await rm(read, { force: true })
  }
  await settleThreads(app)
  const agent = await contextOf(app, 'agent@demo.example')
  const reviewer = await contextOf(app, 'moderator@demo.example')
  say('Mining: follow it at /desk/topics.')
  await mined(app, await startMining(agent))
  const published = await draftAndPublish(app, agent, reviewer)
  say(
    `Topics stand at /desk/topics; ${counted(published, 'article')} published at /kb, the rest of ${DRAFTS} drafts waits for you.`,
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

async function draftAndPublish(app: App, agent: Context, reviewer: Context): Promise<number> {
  const topics = await app.db
    .selectFrom('topics')
    .select('id')
    .where('merged_into', 'is', null)
    .where('dismissed_at', 'is', null)
    .where('request_count', '>', 0)
    .orderBy('saving', 'desc')
    .orderBy('id')
    .limit(DRAFTS)
    .execute()
  let published = 0
  for (const topic of topics) {
    const { id } = await draftArticle(agent, { topic: topic.id })
    await app.db
      .updateTable('articles')
      .set({ source: 'demo', external_id: `topic ${topic.id}` })
      .where('id', '=', id)
      .execute()
    if ((await barOf(app, id)) !== null) continue
    try {
      await submitRevision(agent, id)
      await reviewRevision(reviewer, id, {
        revision: 1,
        approved: true,
        reason: 'It passes the demonstration’s checks.',
      })
      await publishRevision(reviewer, id, 1)
      // No person has verified it, so nobody is named for it.
      await app.db
        .updateTable('articles')
        .set({ verified_at: null, verified_by: null, published_by: null, owner_id: null })
        .where('id', '=', id)
        .execute()
      published++
    } catch (error) {
      if (!(error instanceof AppError)) throw error // personal data and the like: it waits for a person
    }
    await wait(5) // pages are answered between two drafts
  }
  return published
}

/** Why the product must not publish a draft by itself; null when it may. */
async function barOf(app: App, articleId: number): Promise<Saying | null> {
  const { title } = await app.db
    .selectFrom('articles')
    .select('title')
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow()
  const sources = await app.db
    .selectFrom('article_sources')
    .select(['part', 'sentence', 'post_id'])
    .where('article_id', '=', articleId)
    .orderBy('id')
    .execute()
  const steps = sources
    .filter(({ part }) => part === 'steps')
    .map(({ sentence, post_id }) => ({ sentence, postId: post_id }))
  const answer = await app.db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.accepted_post_id', 'posts.id')
    .select(['posts.id', 'posts.html', 'threads.title as question'])
    .where('posts.id', '=', steps[0]?.postId ?? 0)
    .whereRef('posts.author_id', '!=', 'threads.author_id')
    .executeTakeFirst()
  return barsMachinePublishing({
    title,
    steps,
    rest: sources.filter(({ part }) => part !== 'steps').map(({ sentence }) => sentence),
    answer: answer ? { id: answer.id, text: plainText(answer.html), question: answer.question } : null,
  })
}
