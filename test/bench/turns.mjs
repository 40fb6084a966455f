// Compares this build with an older one, page by page: `npm run bench -- turns OLD_CHECKOUT [--posts N] [--rounds N]`.
// Both are built checkouts. Each imports the same corpus into a folder of its own; then both serve side by side and
// take turns, so that whatever else the machine does weighs on both. It prints CPU of the process (threads and jobs
// included, from /proc) per request, the median of all rounds, and the median of the rounds' ratios with the span in which
// it lies: both sides of a round meet the same machine, so their ratio is steady where their times are not.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { convert } from './convert.mjs'

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    tools: { type: 'string', default: '../shared/tools/bench' },
    posts: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string' },
    keep: { type: 'string' },
  },
})
const [old] = positionals
if (!old || !existsSync(join(resolve(old), 'build/server/askwell.js'))) {
  console.error('Name the folder of an older checkout that is built: npm run bench -- turns FOLDER')
  process.exit(1)
}
const posts = Number(options.posts)
const rounds = Number(options.rounds)
const folder = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'askwell-turns-'))
mkdirSync(folder, { recursive: true })
if (!options.keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const PASSWORD = 'a long password for the bench'
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

const sides = [
  { name: 'old', code: resolve(old), data: join(folder, 'old'), port: 21_000 + (process.pid % 9_000) },
  { name: 'new', code: process.cwd(), data: join(folder, 'new'), port: 31_000 + (process.pid % 9_000) },
]
const environment = (side) => ({
  ...process.env,
  PASSWORD,
  NODE_ENV: 'production',
  DATA_DIR: side.data,
  PORT: String(side.port),
  LOG_LEVEL: 'warn',
})

const raw = join(folder, 'corpus.jsonl.gz')
const lines = join(folder, 'corpus.jsonl')
for (const side of sides) {
  if (existsSync(join(side.data, 'askwell.db'))) continue
  const run = (...args) =>
    execFileSync(process.execPath, ['build/server/askwell.js', ...args], {
      cwd: side.code,
      env: environment(side),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  if (!existsSync(raw))
    execFileSync(process.execPath, [
      join(resolve(options.tools), 'make-corpus.mjs'),
      ...['--posts', String(posts), '--topics', String(posts / 10)],
      ...['--users', String(Math.max(200, posts / 50)), '--out', raw],
    ])
  if (!existsSync(lines)) await convert(raw, lines)
  run('import', 'forum', lines, '--source', 'corpus')
  run('member', 'create', 'bench@example.test', '--handle', 'bencher', '--name', 'Bench', '--role', 'customer')
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
function ask(side, method, path, headers = {}, body = '') {
  return new Promise((done, fail) => {
    const sent = http.request(
      {
        host: '127.0.0.1',
        port: side.port,
        path,
        method,
        agent,
        headers: { ...headers, ...extra(method, side, body) },
      },
      (response) => {
        response.resume()
        response.on('end', () => done({ status: response.statusCode, headers: response.headers }))
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
const extra = (method, side, body) =>
  method === 'GET'
    ? {}
    : {
        origin: `http://127.0.0.1:${side.port}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      }
/** CPU of a process with its threads, in milliseconds. */
function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(stat[11]) + Number(stat[12])) * 10
}

for (const side of sides) {
  side.child = spawn(process.execPath, ['build/server/askwell.js', 'serve'], {
    cwd: side.code,
    env: environment(side),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    const there = await ask(side, 'GET', '/').catch(() => null)
    if (there) break
    await wait(50)
  }
  const signed = await ask(
    side,
    'POST',
    '/signin',
    {},
    new URLSearchParams({ email: 'bench@example.test', password: PASSWORD }).toString(),
  )
  side.cookie = (signed.headers['set-cookie']?.[0] ?? '').split(';')[0]
  const db = new Database(join(side.data, 'askwell.db'))
  side.threads = db
    .prepare('select id, slug from threads where answer_count between 19 and 60 and listed = 1 order by id limit 300')
    .all()
  // Others whose asker is the member who measures, so that they may accept an answer.
  side.solvable = db
    .prepare(
      `select id, (select max(id) from posts where thread_id = threads.id and kind = 'answer') as answer from threads
      where answer_count between 19 and 60 and listed = 1 order by id limit 300 offset 300`,
    )
    .all()
  db.prepare(
    `update threads set author_id = (select id from members where handle = 'bencher'), accepted_post_id = null,
    accepted_at = null, accepted_by = null where id in (${side.solvable.map(({ id }) => id).join()})`,
  ).run()
  side.categories = db.prepare('select slug from categories').all()
  const titles = db.prepare('select title from threads where length(title) > 30 order by id limit 4000').all()
  side.queries = titles
    .filter((_, n) => n % 20 === 0)
    .map(({ title }) =>
      title
        .split(/\s+/)
        .filter((word) => /^[A-Za-z]{4,}$/.test(word))
        .slice(-2)
        .join(' '),
    )
    .filter((query) => query.includes(' '))
  // One member posts more than anybody may: the limits are forgotten while it is measured.
  side.forget = db.prepare('delete from rate_windows')
}

const guest = { cookie: 'askwell_session=nobody' }
const address = (thread) => `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
const nth = (list, n) => list[n % list.length]
const pages = {
  'guest, home': { take: 80, ask: (side) => ask(side, 'GET', '/', guest) },
  'guest, thread': { take: 80, ask: (side, n) => ask(side, 'GET', address(nth(side.threads, n)), guest) },
  'guest, category': { take: 80, ask: (side, n) => ask(side, 'GET', `/c/${nth(side.categories, n).slug}`, guest) },
  'guest, search': {
    take: 80,
    ask: (side, n) => ask(side, 'GET', `/search?q=${encodeURIComponent(nth(side.queries, n))}`, guest),
  },
  'guest, unanswered': { take: 80, ask: (side) => ask(side, 'GET', '/unanswered', guest) },
  'member, home': { take: 80, ask: (side) => ask(side, 'GET', '/', { cookie: side.cookie }) },
  'member, thread': {
    take: 80,
    ask: (side, n) => ask(side, 'GET', address(nth(side.threads, n)), { cookie: side.cookie }),
  },
  'member, posting an answer': {
    take: 40,
    ask: (side, n) => {
      side.forget.run()
      const words = `body=Have+you+tried+to+turn+it+off+and+on+again%3F+It+helped+here.+${n}&as=answer`
      return ask(side, 'POST', `/t/${nth(side.threads, n).id}/answers`, { cookie: side.cookie }, words)
    },
    after: 200,
  },
  // Each accepted one, then each taken back, and again.
  'member, accepting an answer': {
    take: 40,
    ask: (side, n) => {
      side.forget.run()
      const intent = Math.floor(n / side.solvable.length) % 2 ? 'withdraw' : 'accept'
      const { answer } = nth(side.solvable, n)
      return ask(side, 'POST', `/posts/${answer}/acceptance`, { cookie: side.cookie }, `intent=${intent}`)
    },
    after: 200,
  },
}

const ordered = (list) => [...list].sort((a, b) => a - b)
const median = (list) => {
  const values = ordered(list)
  const middle = values.length / 2
  return values.length % 2 ? values[Math.floor(middle)] : (values[middle - 1] + values[middle]) / 2
}
/** Between which two of its values the median lies with 95 % confidence, from order statistics (normal approximation). */
const between = (list) => {
  const values = ordered(list)
  const reach = (1.96 * Math.sqrt(values.length)) / 2
  const at = (n) => values[Math.max(0, Math.min(values.length - 1, n))]
  return [at(Math.floor(values.length / 2 - reach)), at(Math.ceil(values.length / 2 + reach) - 1)]
}
const results = {}
for (const [name, page] of Object.entries(pages)) {
  if (options.only && !name.includes(options.only)) continue
  const each = { old: [], new: [] }
  const wrong = { old: 0, new: 0 }
  for (let round = -1; round < rounds; round++) {
    // Whoever goes first changes from round to round.
    for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
      const before = cpuOf(side.child.pid)
      for (let n = 0; n < page.take; n++) {
        const { status } = await page.ask(side, (round + 1) * page.take + n)
        if (status >= 400) wrong[side.name]++
      }
      if (page.after) await wait(page.after)
      if (round >= 0) each[side.name].push((cpuOf(side.child.pid) - before) / page.take)
    }
  }
  const ratios = each.new.map((value, round) => value / each.old[round])
  results[name] = {
    oldMs: Number(median(each.old).toFixed(2)),
    newMs: Number(median(each.new).toFixed(2)),
    ratio: Number(median(ratios).toFixed(2)),
    between: between(ratios).map((value) => Number(value.toFixed(2))),
    ...(wrong.old + wrong.new > 0 ? { wrong } : {}),
  }
  console.log(name, JSON.stringify(results[name]))
}
for (const side of sides) side.child.kill('SIGTERM')
agent.destroy()
