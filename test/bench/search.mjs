// Measures what docs/search.md reports of the embedded engine: `npm run bench -- search [FOLDER] [--posts N] [--rank]`.
// FOLDER holds the sets (firefox-forum, typo-search, stackfaq); `phrasings.tsv` beside this file holds, for articles of
// firefox-forum, other phrasings that the index has and phrasings that it does not have. `--posts` makes an index of so
// many threads and measures search, suggestions and filling while searching; `--rank` adds what `askwell rank` scores.
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { register } from 'tsx/esm/api'
import { rankingScores } from './ranking-scores.mjs'

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: { posts: { type: 'string' }, rank: { type: 'boolean', default: false }, vectors: { type: 'string' } },
})
const folder = positionals[0] ?? '../shared/data'
const work = mkdtempSync(join(tmpdir(), 'askwell-search-bench-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))
register()
if (options.vectors) {
  const { vectorCosts } = await import('./vector-costs.mjs')
  await vectorCosts(work, options.vectors.split(',').map(Number))
  process.exit(0)
}
const { Fts5Store } = await import('../../search/fts5/store.server.ts')
const { SHIPPED_SYNONYMS } = await import('../../db/migrations/0026_synonyms.ts')

const linesOf = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean)
const rowsOf = (file) => linesOf(file).map((line) => JSON.parse(line))
const has = (...path) => existsSync(join(folder, ...path))
const points = (share) => (100 * share).toFixed(1)
const synonyms = SHIPPED_SYNONYMS.map(([language, words]) => ({ language: language === '' ? null : language, words }))

const document = (id, title, more = {}) => ({
  id,
  title,
  aliases: [],
  text: '',
  kind: 'question',
  state: 'open',
  categoryId: 1 + (id % 10),
  tags: [],
  authorId: null,
  language: 'en',
  createdAt: id,
  lastPostAt: id,
  answerCount: 0,
  sameHereCount: 0,
  helpfulCount: 0,
  readCount: 0,
  ...more,
})
let made = 0
const storeOf = (documents) => {
  made += 1
  const store = new Fts5Store(join(work, `search-${made}.db`))
  for (let from = 0; from < documents.length; from += 500) store.index(documents.slice(from, from + 500))
  store.setSynonyms(synonyms)
  return store
}
const ask = (store, text, limit = 50) =>
  store.search({ text, withoutCategories: [], languages: ['en'], limit, skip: 0 }).hits.map(({ id }) => id)

/** What is offered to whoever asks this, limited likewise. */
const offer = (store, title, limit = 50) => store.similar(title, '', [], limit).map(({ id }) => id)
const WAYS = [
  ['search page', ask],
  ['offered while asking', offer],
]

function scoreTypos() {
  const questions = rowsOf(join(folder, 'firefox-forum', 'questions.jsonl'))
  const store = storeOf(questions.map(({ id, title, text }) => document(Number(id), title, { text })))
  const asked = rowsOf(join(folder, 'typo-search', 'queries.jsonl'))
  console.log('\n| typo search, success@5 | misspelt | clean | retention |\n| --- | --- | --- | --- |')
  for (const [name, find] of WAYS) {
    const share = (field) =>
      asked.filter((one) => find(store, one[field], 5).includes(Number(one.target))).length / asked.length
    const [misspelt, clean] = [share('query'), share('clean')]
    console.log(`| ${name} | ${points(misspelt)} | ${points(clean)} | ${points(misspelt / clean)} |`)
  }
  store.close()
}

/** Each answer as a document, and as the product has it: each question with all its answers. */
function scoreFaq() {
  const corpus = rowsOf(join(folder, 'stackfaq', 'corpus.jsonl'))
  const asked = rowsOf(join(folder, 'stackfaq', 'queries.jsonl'))
  const judged = linesOf(join(folder, 'stackfaq', 'qrels.tsv')).map((line) => line.split('\t'))
  const threads = threadsOf(corpus)
  console.log('\n| stackfaq | MAP | MRR | P@1 |\n| --- | --- | --- | --- |')
  for (const [name, documents] of [
    ['each answer', corpus.map((one) => [one])],
    ['each question with its answers', threads],
  ]) {
    const store = storeOf(
      documents.map((of, n) => document(n + 1, of[0].title, { text: of.map(({ text }) => text).join('\n') })),
    )
    for (const [way, find] of WAYS) {
      const ranked = new Map(
        asked.map(({ id, title }) => [id, find(store, title).flatMap((n) => documents[n - 1].map((one) => one.id))]),
      )
      const { map, mrr, p1 } = rankingScores(judged, ranked)
      console.log(`| ${way}, ${name} | ${points(map)} | ${points(mrr)} | ${points(p1)} |`)
    }
    store.close()
  }
}

function threadsOf(corpus) {
  const threads = new Map()
  for (const one of corpus) threads.set(one.thread, [...(threads.get(one.thread) ?? []), one])
  return [...threads.values()]
}

function scorePhrasings() {
  const articles = rowsOf(join(folder, 'firefox-forum', 'articles.jsonl'))
  const rows = linesOf(new URL('phrasings.tsv', import.meta.url)).map((line) => line.split('\t'))
  const phrased = new Map(rows.map(([id, aliases]) => [id, aliases.split('; ')]))
  const store = storeOf(
    articles.map(({ id, title }, n) => document(n + 1, title, { kind: 'article', aliases: phrased.get(id) ?? [] })),
  )
  const plain = storeOf(articles.map(({ title }, n) => document(n + 1, title, { kind: 'article' })))
  const asked = rows.flatMap(([id, , queries]) => queries.split('; ').map((query) => ({ id, query })))
  const places = (index, find) =>
    asked.map(({ id, query }) => 1 + find(index, query, 10).findIndex((n) => articles[n - 1].id === id))
  const first = (found, most) => found.filter((place) => place > 0 && place <= most).length / asked.length
  console.log('\n| phrasings of what an article answers | asked | first | first three | first ten |')
  console.log('| --- | --- | --- | --- | --- |')
  for (const [name, index] of [
    ['title and other phrasings', store],
    ['title alone', plain],
  ]) {
    for (const [way, find] of WAYS) {
      const found = places(index, find)
      console.log(
        `| ${way}, ${name} | ${asked.length} | ${points(first(found, 1))} | ${points(first(found, 3))} | ${points(first(found, 10))} |`,
      )
      if (process.env.BENCH_MISSED && index === store && find === ask)
        asked.forEach(({ id, query }, n) => (found[n] < 1 || found[n] > 3) && console.log(found[n], id, '|', query))
    }
    index.close()
  }
}

/** Threads made of the questions there are, with words of their own: as many words as a community of that size has. */
function scaled(count) {
  const questions = rowsOf(join(folder, 'firefox-forum', 'questions.jsonl'))
  return (n) => {
    const { title, text } = questions[n % questions.length]
    const other = questions[(n * 7919) % questions.length]
    const own = `number${Math.floor(n / 7)} ${other.title.split(' ').slice(0, 3).join(' ')}`
    return document(n + 1, n < questions.length ? title : `${title} ${own}`, {
      text: text.slice(0, 1200),
      tags: [`tag${n % 40}`],
      state: ['open', 'answered', 'solved'][n % 3],
      createdAt: (n * 86_400_000 * 365 * 5) / count,
      lastPostAt: (n * 86_400_000 * 365 * 5) / count,
    })
  }
}

const quantile = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))]
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function measureScale(count) {
  const make = scaled(count)
  const store = new Fts5Store(join(work, `scale-${count}.db`))
  store.setSynonyms(synonyms)
  const queries = rowsOf(join(folder, 'typo-search', 'queries.jsonl')).map(({ clean, query }) => [clean, query])
  const countBy = ['state', 'kind', 'category', 'tag', 'language']
  const page = (text) => store.search({ text, withoutCategories: [], languages: ['en'], countBy, limit: 20, skip: 0 })
  const since = performance.now()
  const waits = []
  for (let from = 0; from < count; from += 50) {
    store.index(Array.from({ length: Math.min(50, count - from) }, (_, n) => make(from + n)))
    // A reader comes between two batches, as in the product.
    if (from % 5000 === 0) {
      const at = performance.now()
      page(queries[(from / 5000) % queries.length][0])
      waits.push(performance.now() - at)
    }
  }
  const filled = (performance.now() - since) / 1000
  for (const [clean] of queries.slice(0, 100)) page(clean)
  const times = []
  const before = cpu()
  for (const [clean] of queries.slice(100, 600)) {
    const at = performance.now()
    page(clean)
    times.push(performance.now() - at)
  }
  const perPage = (cpu() - before) / times.length
  const typed = queries.slice(0, 200).flatMap(([clean]) => [clean.slice(0, 4), clean.slice(0, 9)])
  for (const text of typed.slice(0, 40)) store.suggest(text, [], 8)
  const suggestions = typed.map((text) => {
    const at = performance.now()
    store.suggest(text, [], 8)
    return performance.now() - at
  })
  store.close()
  console.log('\n| threads | filled in | search while filling p95 | search CPU mean | search p95 | suggestions p95 |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  console.log(
    `| ${count.toLocaleString('en')} | ${filled.toFixed(0)} s | ${quantile(waits, 0.95).toFixed(1)} ms | ${perPage.toFixed(2)} ms | ${quantile(times, 0.95).toFixed(1)} ms | ${quantile(suggestions, 0.95).toFixed(1)} ms |`,
  )
}

if (has('typo-search', 'queries.jsonl') && has('firefox-forum', 'questions.jsonl')) scoreTypos()
if (has('stackfaq', 'corpus.jsonl')) scoreFaq()
if (has('firefox-forum', 'articles.jsonl')) scorePhrasings()
if (options.posts) for (const count of options.posts.split(',').map(Number)) measureScale(count)
if (options.rank) {
  const { measureMatching } = await import('./matching.mjs')
  await measureMatching(folder, work)
}
