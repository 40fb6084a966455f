import { describe, expect, it } from 'vitest'
import type { MiningInput, MiningResult } from '../types.ts'
import { agreementOf } from './agreement.ts'
import { mine, mineSteps } from './mine.ts'
import { loadModel, saveModel } from './model.ts'
import { openPlacer, placeText } from './place.ts'
import { randomFrom } from './random.ts'
import { hashOf, openSampler } from './sample.ts'

/** Made-up requests: each topic has words of its own, among small words that all share. */
const TOPICS = [
  'declined refused rejected card payment terminal shop',
  'forgot reset change password login account locked',
  'track arrive deliver parcel shipment courier late',
  'refund return exchange shoes jacket size wrong',
  'crashes freezes hangs app phone update screen',
  'cancel pause renew subscription plan month trial',
].map((words) => words.split(' '))
const SMALL = 'how why what can do i my the a is was it with for again please to of and when'.split(' ')

function requests(count: number): { inputs: MiningInput[]; labels: Int32Array } {
  const random = randomFrom(99)
  const some = (list: readonly string[], share: number): readonly string[] => list.filter(() => random() < share)
  const labels = Int32Array.from({ length: count }, (_, i) => i % TOPICS.length)
  const inputs = Array.from(labels, (topic, i) => {
    const own = TOPICS[topic] ?? []
    const words = [own[i % own.length] ?? '', ...some(own, 0.35), ...some(SMALL, 0.3)]
    return { id: `r${i}`, text: words.join(' ') }
  })
  return { inputs, labels }
}

const { inputs, labels } = requests(600)
const result = mine(inputs, { seed: 1, runs: 4 })

describe('mining', () => {
  it('finds the topics that are there, and nearly no others', () => {
    expect(agreementOf(result.assignment, labels).share).toBeGreaterThan(0.9)
    expect(result.topics.length).toBeGreaterThanOrEqual(5)
    expect(result.topics.length).toBeLessThanOrEqual(9)
  })

  it('gives the same for the same seed', () => {
    const again = mine(inputs, { seed: 1, runs: 4 })

    expect(again.assignment).toEqual(result.assignment)
    expect(again.topics).toEqual(result.topics)
    expect(saveModel(again.model)).toBe(saveModel(result.model))
  })

  it('names topics by their own requests, with words as askers write them', () => {
    const ids = new Map(inputs.map(({ id }, i) => [id, i]))
    for (const topic of result.topics) {
      for (const id of [topic.titleId, ...topic.aliasIds])
        expect(result.assignment[ids.get(id) ?? -1]).toBe(topic.index)
      expect(new Set([topic.titleId, ...topic.aliasIds]).size).toBe(topic.aliasIds.length + 1)
      expect(topic.words.length).toBeGreaterThan(0)
    }
    expect(result.topics.flatMap(({ words }) => words)).toContain('password')
  })

  it('names no topic by the address of a page, however many telling words stand in that', () => {
    const address = 'https://www.parcels.example/track/deliver/parcel/shipment/courier/late'
    const list = Array.from({ length: 12 }, (_, n) => ({ id: `page${n}`, text: `${address}/${n}` }))

    const { topics } = mine([...inputs, ...list], { seed: 1, runs: 4 })

    const named = topics.flatMap(({ titleId, aliasIds }) => [titleId, ...aliasIds])
    expect(named.filter((id) => id.startsWith('page'))).toEqual([])
  })

  it('names a topic by what most of its requests say, without what only one of them does', () => {
    const slow = Array.from(
      { length: 40 },
      (_, n) => `the browser is slow since the update on ${n % 2 === 0 ? 'windows' : 'linux'}`,
    )
    const odd = [
      'slow browser slow update Grammarly zyxo qubba',
      'Ticket 48213: browser slow update 77012345',
      'AW: slow browser',
    ]
    const list = [...odd, ...slow].map((text, n) => ({
      id: `slow${n}`,
      text: `${text} ${SMALL[n % SMALL.length] ?? ''} ${SMALL[(n * 7) % 11] ?? ''}`,
    }))

    const { topics, assignment } = mine([...inputs, ...list], { seed: 1, runs: 4 })

    const home = topics.find(({ index }) => index === assignment.at(-1))
    expect(Number(home?.titleId.replace('slow', ''))).toBeGreaterThan(2)
  })

  it('says how far it is and can be left at any step', () => {
    const stages = new Set<string>()
    let count = 0
    for (const { stage, done, total } of mineSteps(inputs.slice(0, 100), { seed: 1, runs: 2 })) {
      stages.add(stage)
      expect(done).toBeLessThanOrEqual(total)
      count++
    }
    expect([...stages]).toEqual(['reading', 'domains', 'level', 'grouping', 'placing'])
    expect(count).toBeGreaterThan(50)
    const begun = mineSteps(inputs, { seed: 1 })
    begun.next()
    begun.return(result)
    expect(begun.next().done).toBe(true)
  })

  it('learns from a sample and places the rest where it would have been', () => {
    const sampled = mine(inputs, { seed: 1, sample: 300, runs: 4 })

    expect(agreementOf(sampled.assignment, labels).share).toBeGreaterThan(0.85)
  })
})

/** Words of made-up syllables, a different one for each number. */
const made = (n: number): string =>
  [...String(n)].map((digit) => `${'bdfklmnprt'[Number(digit)]}${'aeiou'[(Number(digit) + n) % 5]}`).join('')

