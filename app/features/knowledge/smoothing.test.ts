import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle, type MadeArticle } from '#test/support/factories/knowledge.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aModelServer, completion, type TestModelServer } from '#test/support/fakes/model.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import type { Context } from '#app/platform/context.server.ts'
import { MODEL_LIMIT, openModel } from '#app/platform/ai.server.ts'
import { TIME_LIMITS } from '#app/platform/jobs/catalogue.ts'
import type { Database } from '#db/client.server.ts'
import { submitRevision } from './commands/review-revision.server.ts'
import { askToSmooth, takeSmoothed } from './commands/take-smoothed.server.ts'
import { smoothDraft } from './jobs/smooth-draft.server.ts'
import { getWorkbench } from './queries/workbench.server.ts'

const BODY = '## What to do\n\nOpen the library, wait 5 seconds, then restore it. See [this](/kb/3).'

eachDatabase((_name, open) => {
  let server: TestModelServer
  let db: Database
  let services: TestServices
  let agnes: Context
  let article: MadeArticle
  beforeAll(async () => {
    server = await aModelServer()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database, { AI_BASE_URL: server.url })
    agnes = services.as(asViewer(await aMember(db, { role: 'agent' })))
    article = await anArticle(db, { body: BODY })
  })

  const smooth = (limit = 2000, url = server.url) => smoothDraft(services, openModel({ url }, limit), article.id, 1)
  const newest = async () => (await getWorkbench(agnes, article.id, null)).revision

  test('a model is offered for what is being written, and not for what waits for a review', async () => {
    expect((await getWorkbench(agnes, article.id, null)).canSmooth).toBe(true)
    await submitRevision(agnes, article.id)
    expect((await getWorkbench(agnes, article.id, null)).canSmooth).toBe(false)
  })

  test('a fine answer is kept beside the draft, and can be taken as a revision of its own', async () => {
    const fine = BODY.replace('then restore it', 'and then restore it')
    server.says(fine)

    await smooth()

    expect(server.asked.at(-1)).toBe(BODY)
    expect(await newest()).toMatchObject({ number: 1, body: BODY, smoothed: { body: fine }, smoothError: '' })
    await takeSmoothed(agnes, article.id)
    expect(await newest()).toMatchObject({ number: 2, body: fine, state: 'draft', smoothed: null })
    await expect(takeSmoothed(agnes, article.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  describe('leaves the draft as it was, with a sentence, when the server', () => {
    const raw = (status: number, body: string) => (response: ServerResponse) => {
      response.statusCode = status
      response.end(body)
    }
    test.each<[string, string | ((response: ServerResponse) => void), RegExp]>([
      ['is slow', () => undefined, /didn’t answer within/],
      [
        'stops in the middle',
        (response) => {
          response.writeHead(200, { 'content-length': '9999' })
          response.write('{"choices": [{')
          setTimeout(() => response.destroy(), 30)
        },
        /can’t be reached/,
      ],
      ['answers a page', raw(200, '<!doctype html><p>Welcome'), /isn’t JSON/],
      ['answers other JSON', raw(200, '{"text": "hello"}'), /format that can’t be read/],
      ['answers no choice', raw(200, '{"choices": []}'), /format that can’t be read/],
      ['fails', raw(500, 'oops'), /answered 500/],
      ['asks for a key', raw(401, '{}'), /answered 401/],
      [
        'leads elsewhere',
        (response) => {
          response.writeHead(302, { location: 'http://127.0.0.1:1/' })
          response.end()
        },
        /can’t be reached/,
      ],
      ['was cut off', raw(200, completion(BODY, 'length')), /cut off/],
      [
        'floods',
        (response) => {
          const send = (): void => {
            while (response.writable && response.write('x'.repeat(65_536)));
            response.once('drain', send)
          }
          send()
        },
        /far too long/,
      ],
      ['answers at length', BODY + ' And so on.'.repeat(80), /much longer/],
      ['answers nothing', '', /gave no answer/],
      ['invents a number', BODY.replace('restore it', 'restore it 7 times'), /adds “7”/],
      ['invents a link', BODY.replace('restore it', '[restore](https://evil.example) it'), /adds/],
      ['loses a head', BODY.replace('## What to do\n\n', ''), /missing “## What to do”/],
    ])('%s', async (_what, how, sentence) => {
      server.says(how)

      await smooth(400)

      const { body, smoothed, smoothError } = await newest()
      expect([body, smoothed]).toEqual([BODY, null])
      expect(smoothError).toMatch(sentence)
    })

    test('is slow, before the job is given up', () => {
      expect(TIME_LIMITS['article.smooth']).toBeGreaterThan(MODEL_LIMIT)
    })

    test('is down', async () => {
      await smooth(400, 'http://127.0.0.1:1/v1')
      expect((await newest()).smoothError).toMatch(/can’t be reached/)
    })
  })

  test('an editor who was quicker keeps their text', async () => {
    const fine = BODY.replace('then restore it', 'and then restore it')
    server.says((response) => {
      void db
        .updateTable('article_revisions')
        .set({ body: 'Mine.' })
        .execute()
        .then(() => response.end(completion(fine)))
    })

    await smooth()

    expect(await newest()).toMatchObject({ body: 'Mine.', smoothed: null })
  })

  test('it is asked for again by a job, only where a model is configured', async () => {
    await askToSmooth(agnes, article.id)
    await askToSmooth(agnes, article.id)
    expect(await db.selectFrom('jobs').select(['name', 'subject']).execute()).toEqual([
      { name: 'article.smooth', subject: `article:${article.id} revision:1` },
    ])
    const without = { ...agnes, env: { ...agnes.env, aiBaseUrl: null } }
    await expect(askToSmooth(without, article.id)).rejects.toMatchObject({ code: 'unavailable' })
    await smoothDraft(services, null, article.id, 1)
    expect((await newest()).smoothError).toBe('')
  })

  test('a revision that is out of an editor’s hands is not asked about', async () => {
    await db.updateTable('article_revisions').set({ state: 'review' }).execute()
    const before = server.asked.length
    await smooth()
    expect(server.asked.length).toBe(before)
  })
})
