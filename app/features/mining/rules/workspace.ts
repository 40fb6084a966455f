import type { Bags } from './bags.ts'
import { LENGTH_BUCKETS } from './lengths.ts'
import { LANES, scoreKernel } from './score-kernel.ts'

const PAGE = 65_536

/** The memory one mixture works in, laid out anew for each; and its innermost loop. */
export interface Workspace {
  /** Makes room for so many clusters; returns the width of a row, which is at least one more. */
  reserve(clusters: number): number
  /** That width, without making room. */
  widthOf(clusters: number): number
  readonly table: Float32Array
  /** What `score` found: each cluster's chance against the best. */
  readonly chances: Float32Array
  readonly logSizes: Float32Array
  readonly logMass: Float32Array
  /**
   * Fills `chances` for the words from one place up to another, whose weights make up `length`; the score
   * in the cluster the text comes from is given. Returns the sum of the chances.
   */
  score(from: number, to: number, bucket: number, length: number, own: number, ownScore: number): number
}

/** Opens the memory for these texts, enough for `mostClusters`. */
export function openWorkspace(bags: Bags, mostClusters: number): Workspace {
  const most = widthOf(mostClusters)
  const tokens = bags.words.length
  const bytes = 4 * (tokens + most * (bags.wordCount + LENGTH_BUCKETS + 2)) + PAGE
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const kernel = scoreKernel(memory)
  const wordsAt = 0
  new Int32Array(memory.buffer, wordsAt, tokens).set(bags.words)
  let width = most
  const begin = Math.ceil((tokens * 4) / 64) * 64
  let at = begin
  const room = (length: number): Float32Array => {
    const array = new Float32Array(memory.buffer, at, length)
    at += length * 4
    return array
  }
  const chances = room(most)
  const logSizes = room(most)
  const logMass = room(most * LENGTH_BUCKETS)
  const table = room(most * bags.wordCount)
  return {
    ...{ table, chances, logSizes, logMass },
    widthOf,
    reserve(clusters) {
      width = widthOf(clusters)
      return width
    },
    score(from, to, bucket, length, own, ownScore) {
      return kernel(
        wordsAt + from * 4,
        wordsAt + to * 4,
        table.byteOffset,
        width * 4,
        chances.byteOffset,
        logSizes.byteOffset,
        logMass.byteOffset + bucket * width * 4,
        length,
        own * 4,
        ownScore,
      )
    },
  }
}

function widthOf(clusters: number): number {
  return Math.ceil((clusters + 1) / LANES) * LANES
}
