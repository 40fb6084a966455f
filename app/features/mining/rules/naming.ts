import { writtenIn } from '#app/text/language.ts'
import type { TopicModel } from '../types.ts'
import type { Bags } from './bags.ts'
import { SMALL_WORDS } from './cores.ts'
import { headlineOf } from './headline.ts'
import { saysSomething } from './says-something.ts'
import { formsOf, wordsOf } from './tokens.ts'
import { numbersOf, type Vocabulary } from './vocabulary.ts'
import type { Wording } from './wording.ts'

const ALIASES = 5
const TELLING_WORDS = 6
/** An alias is at least this central, as a share of the title. */
const CENTRAL = 0.5
/** Texts that share this much of their telling words say the same thing twice. */
const SAME_WORDING = 0.75
/** So many of a topic's texts are read for how its words are written. */
const READ_FOR_FORMS = 200
/** Texts of so many telling words make good titles; shorter and longer ones less so. */
const BEST_LENGTH = 12
/** So many of the most central texts are weighed as titles. */
const WEIGHED = 60
/** Each is checked on so many of the topic's texts, drawn evenly. */
const CHECKED_ON = 100
/**
 * A text asks what a title asks when they are so alike, by how rare the words are that they share (cosine). Over twenty topics
 * that were read, what this counts goes with what readers count by a correlation of .85 (docs/mining.md).
 */
const ASKS = 0.2
/** What being asked by none of them leaves of a title's worth. */
const UNASKED = 0.25
/** A title of fewer words is no question that a stranger understands, one of more is a story. */
const [SHORTEST, LONGEST] = [4, 18]
const [TOO_SHORT, TOO_LONG, OTHER_LANGUAGE, WITH_NUMBERS] = [0.55, 0.75, 0.3, 0.5] as const
/** A word that fewer of a topic's texts have is one asker's; a title made of such words is worth so much less. */
const OWN_WORD = 0.02
const STRANGE = 0.6
/** A slip of the pen. */
const MISSPELT = 0.7
/** A word that tells so much, and is in less than so many of the texts of one question, says more than they ask. */
const TELLS = 0.4
const HELD = 0.4
const SAYS_MORE = 0.5
/** Numbers of tickets, orders and errors are one asker's. */
const LONG_NUMBER = /\d{4,}/

/** A topic's name: numbers of texts, and words. */
export interface TopicName {
  readonly title: number
  readonly aliases: readonly number[]
  readonly words: readonly string[]
  /** The share of the topic's texts that ask what the title asks. */
  readonly asked: number
}

/** What a name is made from. */
export interface Nameable {
  readonly model: TopicModel
  readonly bags: Bags
  readonly vocabulary: Vocabulary
  /** Texts of the topic. */
  readonly members: readonly number[]
  readonly textOf: (member: number) => string
  /** Whether its texts ask one thing: then the title is what they are most like, without a word more. */
  readonly isOneQuestion?: boolean
  /** Which of them is the title, where that is known. */
  readonly called?: number | undefined
  /** How well a headline is written, where that was learnt. */
  readonly wording?: Wording
}

/**
 * Names a topic in the words of those who ask: its telling words are those whose share in the topic most
 * exceeds their share elsewhere (pointwise Kullback-Leibler). The title is, of the texts that hold most of them
 * for their length, the one that most of a hundred others ask too, in the language of most, without long numbers; the aliases
 * come after it, each in different words (maximal marginal relevance of J. Carbonell and J. Goldstein, 1998).
 */
export function nameTopic(topic: Nameable): TopicName {
  const { model, bags, members, textOf, isOneQuestion, called } = topic
  const telling = tellingWords(model, bags, members)
  const ranked = members
    .map((member) => ({ member, score: centrality(wordsIn(bags, member), telling) }))
    .sort((a, b) => b.score - a.score || a.member - b.member)
    .slice(0, READ_FOR_FORMS)
  const saying = ranked.filter(({ member }) => saysSomething(textOf(member)))
  const candidates = saying.length > 0 ? saying : ranked
  const worthOf = titleWorth({ ...topic, isOneQuestion: isOneQuestion === true }, telling)
  const weighed = called === undefined ? candidates.map(({ member }) => member) : [called]
  const title = weighed
    .slice(0, isOneQuestion === true ? READ_FOR_FORMS : WEIGHED)
    .map((member) => ({ member, ...worthOf(member) }))
    .reduce<{ member: number; worth: number; asked: number } | undefined>(
      (best, one) => (best && best.worth >= one.worth ? best : one),
      undefined,
    )
  const least = (saying[0]?.score ?? 0) * CENTRAL
  const chosen: number[] = title ? [title.member] : []
  for (const { member, score } of candidates) {
    if (chosen.length > ALIASES || score < least) break
    if (chosen.every((other) => wordingShared(bags, member, other, telling) < SAME_WORDING)) chosen.push(member)
  }
  const [first = members[0] ?? 0, ...aliases] = chosen
  const stems = [...telling].sort((a, b) => b[1] - a[1]).slice(0, TELLING_WORDS)
  const forms = commonForms(ranked.map(({ member }) => textOf(member)))
  const words = stems.map(([w]) => model.words[w] ?? '')
  return { title: first, aliases, words: words.map((word) => forms.get(word) ?? word), asked: title?.asked ?? 0 }
}

/** Whether what a text says first is a question that a stranger may understand: neither a word nor a story, no ticket number. */
export function mayBeTitle(text: string): boolean {
  const headline = headlineOf(text)
  const length = headline.split(/\s+/).length
  return length >= SHORTEST && length <= LONGEST && !LONG_NUMBER.test(headline)
}

