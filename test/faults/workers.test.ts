import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { aProduct, until, type Product } from '../support/product.ts'

const BUILT = fileURLToPath(new URL('../../build/server/askwell.js', import.meta.url))
const MAILS = 400
/** Jobs that one worker runs at once. */
const MOST_HELD = 4

let product: Product | undefined
const workers: ChildProcess[] = []
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
  await product?.close()
  product = undefined
})

/** A process of its own that runs jobs only, on the same SQLite file. */
function startWorker(of: Product, words: string[]): ChildProcess {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATA_DIR: of.dataDir,
    SMTP_URL: of.smtp.url,
    LOG_LEVEL: 'warn',
  }
  const worker = spawn('node', [BUILT, 'work'], { env })
  const note = (piece: Buffer): void => void words.push(piece.toString('utf8'))
  worker.stdout.on('data', note)
  worker.stderr.on('data', note)
  workers.push(worker)
  return worker
}

async function queueMails(of: Product): Promise<void> {
  await inTransaction(of.db, async (trx) => {
    for (let n = 0; n < MAILS; n++) {
      await queueMail(trx, Date.now(), 'example.test', {
        cause: `count ${n}`,
        memberId: null,
        to: `counter-${n}@example.test`,
        subject: 'Counted',
        text: `Mail ${n}.`,
        html: `<p>Mail ${n}.</p>`,
      })
    }
  })
}

const countsOf = (of: Product): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { to } of of.smtp.delivered) {
    for (const one of to) if (one.startsWith('counter-')) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return counts
}

test('F10: three worker processes on one SQLite file run each of many jobs once', async () => {
  product = await aProduct()
  const words: string[] = []
  await queueMails(product)
  for (let n = 0; n < 3; n++) startWorker(product, words)

  const running = product
  await until('all mails', () => countsOf(running).size === MAILS)
  await product.settled()

  expect([...countsOf(product).values()].every((times) => times === 1)).toBe(true)
  expect(words.join('')).not.toMatch(/SQLITE_BUSY|"level":(?:50|60)/)
  expect(product.troubles).toEqual([])
})

test('F10: one of them killed amid its work loses no job, and repeats at most those it held', async () => {
  product = await aProduct()
  const words: string[] = []
  await queueMails(product)
  const victim = startWorker(product, words)
  startWorker(product, words)
  const running = product
  await until('some mails', () => countsOf(running).size > 40)
  victim.kill('SIGKILL')
  await until('the rest', () => countsOf(running).size >= MAILS - MOST_HELD)
  // What the dead one held is taken up once its lease is over: within 65 seconds, here at once.
  await running.db.updateTable('jobs').set({ leased_until: 1 }).where('name', '=', 'mail.send').execute()
  await until('all mails', () => countsOf(running).size === MAILS)
  const repeated = [...countsOf(product).values()].filter((times) => times > 1)

  expect(repeated.length).toBeLessThanOrEqual(2 * MOST_HELD)
  expect(words.join('')).not.toMatch(/SQLITE_BUSY/)
})
