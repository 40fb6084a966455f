import type { MiningInput } from '../types.ts'
import { wordsOf } from './tokens.ts'

/** So many texts of a source hold a sentence that is said by habit: at least so many, and such a share of them. */
const LEAST = 20
const SHARE = 0.05
/** A sentence that stands in so many of a source's texts is its form, whatever else they say. */
const FORM = 0.4
/** Where so much of its use is all that a text says, it is a question. */
const WHOLE = 0.1
/** What else is said beside a habit is what is said without it, so far (A. Bhattacharyya, 1943). */
const ALIKE = 0.85
/** Words of fewer texts are chance in that comparison. */
const COMMON = 0.02
const PIECES = /(?<=[.!?;,:])\s+|\n+/u

/** A sentence as it is counted: its words, whatever figures stand in it. */
const keyOf = (piece: string): string => wordsOf(piece).join(' ')

/**
 * What the requests of one source say by habit: greetings, signatures, labels of a form, "sent from". It tells nothing about
 * what they ask: what else is said in texts with such a sentence is what is said in those without.
 * Returns the sentences as `withoutHabits` takes them.
 */
export function findHabits(inputs: readonly MiningInput[]): ReadonlyMap<string, ReadonlySet<string>> {
  const bySource = new Map<string, string[]>()
  for (const { source = '', text } of inputs) {
    const texts = bySource.get(source)
    if (texts) texts.push(text)
    else bySource.set(source, [text])
  }
  return new Map([...bySource].map(([source, texts]) => [source, habitsOf(texts)] as const))
}

/** A text without what its source says by habit; as it is where nothing else is left. */
export function withoutHabits(habits: ReadonlySet<string>, text: string): string {
  if (habits.size === 0) return text
  const pieces = text.split(PIECES)
  const left = pieces.filter((piece) => !habits.has(keyOf(piece)))
  return left.length === pieces.length || left.every((piece) => keyOf(piece) === '') ? text : left.join('\n')
}

function habitsOf(texts: readonly string[]): ReadonlySet<string> {
  const least = Math.max(LEAST, SHARE * texts.length)
  if (texts.length < least) return new Set()
  const read = [...new Set(texts)].map((text) =>
    [...new Set(text.split(PIECES).map(keyOf))].filter((key) => key !== ''),
  )
  const uses = new Map<string, number>()
  const alone = new Map<string, number>()
  for (const keys of read) {
    for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1)
    const [only] = keys
    if (only !== undefined && keys.length === 1) alone.set(only, (alone.get(only) ?? 0) + 1)
  }
  const frequent = new Set(
    [...uses].flatMap(([key, count]) => (count >= least && (alone.get(key) ?? 0) <= WHOLE * count ? key : [])),
  )
  if (frequent.size === 0) return frequent
  // Habits come together: what is said beside them is what only some say.
  const others = read.map((keys) => keys.filter((key) => !frequent.has(key)))
  return new Set(
    [...frequent].filter((key) => {
      const has = read.map((keys) => keys.includes(key))
      return (uses.get(key) ?? 0) >= FORM * read.length || tellsNothing(others, has)
    }),
  )
}

/** Whether texts that have a sentence say beside it what those say that have it not. */
function tellsNothing(others: readonly (readonly string[])[], has: readonly boolean[]): boolean {
  const [beside, elsewhere] = [new Map<string, number>(), new Map<string, number>()]
  const all = new Map<string, number>()
  others.forEach((keys, i) => {
    const counts = has[i] === true ? beside : elsewhere
    for (const word of new Set(keys.flatMap((key) => key.split(' ')))) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
      all.set(word, (all.get(word) ?? 0) + 1)
    }
  })
  const common = [...all].flatMap(([word, n]) => (n >= COMMON * others.length ? word : []))
  const sum = (counts: ReadonlyMap<string, number>): number =>
    common.reduce((n, word) => n + (counts.get(word) ?? 0), 0)
  const [inside, outside] = [sum(beside), sum(elsewhere)]
  if (inside === 0 || outside === 0) return false
  let alike = 0
  for (const word of common)
    alike += Math.sqrt(((beside.get(word) ?? 0) / inside) * ((elsewhere.get(word) ?? 0) / outside))
  return alike >= ALIKE
}