/** How good a title each text would be, by what stands in its headline. */
function titleWorth(
  { model, bags, vocabulary, members, textOf, isOneQuestion, wording }: Nameable,
  telling: ReadonlyMap<number, number>,
): (member: number) => { readonly worth: number; readonly asked: number } {
  const step = Math.max(1, Math.floor(members.length / CHECKED_ON))
  const drawn = members.filter((_, at) => at % step === 0).slice(0, CHECKED_ON)
  // In one question small words tell what is asked: how to do it, or why it can't be done.
  const power = isOneQuestion === true ? 2 * SMALL_WORDS : 2
  const rarity = (w: number): number =>
    Math.max(0, Math.log((bags.count + 1) / ((bags.frequency[w] ?? 0) + 0.5))) ** power
  const sizeOf = (words: Iterable<number>): number => [...words].reduce((sum, w) => sum + rarity(w), 0)
  const heard = drawn.map((member) => {
    const words = new Set(wordsIn(bags, member))
    return { words, size: sizeOf(words) }
  })
  const language = mostSpoken(drawn.map(textOf))
  const uses = new Map<number, number>()
  for (const member of members) for (const w of wordsIn(bags, member)) uses.set(w, (uses.get(w) ?? 0) + 1)
  const isShared = (w: number): boolean => (uses.get(w) ?? 0) > Math.max(1, OWN_WORD * members.length)
  const isMisspelt = (word: string): boolean => {
    const parts = vocabulary.numbers.get(word)
    return parts !== undefined && (parts.length > 1 || vocabulary.words[parts[0] ?? -1] !== word)
  }
  const heldBy = (w: number): number => Math.min(1, (uses.get(w) ?? 0) / (HELD * members.length || 1))
  const saysMore = (words: readonly number[]): number =>
    words.reduce((least, w) => {
      const tells = model.weights[w] ?? 0
      return tells < TELLS ? least : Math.min(least, 1 - SAYS_MORE * tells * (1 - heldBy(w)))
    }, 1)
  return (member) => {
    const headline = headlineOf(textOf(member))
    const written = wordsOf(headline)
    const words = numbersOf(vocabulary, written)
    const shared = words.filter(isShared).length / Math.max(1, words.length, written.length)
    const size = sizeOf(words)
    const likeness = heard.map((own) => {
      const inCommon = words.reduce((sum, w) => sum + (own.words.has(w) ? rarity(w) : 0), 0)
      return inCommon === 0 ? 0 : inCommon / Math.sqrt(size * own.size)
    })
    const asked = likeness.filter((own) => own >= ASKS && own > 0).length / (drawn.length || 1)
    const length = headline.split(/\s+/).length
    const spoken = writtenIn(headline)
    const fitness =
      (length < SHORTEST ? TOO_SHORT : length > LONGEST ? TOO_LONG : 1) *
      (language !== null && spoken !== null && spoken !== language ? OTHER_LANGUAGE : 1) *
      (LONG_NUMBER.test(headline) ? WITH_NUMBERS : 1) *
      (written.some(isMisspelt) ? MISSPELT : 1) *
      (isOneQuestion === true ? saysMore(words) : 1) *
      (wording?.(headline) ?? 1) *
      (1 - STRANGE * (1 - shared))
    const worth =
      isOneQuestion === true
        ? likeness.reduce((sum, own) => sum + own, 0)
        : centrality(words, telling) * (UNASKED + (1 - UNASKED) * asked)
    return { worth: worth * fitness, asked }
  }
}

/** The language of most of these texts, as far as it can be told. */
function mostSpoken(texts: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const language = writtenIn(text)
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** How much each word of the topic tells, where it tells anything. */
function tellingWords(model: TopicModel, bags: Bags, members: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const member of members) for (const w of wordsIn(bags, member)) counts.set(w, (counts.get(w) ?? 0) + 1)
  const telling = new Map<number, number>()
  for (const [w, n] of counts) {
    const share = n / members.length
    const elsewhere = model.shares[w] ?? 1
    const gain = share * Math.log(share / elsewhere) * (model.weights[w] ?? 0)
    if (gain > 0 && n > 1) telling.set(w, gain)
  }
  return telling
}

function centrality(words: Int32Array | readonly number[], telling: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const w of words) sum += telling.get(w) ?? 0
  return sum / Math.sqrt(Math.max(words.length, BEST_LENGTH / 2) + BEST_LENGTH / 2)
}

function wordingShared(bags: Bags, one: number, other: number, telling: ReadonlyMap<number, number>): number {
  const inOther = new Set(wordsIn(bags, other))
  let shared = 0
  let all = 0
  for (const w of wordsIn(bags, one)) if (inOther.has(w)) shared += telling.get(w) ?? 0
  for (const w of new Set([...wordsIn(bags, one), ...inOther])) all += telling.get(w) ?? 0
  return all === 0 ? 1 : shared / all
}

function wordsIn(bags: Bags, member: number): Int32Array {
  return bags.words.subarray(bags.starts[member], bags.starts[member + 1])
}

/** For each stem the form most used for it. */
function commonForms(texts: readonly string[]): ReadonlyMap<string, string> {
  const uses = new Map<string, Map<string, number>>()
  for (const text of texts) {
    for (const [stem, form] of formsOf(text)) {
      const forms = uses.get(stem) ?? new Map<string, number>()
      forms.set(form, (forms.get(form) ?? 0) + 1)
      uses.set(stem, forms)
    }
  }
  return new Map(
    [...uses].map(([stem, forms]) => {
      const [[best] = [stem]] = [...forms].sort((a, b) => b[1] - a[1])
      return [stem, best] as const
    }),
  )
}
