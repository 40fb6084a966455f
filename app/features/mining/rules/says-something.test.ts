import { expect, test } from 'vitest'
import { phrasing } from '../queries/mining-inputs.server.ts'
import { saysSomething } from './says-something.ts'

test.each([
  ['https://www.example.org/deep/link?q=where+is+my+parcel', false],
  ['See: https://example.org', false],
  ['www.example.org is not found', true],
  ['カードが使えない', true],
  ['', false],
])('%s says something beside addresses: %s', (text, does) => {
  expect(saysSomething(text)).toBe(does)
})

test('a request whose subject is an address is quoted by its text, if that says something', () => {
  const address = 'https://www.example.org/page'

  expect(phrasing(address, 'The page stays blank. Why?')).toBe('The page stays blank.')
  expect(phrasing(address, '???')).toBe(address)
  expect(phrasing('The page stays blank', address)).toBe('The page stays blank')
})
