import { describe, expect, it } from 'vitest'
import type { MiningInput, MiningResult } from '../types.ts'
import { mine } from './mine.ts'
import { loadModel, saveModel } from './model.ts'
import { openPlacer } from './place.ts'
import { withQuestions } from './questions.ts'
import { randomFrom } from './random.ts'

/** What is asked about, and what several ask about it. */
const ABOUT = [
  ['invoice billing account', 'cancel invoice billing account'],
  ['printer cartridge toner', 'printer cartridge toner offline'],
  ['parcel courier delivery', 'parcel courier delivery stranger'],
] as const
const SMALL = 'please hello how can you my the is it with'.split(' ')
const SYLLABLES = 'ba de fi go ku lo ma ni po ru'.split(' ')

/** A word that says nothing to anybody. */
const nonsense = (n: number): string => [1, 10, 100].map((at) => SYLLABLES[Math.floor(n / at) % 10] ?? '').join('')

/** Of every hundred about a thing `same` ask the same, and the others what nobody else asks. */
function asked(each: number, same = 15): readonly MiningInput[] {
  const random = randomFrom(3)
  const some = (words: readonly string[], share: number): string[] => words.filter(() => random() < share)
  return ABOUT.flatMap(([things, question], kind) =>
    Array.from({ length: each }, (_, n) => {
      const isSame = n % 100 < same
      const alone = Array.from({ length: 4 }, () => nonsense(Math.floor(random() * 300)))
      const said = isSame ? [question] : [...some(things.split(' '), 0.8), ...alone]
      return { id: `${kind}-${n}-${isSame ? 'same' : 'other'}`, text: [...some(SMALL, 0.3), ...said].join(' ') }
    }),
  )
}

describe('what is asked in wide topics', () => {
  const inputs = asked(400)
  const groups = mine(inputs, { seed: 1, runs: 2 })
  const result = withQuestions(groups, inputs)
  const requestsOf = (found: MiningResult, index: number): readonly string[] =>
    inputs.flatMap(({ id }, i) => (found.assignment[i] === index ? id : []))
  const questions = result.topics.filter(({ isRest }) => isRest !== true)
  const rests = result.topics.filter(({ isRest }) => isRest === true)

  it('is a topic for each question that several ask, called as one of them says it', () => {
    for (const [kind] of ABOUT.entries()) {
      const found = questions.find(({ titleId }) => titleId.startsWith(`${kind}-`) && titleId.endsWith('same'))
      const own = requestsOf(result, found?.index ?? -1)
      expect(own.filter((id) => id.endsWith('same')).length).toBeGreaterThan(0.9 * own.length)
      expect(own.length).toBeGreaterThan(50)
      expect(found?.size).toBe(own.length)
    }
  })

  it('is something else besides, which has words but no title', () => {
    expect(rests.length).toBeGreaterThan(0)
    const others = rests.flatMap(({ index }) => requestsOf(result, index))
    expect(others.filter((id) => id.endsWith('other')).length).toBeGreaterThan(0.95 * others.length)
    expect(others.length).toBeGreaterThan(700)
    for (const { titleId, words, aliasIds } of rests) {
      expect(titleId).toBe('')
      expect(words.length).toBeGreaterThan(0)
      expect(aliasIds).not.toContain('')
    }
  })

  it('is found for a request that comes later, also by a model that was saved', () => {
    const saved = loadModel(saveModel(result.model))
    if (!saved) throw new Error('The model could not be loaded.')
    for (const placer of [openPlacer(result.model), openPlacer(saved)]) {
      const { topic } = placer.place('How can I cancel the invoice on my billing account?')
      expect(questions.find(({ index }) => index === topic)?.titleId).toMatch(/^0-.*same$/)
      const other = placer.place(['printer', 'cartridge', ...[17, 230, 91].map(nonsense)].join(' ')).topic
      expect(rests.map(({ index }) => index)).toContain(other)
    }
  })

  it('leaves no request out that was in a group', () => {
    groups.assignment.forEach((group, i) => expect((result.assignment[i] ?? -1) >= 0).toBe(group >= 0))
  })

  it('is the whole topic where all ask what its title asks, also for a request that comes later', () => {
    const alike = asked(400, 80)
    const found = mine(alike, { seed: 1, runs: 2 })
    const kept = withQuestions(found, alike)
    expect(kept.topics.map(({ size }) => size)).toEqual(found.topics.map(({ size }) => size))
    const main = kept.topics.filter(({ titleId }) => titleId.endsWith('same'))
    expect(main).toHaveLength(ABOUT.length)
    const placer = openPlacer(loadModel(saveModel(kept.model)) ?? kept.model)
    const { topic } = placer.place('Please can you cancel the invoice on my billing account')
    expect(main.find(({ index }) => index === topic)?.titleId).toMatch(/^0-/)
  })

  it('is looked for as the run before did where a domain is near the border', () => {
    const isNear = (share: number, wasBesides: (n: number) => boolean | undefined): boolean => {
      const near = { ...groups, topics: groups.topics.map((topic) => ({ ...topic, asked: share })) }
      const before = inputs.map((input, n) => ({ ...input, wasBesides: wasBesides(n) }))
      return withQuestions(near, before).model.asked?.some((one) => 'isNear' in one) === true
    }
    const [mostlyBesides, partlyBesides] = [(n: number) => n % 10 !== 0, (n: number) => n % 3 === 0]
    expect([0.49, 0.51].map((share) => isNear(share, () => undefined))).toEqual([false, true])
    expect([0.53, 0.56].map((share) => isNear(share, mostlyBesides))).toEqual([false, true])
    expect([0.44, 0.47].map((share) => isNear(share, partlyBesides))).toEqual([false, true])
  })

  it('is not looked for where little is known of which words are rare', () => {
    const few = asked(60)
    const found = mine(few, { seed: 1, runs: 2 })
    const same = withQuestions(found, few)
    expect(same.topics.map(({ titleId, size }) => [titleId, size])).toEqual(
      found.topics.map(({ titleId, size }) => [titleId, size]),
    )
  })
})
