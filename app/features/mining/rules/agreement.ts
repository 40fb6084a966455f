import { chanceInformation } from './chance.ts'

/** What two groupings of the same texts have in common. */
export interface Agreement {
  /** Mutual information, in nats. */
  readonly information: number
  /** The same as a share of the mean of both entropies; 1 when neither tells anything. */
  readonly share: number
  /** The share beyond what chance would give: 0 by chance, 1 when both are the same. */
  adjusted(): number
}

/**
 * Mutual information of two groupings, plain and normalised (A. Strehl and J. Ghosh, "Cluster ensembles",
 * 2002, with the arithmetic mean), and adjusted for chance (N. X. Vinh and others, 2010). Texts of group -1 form a group of their own.
 */
export function agreementOf(one: Int32Array, other: Int32Array): Agreement {
  const n = one.length
  const width = greatest(other) + 2
  const height = greatest(one) + 2
  const joint = new Float64Array(width * height)
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  for (let i = 0; i < n; i++) {
    const row = (one[i] ?? 0) + 1
    const column = (other[i] ?? 0) + 1
    joint[row * width + column] = (joint[row * width + column] ?? 0) + 1
    rows[row] = (rows[row] ?? 0) + 1
    columns[column] = (columns[column] ?? 0) + 1
  }
  const both = entropyOf(rows, n) + entropyOf(columns, n)
  const information = Math.max(0, both - entropyOf(joint, n))
  return {
    information,
    share: both === 0 ? 1 : (2 * information) / both,
    adjusted() {
      const chance = chanceInformation(rows, columns, n)
      const rest = both / 2 - chance
      return rest <= 0 ? 0 : Math.max(0, (information - chance) / rest)
    },
  }
}

function greatest(assignment: Int32Array): number {
  let most = -1
  for (const k of assignment) if (k > most) most = k
  return most
}

function entropyOf(counts: Float64Array, n: number): number {
  let entropy = 0
  for (const count of counts) if (count > 0) entropy -= (count / n) * Math.log(count / n)
  return entropy
}
