import { expect, it } from 'vitest'
import { learnWording } from './wording.ts'

const wording = learnWording([
  ...Array.from({ length: 20 }, () => 'Why was I charged a fee?'),
  'I was charge a fee for it, why?',
  'why was I charged a fee?',
])

it('is better in words that others write, too', () => {
  expect(wording('Why was I charged a fee?')).toBe(1)
  expect(wording('I was charge a fee for it, why?')).toBeLessThan(0.7)
})

it('sees a form that hardly anybody writes there', () => {
  expect(wording('Why was I charge a fee?')).toBeLessThan(0.6)
})

it('likes a sentence that begins with a capital, where there are capitals', () => {
  expect(wording('why was I charged a fee?')).toBeCloseTo(0.92)
  expect(wording('"Why was I charged a fee?"')).toBe(1)
})

it('says nothing of what holds no word', () => {
  expect(wording('')).toBe(1)
  expect(learnWording([])('?!')).toBe(1)
})
