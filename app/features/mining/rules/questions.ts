import type { Asked, CorpusModel, MinedTopic, MiningInput, MiningResult, TopicModel } from '../types.ts'
import { openAsked } from './asked.ts'
import { packBags, type Bags } from './bags.ts'
import { withoutHabits } from './boilerplate.ts'
import { coresAmong, valuesOfWords, type Core, type WordValues } from './cores.ts'
import { headlineOf } from './headline.ts'
import { meanOf, openMeaning, type Meaning, type Meanings } from './meaning.ts'
import { mayBeTitle, nameTopic, type Nameable } from './naming.ts'
import { namesIn } from './names.ts'
import { FEWEST, partsOf } from './parts.ts'
import { wordsOf } from './tokens.ts'
import { learnThings, type Instead } from './slots.ts'
import { uniqueTitles } from './unique-titles.ts'
import type { Vocabulary } from './vocabulary.ts'
import { learnWording, type Wording } from './wording.ts'

/** A topic of fewer requests is taken as it is: whoever reads it sees all that is asked. */
const LEAST = 30
/** So are those of a domain with fewer different texts: which words are rare is not known there. */
const LEAST_DOMAIN = 1000
/**
 * Where so many of a domain's requests ask what the titles of their topics ask, topics are mostly questions already, and looking for cores
 * would part phrasings: .72 to .75 in sets where topics hold together, .24 to .33 where they hold subjects (docs/mining.md).
 */
const HOLDS = 0.5
/** A domain near that stays what the run before made of it. */
const NEAR_HOLDS = 0.05
/** Where questions were looked for among subjects, so many of its requests were in none: a third, where groups hold. */
const MOSTLY_BESIDES = 0.7
/** A core of which fewer ask its question, each having gone to the example it is most like, is none. */
const LEAST_ASKING = 5
/** So often parts are looked for in what is left by those before. */
const PART_ROUNDS = 3
/** Fewer that ask something else are no topic of their own. */
const LEAST_REST = 12
/** So many different texts of a topic are looked at. */
const LOOKED_AT = { core: 4000, part: 2000 }
/** A name that tells less is that of what all ask about. */
const TELLING_NAME = 0.25
/** So many words of a core are kept to know others by. */
const WORDS_KEPT = 160

/**
 * Turns topics into what is asked in them: what several ask nearly alike becomes a topic with a title of its own, and what is left is
 * what else is asked about it. That has no title, for it is no question. In domains whose topics hold together, most of a topic asks one thing,
 * and what is near to it stays; where topics hold subjects, a few questions are found among many that nobody else asks.
 */
export function withQuestions(result: MiningResult, inputs: readonly MiningInput[]): MiningResult {
  const requests = new Map<number, number[]>(result.topics.map(({ index }) => [index, []]))
  result.assignment.forEach((topic, i) => requests.get(topic)?.push(i))
  const asked: Asked[] = Array.from({ length: result.model.topics }, () => ({ topic: -1 }))
  const topics: MinedTopic[] = []
  const assignment = new Int32Array(inputs.length).fill(-1)
  let next = 0
  const add = (topic: MinedTopic, own: readonly number[]): number => {
    if (own.length === 0) return -1
    topics.push({ ...topic, index: next, size: own.length })
    put(own, next)
    return next++
  }
  const put = (own: readonly number[], topic: number): void => own.forEach((i) => (assignment[i] = topic))
  /** A few are put with what else is asked about their subject in a greater topic. */
  const addRest = (rests: Map<number, number>, topic: MinedTopic, read: DomainRead, own: readonly number[]): number => {
    const known = rests.get(topic.subject)
    if (own.length >= LEAST_REST || known === undefined) {
      const index = add({ ...topic, ...othersIn(read, topic, own) }, own)
      if (known === undefined && index >= 0) rests.set(topic.subject, index)
      return index
    }
    put(own, known)
    return known
  }
  const wideOf = new Map(result.model.domains.map((domain) => [domain, wideTopics(result, domain, requests, inputs)]))
  const isWide = new Set([...wideOf.values()].flatMap(({ topics: wide }) => wide))
  for (const topic of result.topics)
    if (!isWide.has(topic)) asked[topic.index] = { topic: add(topic, requests.get(topic.index) ?? []) }
  for (const [domain, { topics: wide, hold }] of wideOf) {
    const all = wide.flatMap(({ index }) => requests.get(index) ?? [])
    const read = readDomain(result.model, domain.model, inputs, all)
    const rests = new Map<number, number>()
    for (const topic of wide) {
      const own = requests.get(topic.index) ?? []
      const { questions, besides } = hold ? partsIn(read, own) : questionsIn(read, own)
      asked[topic.index] = {
        questions: questions.map(({ known, called, own: asking }) => ({
          ...known,
          topic: add({ ...topic, ...named(read, asking, { isOneQuestion: true, called }) }, asking),
        })),
        ...(hold && { isNear: true }),
        rest: addRest(rests, topic, read, besides),
      }
    }
  }
  return {
    ...result,
    ...{ topics: titled(topics, inputs, assignment), assignment },
    model: { ...result.model, asked },
  }
}

