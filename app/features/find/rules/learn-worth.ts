/** A search as it counts for what is learnt: what stood on its page in order, and what was opened. */
export interface SeenSearch {
  readonly shown: readonly string[]
  readonly opened: ReadonlySet<string>
  /** What somebody said that it solved their question. */
  readonly solved: ReadonlySet<string>
}

/** How likely a hit is looked at by its place (N. Craswell et al. 2008; A. Wang et al. 2018 fit such a curve). */
const looked = (place: number): number => (place + 1) ** -0.7
/** "This solved it" says as much as so many who opened it. */
const SOLVED = 3
/** As if so many looks had gone as they go on average: a few clicks say little. */
const DOUBT = 6
/** Fewer searches, or less opened, tell nothing. */
const LEAST_SEARCHES = 5
const LEAST_OPENED = 3
/** Twice as often opened as its place explains raises the worth by this power. */
const POWER = 0.25
export const LEAST_FACTOR = 0.85
export const MOST_FACTOR = 1.3

export interface LearntWorth {
  readonly hit: string
  readonly factor: number
}

/**
 * What the searches for one text teach about its hits: how much oftener each was opened than its place explains, by
 * inverse propensity (T. Joachims, A. Swaminathan and T. Schnabel 2017), doubted while it is few, and in bounds.
 */
export function learnWorth(searches: readonly SeenSearch[]): readonly LearntWorth[] {
  if (searches.length < LEAST_SEARCHES) return []
  const looks = new Map<string, number>()
  const wins = new Map<string, number>()
  for (const { shown, opened, solved } of searches) {
    shown.forEach((hit, place) => {
      looks.set(hit, (looks.get(hit) ?? 0) + looked(place))
      const won = (opened.has(hit) ? 1 : 0) + (solved.has(hit) ? SOLVED : 0)
      if (won > 0) wins.set(hit, (wins.get(hit) ?? 0) + won)
    })
  }
  const allLooks = sum(looks.values())
  const allWins = sum(wins.values())
  if (allWins < LEAST_OPENED) return []
  const usual = allWins / allLooks
  return [...looks].flatMap(([hit, count]) => {
    const ratio = ((wins.get(hit) ?? 0) + DOUBT * usual) / (usual * (count + DOUBT))
    const factor = Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, ratio ** POWER))
    return Math.abs(factor - 1) < 0.01 ? [] : [{ hit, factor }]
  })
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)
