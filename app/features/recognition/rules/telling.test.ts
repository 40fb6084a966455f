import { expect, test } from 'vitest'
import { tellingOf } from './telling.ts'

test('a rare subject tells more than one that everybody asks about', () => {
  const rare = tellingOf({ accepted: 5, threads: 50, isTag: false }, 20, 1000)
  const usual = tellingOf({ accepted: 5, threads: 250, isTag: false }, 20, 1000)
  expect(rare).toBeGreaterThan(usual)
  expect(usual).toBe(0)
})

test('a tag that every second thread carries tells nothing, and one answer is no name', () => {
  expect(tellingOf({ accepted: 40, threads: 500, isTag: true }, 50, 1000)).toBe(0)
  expect(tellingOf({ accepted: 1, threads: 10, isTag: true }, 5, 1000)).toBe(0)
  expect(tellingOf({ accepted: 3, threads: 10, isTag: true }, 5, 1000)).toBeGreaterThan(0)
})