describe('a few hundred short requests', () => {
  it('fall into about as many topics as there are, though most words stand in two or three of them', () => {
    const random = randomFrom(7)
    const pick = (n: number): number => Math.floor(random() ** 3 * n)
    const subjects = Int32Array.from({ length: 500 }, (_, i) => i % 10)
    const short = Array.from(subjects, (subject, i) => {
      const name = random() < 0.7 ? [made(1000 + subject)] : []
      const small = SMALL.filter(() => random() < 0.15)
      const own = [1, 2].map(() => made(2000 + subject * 100 + pick(150)))
      const others = [1, 2].map(() => made(4000 + pick(600)))
      return { id: `s${i}`, text: [...name, ...small, ...own, ...others].join(' ') }
    })

    const { topics, assignment } = mine(short, { seed: 1, runs: 6 })

    expect(topics.length).toBeGreaterThanOrEqual(8)
    expect(topics.length).toBeLessThanOrEqual(20)
    expect(agreementOf(assignment, subjects).share).toBeGreaterThan(0.72)
  })
})

describe('a new subject', () => {
  it('is a topic though it shares no word with the rest', () => {
    const drone = 'drone rotor battery charge hover altitude'.split(' ')
    const random = randomFrom(5)
    const news = Array.from({ length: 60 }, (_, i) => ({
      id: `n${i}`,
      text: drone.filter((_, w) => w === i % drone.length || random() < 0.6).join(' '),
    }))

    const { assignment } = mine([...inputs, ...news], { seed: 1, runs: 4 })

    const found = assignment.slice(inputs.length)
    const own = new Set(found.filter((topic) => topic >= 0))
    expect(own.size).toBe(1)
    expect(found.filter((topic) => topic >= 0).length).toBeGreaterThan(55)
    expect(assignment.slice(0, inputs.length).some((topic) => own.has(topic))).toBe(false)
  })
})

describe('few, equal or odd requests', () => {
  const texts = (list: readonly string[]): MiningResult =>
    mine(
      list.map((text, i) => ({ id: String(i), text })),
      { seed: 3, runs: 3 },
    )

  it('are no topic when there are none, or one', () => {
    expect(texts([]).topics).toEqual([])
    expect(texts(['my card was declined']).topics).toEqual([])
    expect([...texts(['my card was declined']).assignment]).toEqual([-1])
  })

  it('are one topic when they are identical', () => {
    const { topics, assignment } = texts(Array.from({ length: 1000 }, () => 'where is my parcel'))

    expect(topics).toMatchObject([{ titleId: '0', size: 1000 }])
    expect(new Set(assignment)).toEqual(new Set([topics[0]?.index]))
  })

  it('are at most some topics when there are ten', () => {
    const found = texts(inputs.slice(0, 10).map(({ text }) => text))

    expect(found.assignment).toHaveLength(10)
    expect(found.topics.length).toBeLessThan(10)
  })

  it('belong nowhere without words', () => {
    const found = texts(['😀', '🎉🎉', '!!!', '', '😀😀'])

    expect(found.topics).toEqual([])
    expect([...found.assignment]).toEqual([-1, -1, -1, -1, -1])
  })

  it('keep languages apart', () => {
    const words = [
      [
        ['card', 'was', 'declined'],
        ['lost', 'my', 'card'],
        ['card', 'blocked', 'why'],
      ],
      [
        ['карта', 'не', 'работает'],
        ['карта', 'потеряна'],
        ['почему', 'карта', 'не', 'работает'],
      ],
      [['カードが使えない'], ['カードが使えないのはなぜ'], ['カードを失くした']],
    ]
    const list = Array.from({ length: 180 }, (_, i) => {
      const phrases = words[i % 3] ?? []
      return `${(phrases[Math.floor(i / 3) % 3] ?? []).join(' ')} ${i % 4 === 0 ? 'ok' : ''}${i % 5 === 0 ? ' hi' : ''}`
    })
    const { assignment } = texts(list)
    const languages = new Map<number, Set<number>>()
    assignment.forEach((topic, i) => {
      if (topic >= 0) languages.set(topic, (languages.get(topic) ?? new Set()).add(i % 3))
    })

    expect(languages.size).toBeGreaterThan(0)
    for (const found of languages.values()) expect(found.size).toBe(1)
  })
})

describe('a model', () => {
  it('places a request where mining put it', () => {
    const placer = openPlacer(result.model)
    const same = inputs.filter(({ text }, i) => placer.place(text).topic === result.assignment[i])

    expect(same.length / inputs.length).toBeGreaterThan(0.95)
  })

  it('places alike after it was saved and loaded', () => {
    const restored = loadModel(saveModel(result.model))

    expect(restored).toEqual(result.model)
    for (const text of ['I forgot the passwort of my account', 'refund the jacket please'])
      expect(restored && placeText(restored, text)).toEqual(placeText(result.model, text))
  })

  it('of another version is not loaded', () => {
    const saved = saveModel(result.model).replace('"version":2', '"version":0')

    expect(loadModel(saved)).toBeUndefined()
  })

  it('places nothing that says nothing it knows', () => {
    for (const text of ['', '😀', 'zzz qqq']) expect(placeText(result.model, text).topic).toBe(-1)
  })
})

describe('a sample', () => {
  it('holds different texts, the same ones in any order', () => {
    const offered = Array.from({ length: 3000 }, (_, i) => `text ${i % 1000}`)
    const sampleOf = (texts: readonly string[]): readonly string[] => {
      const sampler = openSampler<string>(50, 4)
      for (const text of texts) sampler.offer(text, () => text)
      return sampler.taken()
    }
    const sample = sampleOf(offered)

    expect(new Set(sample).size).toBe(50)
    expect(sampleOf([...offered].reverse()).toSorted()).toEqual(sample.toSorted())
  })

  it('tells texts apart', () => {
    const hashes = Array.from({ length: 20_000 }, (_, i) => hashOf(`request number ${i}`, 1))

    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
