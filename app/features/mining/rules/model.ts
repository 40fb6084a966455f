import type { TopicModel } from '../types.ts'
import type { Bags } from './bags.ts'
import { learntPrior } from './mixture.ts'
import { sizesOf } from './vote.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordWeights } from './word-weights.ts'
import type { Workspace } from './workspace.ts'

/** What the final topics teach about words: the mixture they would come from. */
export function learnModel(
  bags: Bags,
  vocabulary: Vocabulary,
  space: Workspace,
  topics: {
    readonly assignment: Int32Array
    readonly subjects: readonly number[]
    readonly level: number
  },
): TopicModel {
  const { assignment, subjects, level } = topics
  const count = subjects.length
  const weights = wordWeights(bags, assignment, count)
  const counts = new Map<number, number>()
  for (let i = 0; i < bags.count; i++) {
    const topic = assignment[i] ?? -1
    if (topic < 0) continue
    for (const word of bags.words.subarray(bags.starts[i], bags.starts[i + 1])) {
      const cell = word * count + topic
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
  }
  const cells = [...counts].sort(([a], [b]) => a - b)
  return {
    words: vocabulary.words,
    spellings: new Map(
      [...vocabulary.numbers].filter(
        ([written, parts]) => vocabulary.words[parts[0] ?? -1] !== written || parts.length > 1,
      ),
    ),
    topics: count,
    subjects,
    weights: Float32Array.from(weights),
    prior: Float32Array.from(learntPrior(bags, space, assignment, count, weights, level)),
    shares: Float32Array.from(bags.frequency, (texts) => texts / bags.count),
    requests: bags.count,
    sizes: Float32Array.from(sizesOf(assignment, count)),
    cells: Int32Array.from(cells, ([cell]) => cell),
    counts: Float32Array.from(cells, ([, n]) => n),
  }
}

const VERSION = 1

/** A model as text: JSON, its numbers in base64. */
export function saveModel(model: TopicModel): string {
  const { words, spellings, topics, subjects, requests } = model
  return JSON.stringify({
    ...{ version: VERSION, words, spellings: [...spellings], topics, subjects, requests },
    weights: packed(model.weights),
    prior: packed(model.prior),
    shares: packed(model.shares),
    sizes: packed(model.sizes),
    cells: packed(model.cells),
    counts: packed(model.counts),
  })
}

/** The model `saveModel` wrote; undefined for one of another version. */
export function loadModel(saved: string): TopicModel | undefined {
  // Written by saveModel above; anything else fails the check of its version.
  const read = JSON.parse(saved) as SavedModel
  if (read.version !== VERSION) return undefined
  const reals = (text: string): Float32Array => new Float32Array(unpacked(text))
  return {
    ...{ words: read.words, spellings: new Map(read.spellings), topics: read.topics },
    ...{ subjects: read.subjects, requests: read.requests },
    weights: reals(read.weights),
    prior: reals(read.prior),
    shares: reals(read.shares),
    sizes: reals(read.sizes),
    cells: new Int32Array(unpacked(read.cells)),
    counts: reals(read.counts),
  }
}

interface SavedModel {
  readonly version: number
  readonly words: readonly string[]
  readonly spellings: readonly (readonly [string, readonly number[]])[]
  readonly topics: number
  readonly subjects: readonly number[]
  readonly requests: number
  readonly weights: string
  readonly prior: string
  readonly shares: string
  readonly sizes: string
  readonly cells: string
  readonly counts: string
}

function packed(numbers: Float32Array | Int32Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function unpacked(text: string): ArrayBuffer {
  const binary = atob(text)
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer
}
