import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choicesIn, figuresOf, panelState, readAnswer, sentAnswer } from './answers.ts'
import { MAX_WORDS, type Answer, type Question } from '../types.ts'

const question = (given: Partial<Question>): Question => ({
  id: 7,
  kind: 'text',
  words: 'What?',
  choices: [],
  articleId: null,
  isRequired: false,
  ...given,
})
const rating = question({ kind: 'rating' })
const choice = question({ kind: 'choice', choices: ['red', 'blue'] })
const said = (given: Partial<Answer>): Answer => ({ rating: null, choice: null, words: '', ...given })

describe('an answer', () => {
  test.each([
    [rating, '5', said({ rating: 5 })],
    [rating, '0', 'wrong'],
    [rating, '6', 'wrong'],
    [rating, '1e0', 'wrong'],
    [rating, ' ', null],
    [choice, '0', said({ choice: 0 })],
    [choice, '1', said({ choice: 1 })],
    [choice, '2', 'wrong'],
    [choice, '-1', 'wrong'],
    [choice, 'red', 'wrong'],
    [question({}), ' well\r\nthen ', said({ words: 'well\nthen' })],
    [question({ kind: 'draft' }), 'x'.repeat(MAX_WORDS + 1), 'long'],
    [question({ isRequired: true }), '\u200b ', 'missing'],
  ] as const)('%j given %j', (asked, sent, read) => {
    expect(readAnswer(asked, sent)).toEqual(read)
  })

  test('goes back into its field and is read the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(rating, choice, question({})), fc.string(), (asked, sent) => {
        const read = readAnswer(asked, sent)
        if (read !== null && typeof read === 'object') expect(readAnswer(asked, sentAnswer(read))).toEqual(read)
      }),
    )
  })
})

test('figures average ratings, count choices, and only count words', () => {
  const answers = [4, 5, 5].map((one) => said({ rating: one }))
  expect(figuresOf(rating, answers)).toEqual({ question: 7, answers: 3, average: 4.7, counts: [0, 0, 0, 1, 2] })
  expect(figuresOf(rating, [])).toEqual({ question: 7, answers: 0, average: null, counts: [0, 0, 0, 0, 0] })
  const chosen = [0, 1, 1].map((one) => said({ choice: one }))
  expect(figuresOf(choice, chosen)).toEqual({ question: 7, answers: 3, average: null, counts: [1, 2] })
  expect(figuresOf(question({}), [said({ words: 'secret' })])).toEqual({
    question: 7,
    answers: 1,
    average: null,
    counts: [],
  })
})

test.each([
  [null, null, null, 'draft'],
  [1, null, null, 'open'],
  [1, 11, null, 'open'],
  [1, 10, null, 'ended'],
  [1, 20, 9, 'closed'],
])('opened %s, closes %s, closed %s: %s', (opened_at, closes_at, closed_at, state) => {
  expect(panelState({ opened_at, closes_at, closed_at }, 10)).toBe(state)
})

test('choices stand one in a line', () => {
  expect(choicesIn(' red \n\nblue\nred\n dark  green')).toEqual(['red', 'blue', 'dark green'])
})
