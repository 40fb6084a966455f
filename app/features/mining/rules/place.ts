import type { CorpusModel, Placing, Router, TopicModel } from '../types.ts'
import { openAsked } from './asked.ts'
import { withoutHabits } from './boilerplate.ts'
import { openBorder } from './border.ts'
import { valuesOfWords } from './cores.ts'
import { openMeaning } from './meaning.ts'
import { belongingOf, coherenceOf, rowsOf, valuesOf } from './fit.ts'
import { bucketOf, halfLengthOf } from './lengths.ts'
import { wordsOf } from './tokens.ts'

/** Places texts into the topics of all domains. */
export interface Placer {
  /** `brand`: whose request it is, where that is known. */
  place(text: string, brand?: string): Placing
}

/** Places texts into the topics of one domain, by their words. */
export interface TopicPlacer {
  place(words: readonly string[]): Placing
  /** The words that were learnt, by their numbers. */
  numbersOf(words: readonly string[]): readonly number[]
  /** How well words fit a topic, from 0 (no telling word) up. */
  fitOf(words: readonly string[], topic: number): number
  /** How alike words are to a topic's texts, as a share of how alike these are to each other. */
  likenessOf(words: readonly string[], topic: number): number
}

/** A word tells something from this weight on; a text without one belongs nowhere. */
const TELLING = 0.25
/** New texts less like those of their topic than this, as a cosine, belong nowhere. */
const LEAST_LIKENESS = 0.004
/** How much a text's own likeness counts beside how much its topic belongs. */
const OWN = 0.1
/** A cluster without texts weighs so much when one is placed, in texts, as in the mixture. */
const EMPTY_SIZE = 3
const NOWHERE: Placing = { topic: -1, confidence: 0, fit: 0 }

/** A text is a letter when it has so much of it, and consists of it so far. */
const HAS = 0.85
const CONSISTS = 0.7

const placers = new WeakMap<CorpusModel, Placer>()

/** Finds the topic of a new request. The first call for a model builds its tables; then it takes microseconds. */
export function placeText(model: CorpusModel, text: string): Placing {
  let placer = placers.get(model)
  if (!placer) {
    placer = openPlacer(model)
    placers.set(model, placer)
  }
  return placer.place(text)
}

/** Builds the tables: is it a letter that many send, which domain is it of, and which of the topics there. */
export function openPlacer(model: CorpusModel): Placer {
  const numbers = new Map(model.words.map((word, number) => [word, number]))
  const domains = model.domains.map((domain) => ({ ...domain, placer: openTopicPlacer(domain.model) }))
  const ways = new Map([...model.brands].map(([brand, router]) => [brand, wayOf(router)]))
  const habits = new Set(model.habits)
  const letters = model.letters.map((letter) => ({ ...letter, words: new Set(letter.words) }))
  const asked = openQuestions(model)
  return {
    place(text, brand = '') {
      const words = wordsOf(text)
      for (const letter of letters) {
        if (letter.brand === brand && isLetter(words, letter.words))
          return { topic: asked(letter.topic, []), confidence: 1, fit: 1 }
      }
      const said = habits.size === 0 ? words : wordsOf(withoutHabits(habits, text))
      const way = ways.get(brand)
      const domain = domains[way?.(said.flatMap((word) => numbers.get(word) ?? [])) ?? -1]
      if (!domain) return NOWHERE
      const placed = domain.placer.place(said)
      if (placed.topic < 0) return placed
      return { ...placed, topic: asked(domain.from + placed.topic, domain.placer.numbersOf(said)) }
    },
  }
}

/** Finds, for words of a topic's domain, the topic of what they ask in it; the topic itself where that was not looked for. */
function openQuestions({ asked, domains }: CorpusModel): (topic: number, words: readonly number[]) => number {
  if (!asked) return (topic) => topic
  const words = domains.map(({ from, model }) => {
    const values = valuesOfWords(model)
    return { from, to: from + model.topics, values, meanings: openMeaning(model, values) }
  })
  const ways = asked.map((own, topic) => {
    if ('topic' in own) return () => own.topic
    const domain = words.find(({ from, to }) => topic >= from && topic < to)
    const find = domain && openAsked(own.questions, domain, own.isNear === true)
    return (words: readonly number[]): number => {
      const found = find?.(words) ?? -1
      return found >= 0 ? found : own.rest
    }
  })
  return (topic, words) => ways[topic]?.(words) ?? -1
}

function isLetter(words: readonly string[], letter: ReadonlySet<string>): boolean {
  if (words.length < letter.size * HAS || words.length * CONSISTS > letter.size) return false
  let has = 0
  for (const word of words) if (letter.has(word)) has++
  return has >= letter.size * HAS && has >= words.length * CONSISTS
}

function wayOf(router: Router): (words: readonly number[]) => number {
  if ('domain' in router) return () => router.domain
  const side = openBorder(router.border)
  const ways = [wayOf(router.sides[0]), wayOf(router.sides[1])] as const
  return (words) => ways[side(words)](words)
}

