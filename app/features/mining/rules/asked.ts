import type { Asked } from '../types.ts'
import { asksLike, nearCentre, type WordValues } from './cores.ts'
import type { Meanings } from './meaning.ts'
import { asksPart, type Said } from './parts.ts'

type Questions = Extract<Asked, { readonly questions: unknown }>['questions']
type Words = ArrayLike<number> & Iterable<number>

/** What is known of a domain's words: what they are worth, and what texts say with them. */
export interface DomainWords {
  readonly values: WordValues
  readonly meanings: Meanings
}

/**
 * Finds which of the questions in a topic a text asks, by its words: the one whose example it is most like; -1 for none. `isNear`:
 * where most texts of the topic ask what its title asks.
 */
export function openAsked(
  questions: Questions,
  { values, meanings }: DomainWords,
  isNear: boolean,
): (words: Words) => number {
  if (isNear) {
    const find = mostOf(
      questions.map(({ topic, example, centre, ...things }) => {
        const asks = asksPart(example, centre ?? [], meanings)
        const isOther = saysAnother(things)
        return { topic, worth: (said: Said) => (isOther(said.words) ? 0 : asks(said)) }
      }),
    )
    return (words) => find({ words, meaning: meanings.of(words) })
  }
  return mostOf(
    questions.map(({ topic, example, centre, ...things }) => {
      const asks = asksLike(example, values, centre === null)
      const near = centre && new Map(centre)
      const isOther = saysAnother(things)
      const isFar = (words: Words): boolean => near !== null && nearCentre(words, near, values) === 0
      return { topic, worth: (words: Words) => (isOther(words) || isFar(words) ? 0 : asks(words)) }
    }),
  )
}

/** Whether a text says another thing instead of what a question says, or does not name what it names. */
function saysAnother({
  names = [],
  instead = [],
}: Pick<Questions[number], 'names' | 'instead'>): (words: Iterable<number>) => boolean {
  const named = names.map((said) => new Set(said))
  const pairs = instead.map(([said, others]) => [new Set(said), new Set(others)] as const)
  return (words) => {
    const own = [...words]
    const says = (some: ReadonlySet<number>): boolean => own.some((w) => some.has(w))
    return !named.every(says) || pairs.some(([said, others]) => !says(said) && says(others))
  }
}

/** The topic that it is worth most to that a text is in it; -1 where to none. */
function mostOf<Text>(
  questions: readonly { readonly topic: number; readonly worth: (text: Text) => number }[],
): (text: Text) => number {
  return (text) => {
    let best = -1
    let most = 0
    for (const { topic, worth } of questions) {
      const own = worth(text)
      if (own > most) [most, best] = [own, topic]
    }
    return best
  }
}
