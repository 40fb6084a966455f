import type { Border, CorpusModel, Router, TopicModel } from '../types.ts'
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

const VERSION = 2
/** Before domains there was one model of all topics. */
const OF_ONE_DOMAIN = 1

/** A model as text: JSON, its numbers in base64. */
export function saveModel({ topics, words, brands, domains, letters, habits, asked }: CorpusModel): string {
  return JSON.stringify({
    ...{ version: VERSION, topics, words, letters, habits, asked },
    brands: [...brands].map(([brand, router]) => [brand, savedRouter(router)]),
    domains: domains.map(({ from, model }) => ({ from, model: savedTopics(model) })),
  })
}

/** The model `saveModel` wrote, or the version before it did; undefined for one of another version. */
export function loadModel(saved: string): CorpusModel | undefined {
  // Written by saveModel above; anything else fails the check of its version.
  const read = JSON.parse(saved) as SavedModel | (SavedTopics & { readonly version: typeof OF_ONE_DOMAIN })
  if (read.version === OF_ONE_DOMAIN) return modelOfOne(loadedTopics(read))
  if (read.version !== VERSION) return undefined
  return {
    ...{ topics: read.topics, words: read.words, letters: read.letters, habits: read.habits, asked: read.asked },
    brands: new Map(read.brands.map(([brand, router]) => [brand, loadedRouter(router)])),
    domains: read.domains.map(({ from, model }) => ({ from, model: loadedTopics(model) })),
  }
}

/** The model of a corpus that is one domain. */
function modelOfOne(model: TopicModel): CorpusModel {
  return {
    ...{ topics: model.topics, words: [], letters: [], habits: [], domains: [{ from: 0, model }] },
    brands: new Map([['', { domain: 0 }]]),
  }
}

function savedRouter(router: Router): SavedRouter {
  if ('domain' in router) return router
  const { words, ratios, lengths, bias, perWord } = router.border
  const border = { words: packed(words), ratios: packed(ratios), lengths: packed(lengths), bias, perWord }
  return { border, sides: [savedRouter(router.sides[0]), savedRouter(router.sides[1])] }
}

function loadedRouter(router: SavedRouter): Router {
  if ('domain' in router) return router
  const { words, ratios, lengths, bias, perWord } = router.border
  const border: Border = {
    ...{ words: new Int32Array(unpacked(words)), ratios: reals(ratios), lengths: reals(lengths), bias, perWord },
  }
  return { border, sides: [loadedRouter(router.sides[0]), loadedRouter(router.sides[1])] }
}

function savedTopics(model: TopicModel): SavedTopics {
  const { words, spellings, topics, subjects, requests } = model
  return {
    ...{ words, spellings: [...spellings], topics, subjects, requests },
    weights: packed(model.weights),
    prior: packed(model.prior),
    shares: packed(model.shares),
    sizes: packed(model.sizes),
    cells: packed(model.cells),
    counts: packed(model.counts),
  }
}

function loadedTopics(read: SavedTopics): TopicModel {
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
  readonly version: typeof VERSION
  readonly topics: number
  readonly words: readonly string[]
  readonly brands: readonly (readonly [string, SavedRouter])[]
  readonly domains: readonly { readonly from: number; readonly model: SavedTopics }[]
  readonly letters: CorpusModel['letters']
  readonly habits: readonly string[]
  /** Not in a model of before requests were placed by what they ask. */
  readonly asked?: CorpusModel['asked']
}

type SavedRouter =
  | { readonly domain: number }
  | {
      readonly border: {
        readonly words: string
        readonly ratios: string
        readonly lengths: string
        readonly bias: number
        readonly perWord: number
      }
      readonly sides: readonly [SavedRouter, SavedRouter]
    }

interface SavedTopics {
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

const reals = (text: string): Float32Array => new Float32Array(unpacked(text))
