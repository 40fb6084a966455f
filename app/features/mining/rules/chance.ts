/**
 * The mutual information, in nats, that two groupings with these sizes have by chance: the expectation over
 * all ways of dealing the n texts out (N. X. Vinh, J. Epps and J. Bailey, "Information theoretic measures
 * for clusterings comparison", 2010, equation 24a). Equal sizes are worked out once; terms that
 * are far from the middle of their distribution count nothing and are left out.
 */
export function chanceInformation(rows: Float64Array, columns: Float64Array, n: number): number {
  if (n < 2) return 0
  const logs = logFactorials(n)
  let expected = 0
  for (const [a, manyA] of sizesOf(rows)) {
    for (const [b, manyB] of sizesOf(columns)) {
      expected += manyA * manyB * chanceOf(a, b, n, logs)
    }
  }
  return expected
}

/** Deviations from the mean beyond which a number of shared texts hardly occurs. */
const FAR = 6

/** What a group of a and one of b texts contribute: over all numbers of texts they may share. */
function chanceOf(a: number, b: number, n: number, logs: Float64Array): number {
  const log = (m: number): number => logs[m] ?? 0
  const mean = (a * b) / n
  const spread = FAR * Math.sqrt(mean * (1 - a / n) * (1 - b / n)) + FAR
  const least = Math.max(1, a + b - n, Math.floor(mean - spread))
  const most = Math.min(a, b, Math.ceil(mean + spread))
  if (most < least) return 0
  const fixed = log(a) + log(b) + log(n - a) + log(n - b) - log(n)
  let sum = 0
  for (let shared = least; shared <= most; shared++) {
    const chance = Math.exp(fixed - log(shared) - log(a - shared) - log(b - shared) - log(n - a - b + shared))
    sum += (shared / n) * Math.log((n * shared) / (a * b)) * chance
  }
  return sum
}

function sizesOf(counts: Float64Array): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (const count of counts) if (count > 0) sizes.set(count, (sizes.get(count) ?? 0) + 1)
  return sizes
}

function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let m = 2; m <= n; m++) logs[m] = (logs[m - 1] ?? 0) + Math.log(m)
  return logs
}

/** From this many texts expected in a cluster on, the first term of the series is near enough. */
const MANY = 30

/**
 * How far, in nats, the clusters of n texts drawn by chance differ on average from those of all texts, whose
 * shares are given: the expected Kullback-Leibler divergence of a binomial number in each cluster from its mean. Where many are
 * expected, the first term of its series, (1 - share) / 2n (G. Miller, "Note on the bias of information estimates", 1955).
 */
export function chanceDivergence(shares: Float64Array, n: number): number {
  let expected = 0
  for (const share of shares) {
    if (share <= 0 || share >= 1) continue
    const mean = n * share
    expected += mean > MANY ? (1 - share) / (2 * n) : binomialDivergence(share, n)
  }
  return expected
}

function binomialDivergence(share: number, n: number): number {
  const mean = n * share
  const most = Math.min(n, Math.ceil(mean + FAR * Math.sqrt(mean) + FAR))
  const odds = share / (1 - share)
  let chance = (1 - share) ** n
  let sum = 0
  for (let k = 1; k <= most; k++) {
    chance *= ((n - k + 1) / k) * odds
    sum += chance * (k / n) * Math.log(k / mean)
  }
  return sum
}
