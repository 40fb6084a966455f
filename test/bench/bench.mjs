// Measures what docs/performance.md reports: `npm run bench [-- --tools DIR] [--quick]`; what docs/mining.md
// reports: `npm run bench -- mining [FOLDER]`; what docs/escalation.md reports: `npm run bench -- desk`; what docs/search.md
// reports: `npm run bench -- search [FOLDER]`; what docs/advocates.md reports: `npm run bench -- recognition`; an older build
// beside this one: `npm run bench -- turns FOLDER`.
// Needs the build (made when missing), wrk (Debian: apt-get install wrk), and the corpus tools in --tools
// (make-corpus.mjs, drive.mjs, weight.mjs). Everything runs on loopback and stops by itself.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { convert } from './convert.mjs'

if (process.argv[2] === 'mining') {
  await import('./mining.mjs')
  process.exit()
}
if (process.argv[2] === 'recognition') {
  await import('./recognition.mjs')
  process.exit()
}
if (process.argv[2] === 'search') {
  await import('./search.mjs')
  process.exit()
}
if (process.argv[2] === 'turns') {
  await import('./turns.mjs')
  process.exit()
}
if (process.argv[2] === 'desk') {
  await import('./desk.mjs')
  process.exit()
}
const { values: options } = parseArgs({
  options: {
    tools: { type: 'string', default: '../shared/tools/bench' },
    quick: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
const tools = resolve(options.tools)
const fail = (words) => {
  console.error(words)
  process.exit(1)
}
if (!existsSync(join(tools, 'drive.mjs'))) fail(`The corpus tools are not at ${tools}: name their folder with --tools.`)
try {
  execFileSync('wrk', ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
} catch (error) {
  if (error.code === 'ENOENT') fail('The load driver needs wrk: apt-get install wrk')
}
if (!existsSync('build/server/askwell.js'))
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })

const folder = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'askwell-bench-'))
mkdirSync(folder, { recursive: true })
if (!options.keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const PORT = 20_000 + Math.floor(process.pid % 20_000)
const base = `http://127.0.0.1:${PORT}`
const seconds = options.quick ? 3 : 8
const results = {}
const askwell = (dataDir, args, env = {}) => ({
  file: process.execPath,
  args: ['build/server/askwell.js', ...args],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    PORT: String(PORT),
    LOG_LEVEL: 'warn',
    ...env,
  },
})
const run = (dataDir, args, env) => {
  const call = askwell(dataDir, args, env)
  return execFileSync(call.file, call.args, { env: call.env, encoding: 'utf8' })
}
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const get = (path, headers = {}) =>
  new Promise((resolve, reject) => {
    http
      .get(base + path, { headers, agent: false }, (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
          }),
        )
      })
      .on('error', reject)
  })

/** Starts the server and returns how long the first answer took, in milliseconds. */
async function serve(dataDir) {
  const call = askwell(dataDir, ['serve'])
  const since = performance.now()
  const child = spawn(call.file, call.args, {
    env: call.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    try {
      await get('/')
      break
    } catch {
      await wait(10)
    }
  }
  return {
    child,
    cold: performance.now() - since,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', resolve)
        child.kill('SIGTERM')
      }),
  }
}

function load(targets, pid, conc) {
  const file = join(folder, 'targets.json')
  writeFileSync(file, JSON.stringify(targets))
  const out = execFileSync(
    process.execPath,
    [
      join(tools, 'drive.mjs'),
      '--base',
      base,
      '--targets',
      file,
      '--label',
      'askwell',
      '--pids',
      `node=${pid}`,
      '--conc',
      String(conc),
      '--duration',
      String(seconds),
      '--warmup',
      '3',
    ],
    { encoding: 'utf8' },
  )
  return Object.fromEntries(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map((row) => [row.scenario, row]),
  )
}