type Domain = CorpusModel['domains'][number]

/**
 * The topics of a domain that may hold several questions, none where too little is known to tell, and whether most requests ask what
 * their topic's title asks. A letter that many send is in no domain: it is the same question always.
 */
function wideTopics(
  { topics }: MiningResult,
  { from, model }: Domain,
  requests: ReadonlyMap<number, readonly number[]>,
  inputs: readonly MiningInput[],
): { readonly topics: readonly MinedTopic[]; readonly hold: boolean } {
  if (model.requests < LEAST_DOMAIN) return { topics: [], hold: true }
  const sizeOf = ({ index }: MinedTopic): number => requests.get(index)?.length ?? 0
  const wide = topics.filter(
    (topic) => topic.index >= from && topic.index < from + model.topics && sizeOf(topic) >= LEAST,
  )
  const all = wide.reduce((sum, topic) => sum + sizeOf(topic), 0)
  const asking = wide.reduce((sum, topic) => sum + sizeOf(topic) * topic.asked, 0)
  const before = wide.flatMap(({ index }) => requests.get(index) ?? []).flatMap((i) => inputs[i]?.wasBesides ?? [])
  return { topics: wide, hold: asking >= leastToHold(before) * all }
}

/** Where topics begin to hold together: a domain that is near it would be now this, now that. */
function leastToHold(wereBesides: readonly boolean[]): number {
  if (wereBesides.length === 0) return HOLDS
  const besides = wereBesides.filter(Boolean).length
  return besides >= MOSTLY_BESIDES * wereBesides.length ? HOLDS + NEAR_HOLDS : HOLDS - NEAR_HOLDS
}

/** The requests of a domain, each text once, in the domain's words. */
interface DomainRead {
  readonly model: TopicModel
  readonly vocabulary: Vocabulary
  readonly bags: Bags
  readonly values: WordValues
  readonly meanings: Meanings
  /** The names among these words, each with what says the same; and what others say who ask about another thing of the same kind, for each of the words of a title. */
  readonly namesOf: (words: readonly number[]) => readonly (readonly number[])[]
  readonly insteadOf: (words: readonly number[]) => readonly Instead[]
  readonly wording: Wording
  /** Which text a request says, and what that is. */
  readonly textOf: ReadonlyMap<number, number>
  readonly inputOf: (text: number) => MiningInput | undefined
  readonly wordsOf: (text: number) => Int32Array
}

