import { expect, test } from 'vitest'
import { catchAllFrom, isNumberTag, tellingOf } from './telling.ts'

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

test.each([
  ['firefox-72', true],
  ['windows-10-0', true],
  ['android-4.4', true],
  ['bug1586228', true],
  ['two-factor', false],
  ['mp3', false],
  ['2fa', false],
])('the tag %s names a version or a case: %s', (name, expected) => {
  expect(isNumberTag(name)).toBe(expected)
})

test('a category of twice its even share is where everything else goes, in a place of four and more', () => {
  expect(catchAllFrom([1791, 1362, 829, 647, 451, 367, 350, 307, 236, 124, 0])).toBeCloseTo(1292.8)
  expect(catchAllFrom([900, 50, 50])).toBe(Infinity)
})