/** Makes a corpus, imports it, and returns the folder and how quick it went. */
async function corpus(posts) {
  const dataDir = join(folder, `data-${posts}`)
  const raw = join(folder, `corpus-${posts}.jsonl.gz`)
  const lines = join(folder, `corpus-${posts}.jsonl`)
  if (existsSync(join(dataDir, 'askwell.db'))) return { dataDir, rate: null }
  if (!existsSync(raw))
    execFileSync(process.execPath, [
      join(tools, 'make-corpus.mjs'),
      '--posts',
      String(posts),
      '--topics',
      String(posts / 10),
      '--users',
      String(Math.max(200, posts / 50)),
      '--out',
      raw,
    ])
  const count = await convert(raw, lines)
  const since = performance.now()
  run(dataDir, ['import', 'forum', lines, '--source', 'corpus'])
  const rate = count / ((performance.now() - since) / 1000)
  rmSync(lines)
  return { dataDir, rate }
}

function targetsOf(dataDir, cookie) {
  const db = new Database(join(dataDir, 'askwell.db'), { readonly: true })
  const threads = db
    .prepare('select id, slug from threads where answer_count between 19 and 60 and listed = 1 order by id limit 300')
    .all()
  const categories = db.prepare('select slug from categories').all()
  const words = db.prepare('select title from threads where length(title) > 30 order by id limit 4000').all()
  db.close()
  const queries = words
    .filter((_, n) => n % 20 === 0)
    .map(({ title }) =>
      title
        .split(/\s+/)
        .filter((word) => /^[A-Za-z]{4,}$/.test(word))
        .slice(-2)
        .join(' '),
    )
    .filter((query) => query.includes(' '))
  const address = (thread) => `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
  // A session cookie that nobody has: a guest, but one whose pages are rendered each time.
  const rendered = { cookie: 'askwell_session=nobody' }
  return {
    threads,
    address,
    guest: {
      thread: { method: 'GET', headers: rendered, paths: threads.map(address) },
      home: { method: 'GET', headers: rendered, paths: ['/'] },
      category: { method: 'GET', headers: rendered, paths: categories.map(({ slug }) => `/c/${slug}`) },
      search: {
        method: 'GET',
        headers: rendered,
        paths: queries.map((query) => `/search?q=${encodeURIComponent(query)}`),
      },
    },
    kept: { kept: { method: 'GET', headers: {}, paths: threads.slice(0, 100).map(address) } },
    member: { member: { method: 'GET', headers: { cookie }, paths: threads.map(address) } },
    post: {
      post: {
        method: 'POST',
        headers: { cookie, origin: base, 'content-type': 'application/x-www-form-urlencoded' },
        preflight: false,
        paths: threads.map((thread) => `/t/${thread.id}/answers`),
        bodies: ['body=Have+you+tried+to+turn+it+off+and+on+again%3F+It+helped+here.&as=answer'],
      },
    },
  }
}

async function signIn(dataDir) {
  try {
    run(
      dataDir,
      ['member', 'create', 'bench@example.test', '--handle', 'bencher', '--name', 'Bench', '--role', 'customer'],
      { PASSWORD: 'a long password for the bench' },
    )
  } catch {
    // it was made by an earlier run on a kept folder
  }
  return () =>
    new Promise((resolve, reject) => {
      const body = 'email=bench%40example.test&password=a+long+password+for+the+bench'
      const request = http.request(
        `${base}/signin`,
        {
          method: 'POST',
          headers: {
            origin: base,
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': body.length,
          },
        },
        (response) => {
          response.resume()
          resolve((response.headers['set-cookie']?.[0] ?? '').split(';')[0])
        },
      )
      request.on('error', reject)
      request.end(body)
    })
}

/** What the machine itself does with the same bytes: bare node:http, in a process of its own. */
async function floor(path) {
  const { body } = await get(path)
  const file = join(folder, 'page.html')
  writeFileSync(file, body)
  const child = spawn(process.execPath, [
    '-e',
    `const h=require('http'),b=require('fs').readFileSync(${JSON.stringify(file)});h.createServer((q,r)=>{r.writeHead(200,{'content-type':'text/html'});r.end(b)}).listen(${PORT + 1})`,
  ])
  await wait(500)
  const out = execFileSync('wrk', ['-t1', '-c16', `-d${seconds}s`, `http://127.0.0.1:${PORT + 1}/`], {
    encoding: 'utf8',
  })
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  child.kill()
  const requests = Number(/(\d+) requests in/.exec(out)?.[1])
  return {
    rps: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]),
    cpu: ((Number(stat[11]) + Number(stat[12])) / 100 / requests) * 1000,
    bytes: body.length,
  }
}

