import type { TopicModel } from '../types.ts'
import type { Bags } from './bags.ts'
import { saysSomething } from './says-something.ts'
import { formsOf } from './tokens.ts'

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

/** A topic's name: numbers of texts, and words. */
export interface TopicName {
  readonly title: number
  readonly aliases: readonly number[]
  readonly words: readonly string[]
}

/**
 * Names a topic in the words of those who ask: its telling words are those whose share in the topic most
 * exceeds their share elsewhere (pointwise Kullback-Leibler), the title is the text that holds most of them
 * for its length and is not just the address of a page, and the aliases come after it, each in different words (maximal marginal relevance of
 * J. Carbonell and J. Goldstein, 1998).
 */
export function nameTopic(
  model: TopicModel,
  bags: Bags,
  members: readonly number[],
  textOf: (member: number) => string,
): TopicName {
  const telling = tellingWords(model, bags, members)
  const ranked = members
    .map((member) => ({ member, score: centrality(bags, member, telling) }))
    .sort((a, b) => b.score - a.score || a.member - b.member)
    .slice(0, READ_FOR_FORMS)
  const saying = ranked.filter(({ member }) => saysSomething(textOf(member)))
  const least = (saying[0]?.score ?? 0) * CENTRAL
  const chosen: number[] = []
  for (const { member, score } of saying.length > 0 ? saying : ranked) {
    if (chosen.length > ALIASES || score < least) break
    if (chosen.every((other) => wordingShared(bags, member, other, telling) < SAME_WORDING)) chosen.push(member)
  }
  const [title = members[0] ?? 0, ...aliases] = chosen
  const stems = [...telling].sort((a, b) => b[1] - a[1]).slice(0, TELLING_WORDS)
  const forms = commonForms(ranked.map(({ member }) => textOf(member)))
  const words = stems.map(([w]) => model.words[w] ?? '')
  return { title, aliases, words: words.map((word) => forms.get(word) ?? word) }
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

function centrality(bags: Bags, member: number, telling: ReadonlyMap<number, number>): number {
  const words = wordsIn(bags, member)
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
