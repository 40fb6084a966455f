import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { aProduct, until, type Product, type ProductOptions } from '../support/product.ts'
import { sendAnswer, type Sent } from '../support/send-answer.ts'

let product: Product
const running = new Set<Product>()
afterEach(async () => {
  for (const one of running) await one.close()
  running.clear()
})

const start = async (options?: ProductOptions): Promise<void> => {
  product = await aProduct(options)
  running.add(product)
}

/** Sends the head of a request and half its body; resolves once the product has it. The rest is sent by the call. */
async function beginAnswer(cookie: string, body: string): Promise<() => Promise<number>> {
  const text = new URLSearchParams({ body, as: 'answer' }).toString()
  const sending = request(`${product.url}/t/1/answers`, {
    method: 'POST',
    headers: {
      cookie,
      origin: product.url,
      expect: '100-continue',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': text.length,
    },
  })
  const status = new Promise<number>((resolve) => {
    sending.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sending.on('error', () => resolve(0))
  })
  sending.flushHeaders()
  await new Promise((resolve) => sending.once('continue', resolve))
  sending.write(text.slice(0, 10))
  return () => {
    sending.end(text.slice(10))
    return status
  }
}

/** Posts without a pause from several hands until `done` says so; gives what was acknowledged. */
async function postUntil(done: () => boolean): Promise<{ kept: string[]; failed: Sent[] }> {
  const kept: string[] = []
  const failed: Sent[] = []
  let n = 0
  const hands = ['carla', 'cyril', 'agnes', 'mona'].map(async (handle) => {
    const cookie = await product.headerOf(handle)
    while (!done()) {
      n += 1
      const body = `Post ${n} of ${handle}.`
      const sent = await sendAnswer(product, cookie, body)
      if (sent.status === 302) kept.push(body)
      else if (sent.status === 429) await product.forgetLimits()
      else failed.push(sent)
    }
  })
  await Promise.all(hands)
  return { kept, failed }
}

const missing = async (kept: readonly string[]): Promise<string[]> => {
  const rows = await product.db.selectFrom('posts').select('body').where('thread_id', '=', 1).execute()
  const stored = new Set(rows.map(({ body }) => body))
  return kept.filter((body) => !stored.has(body))
}

const checkFile = async (): Promise<string> => {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(product.db)
  return rows.map((row) => row.integrity_check).join()
}

test('killed three times amid posting, it has lost nothing that it acknowledged', async () => {
  await start()
  const all: string[] = []

  for (const after of [20, 35, 10]) {
    let stopped = false
    const posting = postUntil(() => stopped)
    const before = await count()
    await until('some posts', async () => (await count()) >= before + after)
    await product.end('SIGKILL')
    stopped = true
    all.push(...(await posting).kept)
    await product.start()
  }

  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(await missing(all)).toEqual([])
  expect(await checkFile()).toBe('ok')
  const page = await fetch(`${product.url}/t/1`)
  expect(page.status).toBe(200)
  expect(product.troubles).toEqual([])
})

test('told to stop, it answers every request that was on its way, and ends with 0', async () => {
  await start()
  const cookies = await Promise.all(['carla', 'cyril', 'agnes', 'mona'].map(product.headerOf))
  const requests = await Promise.all(
    cookies.flatMap((cookie, who) =>
      Array.from({ length: 6 }, (_, n) => beginAnswer(cookie, `In flight ${who} ${n}.`)),
    ),
  )

  const ending = product.end('SIGTERM')
  await until('the product to take nothing new', () =>
    fetch(`${product.url}/healthz`).then(
      () => false,
      () => true,
    ),
  )
  const statuses = await Promise.all(requests.map((finish) => finish()))
  const code = await ending

  expect(code).toBe(0)
  expect(statuses).toEqual(statuses.map(() => 302))
  expect(await count()).toBe(statuses.length + 3)
  expect(await checkFile()).toBe('ok')
})

test('mail that could not leave leaves once, when the server is there again', async () => {
  await start()
  product.smtp.be('busy')
  const asked = await fetch(`${product.url}/reset`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: product.url },
    body: new URLSearchParams({ email: 'carla@example.test' }),
  })
  expect(asked.status).toBeLessThan(400)
  await until('a try to send', () => product.smtp.tries > 0)
  expect(product.smtp.delivered).toEqual([])

  product.smtp.be('takes')
  await until('the mail', async () => {
    // As if the time between two tries were over.
    await product.db
      .updateTable('jobs')
      .set({ due_at: Date.now() })
      .where('leased_until', 'is', null)
      .where('name', 'like', 'mail%')
      .execute()
    return product.smtp.delivered.length > 0
  })
  await product.settled()
  expect(product.smtp.delivered.map(({ to }) => to)).toEqual([['carla@example.test']])
})

const count = async (): Promise<number> => {
  const row = await product.db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('thread_id', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

test('when the disk is full, posting says so, reading goes on, and writing resumes by itself', async ({
  skip,
  onTestFinished,
}) => {
  const disk = mountSmallDisk()
  if (disk.problem !== null) skip(disk.problem)
  onTestFinished(disk.remove)
  await start({ dataDir: disk.folder })
  const cookie = await product.headerOf('carla')
  expect((await sendAnswer(product, cookie, 'While there is room.')).status).toBe(302)
  const ballast = join(disk.folder, 'ballast')
  fillDisk(ballast)

  const large = 'Words that need room. '.repeat(1500)
  const refused = await until('the disk to be full', async () => {
    const sent = await sendAnswer(product, cookie, large)
    if (sent.status === 429) await product.forgetLimits().catch(() => undefined)
    return sent.status >= 500 && sent
  })
  expect([503, 507]).toContain(refused.status)
  expect(refused.text).toContain('The disk is full')
  for (const path of ['/', '/t/1', '/c/cards', '/search?q=card', '/members/oleg']) {
    const read = await fetch(`${product.url}${path}`, { headers: { cookie } })
    expect(read.status, path).toBe(200)
  }

  rmSync(ballast)
  await until('writing to go on', async () => {
    await product.forgetLimits()
    return (await sendAnswer(product, cookie, 'There is room again.')).status === 302
  })
  expect(await checkFile()).toBe('ok')
})

/** A disk of a few megabytes; where none can be made, why. */
function mountSmallDisk(): { folder: string; problem: string | null; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-disk-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    remove()
    return { folder, problem: 'Only root can mount a small disk, where it is allowed.', remove }
  }
  return {
    folder,
    problem: null,
    remove: () => {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      remove()
    },
  }
}

/** Writes until nothing more fits, at last by single bytes. */
function fillDisk(file: string): void {
  for (const size of [1024 * 1024, 4096, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size))
    } catch (error) {
      if (!String(error).includes('ENOSPC')) throw error
    }
  }
}