const size = options.quick ? 10_000 : 100_000
const main = await corpus(size)
results.importPerSecond = main.rate === null ? null : Math.round(main.rate)
const login = await signIn(main.dataDir)
let server = await serve(main.dataDir)
results.coldStartMs = Math.round(server.cold)
const targets = targetsOf(main.dataDir, await login())
const pid = server.child.pid
const cpu = (rows) =>
  Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [
      name,
      {
        cpuMs: row.cpuPer1000.node,
        p50: row.p50,
        p99: row.p99,
        errors: row.errors,
        otherCores: row.otherCores,
      },
    ]),
  )
results.rendered = cpu(load(targets.guest, pid, 1))
results.member = cpu(load(targets.member, pid, 1))
const kept = load(targets.kept, pid, 16).kept
results.kept = {
  rps: Math.round(kept.rps),
  p99: kept.p99,
  cpuMs: kept.cpuPer1000.node,
  errors: kept.errors,
}
const page = targets.address(targets.threads[0])
results.floor = await floor(page)
results.parts = JSON.parse(
  execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/parts.ts', main.dataDir], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  }),
)
results.rssMiB = kept.rssMiB.node
const weigh = (cookie) =>
  JSON.parse(
    execFileSync(process.execPath, [join(tools, 'weight.mjs'), '--base', base, '--path', page], {
      encoding: 'utf8',
      env: { ...process.env, COOKIE: cookie },
    }),
  )
const weight = weigh('')
results.firstVisit = {
  html: weight.html.gzip6,
  script: weight.js?.gzip6 ?? 0,
  style: weight.css?.gzip6 ?? 0,
  fonts: weight.font?.wire ?? 0,
}
const memberPage = await get(page, { cookie: targets.member.member.headers.cookie })
const scripts = [
  ...new Set(
    [
      ...memberPage.body.matchAll(/(?:src|href)="(\/(?:assets|enhance)[^"]+\.js[^"]*)"/g),
      ...memberPage.body.matchAll(/"(\/assets\/[^"]+\.js)"/g),
    ].map((match) => match[1]),
  ),
]
let memberBytes = 0
for (const path of scripts)
  memberBytes += Number((await get(path, { 'accept-encoding': 'gzip' })).headers['content-length'])
results.memberScript = memberBytes
// One member posts more than anybody may: the limits are forgotten while it is measured.
const forgetting = spawn(process.execPath, [
  '-e',
  `const D=require('better-sqlite3');const d=new D(${JSON.stringify(join(main.dataDir, 'askwell.db'))});setInterval(()=>d.prepare('delete from rate_windows').run(),100)`,
])
results.posting = cpu(load(targets.post, pid, 1))
forgetting.kill()
await server.stop()

if (options.scale) {
  results.scale = {}
  for (const posts of [10_000, 1_000_000]) {
    const { dataDir, rate } = await corpus(posts)
    const scaleLogin = await signIn(dataDir)
    server = await serve(dataDir)
    const scaled = targetsOf(dataDir, await scaleLogin())
    results.scale[posts] = {
      importPerSecond: rate === null ? null : Math.round(rate),
      ...cpu(load(scaled.guest, server.child.pid, 1)),
    }
    await server.stop()
  }
}
console.log(JSON.stringify(results, null, 1))
