// Vectors drawn around centres, as texts lie around what they are about; a query is drawn beside one of them.
import { statSync } from 'node:fs'
import { join } from 'node:path'

const LENGTHS = [384, 768, 1536]
const BATCH = 500
/** Primes, so that no centre lies in one category alone. */
const CENTRES = { few: 499, many: 1999 }
const QUERIES = 40
const FIRST = 10

/** The same numbers each time, spread normally. */
function numbers(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

const cosine = (a, b) => {
  let [ab, aa, bb] = [0, 0, 0]
  for (let at = 0; at < a.length; at += 1) {
    ab += a[at] * b[at]
    aa += a[at] * a[at]
    bb += b[at] * b[at]
  }
  return ab / Math.sqrt(aa * bb)
}

export async function vectorCosts(work, sizes) {
  const { VectorStore } = await import('../../search/vectors/store.server.ts')
  for (const size of sizes)
    for (const length of LENGTHS) measure(VectorStore, join(work, `v-${size}-${length}.db`), size, length)
}

function measure(VectorStore, file, size, length) {
  const draw = numbers(size + length)
  const drawn = () => Float32Array.from({ length }, draw)
  const beside = (one, spread) => one.map((number) => number + spread * draw())
  const centres = Array.from({ length: size < 50_000 ? CENTRES.few : CENTRES.many }, drawn)
  const vectors = []
  const store = new VectorStore(file, 'drawn')
  let filling = 0
  for (let from = 1; from <= size; from += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, size - from + 1) }, (_, nth) => {
      const vector = beside(centres[(from + nth) % centres.length], 0.8)
      if (size <= 100_000) vectors.push(vector)
      return { id: from + nth, hash: 'h', vector: [...vector] }
    })
    const start = process.cpuUsage()
    store.note(
      'threads',
      made.map(({ id, hash }) => ({ id, hash, categoryId: 1 + (id % 20) })),
    )
    store.keep('threads', made)
    const { user, system } = process.cpuUsage(start)
    filling += (user + system) / 1e6
  }
  const queries = Array.from({ length: QUERIES }, (_, nth) => beside(centres[(nth * 37) % centres.length], 0.6))
  store.nearest('threads', [...queries[0]], [], 50)
  const start = process.cpuUsage()
  const found = queries.map((query) => store.nearest('threads', [...query], [3, 5], FIRST))
  const { user, system } = process.cpuUsage(start)
  const each = (user + system) / 1000 / QUERIES
  let hits = 0
  if (vectors.length > 0)
    for (const [nth, query] of queries.slice(0, 10).entries()) {
      const nearest = vectors
        .map((vector, at) => ({ id: at + 1, worth: cosine(query, vector) }))
        .filter(({ id }) => ![3, 5].includes(1 + (id % 20)))
        .sort((a, b) => b.worth - a.worth)
        .slice(0, FIRST)
      hits += nearest.filter(({ id }) => found[nth].includes(id)).length
    }
  store.close()
  const megabytes = statSync(file).size / 1e6
  console.log(
    `${size} vectors of ${length}: ${each.toFixed(1)} ms of processor time a query, ${megabytes.toFixed(0)} MB, kept in ${filling.toFixed(1)} s` +
      (vectors.length > 0 ? `, ${hits} of 100 of the truly first ten found` : ''),
  )
}
