import { describe, expect, it } from 'vitest'
import type { MiningInput } from '../types.ts'
import { readCorpus, type Corpus } from './corpus.ts'
import { mine } from './mine.ts'
import { openPlacer } from './place.ts'
import { randomFrom } from './random.ts'
import { findLetters, sameWords } from './repeats.ts'

const NAMES = 'Anna Ben Clara David Elena Farid Greta Hugo Ines Jonas Karin Leo Maria Nils Olga Paul Rosa Tara'.split(
  ' ',
)

const parcels = (n: number): string =>
  `Hello, my name is ${NAMES[n % 18] ?? ''}. My order number ${n * 7919} from ${n % 28} March has not arrived although the page says that it was delivered. Please send it again or refund the amount of ${n % 90} to my account.`
const branch = (n: number): string =>
  `I protest against the closing of the branch in our town and ask you to keep it open for elderly people, ${NAMES[n % 18] ?? ''}`

const QUESTIONS = [
  'declined refused rejected card payment terminal shop',
  'forgot reset change password login account locked',
  'track courier shipment late where tracking number',
  'crashes freezes hangs app phone update screen',
].map((words) => words.split(' '))

/** Questions that nobody copied. */
function questions(count: number): readonly string[] {
  const random = randomFrom(3)
  return Array.from({ length: count }, (_, i) => {
    const own = QUESTIONS[i % QUESTIONS.length] ?? []
    const small = 'how why can i do my the a is was it'.split(' ').filter(() => random() < 0.3)
    return [own[i % own.length] ?? '', ...own.filter(() => random() < 0.4), ...small].join(' ')
  })
}

const asInputs = (texts: readonly string[]): readonly MiningInput[] => texts.map((text, i) => ({ id: `r${i}`, text }))
function corpusOf(texts: readonly string[]): { readonly corpus: Corpus; readonly all: readonly number[] } {
  const reading = readCorpus(asInputs(texts), 1000)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return { corpus: step.value, all: [...step.value.first.keys()] }
}
const some = (count: number, make: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => make(n))

describe('a letter that many send', () => {
  it('is found whatever is filled in, and beside another', () => {
    const { corpus, all } = corpusOf([...some(40, parcels), ...questions(60), ...some(30, branch)])

    expect(findLetters(corpus, all).map(({ requests }) => requests)).toEqual([40, 30])
  })

  it('is none where eleven send it, or where the words that differ are the question', () => {
    const asked = (n: number): string =>
      `please help me i would like to ${['cancel', 'change', 'track', 'return', 'insure'][n % 5] ?? ''} my last order today`

    const few = corpusOf(some(11, parcels))
    expect(findLetters(few.corpus, few.all)).toEqual([])
    const many = corpusOf(some(100, (n) => `${asked(n)} ${NAMES[n % 18] ?? ''}`))
    expect(findLetters(many.corpus, many.all).map(({ requests }) => requests)).toEqual([20, 20, 20, 20, 20])
  })

  it('leaves the rest as it is without the letter, and is a topic by itself', () => {
    const rest = questions(160)
    const titles = (texts: readonly string[]): readonly string[] => {
      const inputs = asInputs(texts)
      const { topics } = mine(inputs, { seed: 1, runs: 3 })
      return topics.map(({ titleId, size }) => `${size} ${inputs.find(({ id }) => id === titleId)?.text ?? ''}`)
    }

    const alone = titles(rest)
    const beside = titles([...some(900, parcels), ...rest, ...some(300, branch)])

    expect(beside.slice(2)).toEqual(alone)
    expect(beside[0]).toMatch(/^900 Hello/)
    expect(beside[1]).toMatch(/^300 I protest/)
  })

  it('takes in what is sent afterwards', () => {
    const { model, topics } = mine(asInputs([...questions(160), ...some(50, parcels)]), { seed: 1, runs: 3 })
    const letter = topics.find(({ size }) => size === 50)
    const placer = openPlacer(model)

    expect(placer.place(parcels(1234)).topic).toBe(letter?.index)
    expect(placer.place('where is my courier, tracking says late').topic).not.toBe(letter?.index)
  })
})

describe('a short question that many ask in the same words', () => {
  it('is found with whatever number stands in it', () => {
    const { corpus, all } = corpusOf([...some(15, (n) => `Where is my order #${n * 31}?`), ...questions(20)])

    expect(sameWords(corpus, all).map(({ requests }) => requests)).toEqual([15])
  })

  it('joins the topic whose other requests outweigh it', () => {
    const asked = 'i forgot the password of my account'
    const { topics, assignment } = mine(asInputs([...questions(240), ...some(15, () => asked)]), { seed: 1, runs: 3 })

    const home = topics.find(({ index }) => index === assignment.at(-1))
    expect(home?.size).toBeGreaterThan(60)
  })
})
