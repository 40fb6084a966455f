import { expect, test } from 'vitest'
import { address, counted, figure } from './words.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [8412, '8,412'],
  [1000000, '1,000,000'],
])('%d is written %s', (count, words) => {
  expect(figure(count)).toBe(words)
})

test('one is singular, all else is plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'answer'))).toEqual(['0 answers', '1 answer', '2 answers'])
  expect(counted(2, 'reply', 'replies')).toBe('2 replies')
})

test('an address keeps only the parameters that say something', () => {
  expect(address('/c/tabs', { order: 'new', tag: '', page: null })).toBe('/c/tabs?order=new')
  expect(address('/search', { q: 'lost tabs & co' })).toBe('/search?q=lost+tabs+%26+co')
  expect(address('/threads', {})).toBe('/threads')
})
