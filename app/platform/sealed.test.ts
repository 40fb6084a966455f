import { expect, test } from 'vitest'
import { seal, unseal } from './sealed.server.ts'

test('what is sealed is read again by the same site for the same purpose, and by nobody else', () => {
  const sealed = seal('a secret', 'keys', 'Grüße')

  expect(sealed).not.toContain('Gr')
  expect(seal('a secret', 'keys', 'Grüße')).not.toBe(sealed)
  expect(unseal('a secret', 'keys', sealed)).toBe('Grüße')
  expect(unseal('another', 'keys', sealed)).toBeNull()
  expect(unseal('a secret', 'codes', sealed)).toBeNull()
  for (const at of [0, 20, sealed.length - 2]) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    expect(unseal('a secret', 'keys', sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeNull()
  }
  expect(unseal('a secret', 'keys', '')).toBeNull()
})
