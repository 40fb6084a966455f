import type { Random } from './random.ts'

/** Texts as word numbers, and how much of a word each of a text's words counts. */
export interface Weighted {
  readonly count: number
  readonly wordCount: number
  readonly starts: Int32Array
  readonly words: Int32Array
  readonly pulls: Float32Array
}

/** A grouping, and how much the words tell about the groups, in nats. */
export interface Grouping {
  readonly assignment: Int32Array
  readonly information: number
}

const DRAWN_SWEEPS = 8
const GREEDY_SWEEPS = 16
/** What an empty group weighs, in texts. */
const EMPTY_SIZE = 3
/** Texts that still move when a grouping has come to rest, as a share. */
const AT_REST = 1 / 1000

/** The best of several groupings of chance, by what the words tell about the groups. */
export function bestGrouping(
  texts: Weighted,
  groups: number,
  mass: number,
  restarts: number,
  random: Random,
): Grouping {
  let best: Grouping | undefined
  for (let run = 0; run < restarts; run++) {
    const found = groupOnce(texts, groups, mass, random)
    if (!best || found.information > best.information) best = found
  }
  return best ?? { assignment: new Int32Array(texts.count), information: 0 }
}

/**
 * Groups texts by a mixture of multinomials (K. Nigam and others, "Text classification from labeled and unlabeled
 * documents using EM", 2000; hard assignments): a few coarse groups, all words alike. Counts are renewed
 * after each sweep; the first sweeps draw, the later ones take the best. `mass`: what is believed beforehand, in words.
 */
export function groupOnce(texts: Weighted, groups: number, mass: number, random: Random): Grouping {
  const { count, wordCount, starts, words, pulls } = texts
  const assignment = new Int32Array(count)
  for (let i = 0; i < count; i++) assignment[i] = Math.floor(random() * groups)
  const all = new Float32Array(wordCount)
  let total = 0
  for (let i = 0; i < count; i++) {
    const pull = pulls[i] ?? 0
    const end = starts[i + 1] ?? 0
    for (let at = starts[i] ?? 0; at < end; at++) {
      all[words[at] ?? 0] = (all[words[at] ?? 0] ?? 0) + pull
      total += pull
    }
  }
  const base = all.map((n) => Math.max(1e-6, (mass * n) / (total || 1)))
  const counts = new Float32Array(wordCount * groups)
  const logs = new Float32Array(wordCount * groups)
  // The same without one text that counts its words in full, as most do.
  const logsWithout = new Float32Array(wordCount * groups)
  const sizes = new Float64Array(groups)
  const masses = new Float64Array(groups)
  const scores = new Float64Array(groups)
  const recount = (): void => {
    counts.fill(0)
    sizes.fill(0)
    masses.fill(0)
    for (let i = 0; i < count; i++) {
      const k = assignment[i] ?? 0
      const pull = pulls[i] ?? 0
      const from = starts[i] ?? 0
      const end = starts[i + 1] ?? 0
      sizes[k] = (sizes[k] ?? 0) + 1
      masses[k] = (masses[k] ?? 0) + pull * (end - from)
      for (let at = from; at < end; at++) {
        const cell = (words[at] ?? 0) * groups + k
        counts[cell] = (counts[cell] ?? 0) + pull
      }
    }
  }
  for (let sweep = 1; sweep <= DRAWN_SWEEPS + GREEDY_SWEEPS; sweep++) {
    recount()
    for (let w = 0, cell = 0; w < wordCount; w++) {
      const b = base[w] ?? 0
      for (let k = 0; k < groups; k++, cell++) {
        const n = counts[cell] ?? 0
        logs[cell] = Math.log(n + b)
        if (n > 0) logsWithout[cell] = Math.log(Math.max(0, n - 1) + b)
      }
    }
    const logSizes = sizes.map((size) => Math.log(size + EMPTY_SIZE))
    const logMasses = masses.map((inside) => Math.log(inside + mass))
    const isGreedy = sweep > DRAWN_SWEEPS
    let moved = 0
    for (let i = 0; i < count; i++) {
      const from = starts[i] ?? 0
      const end = starts[i + 1] ?? 0
      if (end === from) continue
      const pull = pulls[i] ?? 0
      const own = assignment[i] ?? 0
      const length = pull * (end - from)
      for (let k = 0; k < groups; k++) scores[k] = 0
      let ownSum = 0
      for (let at = from; at < end; at++) {
        const w = words[at] ?? 0
        const cell = w * groups
        for (let k = 0; k < groups; k++) scores[k] = (scores[k] ?? 0) + (logs[cell + k] ?? 0)
        ownSum +=
          pull === 1
            ? (logsWithout[cell + own] ?? 0)
            : Math.log(Math.max(0, (counts[cell + own] ?? 0) - pull) + (base[w] ?? 0))
      }
      for (let k = 0; k < groups; k++)
        scores[k] = (logSizes[k] ?? 0) - length * (logMasses[k] ?? 0) + pull * (scores[k] ?? 0)
      scores[own] =
        Math.log((sizes[own] ?? 0) - 1 + EMPTY_SIZE) -
        length * Math.log(Math.max(0, (masses[own] ?? 0) - length) + mass) +
        pull * ownSum
      const next = isGreedy ? likeliest(scores) : draw(scores, random)
      if (next !== own) moved++
      assignment[i] = next
    }
    if (isGreedy && moved <= AT_REST * count) break
  }
  recount()
  return { assignment, information: informationOf(counts, masses, all, total) }
}

function likeliest(scores: Float64Array): number {
  let best = 0
  for (let k = 1; k < scores.length; k++) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k
  return best
}

function draw(scores: Float64Array, random: Random): number {
  const top = scores[likeliest(scores)] ?? 0
  let sum = 0
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp((scores[k] ?? 0) - top)
    sum += scores[k] ?? 0
  }
  let left = random() * sum
  for (let k = 0; k < scores.length; k++) {
    left -= scores[k] ?? 0
    if (left < 0) return k
  }
  return scores.length - 1
}

/** Mutual information of word and group. */
function informationOf(counts: Float32Array, masses: Float64Array, all: Float32Array, total: number): number {
  const groups = masses.length
  let sum = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const n = counts[cell] ?? 0
    if (n <= 0) continue
    const expected = ((all[Math.floor(cell / groups)] ?? 0) * (masses[cell % groups] ?? 0)) / total
    sum += (n / total) * Math.log(n / expected)
  }
  return sum
}
