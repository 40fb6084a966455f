/**
 * Scores rankings (a Map from query to documents, best first) against judgements [query, document, grade]: mean average
 * precision, mean reciprocal rank, precision at 1 over queries that have a relevant document; `mapAll` divides by
 * all queries, as SemEval's task does.
 */
export function rankingScores(judgements, rankings) {
  const relevant = new Map()
  for (const [query, document, grade] of judgements) {
    const known = relevant.get(query) ?? new Set()
    relevant.set(query, Number(grade) > 0 ? known.add(document) : known)
  }
  const judged = [...relevant].filter(([, documents]) => documents.size > 0)
  const sum = { map: 0, mrr: 0, p1: 0 }
  for (const [query, documents] of judged) {
    const hits = [...new Set(rankings.get(query) ?? [])].flatMap((id, at) => (documents.has(id) ? [at + 1] : []))
    sum.map += hits.reduce((all, place, n) => all + (n + 1) / place, 0) / documents.size
    sum.mrr += hits.length > 0 ? 1 / hits[0] : 0
    sum.p1 += hits[0] === 1 ? 1 : 0
  }
  const share = (total) => total / Math.max(1, judged.length)
  return { map: share(sum.map), mrr: share(sum.mrr), p1: share(sum.p1), mapAll: sum.map / Math.max(1, relevant.size) }
}
