import { expect, test } from 'vitest'
import { packBags } from './bags.ts'
import { partSmall } from './small-problems.ts'
import { learnVocabulary } from './vocabulary.ts'

const ACTS = ['freeze', 'cancel', 'transfer', 'upgrade']
const THINGS = ['account', 'holiday', 'money', 'printer']
const both = (part: number): readonly string[] => [ACTS[part] ?? '', THINGS[part] ?? '']

/** Two large groups, and a third in two parts of so many texts; each text has the words of its part and some of all. */
function corpus(partSize: number, wordsOf: (part: number) => readonly string[]) {
  const parts = [...Array<number>(200).fill(0), ...Array<number>(200).fill(1)]
  parts.push(...Array<number>(partSize).fill(2), ...Array<number>(partSize).fill(3))
  const texts = parts.map((part, i) => [...wordsOf(part), `some ${i % 30}`, `more ${i % 7}`])
  return { bags: packBags(learnVocabulary(texts), texts), parts: Int32Array.from(parts) }
}

test.each([
  ['are taken apart where they have no word in common', 12, both, 4],
  [
    'stay together where they only phrase it differently',
    12,
    (part: number) => [ACTS[part] ?? '', part > 1 ? 'card' : 'bank'],
    3,
  ],
  ['stay together where they are too few to be told', 6, both, 3],
  ['stay together in a group of the usual size', 90, both, 3],
])('parts of a small group %s', (_what, size, wordsOf, count) => {
  const { bags, parts } = corpus(size, wordsOf)
  const assignment = parts.map((part) => Math.min(part, 2))
  const verdict = { assignment, count: 3, support: new Float32Array(parts.length).fill(1) }

  const parted = partSmall(bags, verdict, [parts, parts, parts])

  expect(parted.count).toBe(count)
  expect(new Set(parted.assignment.slice(0, 200)).size).toBe(1)
})
