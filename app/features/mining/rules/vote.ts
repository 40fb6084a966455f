import { agreementOf } from './agreement.ts'
import type { Bags } from './bags.ts'
import { ownWords } from './own-words.ts'
import { renumber } from './renumber.ts'

/** What several runs decided together. */
export interface Verdict {
  /** Group of each text. */
  readonly assignment: Int32Array
  readonly count: number
  /** Share of votes with the rest of its group, 0 to 1, for each text. */
  readonly support: Float32Array
}

/** Groups whose texts share this many votes on average are one. */
const ONE_GROUP = 0.5
const REASSIGNMENTS = 5
/** Groups under this share of the size that the average text's group has are dissolved. */
const TOO_SMALL = 0.15
/** Of a group of so many texts that is all that is asked. */
const NO_CHANCE = 25
/**
 * A smaller one is a piece of a topic more often than a topic. It needs this share, or the square of the votes that texts do
 * not share with their group times so much: the less runs agree, the likelier a small group is chance.
 */
const PIECE = 0.25
const DOUBTFUL = 3
/** Fewer texts are no topic, unless there are less than sixty times as many in all. */
const FEWEST = 5
const FINEST_SHARE = 1 / 60
/**
 * Whatever its size, a group is a topic whose words are its own so far, beside a great many requests about something else: so
 * many texts that share so many votes.
 */
const OWN = 0.5
const FEWEST_OWN = 8
const SUPPORTED = 0.6

/**
 * Lets runs vote (evidence accumulation of A. Fred and A. Jain, 2005, on groups instead of pairs): starts from
 * the run closest to all others, joins groups by average linkage of shared votes, and moves each text to the
 * group it shares most votes with. Of groups that are too small those stay whose words are their own, by `bags`.
 */
export function vote(runs: readonly Int32Array[], bags?: Bags): Verdict {
  const groups = groupTexts(runs)
  const ballot = ballotOf(runs)
  const kept = dissolve(groups, bags)
  const last = reassign(ballot, kept.assignment, kept.count)
  const { assignment, count } = renumber(last.assignment)
  return { assignment, count, support: last.support }
}

/** The groups that runs vote for, however small. */
export function groupTexts(runs: readonly Int32Array[]): Verdict {
  const ballot = ballotOf(runs)
  let groups = renumber(mostTypical(runs))
  groups = merge(ballot, groups.assignment, groups.count, ONE_GROUP)
  for (let round = 0; round < REASSIGNMENTS; round++)
    groups = renumber(reassign(ballot, groups.assignment, groups.count).assignment)
  groups = merge(ballot, groups.assignment, groups.count, ONE_GROUP)
  const { support } = reassign(ballot, groups.assignment, groups.count)
  return { ...groups, support }
}

/** Every run's groups numbered on, so that one text has one vote in each run. */
export interface Ballot {
  readonly runs: readonly Int32Array[]
  readonly options: number
}

/** Numbers the groups of all runs on. */
export function ballotOf(runs: readonly Int32Array[]): Ballot {
  let options = 0
  const numbered = runs.map((run) => {
    const { assignment, count } = renumber(run)
    const from = options
    options += count
    return assignment.map((k) => k + from)
  })
  return { runs: numbered, options }
}

/** Share of votes two groups have in common, for every two: the average over their texts. */
export function sharedVotes(ballot: Ballot, assignment: Int32Array, count: number): Float64Array[] {
  const profiles = profilesOf(ballot, assignment, count)
  return profiles.map((one) => Float64Array.from(profiles, (other) => dot(one, other) / ballot.runs.length))
}

/** Joins the two groups that share most until none share `least`. */
export function merge(
  ballot: Ballot,
  assignment: Int32Array,
  count: number,
  least: number,
): { readonly assignment: Int32Array; readonly count: number } {
  const shared = sharedVotes(ballot, assignment, count)
  const sizes = sizesOf(assignment, count)
  const into = Int32Array.from({ length: count }, (_, k) => k)
  const alive = new Set(into)
  for (;;) {
    let most = least
    let pair: readonly [number, number] | undefined
    for (const a of alive) {
      const row = shared[a]
      if (row) for (const b of alive) if (b > a && (row[b] ?? 0) >= most) [most, pair] = [row[b] ?? 0, [a, b]]
    }
    if (!pair) break
    const [a, b] = pair
    joinRows(shared, sizes, a, b, alive)
    alive.delete(b)
    for (let k = 0; k < count; k++) if (into[k] === b) into[k] = a
  }
  return renumber(assignment.map((k) => (k < 0 ? -1 : (into[k] ?? -1))))
}

