import type { TopicModel } from '../types.ts'

/** What a topic has in common with the rest that shares no word with it. */
const LEAST_ALIKE = 0.01

/** How often each word stands in each topic: by word, then topic. */
export function rowsOf(model: TopicModel): Float32Array {
  const rows = new Float32Array(model.words.length * model.topics)
  model.cells.forEach((cell, i) => (rows[cell] = model.counts[i] ?? 0))
  return rows
}

/** What likeness is measured in: each word's weight × rarity, squared (K. Spärck Jones, 1972). */
export function valuesOf(model: TopicModel): Float64Array {
  return Float64Array.from(model.words, (_, w) => {
    const rarity = -Math.log(Math.min(1, model.shares[w] || 1))
    return ((model.weights[w] ?? 0) * rarity) ** 2
  })
}

/** Mean likeness of the texts of each topic to each other (cosine, from counts), 0 to 1. */
export function coherenceOf(
  model: TopicModel,
  rows: Float32Array,
  values: Float64Array,
): { readonly coherence: Float64Array; readonly norms: Float64Array } {
  const { topics, sizes } = model
  const coherence = new Float64Array(topics)
  const norms = new Float64Array(topics)
  values.forEach((value, w) => {
    for (let k = 0; k < topics; k++) {
      const share = (rows[w * topics + k] ?? 0) / (sizes[k] || 1)
      coherence[k] = (coherence[k] ?? 0) + value * share * share
      norms[k] = (norms[k] ?? 0) + value * share
    }
  })
  return { coherence: coherence.map((sum, k) => sum / (norms[k] || 1)), norms }
}

/**
 * How much each topic belongs when the topics of a subject do so together: their mean, by their sizes. Another
 * domain may be several topics, a small one of them tight.
 */
export function belongingOf(model: TopicModel): Float64Array {
  const { topics, sizes, subjects } = model
  const own = belongingAlone(model)
  const texts = new Float64Array(topics)
  const sums = new Float64Array(topics)
  own.forEach((belonging, k) => {
    const subject = subjects[k] ?? 0
    const size = sizes[k] ?? 0
    texts[subject] = (texts[subject] ?? 0) + size
    sums[subject] = (sums[subject] ?? 0) + size * belonging
  })
  return own.map((_, k) => {
    const subject = subjects[k] ?? 0
    return (sums[subject] ?? 0) / (texts[subject] || 1)
  })
}

/**
 * How much each topic belongs to the domain of all by itself: its coherence × how much its use of words, the
 * small ones too, is that of the rest (A. Bhattacharyya's coefficient, 1943).
 */
export function belongingAlone(model: TopicModel): Float64Array {
  const rows = rowsOf(model)
  const { topics } = model
  const totals = new Float64Array(topics)
  const everywhere = new Float64Array(model.words.length)
  let all = 0
  for (let w = 0; w < model.words.length; w++) {
    for (let k = 0; k < topics; k++) {
      const n = rows[w * topics + k] ?? 0
      totals[k] = (totals[k] ?? 0) + n
      everywhere[w] = (everywhere[w] ?? 0) + n
      all += n
    }
  }
  const { coherence } = coherenceOf(model, rows, valuesOf(model))
  return coherence.map((own, k) => {
    const inside = totals[k] || 1
    const outside = Math.max(1, all - inside)
    let alike = 0
    for (let w = 0; w < model.words.length; w++) {
      const n = rows[w * topics + k] ?? 0
      if (n > 0) alike += Math.sqrt((n / inside) * (((everywhere[w] ?? 0) - n) / outside))
    }
    return own * Math.max(LEAST_ALIKE, alike)
  })
}
