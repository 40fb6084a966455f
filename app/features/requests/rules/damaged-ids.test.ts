import { expect, test } from 'vitest'
import { haveLostFigures, isDamagedId, NO_LONG_IDS, unguarded, withLongId, withLongNumbers } from './damaged-ids.ts'

test.each([
  '1.23457E+11',
  '1,23E+15',
  '1.23457e11',
  '1E+11',
  '1e11',
  '#REF!',
  '#NAME?',
  '#N/A',
  '#NV',
  '#VALUE!',
  '#BEZUG!',
  '#¡REF!',
  '#DIV/0!',
  '########',
  'Err:502',
  '12345678901234500',
  '12345678901234500000',
  '12-Mar',
  'Mar-12',
  '3. Dez',
])('“%s” is no id any more', (id) => {
  expect(isDamagedId(id, true)).toBe(true)
})

test.each([
  '17',
  '0012',
  '#1234',
  '#ABC',
  'ABC-12',
  'INC0012345',
  '1234567890123456',
  '12345678901234567',
  '100000000000000',
  '12e45f',
  'e11',
  '12-ABC',
  'SUP-12',
  '5f0c',
  '<one@mail.example>',
  '1.2',
  '2026-03-03',
])('“%s” is an id', (id) => {
  expect(isDamagedId(id, true)).toBe(false)
})

test('guards against spreadsheets are taken off', () => {
  expect(['="0012"', "'0012", "'=SUM(A1)", "'tis so", '=1+1', 'It is "so"'].map(unguarded)).toEqual([
    '0012',
    '0012',
    '=SUM(A1)',
    "'tis so",
    '=1+1',
    'It is "so"',
  ])
})

test('long numbers of JSON keep their figures', () => {
  const read: unknown = JSON.parse(
    withLongNumbers(
      '{"id": 12345678901234567890, "n": 0.12345678901234567, "text": "a \\" 12345678901234567890", "e": 1234567890123456789e2}',
    ),
  )

  expect(read).toMatchObject({ id: '12345678901234567890', text: 'a " 12345678901234567890', n: 0.12345678901234567 })
})

test.each([
  ['1234567890123450 1234567890124560 1234567890125670', true],
  ['1234567890123450 1234567890124567 1234567890125678', false],
  ['12345678901234500 12345678901245678 12345678901256789', false],
  ['12345678901234500', true],
  ['1234567890123450', false],
  ['17 18 19', false],
])('over the column %s, figures are lost: %s', (ids, isLost) => {
  expect(haveLostFigures(ids.split(' ').reduce(withLongId, NO_LONG_IDS))).toBe(isLost)
})