function joinRows(
  shared: readonly Float64Array[],
  sizes: Float64Array,
  a: number,
  b: number,
  alive: ReadonlySet<number>,
): void {
  const [sizeA, sizeB] = [sizes[a] ?? 0, sizes[b] ?? 0]
  for (const c of alive) {
    const row = shared[c]
    if (!row) continue
    const joined = ((row[a] ?? 0) * sizeA + (row[b] ?? 0) * sizeB) / (sizeA + sizeB)
    row[a] = joined
    const own = shared[a]
    if (own) own[c] = joined
  }
  sizes[a] = sizeA + sizeB
}

function mostTypical(runs: readonly Int32Array[]): Int32Array {
  const closeness = runs.map((run) =>
    runs.reduce((sum, other) => sum + (other === run ? 0 : agreementOf(run, other).share), 0),
  )
  return runs[closeness.indexOf(Math.max(...closeness))] ?? new Int32Array(0)
}

/** For each group, the share of its texts that voted for each option. */
function profilesOf(ballot: Ballot, assignment: Int32Array, count: number): Float64Array[] {
  const profiles = Array.from({ length: count }, () => new Float64Array(ballot.options))
  const sizes = sizesOf(assignment, count)
  for (const run of ballot.runs) {
    for (let i = 0; i < run.length; i++) {
      const k = assignment[i] ?? -1
      const profile = profiles[k]
      if (!profile) continue
      const option = run[i] ?? 0
      profile[option] = (profile[option] ?? 0) + 1 / (sizes[k] ?? 1)
    }
  }
  return profiles
}

function reassign(
  ballot: Ballot,
  assignment: Int32Array,
  count: number,
): { readonly assignment: Int32Array; readonly support: Float32Array } {
  const profiles = profilesOf(ballot, assignment, count)
  // By option, then group: one text's votes are then a few rows to add up.
  const rows = new Float64Array(ballot.options * count)
  profiles.forEach((profile, k) => profile.forEach((share, option) => (rows[option * count + k] = share)))
  const support = new Float32Array(assignment.length)
  const sums = new Float64Array(count)
  const next = assignment.map((_, i) => {
    sums.fill(0)
    for (const run of ballot.runs) {
      const row = (run[i] ?? 0) * count
      for (let k = 0; k < count; k++) sums[k] = (sums[k] ?? 0) + (rows[row + k] ?? 0)
    }
    let best = 0
    for (let k = 1; k < count; k++) if ((sums[k] ?? 0) > (sums[best] ?? 0)) best = k
    support[i] = (sums[best] ?? 0) / ballot.runs.length
    return best
  })
  return { assignment: next, support }
}

/** Takes apart the groups that are too small to be told from chance. */
function dissolve(
  { assignment, count, support }: Verdict,
  bags: Bags | undefined,
): { readonly assignment: Int32Array; readonly count: number } {
  const sizes = sizesOf(assignment, count)
  const typical = sizes.reduce((sum, size) => sum + size * size, 0) / assignment.length
  const astray = 1 - support.reduce((sum, share) => sum + share, 0) / (support.length || 1)
  const piece = Math.max(PIECE, DOUBTFUL * astray * astray)
  const least = Math.max(
    Math.min(FEWEST, FINEST_SHARE * assignment.length),
    TOO_SMALL * typical,
    Math.min(NO_CHANCE, piece * typical),
  )
  const own = bags ? ownWords(bags, assignment, count) : undefined
  const supports = new Float64Array(count)
  assignment.forEach((k, i) => (supports[k] = (supports[k] ?? 0) + (support[i] ?? 0)))
  const isOfItsOwn = (k: number): boolean =>
    (own?.[k] ?? 0) >= OWN && (sizes[k] ?? 0) >= FEWEST_OWN && (supports[k] ?? 0) >= SUPPORTED * (sizes[k] ?? 0)
  return renumber(assignment.map((k) => ((sizes[k] ?? 0) < least && !isOfItsOwn(k) ? -1 : k)))
}

/** How many texts each group has. */
export function sizesOf(assignment: Int32Array, count: number): Float64Array {
  const sizes = new Float64Array(count)
  for (const k of assignment) if (k >= 0) sizes[k] = (sizes[k] ?? 0) + 1
  return sizes
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
