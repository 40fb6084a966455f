import type { Asked } from '../types.ts'
import { asksLike, asksNearly, nearCentre, type WordValues } from './cores.ts'

type Questions = Extract<Asked, { readonly questions: unknown }>['questions']

/**
 * Finds which of the questions in a topic a text asks, by its words: the one whose example it is most like; -1 for none. `isNear`:
 * where most texts of the topic ask what its title asks.
 */
export function openAsked(questions: Questions, values: WordValues, isNear: boolean): (words: Words) => number {
  if (isNear) {
    return mostOf(
      questions.map(({ topic, example, centre }) => ({
        topic,
        worth: asksNearly(example, new Map(centre), values),
      })),
    )
  }
  return mostOf(
    questions.map(({ topic, example, centre }) => {
      const asks = asksLike(example, values, centre === null)
      const near = centre && new Map(centre)
      return { topic, worth: (words) => (near && nearCentre(words, near, values) === 0 ? 0 : asks(words)) }
    }),
  )
}

type Words = ArrayLike<number> & Iterable<number>

/** The topic that it is worth most to that a text is in it; -1 where to none. */
function mostOf(
  questions: readonly { readonly topic: number; readonly worth: (words: Words) => number }[],
): (words: Words) => number {
  return (words) => {
    let best = -1
    let most = 0
    for (const { topic, worth } of questions) {
      const own = worth(words)
      if (own > most) [most, best] = [own, topic]
    }
    return best
  }
}
