import type { Asked } from '../types.ts'
import { asksLike, nearCentre, type WordValues } from './cores.ts'

type Questions = Extract<Asked, { readonly questions: unknown }>['questions']

/** Finds which of the questions in a topic a text asks, by its words: the one whose example it is most like; -1 for none. */
export function openAsked(
  questions: Questions,
  values: WordValues,
): (words: ArrayLike<number> & Iterable<number>) => number {
  const known = questions.map(({ topic, example, centre }) => ({
    topic,
    asks: asksLike(example, values, centre === null),
    centre: centre && new Map(centre),
  }))
  return (words) => {
    let best = -1
    let most = 0
    for (const { topic, asks, centre } of known) {
      const worth = asks(words)
      if (worth <= most || (centre && nearCentre(words, centre, values) === 0)) continue
      most = worth
      best = topic
    }
    return best
  }
}
