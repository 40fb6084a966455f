/** What is known about the articles that may answer a thread; all by article id. */
export interface ArticleEvidence<Id> {
  /** Articles whose words match the thread, best first. */
  readonly matches: readonly Id[]
  /** For each similar thread, nearest first, the articles its answers lead to; most have none. */
  readonly neighbourLinks: readonly (readonly Id[])[]
  /** How much each article is read or linked anywhere, in any unit. */
  readonly popularity: ReadonlyMap<Id, number>
  /** Of the matches those whose words answer the thread by themselves. */
  readonly answering: ReadonlySet<Id>
}

/** The n-th neighbour counts 1 / (n + this): near ones more, but many far ones outvote a few near ones. */
const NEARNESS = 10
/** What neighbours count beside the first match, and popularity beside all neighbours. */
const MATCH = 0.05
const POPULARITY = 0.25
/** Few votes are believed less: as if so many of the nearest had been given to none. */
const DOUBT = 0.2
/** Votes that an article needs unless its words answer: one of the seven nearest neighbours, or a few further ones. */
const BACKED = 1 / 16

/**
 * The articles that may help with a thread, best first: those that answers to similar threads lead to, each vote
 * weighed by nearness (k nearest neighbours: T. Cover and P. Hart, 1967), those whose words match, and of both the
 * popular ones a little before. Popularity alone brings none, and neither do some words in common: what neither
 * answers by its words nor has the votes is left out.
 */
export function rankArticles<Id>(evidence: ArticleEvidence<Id>): readonly Id[] {
  const { matches, neighbourLinks, popularity, answering } = evidence
  const scores = new Map<Id, number>()
  const add = (id: Id, worth: number): void => void scores.set(id, (scores.get(id) ?? 0) + worth)
  const nearness = (at: number): number => 1 / (NEARNESS + at)
  const votes = neighbourLinks.reduce((sum, ids, at) => sum + ids.length * nearness(at), 0)
  const all = votes + DOUBT * nearness(0)
  neighbourLinks.forEach((ids, at) => {
    for (const id of ids) add(id, nearness(at) / all)
  })
  const isBacked = (id: Id, share: number): boolean => answering.has(id) || share * all >= BACKED
  const shown = new Set([...matches, ...scores.keys()].filter((id) => isBacked(id, scores.get(id) ?? 0)))
  matches.forEach((id, at) => add(id, MATCH / (at + 1)))
  const known = [...scores.keys()]
  const read = known.reduce((sum, id) => sum + (popularity.get(id) ?? 0), 0)
  for (const id of known) if (read > 0) add(id, (POPULARITY * (popularity.get(id) ?? 0)) / read)
  return known.filter((id) => shown.has(id)).sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))
}
