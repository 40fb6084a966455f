import { describe, expect, it } from 'vitest'
import type { MiningInput } from '../types.ts'
import { readCorpus } from './corpus.ts'
import { findDomains } from './domains.ts'
import { mine } from './mine.ts'
import { loadModel, saveModel } from './model.ts'
import { openPlacer } from './place.ts'
import { randomFrom, type Random } from './random.ts'

const SMALL = 'how why what can i do my the a is was it with for again please to of and when'.split(' ')

/** A word of made-up syllables, another for each number. */
const made = (n: number): string =>
  [...String(n)]
    .map((digit) => `${'bdfklmnprt'[Number(digit)] ?? ''}${'aeiou'[(Number(digit) + n) % 5] ?? ''}`)
    .join('')

/** Requests of one company: each of its subjects has two nouns, and all are said in the company's way. */
function company(number: number, count: number, random: Random): readonly string[] {
  const pick = (most: number): number => Math.floor(random() ** 2 * most)
  return Array.from({ length: count }, (_, i) => {
    const subject = i % 8
    const nouns = [0, 1].map((n) => made(1000 * number + 10 * subject + n)).filter(() => random() < 0.8)
    const ways = [0, 1, 2, 3].map(() => made(1000 * number + 100 + pick(60)))
    const common = [0, 1].map(() => made(90_000 + pick(80)))
    return [...nouns, ...ways, ...common, ...SMALL.filter(() => random() < 0.15)].join(' ')
  })
}

function domainsOf(texts: readonly string[]): readonly (readonly string[])[] {
  const reading = readCorpus(asInputs(texts), 1000)
  let page = reading.next()
  while (!page.done) page = reading.next()
  const corpus = page.value
  const textOf = (text: number): string => texts[corpus.first[text] ?? 0] ?? ''
  const finding = findDomains(corpus, [...corpus.first.keys()], 1, textOf)
  let step = finding.next()
  while (!step.done) step = finding.next()
  return step.value.texts.map((own) => own.map(textOf))
}
const asInputs = (texts: readonly string[], brand?: string): readonly MiningInput[] =>
  texts.map((text, i) => ({ id: `${brand ?? 'r'}${i}`, text, brand }))

describe('domains', () => {
  const random = randomFrom(5)
  const [one, two] = [company(1, 700, random), company(2, 500, random)]

  it('are found where two companies are mined together, however their requests are mixed', () => {
    const found = domainsOf([...one, ...two].sort())

    expect(found).toHaveLength(2)
    const isOne = new Set(one)
    for (const texts of found) {
      const share = texts.filter((text) => isOne.has(text)).length / texts.length
      expect(Math.max(share, 1 - share)).toBeGreaterThan(0.98)
    }
  })

  it('are not the subjects of one company', () => {
    expect(domainsOf(company(3, 1600, random))).toHaveLength(1)
  })

  it('are languages, too, of a few texts each', () => {
    const german = Array.from(
      { length: 30 },
      (_, i) => `wie kann ich meine Rechnung ${made(i + 50)} bezahlen und nicht die von Juni`,
    )
    const english = Array.from(
      { length: 90 },
      (_, i) => `how can i pay the invoice ${made(i + 200)} and not that of my friend`,
    )

    const found = domainsOf([...english, ...german, 'Rechnung bezahlen', 'pay the invoice'])

    expect(found.map((texts) => texts.length).toSorted()).toEqual([31, 91])
  })
})

describe('a corpus of several domains', () => {
  const random = randomFrom(6)
  const [one, two] = [company(1, 500, random), company(2, 450, random)]
  const result = mine(asInputs([...one, ...two]), { seed: 1, runs: 2 })

  it('has no topic with requests of both, and places new ones by their domain', () => {
    const both = new Map<number, Set<boolean>>()
    result.assignment.forEach((topic, i) => {
      if (topic >= 0) both.set(topic, (both.get(topic) ?? new Set()).add(i < one.length))
    })
    expect(result.model.domains).toHaveLength(2)
    expect([...both.values()].filter((sides) => sides.size > 1).length).toBeLessThanOrEqual(1)
    const restored = loadModel(saveModel(result.model))
    const placer = openPlacer(restored ?? result.model)
    const others = company(2, 100, random).map((text) => placer.place(text).topic)
    const ofTwo = new Set(result.assignment.slice(one.length))
    expect(others.filter((topic) => ofTwo.has(topic)).length).toBeGreaterThan(95)
  })

  it('is read as one domain from a model that was saved before there were any', () => {
    const { domains } = JSON.parse(saveModel(result.model)) as { domains: { model: object }[] }
    const before = loadModel(JSON.stringify({ version: 1, ...domains[0]?.model }))

    expect(before?.domains).toHaveLength(1)
    const topics = result.model.domains[0]?.model.topics ?? 0
    const own = [...one, ...two].filter(
      (_, i) => (result.assignment[i] ?? -1) >= 0 && (result.assignment[i] ?? -1) < topics,
    )
    const placer = openPlacer(result.model)
    const old = openPlacer(before ?? result.model)
    const alike = own.filter((text) => old.place(text).topic === placer.place(text).topic)
    expect(alike.length).toBeGreaterThan(0.95 * own.length)
  })

  it('never joins what two brands are asked in the same words', () => {
    const same = company(4, 200, random)
    const inputs = [...asInputs(same, 'north'), ...asInputs(same, 'south')]
    const { assignment, model } = mine(inputs, { seed: 1, runs: 2 })

    const north = new Set(assignment.slice(0, same.length).filter((topic) => topic >= 0))
    const south = assignment.slice(same.length)
    expect(north.size).toBeGreaterThan(1)
    expect(south.filter((topic) => north.has(topic))).toEqual(new Int32Array(0))
    const placer = openPlacer(model)
    expect(north.has(placer.place(same[0] ?? '', 'north').topic)).toBe(true)
    expect(north.has(placer.place(same[0] ?? '', 'south').topic)).toBe(false)
    expect(placer.place(same[0] ?? '', 'a third').topic).toBe(-1)
  })
})
