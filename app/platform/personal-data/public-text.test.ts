import { expect, test } from 'vitest'
import { personalDataIn } from './public-text.ts'

test.each([
  ['My card 4111 1111 1111 1111 was declined', ['card']],
  ['It is 4111-1111-1111-1112', []],
  ['Order 1234567890123 and build 72.0.1', []],
  ['Pay to DE89 3704 0044 0532 0130 00 please', ['account']],
  ['Version AB13 3456 7890 1234 56', []],
  ['Write to anna.b@mail.example', ['email']],
  ['I use user@ and @anna', []],
  ['Call +49 170 1234567', ['phone']],
  ['From 2020-01-31 14:06:57 on', []],
  ['my password is hunter22', ['password']],
  ['The password manager forgets', []],
  ['key AKIAIOSFODNN7EXAMPLE', ['key']],
  ['I live at 12 High Street, Springfield', ['address']],
  ['Hi Anna,\nthanks! Ben', []],
])('“%s” holds %j', (text, kinds) => {
  expect(personalDataIn(text).map((found) => found.kind)).toEqual(kinds)
})

test('what was found is shown, not repeated', () => {
  expect(personalDataIn('4111 1111 1111 1111')[0]?.quote).toBe('4111 …111')
})
