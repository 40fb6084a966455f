import { expect, test } from 'vitest'
import { DEFAULT_LISTS, severityOf } from './severity.ts'

test.each([
  ['Mes marque-pages ont disparu', 'data-loss'],
  ['I was charged twice for one month', 'money'],
  ['How do I change the colour of a tab', null],
])('%s', (text, found) => {
  expect(severityOf(text, DEFAULT_LISTS)?.class ?? null).toBe(found)
})
