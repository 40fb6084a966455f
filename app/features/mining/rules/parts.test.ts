import { describe, expect, it } from 'vitest'
import type { TopicModel } from '../types.ts'
import { packBags } from './bags.ts'
import { valuesOfWords } from './cores.ts'
import { meanOf, openMeaning } from './meaning.ts'
import { asksPart, partsOf } from './parts.ts'
import { wordsOf } from './tokens.ts'

/** Groups of a bank's requests: what is in one, and the model that mining would have learnt of them. */
const GROUPS = [
  ['please close my account', 'please delete my account', 'delete my account', 'close my account now'],
  ['my transfer is pending', 'transfer still pending', 'my withdrawal gave no cash', 'no cash for a withdrawal'],
  ['my withdrawal failed', 'the machine gave no cash for my withdrawal', 'withdrawal failed at the machine'],
  ['limits of a withdrawal', 'how much cash is a withdrawal', 'withdrawal limits'],
  ['send a transfer to my brother', 'a transfer to another bank', 'cancel the transfer to my brother'],
  ['transfer in euros', 'exchange rate of a transfer', 'rate of the transfer'],
]

function readBank() {
  const texts = GROUPS.flatMap((own) => Array.from({ length: 15 }, () => own).flat())
  const groupOf = GROUPS.flatMap((own, group) => Array.from({ length: 15 * own.length }, () => group))
  const words = [...new Set(texts.flatMap((text) => wordsOf(text)))]
  const vocabulary = { words, numbers: new Map(words.map((word, w) => [word, [w]])) }
  const bags = packBags(vocabulary, texts.map(wordsOf))
  const topics = GROUPS.length
  const cells = new Map<number, number>()
  texts.forEach((_, i) => {
    for (const w of bags.words.subarray(bags.starts[i], bags.starts[i + 1])) {
      const cell = w * topics + (groupOf[i] ?? 0)
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
    }
  })
  const small = new Set('please my is the a to now for no still'.split(' '))
  const model: TopicModel = {
    ...{ words, spellings: new Map(), topics, subjects: GROUPS.map((_, k) => k), requests: texts.length },
    weights: Float32Array.from(words, (word) => (small.has(word) ? 0.1 : 1)),
    prior: new Float32Array(words.length).fill(1),
    shares: Float32Array.from(bags.frequency, (n) => n / texts.length),
    sizes: Float32Array.from(GROUPS, (own) => 15 * own.length),
    cells: Int32Array.from(cells.keys()),
    counts: Float32Array.from(cells.values()),
  }
  const meanings = openMeaning(model, valuesOfWords(model))
  const numbersOf = (text: string): readonly number[] =>
    wordsOf(text).flatMap((word) => vocabulary.numbers.get(word) ?? [])
  return { texts, groupOf, meanings, numbersOf }
}

describe('what is asked in a group', () => {
  const { texts, groupOf, meanings, numbersOf } = readBank()
  const meaningOf = (text: number) => meanings.of(numbersOf(texts[text] ?? ''))
  const partsIn = (group: number, times = (_text: number) => 1): readonly (readonly string[])[] =>
    partsOf(
      texts.flatMap((_, i) => (groupOf[i] === group ? i : [])),
      meaningOf,
      times,
    ).map((own) => [...new Set(own.map((text) => texts[text] ?? ''))].sort())

  it('is one thing where words that are used in the same groups stand for each other', () => {
    expect(partsIn(0)).toEqual([[...(GROUPS[0] ?? [])].sort()])
  })

  it('is two where what they are about is asked about in other groups as well', () => {
    expect(partsIn(1).map((own) => own.join())).toEqual([
      'my transfer is pending,transfer still pending',
      'my withdrawal gave no cash,no cash for a withdrawal',
    ])
  })

  it('is nothing where too few ask it', () => {
    expect(partsIn(1, () => 0.1)).toEqual([])
    expect(partsOf([], meaningOf, () => 1)).toEqual([])
  })

  it('is asked by those which name what the title names, in these words or in such as stand for them', () => {
    const asks = (title: string, text: string): boolean => {
      const mean = meanOf([title, text].map((one) => meanings.of(numbersOf(one))))
      const words = numbersOf(text)
      return asksPart(numbersOf(title), mean, meanings)({ words, meaning: meanings.of(words) }) > 0
    }
    expect(asks('please close my account', 'delete my account now')).toBe(true)
    expect(asks('my transfer is pending', 'transfer still pending')).toBe(true)
    expect(asks('my transfer is pending', 'my withdrawal is pending')).toBe(false)
    expect(asks('my transfer is pending', 'pending')).toBe(false)
    expect(asks('pending', 'my withdrawal from the machine is pending')).toBe(false)
    expect(asks('my transfer is pending', 'nothing that is known')).toBe(false)
    expect(asks('my transfer is pending', '')).toBe(false)
  })
})
