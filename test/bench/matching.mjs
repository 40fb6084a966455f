// The matching part of `npm run bench -- mining [FOLDER]`: `askwell rank` over every set that is there, each in a process
// of its own. A retrieval set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv; typo-search asks
// firefox-forum. Judgements are read here only.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'
import { rankingScores } from './ranking-scores.mjs'

const linesOf = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean)
const rowsOf = (file) => linesOf(file).map((line) => JSON.parse(line))
const points = (share) => (100 * share).toFixed(1)

/** Runs `askwell rank`; returns the ranking by query, and its last words. */
function rank(work, corpus, queries) {
  const out = join(work, 'ranked.jsonl')
  const args = ['--import', 'tsx', 'scripts/main.ts', 'rank', '--corpus', corpus, '--queries', queries, '--out', out]
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  const ranked = new Map(rowsOf(out).map((row) => [row.query, row.ranked]))
  return { ranked, words: run.stderr.trim().split('\n').at(-1) }
}

/** Measures what is there; returns whether anything was. */
export async function measureMatching(folder, work) {
  const has = (...path) => existsSync(join(folder, ...path))
  const sets = readdirSync(folder)
    .filter((name) => ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].every((file) => has(name, file)))
    .sort()
  if (sets.length > 0) scoreRankings(folder, work, sets)
  const hasForum = has('firefox-forum', 'questions.jsonl')
  if (hasForum && has('typo-search', 'queries.jsonl')) scoreTypos(folder, work)
  if (hasForum && has('firefox-forum', 'article-links.tsv')) await scoreArticles(folder)
  return sets.length > 0 || hasForum
}

function scoreRankings(folder, work, sets) {
  console.log('\n| set | MAP | MRR | P@1 | MAP over all queries | |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const name of sets) {
    const { ranked, words } = rank(work, join(folder, name, 'corpus.jsonl'), join(folder, name, 'queries.jsonl'))
    const judged = linesOf(join(folder, name, 'qrels.tsv')).map((line) => line.split('\t'))
    const { map, mrr, p1, mapAll } = rankingScores(judged, ranked)
    console.log(`| ${name} | ${points(map)} | ${points(mrr)} | ${points(p1)} | ${points(mapAll)} | ${words} |`)
  }
}

function scoreTypos(folder, work) {
  const asked = rowsOf(join(folder, 'typo-search', 'queries.jsonl'))
  const corpus = join(folder, 'firefox-forum', 'questions.jsonl')
  const titles = join(work, 'titles.jsonl')
  writeFileSync(
    titles,
    rowsOf(corpus)
      .map(({ id, title }) => JSON.stringify({ id, title }))
      .join('\n'),
  )
  console.log('\n| typo search, success@5 | misspelt | clean | retention | by humans | |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const [name, file] of [
    ['titles and texts', corpus],
    ['titles', titles],
  ]) {
    const found = (field) => {
      const queries = join(work, 'queries.jsonl')
      writeFileSync(queries, asked.map((one) => JSON.stringify({ id: one.id, title: one[field] })).join('\n'))
      const { ranked, words } = rank(work, file, queries)
      return {
        hits: new Set(
          asked.filter(({ id, target }) => ranked.get(id).slice(0, 5).includes(target)).map(({ id }) => id),
        ),
        words,
      }
    }
    const [misspelt, clean] = [found('query'), found('clean')]
    const human = asked.filter(({ typos }) => typos.includes('human'))
    const byHumans = human.filter(({ id }) => misspelt.hits.has(id)).length / human.length
    console.log(
      `| ${name} | ${points(misspelt.hits.size / asked.length)} | ${points(clean.hits.size / asked.length)} | ${points(misspelt.hits.size / clean.hits.size)} | ${points(byHumans)} | ${misspelt.words} |`,
    )
  }
}

/**
 * Which article answers a question: for the later half of the questions, by what was known when each was asked.
 * Neighbours are earlier questions, their links and popularity come from answers given before; the question's own
 * answers only judge. Success@5: one of the articles its answers link is among the first five.
 */
async function scoreArticles(folder) {
  register()
  const { openDocuments } = await import('../../app/features/find/rules/documents.ts')
  const { openMatchIndex } = await import('../../app/features/find/rules/match-index.ts')
  const { rankArticles } = await import('../../app/features/find/rules/rank-articles.ts')
  const forum = (file) => rowsOf(join(folder, 'firefox-forum', file))
  const questions = forum('questions.jsonl').sort((a, b) => (a.created < b.created ? -1 : 1))
  const articles = forum('articles.jsonl')
  const known = new Set(articles.map(({ id }) => id))
  const links = forum('answers.jsonl')
    .flatMap(({ question, created, links: ids }) =>
      ids.filter((id) => known.has(id)).map((id) => ({ question, created, id })),
    )
    .sort((a, b) => (a.created < b.created ? -1 : 1))
  const wanted = new Map()
  for (const [question, id] of linesOf(join(folder, 'firefox-forum', 'article-links.tsv')).map((line) =>
    line.split('\t'),
  ))
    wanted.set(question, (wanted.get(question) ?? new Set()).add(id))
  const indexOf = (documents) => {
    const all = openDocuments()
    for (const { id, title, text = '' } of documents) all.add({ id, title, text })
    return openMatchIndex(all)
  }
  const threads = indexOf(questions)
  const titles = indexOf(articles)
  const asked = new Map(questions.map(({ id, created }) => [id, created]))
  const later = questions.slice(questions.length / 2).filter(({ id }) => wanted.has(id))
  const tally = { all: 0, words: 0, popular: 0 }
  for (const { id, title, text, created } of later) {
    const before = links.filter((link) => link.created < created && link.question !== id)
    const popularity = new Map()
    const byQuestion = new Map()
    for (const link of before) {
      popularity.set(link.id, (popularity.get(link.id) ?? 0) + 1)
      byQuestion.set(link.question, (byQuestion.get(link.question) ?? new Set()).add(link.id))
    }
    const near = threads
      .rank({ title, text }, 300)
      .filter((other) => other !== id && asked.get(other) < created)
      .slice(0, 100)
    const neighbourLinks = near.map((other) => [...(byQuestion.get(other) ?? [])])
    const matches = titles.rank({ title, text }, 10)
    const popular = [...popularity].sort((a, b) => b[1] - a[1]).map(([article]) => article)
    const isHit = (ranked) => ranked.slice(0, 5).some((article) => wanted.get(id).has(article))
    if (isHit(rankArticles({ matches, neighbourLinks, popularity, answering: new Set() }))) tally.all += 1
    if (isHit(matches)) tally.words += 1
    if (isHit(popular)) tally.popular += 1
  }
  const share = (hits) => points(hits / later.length)
  console.log(
    `\nArticles for a question, success@5 over the ${later.length} later ones: ${share(tally.all)} (titles alone ${share(tally.words)}, always the most linked ${share(tally.popular)}).`,
  )
}
