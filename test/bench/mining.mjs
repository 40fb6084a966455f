// Measures what docs/mining.md reports: `npm run bench -- mining [FOLDER] [--seeds 1,2,3] [--parts] [--mixtures] [--million] [--only matching]`. FOLDER holds sets
// as folders with requests.jsonl and labels.jsonl; those that are not there are skipped. The built product runs
// as it would anywhere: one process per measurement, its time and greatest memory its own.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { register } from 'tsx/esm/api'
import { measureMatching } from './matching.mjs'
import { scoresOf } from './scores.mjs'

/** Sets with labels; the published figures of one are on a part of it. */
const SETS = [{ name: 'banking77', split: 'test' }, { name: 'stackoverflow20' }, { name: 'bitext27' }]
/** A ninth of another domain mixed in makes a tenth of all. */
const MIXTURES = [
  ['banking77', 'stackoverflow20'],
  ['stackoverflow20', 'banking77'],
  ['bitext27', 'stackoverflow20'],
  ['bitext27', 'banking77'],
]
/** Requests drawn from each set, and from all together: few are where topics come out too fine or too coarse. */
const PARTS = [300, 500, 1000, 2000, 4000]
const ALL_SETS = ['banking77', 'bitext27', 'stackoverflow20']
const PARTS_OF_ALL = [3000, 18_000]
const MILLION = 1_000_000
/** Sets mixed as the brands of one company are: so many requests of each, of so many labels, the least few of each. */
const CORPORA = [
  [
    { name: 'bitext27', size: 4000 },
    { name: 'stackoverflow20', size: 4000 },
  ],
  [
    { name: 'banking77', size: 1500, labels: 15 },
    { name: 'stackoverflow20', size: 3000 },
    { name: 'firefox-requests', size: 2000 },
  ],
  [
    { name: 'banking77', size: 1500 },
    { name: 'bitext27', size: 1500 },
    { name: 'stackoverflow20', size: 1500 },
    { name: 'firefox-requests', size: 1500 },
  ],
  [
    { name: 'stackoverflow20', size: 4000 },
    { name: 'firefox-requests', size: 4000 },
  ],
  [
    { name: 'banking77', size: 400, labels: 12 },
    { name: 'stackoverflow20', size: 5000 },
  ],
  [
    { name: 'banking77', size: 1300 },
    { name: 'firefox-requests', size: 10_000 },
  ],
  [{ name: 'banking77' }, { name: 'firefox-requests' }],
  [{ name: 'banking77' }, { name: 'firefox-requests', size: 1300 }],
  [
    { name: 'bitext27', size: 1000 },
    { name: 'stackoverflow20', size: 10_000 },
  ],
  [
    { name: 'bitext27', size: 10_000 },
    { name: 'stackoverflow20', size: 1000 },
  ],
  ['banking77', 'bitext27', 'stackoverflow20', 'firefox-requests'].map((name) => ({ name })),
  [
    { name: 'bitext27', labels: 12, each: 20 },
    { name: 'banking77', size: 600 },
  ],
  [{ name: 'bitext27', labels: 15, each: 20 }, { name: 'banking77' }],
]
/** Letters of a request's text beside its title. */
const BODY = 600
/** Requests of which so many are one letter. */
const LETTERS = { of: 2000, shares: [0.1, 0.3, 0.5, 0.7, 0.85] }

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    parts: { type: 'boolean', default: false },
    mixtures: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const folder = resolve(positionals[0] ?? '../shared/data')