/**
 * Builds the tables of one domain: the predictive distribution of the mixture, fixed. A text of another domain finds itself in
 * a topic that hardly belongs, or at the edge of one: its fit is mostly the first, a little the second.
 */
export function openTopicPlacer(model: TopicModel): TopicPlacer {
  const { topics } = model
  const read = readerOf(model)
  const rows = rowsOf(model)
  const values = valuesOf(model)
  const { coherence, norms } = coherenceOf(model, rows, values)
  const likenessTo = likenessOf(model, rows, values, norms)
  const belonging = belongingOf(model)
  const fitOf = (likeness: number, topic: number): number =>
    topics === 1 ? 1 : likeness ** OWN * (belonging[topic] ?? 0)
  const score = scorer(model)
  return {
    numbersOf: (texts) => read(texts).known,
    place(texts) {
      const words = read(texts)
      const isTelling = topics === 1 || words.known.some((w) => (model.weights[w] ?? 0) >= TELLING)
      if (topics === 0 || words.known.length === 0 || !isTelling) return NOWHERE
      const { topic, confidence } = score(words.known)
      const likeness = likenessTo(words, topic)
      if (topics > 1 && likeness < LEAST_LIKENESS) return NOWHERE
      return { topic, confidence, fit: fitOf(likeness, topic) }
    },
    fitOf(texts, topic) {
      const words = read(texts)
      const isTelling = topics === 1 || words.known.some((w) => (model.weights[w] ?? 0) >= TELLING)
      if (!isTelling || topic < 0 || words.known.length === 0) return 0
      return fitOf(likenessTo(words, topic), topic)
    },
    likenessOf(texts, topic) {
      const usual = coherence[topic] ?? 0
      return usual === 0 ? 0 : likenessTo(read(texts), topic) / usual
    },
  }
}

interface ReadWords {
  readonly known: readonly number[]
  readonly unknown: number
}

function readerOf(model: TopicModel): (words: readonly string[]) => ReadWords {
  const numbers = new Map<string, readonly number[]>(model.words.map((word, w) => [word, [w]]))
  for (const [written, parts] of model.spellings) numbers.set(written, parts)
  return (words) => {
    const known = new Set<number>()
    let unknown = 0
    for (const word of words) {
      const parts = numbers.get(word)
      if (parts) for (const part of parts) known.add(part)
      else unknown++
    }
    return { known: [...known], unknown }
  }
}

/** How alike a text is to those of a topic: the mean cosine, from counts; words never learnt make it less. */
function likenessOf(
  model: TopicModel,
  rows: Float32Array,
  values: Float64Array,
  norms: Float64Array,
): (words: ReadWords, topic: number) => number {
  const { topics, sizes } = model
  const unknownValue = Math.log(Math.max(2, model.requests)) ** 2
  return ({ known, unknown }, topic) => {
    let product = 0
    let norm = unknown * unknownValue
    for (const w of known) {
      const value = values[w] ?? 0
      product += (value * (rows[w * topics + topic] ?? 0)) / (sizes[topic] || 1)
      norm += value
    }
    return norm === 0 ? 0 : product / Math.sqrt(norm * (norms[topic] || 1))
  }
}

function scorer(
  model: TopicModel,
): (words: readonly number[]) => { readonly topic: number; readonly confidence: number } {
  const { topics, weights, prior, sizes } = model
  const rows = rowsOf(model)
  const table = new Float32Array(rows.length)
  const mass = new Float64Array(topics)
  let priorMass = 0
  model.words.forEach((_, w) => {
    const weight = weights[w] ?? 0
    const own = prior[w] ?? 0
    priorMass += weight * own
    for (let k = 0; k < topics; k++) {
      const n = rows[w * topics + k] ?? 0
      mass[k] = (mass[k] ?? 0) + weight * n
      table[w * topics + k] = weight * Math.log(n + own)
    }
  })
  const logSizes = Float64Array.from(sizes, (size) => Math.log(size + EMPTY_SIZE))
  const scores = new Float64Array(topics)
  return (words) => {
    let length = 0
    for (const w of words) length += weights[w] ?? 0
    const half = halfLengthOf(bucketOf(length))
    for (let k = 0; k < topics; k++)
      scores[k] = (logSizes[k] ?? 0) - length * Math.log((mass[k] ?? 0) + priorMass + half)
    for (const w of words) for (let k = 0; k < topics; k++) scores[k] = (scores[k] ?? 0) + (table[w * topics + k] ?? 0)
    let topic = 0
    for (let k = 1; k < topics; k++) if ((scores[k] ?? 0) > (scores[topic] ?? 0)) topic = k
    const top = scores[topic] ?? 0
    let sum = 0
    for (let k = 0; k < topics; k++) sum += Math.exp((scores[k] ?? 0) - top)
    return { topic, confidence: 1 / sum }
  }
}
