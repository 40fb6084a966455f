// What the second tier costs, on SQLite in a folder of its own: `npm run bench -- desk`. Ten thousand questions fall due
// in one minute; the job that looks at each is run by a worker of the built product, then the queue and a member's
// thread page are asked for in turns of the same run. Needs the build, and nothing else.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'

const THREADS = 10_000
const ROUNDS = 5
const ASKS = 60
const MINUTE = 60_000
const HOUR = 60 * MINUTE

if (!existsSync('build/server/askwell.js')) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
const folder = mkdtempSync(join(tmpdir(), 'askwell-desk-'))
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
}
const run = (...args) => execFileSync(process.execPath, ['build/server/askwell.js', ...args], { env, encoding: 'utf8' })
run('migrate')
run('member', 'create', 'agnes@example.test', '--handle', 'agnes', '--name', 'Agnes', '--role', 'agent')
fill()

/** Ten thousand open questions, each promised an answer until a moment ago, and nobody has looked at any. */
function fill() {
  const db = new Database(join(folder, 'askwell.db'))
  const now = Date.now()
  const numbers = `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${THREADS})`
  db.exec(`
    insert into categories (id, slug, name, first_minutes, solve_minutes) values (1, 'app', 'The app', 240, 2400);
    insert into members (handle, handle_key, name, created_at, accepted_count)
      ${numbers} select 'm' || i, 'm' || i, 'Member ' || i, 1, i % 40 from numbers where i <= 2000;
    insert into threads (id, category_id, author_id, kind, title, slug, listed, waiting, promised, same_here_count,
        created_at, last_post_at, risk_at, due_at, solve_due_at, review_at)
      ${numbers} select i, 1, 2 + i % 1999, case when i % 3 = 0 then 'problem' else 'question' end,
        'Where did number ' || i || ' of my folders go', 'folder-' || i, 1, 1, 1, i % 30,
        ${now - 6 * HOUR} - i, ${now - 6 * HOUR} - i, ${now - 3 * HOUR}, ${now - MINUTE}, ${now + 40 * HOUR}, ${now - MINUTE}
      from numbers;
    insert into posts (thread_id, author_id, kind, body, html, renderer, created_at)
      ${numbers} select i, 2 + i % 1999, 'opening',
        'I opened it this morning, and number ' || i || case when i % 50 = 0 then ' is gone. I lost all my data.' else ' is not where it was. What do I do?' end,
        '<p>I opened it this morning, and it is not where it was.</p>', 1, ${now - 6 * HOUR} from numbers;
    insert into posts (thread_id, author_id, kind, parent_id, body, html, renderer, created_at)
      select thread_id, author_id, 'comment', id, 'More of it.', '<p>More of it.</p>', 1, created_at + 1 from posts;
    insert into jobs (name, subject, payload, pending_key, due_at, created_at)
      ${numbers} select 'escalation.review', 'thread:' || i, '{"thread":' || i || '}', 'escalation.review thread:' || i,
        ${now - MINUTE}, 1 from numbers;
    analyze;`)
  db.close()
}

const look = new Database(join(folder, 'askwell.db'), { readonly: true })
const left = () =>
  look.prepare(`select count(*) as n from jobs where name = 'escalation.review' and due_at <= ?`).get(Date.now()).n
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

const server = spawn(process.execPath, ['build/server/askwell.js', 'serve'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
process.on('exit', () => server.kill())
const began = performance.now()
while (left() > 0) await wait(100)
const settled = (performance.now() - began) / 1000
const open = look.prepare('select count(*) as n from escalations where resolved_at is null').get().n
console.log(
  `settling ${THREADS} due threads   ${settled.toFixed(1)} s, ${((settled * 1000) / THREADS).toFixed(2)} ms each, with starting the product; ${open} escalations open`,
)
while (look.prepare('select count(*) as n from jobs where parked_at is null and due_at <= ?').get(Date.now()).n > 0)
  await wait(200)

const form = new URLSearchParams({ email: 'agnes@example.test', password })
const headers = { Origin: base, 'Content-Type': 'application/x-www-form-urlencoded' }
const signed = await fetch(`${base}/signin`, { method: 'POST', body: form, headers, redirect: 'manual' })
const cookie = signed.headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ')
const first = look
  .prepare('select id from escalations where resolved_at is null order by score desc, id limit 1')
  .get().id
const pages = {
  thread: '/t/77/folder-77',
  queue: '/desk',
  late: '/desk?queue=late',
  work: `/desk/escalations/${first}`,
}
const times = Object.fromEntries(Object.keys(pages).map((name) => [name, []]))
for (let round = 0; round < ROUNDS; round += 1)
  for (const [name, path] of Object.entries(pages))
    for (let ask = 0; ask < ASKS; ask += 1) {
      const from = performance.now()
      const answer = await fetch(base + path, { headers: { cookie } })
      await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
      if (round > 0) times[name].push(performance.now() - from)
    }
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]
const thread = median(times.thread)
for (const name of Object.keys(pages))
  console.log(
    `${pages[name].padEnd(26)} ${median(times[name]).toFixed(1)} ms, ${(median(times[name]) / thread).toFixed(2)} times a member's thread page`,
  )
server.kill()
execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/triage.ts', folder], { stdio: 'inherit', env })
process.exit()