const seeds = options.seeds.split(',').map(Number)
const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const has = (name) => existsSync(join(folder, name, 'labels.jsonl'))
const mines = options.only !== 'matching' && SETS.some(({ name }) => has(name))
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}: name the one with the sets.`)
  process.exit(1)
}
if (mines && !existsSync('build/server/askwell.js'))
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
const work = mkdtempSync(join(tmpdir(), 'askwell-mining-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

/** Runs the built `askwell mine`; returns where each request went, seconds, and megabytes at most. */
function mine(requests, more, isRead = true) {
  const out = join(work, 'out.jsonl')
  const since = performance.now()
  const script = `process.on('exit', () => console.error('rss ' + process.resourceUsage().maxRSS)); process.argv.splice(1, 0, 'askwell'); await import(${JSON.stringify(`file://${resolve('build/server/askwell.js')}`)})`
  const run = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, 'mine', '--requests', requests, '--out', out, ...more],
    { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (run.status !== 0) throw new Error(`${run.error?.message ?? run.signal ?? run.status}\n${run.stderr.slice(-2000)}`)
  return {
    seconds: (performance.now() - since) / 1000,
    megabytes: Number(/rss (\d+)/.exec(run.stderr)?.[1]) / 1024,
    rows: isRead ? lines(out) : [],
  }
}

const mean = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length
const points = (share) => (100 * share).toFixed(1)

function scoreSets() {
  console.log('| set | NMI / ARI / ACC | by seed | found (true) | unassigned | seconds | MB |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const { name, split } of SETS.filter((set) => has(set.name))) {
    const requests = join(folder, name, 'requests.jsonl')
    const part = new Set(
      lines(requests)
        .filter((one) => !split || one.split === split)
        .map(({ id }) => id),
    )
    const labels = lines(join(folder, name, 'labels.jsonl'))
    const rows = seeds.map((seed) => {
      const { rows: placed, ...cost } = mine(requests, ['--seed', String(seed)])
      const groups = new Map(placed.map(({ id, cluster }) => [id, cluster]))
      const found = new Set([...groups.values()].filter((group) => group !== null)).size
      const scored = labels.filter(({ id }) => part.has(id))
      return { ...scoresOf(scored.map(({ id, label }) => [label, groups.get(id) ?? null])), ...cost, found }
    })
    const triple = (row) => `${points(row.nmi)} / ${points(row.ari)} / ${points(row.acc)}`
    const average = Object.fromEntries(Object.keys(rows[0]).map((key) => [key, mean(rows, key)]))
    console.log(
      `| ${name}${split ? ` (${split})` : ''} | ${triple(average)} | ${rows.map(triple).join(', ')} | ${rows.map(({ found }) => found).join(', ')} (${average.labels}) | ${points(average.unassigned)} % | ${average.seconds.toFixed(1)} | ${average.megabytes.toFixed(0)} |`,
    )
  }
}

/** Parts of the sets: each seed draws its own, and mines it. */
async function scoreParts() {
  register()
  const { countUp, randomFrom, shuffle } = await import('../../app/features/mining/rules/random.ts')
  console.log('\n| part | NMI / ARI / ACC | found (true) |')
  console.log('| --- | --- | --- |')
  const file = join(work, 'part.jsonl')
  const parts = [
    ...SETS.flatMap(({ name }) => PARTS.map((size) => ({ names: [name], size }))),
    ...PARTS_OF_ALL.map((size) => ({ names: ALL_SETS, size })),
  ]
  for (const { names, size } of parts.filter((part) => part.names.every(has))) {
    const requests = names.flatMap((name) => {
      const labels = new Map(lines(join(folder, name, 'labels.jsonl')).map(({ id, label }) => [id, label]))
      return lines(join(folder, name, 'requests.jsonl')).map(({ id, text }) => ({
        text,
        label: `${name} ${labels.get(id)}`,
      }))
    })
    if (size > requests.length) continue
    const rows = seeds.map((seed) => {
      const order = shuffle(countUp(requests.length), randomFrom(seed * 977 + 13))
      const drawn = Array.from(order.slice(0, size), (at) => requests[at])
      writeFileSync(file, drawn.map(({ text }, i) => JSON.stringify({ id: String(i), text })).join('\n'))
      const placed = mine(file, ['--seed', String(seed)]).rows
      return scoresOf(placed.map(({ id, cluster }) => [drawn[Number(id)].label, cluster]))
    })
    const triple = ['nmi', 'ari', 'acc'].map((key) => points(mean(rows, key))).join(' / ')
    const most = Math.max(...rows.map((row) => row.labels))
    console.log(
      `| ${names.join(' + ')}, ${size} | ${triple} | ${rows.map(({ found }) => found).join(', ')} (${most}) |`,
    )
  }
}

/** The requests of a set as [id, text, label or null], drawn by chance. */
async function draw({ name, size = Infinity, labels, each = Infinity }, seed) {
  register()
  const { countUp, randomFrom, shuffle } = await import('../../app/features/mining/rules/random.ts')
  const random = randomFrom(seed * 31 + name.length)
  const mixed = (list) => Array.from(shuffle(countUp(list.length), random), (i) => list[i])
  const labelOf = has(name)
    ? new Map(lines(join(folder, name, 'labels.jsonl')).map(({ id, label }) => [id, label]))
    : new Map()
  const file = ['requests.jsonl', 'questions.jsonl'].map((one) => join(folder, name, one)).find(existsSync)
  let rows = mixed(lines(file)).map(({ id, title, text }) => ({
    id: `${name}:${id}`,
    text: title === undefined ? text : `${title}\n${String(text ?? '').slice(0, BODY)}`,
    label: labelOf.get(id) ?? null,
  }))
  if (labels !== undefined) {
    const chosen = new Set(mixed([...new Set(labelOf.values())].sort()).slice(0, labels))
    rows = rows.filter(({ label }) => chosen.has(label))
  }
  const counts = new Map()
  return rows.filter(({ label }) => counts.set(label, (counts.get(label) ?? 0) + 1).get(label) <= each).slice(0, size)
}

/** Each labelled part of a mixture against the same requests mined alone. */
async function scoreMixtures() {
  console.log('\n| mixture | part | alone, topics | mixed, topics | difference | seconds |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  const write = (name, rows) => {
    const file = join(work, `${name}.jsonl`)
    writeFileSync(file, rows.map(({ id, text }) => JSON.stringify({ id, text })).join('\n'))
    return file
  }
  const isThere = ({ name }) =>
    ['requests.jsonl', 'questions.jsonl'].some((file) => existsSync(join(folder, name, file)))
  for (const corpus of CORPORA.filter((specs) => specs.every(isThere))) {
    for (const seed of seeds) {
      const parts = await Promise.all(corpus.map((spec) => draw(spec, seed)))
      const { countUp, randomFrom, shuffle } = await import('../../app/features/mining/rules/random.ts')
      const all = parts.flat()
      const order = shuffle(countUp(all.length), randomFrom(seed * 7))
      const mixed = mine(
        write(
          'mixture',
          Array.from(order, (i) => all[i]),
        ),
        ['--seed', String(seed)],
      )
      const placed = new Map(mixed.rows.map(({ id, cluster }) => [id, cluster]))
      for (const [at, part] of parts.entries()) {
        if (!has(corpus[at].name)) continue
        const alone = new Map(
          mine(write('part', part), ['--seed', String(seed)]).rows.map(({ id, cluster }) => [id, cluster]),
        )
        const scores = [alone, placed].map((where) =>
          scoresOf(part.map(({ id, label }) => [label, where.get(id) ?? null])),
        )
        const shown = scores.map((s) => `${points(s.nmi)} / ${points(s.ari)} / ${points(s.acc)}, ${s.found}`)
        const less = ['nmi', 'ari', 'acc'].map((key) => points(scores[1][key] - scores[0][key])).join(' / ')
        const name = corpus.map(({ name: own, size }) => `${own}${size ? ` ${size}` : ''}`).join(' + ')
        console.log(
          `| ${name}, seed ${seed} | ${corpus[at].name} | ${shown.join(' | ')} | ${less} | ${mixed.seconds.toFixed(0)} |`,
        )
      }
    }
  }
}

/** How many topics requests fall into beside a letter that many send, and without it. */
async function scoreLetters() {
  console.log('\n| of 2,000 are a letter | topics of the rest alone | topics with the letter |')
  console.log('| --- | --- | --- |')
  const names = 'Anna Ben Clara David Elena Farid Greta Hugo Ines Jonas Karin Leo Maria Nils Olga Paul'.split(' ')
  const letter = (n) =>
    `Hello, my name is ${names[n % 16]}. My order number ${n * 7919} from ${n % 28} March has not arrived although the page says that it was delivered. Please send it again or refund me.`
  const { name } = SETS.find((set) => has(set.name))
  const topicsOf = (texts) => {
    const file = join(work, 'letters.jsonl')
    writeFileSync(file, texts.map((text, i) => JSON.stringify({ id: String(i), text })).join('\n'))
    return new Set(mine(file, []).rows.flatMap(({ cluster }) => cluster ?? [])).size
  }
  for (const share of LETTERS.shares) {
    const letters = Array.from({ length: LETTERS.of * share }, (_, n) => letter(n))
    const rest = (await draw({ name, size: LETTERS.of - letters.length }, 1)).map(({ text }) => text)
    console.log(`| ${points(share)} % | ${topicsOf(rest)} | ${topicsOf([...letters, ...rest])} |`)
  }
}

/** How many requests of another domain are left out when so many of the domain's own are that 90 % stay. */
function scoreOutliers() {
  console.log('\n| domain + a tenth of | left out when 90 % of the domain stay | left out unasked (of the domain) |')
  console.log('| --- | --- | --- |')
  for (const [domain, other] of MIXTURES.filter((names) => names.every(has))) {
    const own = lines(join(folder, domain, 'requests.jsonl'))
    const others = lines(join(folder, other, 'requests.jsonl'))
    const step = Math.floor(others.length / (own.length / 9))
    const strange = others.filter((_, i) => i % step === 0).slice(0, Math.round(own.length / 9))
    const mixed = [
      ...own.map(({ text }, i) => ({ id: `own-${i}`, text })),
      ...strange.map(({ text }, i) => ({ id: `other-${i}`, text })),
    ]
    const file = join(work, 'mixed.jsonl')
    writeFileSync(file, mixed.map((one) => JSON.stringify(one)).join('\n'))
    const rows = mine(file, ['--fit']).rows
    const fits = (kind) =>
      rows.filter(({ id }) => id.startsWith(kind)).map(({ cluster, fit }) => (cluster === null ? 0 : fit))
    const stay = fits('own').sort((a, b) => a - b)
    const cut = stay[Math.floor(stay.length / 10)]
    const left = fits('other')
    const out = left.filter((fit) => fit < cut).length / left.length
    const byItself = left.filter((fit) => fit === 0).length / left.length
    const lost = stay.filter((fit) => fit === 0).length / stay.length
    console.log(`| ${domain} + ${other} | ${points(out)} % | ${points(byItself)} % (${points(lost)} %) |`)
  }
}

/** Learns from a part of one set and places the same again, when everything is warm. */
async function measurePlacing() {
  register()
  const { mine: learn } = await import('../../app/features/mining/rules/mine.ts')
  const { placeText } = await import('../../app/features/mining/rules/place.ts')
  const { name } = SETS.find((set) => has(set.name))
  const inputs = lines(join(folder, name, 'requests.jsonl')).slice(0, 4000)
  const { model } = learn(inputs, { seed: 1, runs: 2 })
  for (const { text } of inputs) placeText(model, text)
  const since = performance.now()
  for (const { text } of inputs) placeText(model, text)
  const each = (performance.now() - since) / inputs.length
  console.log(`\nPlacing one request into ${model.topics} topics: ${(each * 1000).toFixed(1)} microseconds.`)
}

/** Real requests with words dropped, swapped and added, some repeated as they are, up to a million. */
function mineMillion() {
  const source = SETS.filter(({ name }) => has(name)).flatMap(({ name }) => lines(join(folder, name, 'requests.jsonl')))
  let state = 42
  const chance = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296
  const pick = (list) => list[Math.floor(chance() * list.length)]
  const openings = ['hi,', 'hello', 'please help:', 'good morning,', 'quick question:']
  const file = join(work, 'million.jsonl')
  let page = []
  for (let i = 1; i <= MILLION; i++) {
    let words = pick(source).text.split(' ')
    if (chance() > 0.15) {
      words = words.filter(() => chance() > 0.08)
      if (words.length > 3 && chance() < 0.2) words.push(words.shift())
      if (chance() < 0.25) words.unshift(pick(openings))
    }
    page.push(JSON.stringify({ id: String(i), text: words.join(' ') }))
    if (page.length === 50_000) {
      writeFileSync(file, `${page.join('\n')}\n`, { flag: 'a' })
      page = []
    }
  }
  const { seconds, megabytes } = mine(file, [], false)
  console.log(`\nA million requests: ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB.`)
}

if (mines) {
  scoreSets()
  if (options.parts) await scoreParts()
  if (options.mixtures) {
    await scoreMixtures()
    await scoreLetters()
  }
  scoreOutliers()
  await measurePlacing()
  if (options.million) mineMillion()
}
const matches = options.only !== 'mining' && (await measureMatching(folder, work))
if (!mines && !matches) {
  console.error(`There are no sets in ${folder}: name the folder that has them.`)
  process.exit(1)
}
