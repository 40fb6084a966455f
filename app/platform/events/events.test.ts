import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EventName } from './catalogue.ts'
import { LISTENERS, jobsMeantBy } from './listeners.ts'

const ROOT = new URL('../../features/', import.meta.url).pathname

async function commandFiles(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const files = await readdir(ROOT, { recursive: true })
  const commands = files.filter((path) => /\/commands\/[^/]+\.server\.ts$/.test(path))
  return Promise.all(commands.map(async (path) => ({ path, text: await readFile(join(ROOT, path), 'utf8') })))
}

describe('events', () => {
  test('each has a listener, and means the same jobs told twice', () => {
    for (const name of Object.keys(LISTENERS) as EventName[]) {
      expect(LISTENERS[name].length, name).toBeGreaterThan(0)
    }
    const event = { thread: 1, post: 2 }
    expect(jobsMeantBy('answer.accepted', event)).toEqual(jobsMeantBy('answer.accepted', event))
    expect(jobsMeantBy('article.voted', { article: 1, topic: null }).map(({ name }) => name)).toEqual([
      'points.article',
    ])
  })

  test('whatever is taken back is heard by all who heard of it', () => {
    const pairs = [
      ['answer.accepted', 'answer.unaccepted'],
      ['post.hidden', 'post.restored'],
      ['vote.given', 'vote.withdrawn'],
      ['same-here.given', 'same-here.withdrawn'],
      ['post.flagged', 'flags.settled'],
      ['article.withdrawn', 'article.restored'],
      ['thread.merged', 'thread.parted'],
    ] as const
    const ids = { thread: 1, into: 2, post: 3, article: 4, topic: 5 }
    // What asks the asker for the outcome is not asked anew because an acceptance was taken back, nor a note written.
    const names = (name: EventName) =>
      jobsMeantBy(name, ids as never)
        .map((job) => job.name)
        .filter((job) => job !== 'thread.outcome' && job !== 'recognition.first-note')
        .sort()
    for (const [done, undone] of pairs) expect(names(undone), undone).toEqual(names(done))
  })

  test('every event is told somewhere', async () => {
    const files = await readdir(ROOT, { recursive: true })
    const sources = files.filter((path) => path.endsWith('.server.ts'))
    const texts = await Promise.all(sources.map((path) => readFile(join(ROOT, path), 'utf8')))
    const all = texts.join('\n')
    const untold = Object.keys(LISTENERS).filter((name) => !all.includes(`'${name}'`))
    expect(untold).toEqual([])
  })

  test('a command enqueues no job of another feature: it tells what happened', async () => {
    const own: Readonly<Record<string, RegExp>> = {
      escalations: /^escalation/,
      knowledge: /^article/,
      mining: /^topics/,
      recognition: /^(points|levels)/,
      requests: /^requests/,
      settings: /^retention/,
    }
    const breaches = (await commandFiles()).flatMap(({ path, text }) =>
      [...text.matchAll(/enqueue\(\s*\w+,\s*'([^']+)'/g)].flatMap(([, job = '']) => {
        const feature = path.split('/')[0] ?? ''
        return own[feature]?.test(job) ? [] : [`${path} enqueues ${job}`]
      }),
    )
    expect(breaches).toEqual([])
  })

  test('a command of the forum, of articles or of reports that writes also tells', async () => {
    /** What concerns nobody but who did it, or is told by a job in pages. */
    const SILENT = new Set([
      'composer/commands/drafts.server.ts',
      'forum-import/commands/import-forum.server.ts',
      'forum/commands/decide.server.ts',
      'forum/commands/rebuild-counts.server.ts',
      'forum/commands/recount.server.ts',
      'knowledge/commands/arrange-sections.server.ts',
      'knowledge/commands/comment-revision.server.ts',
      'knowledge/commands/draft-article.server.ts',
      'knowledge/commands/drop-exemplar.server.ts',
      'knowledge/commands/forget-verdicts.server.ts',
      'knowledge/commands/look-through.server.ts',
      'knowledge/commands/switch-machine.server.ts',
      'knowledge/commands/take-smoothed.server.ts',
      'knowledge/commands/translate-article.server.ts',
      'knowledge/commands/work-on.server.ts',
    ])
    const silent = (await commandFiles())
      .filter(({ path }) => /^(catalogue|composer|forum|forum-import|knowledge|moderation)\//.test(path))
      .filter(({ text }) => /inTransaction\(|decideThread\(/.test(text) && !/\btell(?:All)?\(/.test(text))
      .map(({ path }) => path)
    expect(silent.filter((path) => !SILENT.has(path))).toEqual([])
  })
})
