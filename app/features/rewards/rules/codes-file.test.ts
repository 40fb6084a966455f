import { expect, test } from 'vitest'
import { codesIn, LONGEST_CODE } from './codes-file.ts'

test('a list is read line by line, whatever its lines end with and whatever can’t be seen in them', () => {
  const list = codesIn('\ufeffAAA-1\r\n\r\n  BBB-2 \rAAA-1\nCCC\u200b-3\n\u202eBBB-2\n')
  expect(list).toEqual({
    codes: [
      { line: 1, code: 'AAA-1' },
      { line: 3, code: 'BBB-2' },
      { line: 5, code: 'CCC-3' },
    ],
    twice: [4, 6],
    tooLong: [],
  })
})

test('upper and lower case are different codes, and a line that is too long is named', () => {
  expect(codesIn(`abc\nABC\n${'x'.repeat(LONGEST_CODE + 1)}\n${'y'.repeat(LONGEST_CODE)}`)).toMatchObject({
    codes: [{ code: 'abc' }, { code: 'ABC' }, { line: 4 }],
    tooLong: [3],
  })
  expect(codesIn(' \n\n\t')).toEqual({ codes: [], twice: [], tooLong: [] })
})
