// What recognition costs, on SQLite in a folder of its own: `npm run bench -- recognition [--entries N]`. A hundred thousand
// members with a million outcomes are written as threads, answers and acceptances; the ledger is rebuilt from them by the
// command, one member is settled, and the leaders' page is asked for in turns with a member's thread page. Needs the build.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { entries: { type: 'string', default: '1000000' }, members: { type: 'string', default: '100000' } },
})
// An accepted answer makes two entries: that it was accepted, and that the asker did it.
const THREADS = Math.floor(Number(values.entries) / 2)
const MEMBERS = Number(values.members)
const DAY = 86_400_000
const ROUNDS = 5
const ASKS = 40

if (!existsSync('build/server/askwell.js')) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
const folder = mkdtempSync(join(tmpdir(), 'askwell-recognition-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const port = 20_000 + Math.floor(process.pid % 20_000)
const base = `http://127.0.0.1:${port}`
const password = 'a quiet afternoon'
const env = {
  ...process.env,
  PASSWORD: password,
  NODE_ENV: 'production',
  DATA_DIR: folder,
  PORT: String(port),
  LOG_LEVEL: 'error',
  ROLE: 'web',
}
const run = (...args) =>
  execFileSync(process.execPath, ['build/server/askwell.js', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
run('migrate')
run('member', 'create', 'carla@example.test', '--handle', 'carla', '--name', 'Carla', '--role', 'customer')
fill()

/** Threads of two years, each answered and accepted; a few members answer much more than the rest. */
function fill() {
  const db = new Database(join(folder, 'askwell.db'))
  const now = Date.now()
  const numbers = (most) =>
    `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${most})`
  const helper = `2 + cast((i * 7919 % ${MEMBERS}) * (i * 7919 % ${MEMBERS}) / ${MEMBERS}.0 as integer) % ${MEMBERS}`
  const at = `${now} - (i * 104729 % 730) * ${DAY} - i % 86000000`
  db.exec(`
    pragma synchronous = off;
    delete from jobs;
    insert into categories (id, slug, name) ${numbers(20)} select i, 'c' || i, 'Category ' || i from numbers;
    insert into tags (id, name, thread_count) ${numbers(200)} select i, 'tag' || i, ${THREADS / 200} from numbers;
    insert into members (id, handle, handle_key, name, created_at, email_confirmed_at)
      ${numbers(MEMBERS)} select i + 1, 'm' || i, 'm' || i, 'Member ' || i, 1, 1 from numbers;
    insert into threads (id, category_id, author_id, kind, title, slug, listed, answer_count, created_at, last_post_at,
        first_answer_at, accepted_post_id, accepted_at, accepted_by)
      ${numbers(THREADS)} select i, 1 + i % 20, 2 + (i * 31) % ${MEMBERS}, 'question', 'Where did folder ' || i || ' go',
        'folder-' || i, 1, 1, ${at}, ${at}, ${at}, ${THREADS} + i, ${at} + 60000, 2 + (i * 31) % ${MEMBERS} from numbers;
    insert into posts (id, thread_id, author_id, kind, body, html, renderer, created_at)
      ${numbers(THREADS)} select i, i, 2 + (i * 31) % ${MEMBERS}, 'opening', 'Gone.', '<p>Gone.</p>', 1, ${at} from numbers;
    insert into posts (id, thread_id, author_id, kind, body, html, renderer, created_at)
      ${numbers(THREADS)} select ${THREADS} + i, i, ${helper}, 'answer', 'Restore it.', '<p>Restore it.</p>', 1, ${at} + 1000
      from numbers;
    insert into thread_tags (thread_id, tag_id) ${numbers(THREADS)} select i, 1 + i % 200 from numbers;
    analyze;`)
  db.close()
}

let from = performance.now()
const said = run('rebuild', 'points').trim().split('\n').at(-1)
console.log(`rebuilding the ledger        ${((performance.now() - from) / 1000).toFixed(1)} s: ${said}`)
const look = new Database(join(folder, 'askwell.db'), { readonly: true })
const sums = () => look.prepare('select count(*) as n, sum(points) as points from standings').get()
const before = sums()
from = performance.now()
run('rebuild', 'points')
const after = sums()
console.log(
  `rebuilding it again          ${((performance.now() - from) / 1000).toFixed(1)} s: ${after.points === before.points ? 'the same' : 'OTHER'} totals`,
)
console.log(
  execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/settling.ts', folder], {
    env,
    encoding: 'utf8',
  }).trim(),
)

const server = spawn(process.execPath, ['build/server/askwell.js', 'serve'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
process.on('exit', () => server.kill())
for (;;) {
  if (await fetch(base).catch(() => null)) break
  await new Promise((done) => setTimeout(done, 50))
}
const form = new URLSearchParams({ email: 'carla@example.test', password })
const headers = { Origin: base, 'Content-Type': 'application/x-www-form-urlencoded' }
const signed = await fetch(`${base}/signin`, { method: 'POST', body: form, headers, redirect: 'manual' })
const cookie = signed.headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ')
const pages = {
  thread: '/t/77/folder-77',
  leaders: '/advocates',
  all: '/advocates/leaders?period=all',
  subject: '/advocates?subject=t%3Atag7',
  profile: '/members/carla',
}
const times = Object.fromEntries(Object.keys(pages).map((name) => [name, []]))
for (let round = 0; round < ROUNDS; round += 1)
  for (const [name, path] of Object.entries(pages))
    for (let ask = 0; ask < ASKS; ask += 1) {
      from = performance.now()
      const answer = await fetch(base + path, { headers: { cookie } })
      await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
      if (round > 0) times[name].push(performance.now() - from)
    }
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]
const thread = median(times.thread)
for (const name of Object.keys(pages))
  console.log(
    `${pages[name].padEnd(32)} ${median(times[name]).toFixed(1)} ms, ${(median(times[name]) / thread).toFixed(2)} times a member's thread page`,
  )
server.kill()
process.exit()