function readDomain(
  corpus: CorpusModel,
  model: TopicModel,
  inputs: readonly MiningInput[],
  requests: readonly number[],
): DomainRead {
  const habits = new Set(corpus.habits)
  const numbers = new Map<string, readonly number[]>(model.words.map((word, w) => [word, [w]]))
  for (const [written, parts] of model.spellings) numbers.set(written, parts)
  const vocabulary = { words: model.words, numbers }
  const known = new Map<string, number>()
  const first: number[] = []
  const textOf = new Map<number, number>()
  for (const i of requests) {
    const said = inputs[i]?.text ?? ''
    const text = known.get(said) ?? known.size
    if (text === known.size) first.push(i)
    known.set(said, text)
    textOf.set(i, text)
  }
  const bags = packBags(
    vocabulary,
    first.map((i) => wordsOf(withoutHabits(habits, inputs[i]?.text ?? ''))),
  )
  const values = valuesOfWords(model)
  const texts = first.map((i) => inputs[i]?.text ?? '')
  const names = new Set([...namesIn(texts, vocabulary)].filter((w) => (model.weights[w] ?? 0) >= TELLING_NAME))
  const things = learnThings(texts, vocabulary, model)
  const namesOf = (words: readonly number[]): readonly (readonly number[])[] =>
    words.filter((w) => names.has(w)).map((w) => [w, ...things.same(w).filter((other) => !names.has(other))])
  return {
    ...{ model, vocabulary, bags, textOf, values, meanings: openMeaning(model, values) },
    ...{ namesOf, insteadOf: things.instead, wording: learnWording(texts) },
    inputOf: (text) => inputs[first[text] ?? -1],
    wordsOf: (text) => bags.words.subarray(bags.starts[text], bags.starts[text + 1]),
  }
}

/** A question as others are known to ask it, and the requests that do. */
interface Question {
  readonly known: {
    readonly example: readonly number[]
    readonly centre: readonly (readonly [number, number])[] | null
    readonly instead?: readonly Instead[]
    readonly names?: readonly (readonly number[])[]
  }
  readonly own: number[]
  /** The text it is called by, where it was chosen before its requests were. */
  readonly called?: number
}

interface Asking {
  readonly questions: readonly Question[]
  readonly besides: readonly number[]
}

/** What is asked again and again in these requests of one topic, and those that ask something else. */
function questionsIn(read: DomainRead, requests: readonly number[]): Asking {
  const texts = [...new Set(requests.map((i) => read.textOf.get(i) ?? -1))]
  const mayBeExample = (text: number): boolean => mayBeTitle(read.inputOf(text)?.text ?? '')
  const cores = coresAmong(read.bags, read.values, texts.slice(0, LOOKED_AT.core), mayBeExample)
  return askedByEnough(
    read,
    requests,
    cores.map((core) => ({ known: knownBy(core, read) })),
    { isNear: false, least: LEAST_ASKING },
  )
}

/**
 * The same where most of these requests ask one thing: its parts, each called by the text that all others are most like, then the
 * parts of what is left.
 */
function partsIn(read: DomainRead, requests: readonly number[]): Asking {
  const questions: Question[] = []
  let besides = requests
  for (let round = 0; round < PART_ROUNDS; round++) {
    const found = askedByEnough(read, besides, partsOfRequests(read, besides), { isNear: true, least: FEWEST })
    if (found.questions.length === 0) break
    questions.push(...found.questions)
    besides = found.besides
  }
  return asking(read, requests, questions, true)
}

function partsOfRequests(read: DomainRead, requests: readonly number[]): readonly Omit<Question, 'own'>[] {
  const times = new Map<number, number>()
  for (const i of requests) {
    const text = read.textOf.get(i) ?? -1
    times.set(text, (times.get(text) ?? 0) + 1)
  }
  const said = new Map([...times.keys()].slice(0, LOOKED_AT.part).map((text) => [text, meaningOfText(read, text)]))
  const meaningOf = (text: number): Meaning => said.get(text) ?? []
  return partsOf([...said.keys()], meaningOf, (text) => times.get(text) ?? 0).map((texts) => {
    const example = titleAmong(read, texts)
    return { called: example, known: knownBy({ example, centre: new Map(meanOf(texts.map(meaningOf))) }, read) }
  })
}

const meaningOfText = (read: DomainRead, text: number): Meaning => read.meanings.of(read.wordsOf(text))

/** Those of these questions which enough ask, with who asks them. */
function askedByEnough(
  read: DomainRead,
  requests: readonly number[],
  known: readonly Omit<Question, 'own'>[],
  { isNear, least }: { readonly isNear: boolean; readonly least: number },
): Asking {
  const found = asking(read, requests, known, isNear)
  const several = found.questions.filter(({ own }) => own.length >= least)
  return several.length === known.length ? found : asking(read, requests, several, isNear)
}

