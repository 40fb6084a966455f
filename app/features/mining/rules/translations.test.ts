import { expect, test } from 'vitest'
import type { MinedTopic, MiningInput, MiningResult } from '../types.ts'
import { withTranslations } from './translations.ts'

const REFUNDS = 'help.shop.de/refunds'
const LOGIN = 'help.shop.de/login'

/** Topics with their language, the page that answers each of four requests, and how many requests are answered with another. */
const asked: readonly (readonly [language: string, page: string | null, others: number, brand?: string])[] = [
  ['en', REFUNDS, 0],
  ['en', LOGIN, 0],
  ['de', REFUNDS, 2],
  ['fr', REFUNDS, 12],
  ['es', null, 0],
  ['en', REFUNDS, 0],
  ['pl', REFUNDS, 0, 'other'],
]

test('topics of two languages that one page answers are under one subject; others stay where they are', () => {
  const inputs: MiningInput[] = []
  const assignment: number[] = []
  const languages = new Map<string, string>()
  const answers = new Map<string, readonly string[]>()
  const topics = asked.map(([language, page, others, brand = ''], index): MinedTopic => {
    const pages = [
      ...Array.from({ length: 4 }, () => page),
      ...Array.from({ length: others }, (_, n) => `elsewhere.de/${n}`),
    ]
    for (const one of pages) {
      const id = String(inputs.length)
      inputs.push({ id, text: 'x' })
      if (one !== null) answers.set(id, [one])
      assignment.push(index)
      languages.set(id, language)
    }
    return { index, subject: index, brand, size: 4, asked: 1, confidence: 1, titleId: '0', aliasIds: [], words: [] }
  })
  const result = { topics, assignment: Int32Array.from(assignment), subjects: asked.length } as unknown as MiningResult

  const joined = withTranslations(result, inputs, {
    languageOf: (id) => languages.get(id) ?? '',
    answersOf: (id) => answers.get(id) ?? [],
  })

  expect(joined.topics.map(({ subject }) => subject)).toEqual([0, 1, 0, 3, 4, 5, 6])
})
