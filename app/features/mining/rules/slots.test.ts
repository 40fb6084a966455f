import { expect, it } from 'vitest'
import type { TopicModel } from '../types.ts'
import { packBags } from './bags.ts'
import { learnThings } from './slots.ts'
import { wordsOf } from './tokens.ts'

/** Groups of a bank's requests, in which things of one kind stand between the same words. */
const GROUPS = [
  ['why did my transfer fail', 'your transfer was sent back', 'my top up has failed', 'where is my top up now'],
  ['why did my payment fail', 'your payment was sent back', 'my payment has failed', 'where is my payment now'],
  ['send my money home', 'send my funds home', 'how much money is left', 'how much funds is left'],
]

function readBank() {
  const texts = GROUPS.flatMap((own) => Array.from({ length: 25 }, () => own).flat())
  const words = [...new Set(texts.flatMap((text) => wordsOf(text)))]
  const vocabulary = { words, numbers: new Map(words.map((word, w) => [word, [w]])) }
  const bags = packBags(vocabulary, texts.map(wordsOf))
  const cells = new Map<number, number>()
  texts.forEach((_, i) => {
    const group = Math.floor(i / 100)
    for (const w of bags.words.subarray(bags.starts[i], bags.starts[i + 1]))
      cells.set(w * GROUPS.length + group, (cells.get(w * GROUPS.length + group) ?? 0) + 1)
  })
  const telling = new Set(['transfer', 'payment', 'top', 'money', 'fund'])
  const model: TopicModel = {
    ...{
      words,
      spellings: new Map(),
      topics: GROUPS.length,
      subjects: GROUPS.map((_, k) => k),
      requests: texts.length,
    },
    weights: Float32Array.from(words, (word) => (telling.has(word) ? 1 : 0.1)),
    prior: new Float32Array(words.length).fill(1),
    shares: Float32Array.from(bags.frequency, (n) => n / texts.length),
    sizes: Float32Array.from(GROUPS, () => 100),
    cells: Int32Array.from(cells.keys()),
    counts: Float32Array.from(cells.values()),
  }
  const things = learnThings(texts, vocabulary, model)
  const wordOf = (w: number): string => words[w] ?? ''
  return {
    same: (word: string): readonly string[] => things.same(words.indexOf(word)).map(wordOf),
    instead: (title: string): readonly (readonly string[])[] =>
      things
        .instead(wordsOf(title).map((word) => words.indexOf(word)))
        .map(([said, others]) => [said.map(wordOf).join(), others.map(wordOf).sort().join()]),
  }
}

const { same, instead } = readBank()

it('are two where they take the same place and stand in other groups, one of two words as well', () => {
  expect(instead('why did my transfer fail')).toEqual([['transfer', 'payment']])
  expect(instead('why did my payment fail')).toEqual([['payment', 'top,transfer']])
})

it('are one in two words where they stand in the same groups', () => {
  expect(same('money')).toEqual(['fund'])
  expect(instead('send my funds home')).toEqual([])
})

it('are not told apart by a title that says both, nor known of words that tell nothing', () => {
  expect(instead('is a transfer a payment or a top up')).toEqual([])
  expect(same('my')).toEqual([])
  expect(instead('')).toEqual([])
})