/** Which of these questions each request asks, by the same rule as a request that comes later. */
function asking(
  read: DomainRead,
  requests: readonly number[],
  known: readonly Omit<Question, 'own'>[],
  isNear: boolean,
): Asking {
  const questions = known.map((one): Question => ({ ...one, own: [] }))
  const ask = openAsked(
    known.map((one, topic) => ({ ...one.known, topic })),
    read,
    isNear,
  )
  const besides: number[] = []
  for (const i of requests) {
    const own = questions[ask(read.wordsOf(read.textOf.get(i) ?? -1))]?.own ?? besides
    own.push(i)
  }
  return { questions, besides }
}

function knownBy({ example, centre }: Omit<Core, 'members'>, read: DomainRead): Question['known'] {
  const kept = centre && [...centre].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || a[0] - b[0]).slice(0, WORDS_KEPT)
  const words = [...read.wordsOf(example)]
  const instead = read.insteadOf(words)
  const names = read.namesOf(words)
  return {
    example: words,
    ...(instead.length > 0 && { instead }),
    ...(names.length > 0 && { names }),
    centre: kept && kept.map(([word, worth]) => [word, Math.round(worth * 1000) / 1000] as const),
  }
}

/** The text that these are called by. */
function titleAmong({ model, vocabulary, bags, wording, inputOf }: DomainRead, texts: readonly number[]): number {
  const textOf = (text: number): string => inputOf(text)?.text ?? ''
  return nameTopic({ ...{ model, vocabulary, bags, wording, members: texts, textOf }, isOneQuestion: true }).title
}

/** What these requests are called by. */
function named(
  { model, vocabulary, bags, wording, textOf, inputOf }: DomainRead,
  requests: readonly number[],
  how: Pick<Nameable, 'isOneQuestion' | 'called'>,
): Pick<MinedTopic, 'titleId' | 'aliasIds' | 'words' | 'asked'> {
  const members = [...new Set(requests.map((i) => textOf.get(i) ?? -1))]
  if (members.length === 0) return { titleId: '', aliasIds: [], words: [], asked: 0 }
  const { title, aliases, words, asked } = nameTopic({
    ...{ model, vocabulary, bags, wording, members },
    ...how,
    textOf: (text) => inputOf(text)?.text ?? '',
  })
  return {
    ...{ words, asked },
    titleId: inputOf(title)?.id ?? '',
    aliasIds: aliases.flatMap((alias) => inputOf(alias)?.id ?? []),
  }
}

/** What these requests are about, and some of them: they have no title, for they ask many things. */
function othersIn(
  read: DomainRead,
  topic: MinedTopic,
  requests: readonly number[],
): Pick<MinedTopic, 'titleId' | 'aliasIds' | 'words' | 'asked' | 'isRest'> {
  const { titleId, aliasIds, words } = named(read, requests, {})
  return {
    ...{ titleId: '', aliasIds: [titleId, ...aliasIds], asked: 0, isRest: true },
    words: words.length > 0 ? words : topic.words,
  }
}

/** The greatest first, no two with one title; what else is asked comes last, and has none. */
function titled(
  topics: readonly MinedTopic[],
  inputs: readonly MiningInput[],
  assignment: Int32Array,
): readonly MinedTopic[] {
  const texts = new Map(inputs.map(({ id, text }) => [id, text]))
  const sizes = new Map<number, number>()
  for (const topic of assignment) sizes.set(topic, (sizes.get(topic) ?? 0) + 1)
  const order = topics
    .map((topic) => ({ ...topic, size: sizes.get(topic.index) ?? 0 }))
    .sort((a, b) => b.size - a.size || a.index - b.index)
  const isRest = (topic: MinedTopic): boolean => topic.isRest === true
  const questions = uniqueTitles(
    order.filter((topic) => !isRest(topic)),
    (id) => headlineOf(texts.get(id) ?? ''),
    ({ index }) => inputs.flatMap(({ id }, i) => (assignment[i] === index ? id : [])),
  )
  return [...questions, ...order.filter(isRest)]
}
