import type {
  CorpusModel,
  DomainResult,
  MinedTopic,
  MiningInput,
  MiningProgress,
  MiningResult,
  Router,
} from '../types.ts'
import { findHabits, withoutHabits } from './boilerplate.ts'
import { readCorpus, wordsIn, type Corpus } from './corpus.ts'
import { findDomains } from './domains.ts'
import { headlineOf } from './headline.ts'
import { mineDomain, type MiningOptions } from './mine-domain.ts'
import { openTopicPlacer } from './place.ts'
import { findLetters, sameWords, type Letter } from './repeats.ts'
import { saysSomething } from './says-something.ts'
import { tellingWords } from './telling-words.ts'
import { uniqueTitles } from './unique-titles.ts'

/** Texts between two reports while reading. */
const PAGE = 2000
/** A letter says what a topic's requests say when it is as like them as they are; a short question when it is half so. */
const LETTER_ALIKE = 1
const QUESTION_ALIKE = 0.5
/** It is joined to that topic when the others are so many times as many; else it is what is asked. */
const OUTWEIGHS = 2

/** Mines in one go; see `mineSteps`. */
export function mine(inputs: readonly MiningInput[], options: MiningOptions): MiningResult {
  const steps = mineSteps(inputs, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** A domain that was mined by itself, and which requests are its own. */
interface MinedDomain {
  readonly brand: string
  readonly requests: readonly number[]
  readonly result: DomainResult
  /** Number of its first topic, and of its first subject. */
  readonly from: number
  readonly subjectsFrom: number
}

/** A letter or a common question with the requests that say it. */
interface Repeat extends Letter {
  readonly brand: string
  /** How alike it must be to a topic's texts to say what they say, as a share of how alike these are to each other. */
  readonly alike: number
}

/**
 * Groups requests into topics, how many is unknown, and topics into subjects: what many send in the same words
 * first, then each domain of the rest by itself, brands always apart. A generator, so that whoever
 * runs it can show how far it is, and stop it by not going on. The method and its figures are in
 * docs/mining.md.
 */
export function* mineSteps(
  inputs: readonly MiningInput[],
  options: MiningOptions,
): Generator<MiningProgress, MiningResult> {
  const reading = readCorpus(inputs, PAGE)
  let page = reading.next()
  for (; !page.done; page = reading.next()) yield { stage: 'reading', done: page.value, total: inputs.length }
  const corpus = page.value
  const brandOf = (text: number): string => inputs[corpus.first[text] ?? 0]?.brand ?? ''
  const textOf = (text: number): string => inputs[corpus.first[text] ?? 0]?.text ?? ''
  const brands = [...new Set(Array.from(corpus.first, (_, text) => brandOf(text)))].sort()
  const repeats = brands.flatMap((brand) => repeatsOf(corpus, brand, brandOf, textOf))
  const rest = restOf(inputs, corpus, repeats)
  const routers = new Map<string, Router>()
  const domains: MinedDomain[] = []
  let settled = 0
  for (const brand of brands) {
    const own = texts(rest.corpus).filter((text) => (rest.inputs[rest.corpus.first[text] ?? 0]?.brand ?? '') === brand)
    const said = (text: number): string => rest.inputs[rest.corpus.first[text] ?? 0]?.text ?? ''
    const finding = findDomains(rest.corpus, own, options.seed, said)
    let step = finding.next()
    for (; !step.done; step = finding.next())
      yield { stage: 'domains', done: settled + step.value, total: corpus.count }
    settled += own.length
    const found = step.value
    routers.set(brand, numberedOn(found.router, domains.length))
    for (const members of found.texts) {
      const own = requestsOf(rest.corpus, members)
      const requests = own.map((i) => rest.at[i] ?? 0)
      const before = domains.reduce((sum, domain) => sum + domain.requests.length, 0)
      const steps = mineDomain(
        own.flatMap((i) => rest.inputs[i] ?? []),
        options,
      )
      let mined = steps.next()
      for (; !mined.done; mined = steps.next()) yield { ...mined.value, part: [before, requests.length, inputs.length] }
      const last = domains.at(-1)
      const from = last ? last.from + last.result.model.topics : 0
      const subjectsFrom = last ? last.subjectsFrom + last.result.subjects : 0
      domains.push({ brand, requests, result: mined.value, from, subjectsFrom })
    }
  }
  return joined({ inputs, corpus, repeats, domains, rest, routers })
}

const texts = (corpus: Corpus): readonly number[] => Array.from(corpus.first, (_, text) => text)

function repeatsOf(
  corpus: Corpus,
  brand: string,
  brandOf: (text: number) => string,
  textOf: (text: number) => string,
): readonly Repeat[] {
  const own = texts(corpus).filter((text) => brandOf(text) === brand)
  const letters = findLetters(corpus, own)
  const taken = new Set(letters.flatMap((letter) => letter.texts))
  const questions = sameWords(
    corpus,
    own.filter((text) => !taken.has(text)),
  )
  const says = (text: number): boolean => saysSomething(textOf(text))
  return [
    ...letters
      .filter((letter) => says(letter.texts[0] ?? 0))
      .map((letter) => ({ ...letter, brand, alike: LETTER_ALIKE })),
    ...questions
      .filter((question) => says(question.texts[0] ?? 0))
      .map((question) => ({ ...question, brand, alike: QUESTION_ALIKE })),
  ]
}

/** The requests that say these texts, in their order. */
function requestsOf(corpus: Corpus, members: readonly number[]): readonly number[] {
  const isMember = new Uint8Array(corpus.count)
  for (const text of members) isMember[text] = 1
  const requests: number[] = []
  corpus.textOf.forEach((text, i) => {
    if (isMember[text] === 1) requests.push(i)
  })
  return requests
}

function numberedOn(router: Router, from: number): Router {
  if ('domain' in router) return { domain: from + router.domain }
  return { border: router.border, sides: [numberedOn(router.sides[0], from), numberedOn(router.sides[1], from)] }
}

/** What is mined: requests that are no repeats, without what their sources say by habit. */
interface Rest {
  readonly inputs: readonly MiningInput[]
  /** Which request each is. */
  readonly at: readonly number[]
  readonly corpus: Corpus
  readonly habits: ReadonlySet<string>
}

function restOf(inputs: readonly MiningInput[], corpus: Corpus, repeats: readonly Repeat[]): Rest {
  const apart = new Set(repeats.flatMap((repeat) => repeat.texts))
  const at = inputs.flatMap((_, i) => (apart.has(corpus.textOf[i] ?? -1) ? [] : i))
  const left = at.flatMap((i) => inputs[i] ?? [])
  const bySource = findHabits(left)
  const habits = new Set([...bySource.values()].flatMap((own) => [...own]))
  if (apart.size === 0 && habits.size === 0) return { inputs, at, corpus, habits }
  const plain = left.map((input) => ({
    ...input,
    text: withoutHabits(bySource.get(input.source ?? '') ?? new Set(), input.text),
  }))
  const reading = readCorpus(plain, Infinity)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return { inputs: plain, at, corpus: step.value, habits }
}

/** All domains' topics numbered on, and each repeat in the topic that says the same, or as one of its own. */
function joined(found: {
  readonly inputs: readonly MiningInput[]
  readonly corpus: Corpus
  readonly repeats: readonly Repeat[]
  readonly domains: readonly MinedDomain[]
  readonly rest: Rest
  readonly routers: ReadonlyMap<string, Router>
}): MiningResult {
  const { inputs, corpus, repeats, domains, rest, routers } = found
  const assignment = new Int32Array(inputs.length).fill(-1)
  const confidence = new Float32Array(inputs.length)
  const fit = new Float32Array(inputs.length)
  const topics: MinedTopic[] = []
  for (const { brand, requests, result, from, subjectsFrom } of domains) {
    requests.forEach((i, at) => {
      const topic = result.assignment[at] ?? -1
      assignment[i] = topic < 0 ? -1 : from + topic
      confidence[i] = result.confidence[at] ?? 0
      fit[i] = result.fit[at] ?? 0
    })
    for (const topic of result.topics)
      topics.push({ ...topic, brand, index: from + topic.index, subject: subjectsFrom + topic.subject })
  }
  let next = domains.reduce((sum, { result }) => sum + result.model.topics, 0)
  let subjects = domains.reduce((sum, { result }) => sum + result.subjects, 0)
  const letters: { words: readonly string[]; topic: number; brand: string }[] = []
  const joining = joinerOf(corpus, domains, topics)
  for (const repeat of repeats) {
    const requests = requestsOf(corpus, repeat.texts)
    const same = joining(repeat)
    const topic = same < 0 ? next++ : same
    for (const i of requests) {
      assignment[i] = topic
      confidence[i] = 1
      fit[i] = Math.max(fit[i] ?? 0, same < 0 ? 1 : 0)
    }
    if (same >= 0) continue
    letters.push({ words: repeat.core.map((word) => corpus.words[word] ?? ''), topic, brand: repeat.brand })
    topics.push({ ...letterTopic(inputs, corpus, repeat, topic, subjects++), brand: repeat.brand })
  }
  const sizes = new Map<number, number>()
  for (const topic of assignment) sizes.set(topic, (sizes.get(topic) ?? 0) + 1)
  const counted = topics.flatMap((topic) => {
    const size = sizes.get(topic.index) ?? 0
    return size > 0 ? { ...topic, size } : []
  })
  counted.sort((a, b) => b.size - a.size || a.index - b.index)
  const placed = domains.reduce((sum, { requests }) => sum + requests.length, 0)
  const agreement = domains.reduce((sum, d) => sum + (d.result.agreement * d.requests.length) / (placed || 1), 0)
  const named = uniqueTitles(counted, headlinesOf(inputs), ({ index }) =>
    inputs.flatMap(({ id }, i) => (assignment[i] === index ? id : [])),
  )
  return {
    topics: named,
    subjects,
    assignment,
    confidence,
    fit,
    agreement,
    model: modelOf(rest, next, routers, domains, letters),
  }
}

function headlinesOf(inputs: readonly MiningInput[]): (id: string) => string {
  const texts = new Map(inputs.map(({ id, text }) => [id, text]))
  return (id) => headlineOf(texts.get(id) ?? '')
}

function modelOf(
  { corpus, habits }: Rest,
  topics: number,
  brands: ReadonlyMap<string, Router>,
  domains: readonly MinedDomain[],
  letters: CorpusModel['letters'],
): CorpusModel {
  return {
    ...{ topics, brands, letters, habits: [...habits] },
    // Where nothing is parted, no word is needed to find the domain.
    words: [...brands.values()].every((router) => 'domain' in router) ? [] : corpus.words,
    domains: domains.map(({ from, result }) => ({ from, model: result.model })),
  }
}

/** Finds the topic that says what a repeat says; -1 where none does, or where it outweighs what else is there. */
function joinerOf(
  corpus: Corpus,
  domains: readonly MinedDomain[],
  topics: readonly MinedTopic[],
): (repeat: Repeat) => number {
  const sizes = new Map(topics.map(({ index, size }) => [index, size]))
  const placers = domains.map(({ brand, from, result }) => ({ brand, from, placer: openTopicPlacer(result.model) }))
  return ({ core, requests, alike, ...repeat }) => {
    const isOutweighed = (topic: number): boolean => (sizes.get(topic) ?? 0) >= OUTWEIGHS * requests
    const words = core.map((word) => corpus.words[word] ?? '')
    for (const { brand, from, placer } of placers) {
      if (brand !== repeat.brand) continue
      const { topic } = placer.place(words)
      if (topic >= 0 && placer.likenessOf(words, topic) >= alike && isOutweighed(from + topic)) return from + topic
    }
    return -1
  }
}

/** A letter as a topic: its title is the text that most send. */
function letterTopic(
  inputs: readonly MiningInput[],
  corpus: Corpus,
  { texts: members, core, requests }: Letter,
  index: number,
  subject: number,
): MinedTopic {
  const inCore = new Set(core)
  const strangeness = (text: number): number => wordsIn(corpus, text).filter((word) => !inCore.has(word)).length
  const [most = 0] = [...members].sort(
    (a, b) => (corpus.times[b] ?? 0) - (corpus.times[a] ?? 0) || strangeness(a) - strangeness(b) || a - b,
  )
  const said = members.slice(0, PAGE).map((text) => inputs[corpus.first[text] ?? 0]?.text ?? '')
  const isIn = new Set(members)
  const others = texts(corpus)
    .filter((text) => !isIn.has(text))
    .slice(0, PAGE)
  const elsewhere = others.map((text) => inputs[corpus.first[text] ?? 0]?.text ?? '')
  return {
    ...{ index, subject, size: requests, asked: 1, confidence: 1, aliasIds: [] },
    titleId: inputs[corpus.first[most] ?? 0]?.id ?? '',
    words: tellingWords(said, elsewhere),
  }
}
