import { describe, expect, test } from 'vitest'
import { attachmentKind, attachmentMarkdown, isNamedAsDocument, isNamedAsSent, tidyFileName } from './attachments.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('what can be attached', () => {
  test.each([
    ['manual.PDF', '%PDF-1.7', 'application/pdf'],
    ['sheet.xlsx', 'PK\x03\x04…', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['output.log', 'line one\n\tline two\r\n\x1b[31mred', 'text/plain; charset=utf-8'],
    ['rates.csv', 'a;b\n1;2', 'text/csv; charset=utf-8'],
  ])('%s, beginning %j, is %s', (name, begins, mime) => {
    expect(attachmentKind(name, bytes(begins))?.mime).toBe(mime)
  })

  test.each([
    ['setup.exe', 'MZ'],
    ['page.html', '<script>'],
    ['picture.svg', '<svg/>'],
    ['macro.docm', 'PK\x03\x04'],
    ['manual.pdf', 'MZ\x90'],
    ['manual.pdf', ''],
    ['notes.txt', 'MZ\x00\x01'],
    ['notes.txt', '\xff\xfe\x41'],
    ['notes', 'text'],
    ['.txt.exe', 'x'],
    ['constructor', 'x'],
    ['x.toString', 'x'],
  ])('%s, beginning %j, is refused', (name, begins) => {
    expect(attachmentKind(name, bytes(begins))).toBeNull()
  })

  test('a picture is none of these', () => {
    expect([isNamedAsDocument('a.png'), isNamedAsDocument('a.pdf')]).toEqual([false, true])
    expect(['a.PNG', 'a.jpeg', 'image', 'a.pdf', 'a.exe'].map(isNamedAsSent)).toEqual([true, true, true, true, false])
  })
})

test.each([
  ['../../etc/manual.pdf', 'manual.pdf'],
  ['C:\\Users\\anna\\My manual.pdf', 'My manual.pdf'],
  ['in\u202efdp.exe.pdf', 'infdp.exe.pdf'],
  ['a\u0000b"c.txt', 'abc.txt'],
  ['Übersicht  der   Gebühren.PDF', 'Übersicht der Gebühren.pdf'],
  [`${'x'.repeat(300)}.csv`, `${'x'.repeat(100)}.csv`],
  ['.pdf', 'file.pdf'],
  ['', 'file'],
])('the file %j is called %j', (given, name) => {
  expect(tidyFileName(given)).toBe(name)
})

test('its line of Markdown holds its name as it is, and its size', () => {
  expect(attachmentMarkdown('rates [2026]_v1.pdf', 123_456, '/files/k')).toBe(
    '[rates \\[2026\\]\\_v1.pdf (121 KB)](/files/k)',
  )
  expect(attachmentMarkdown('a.zip', 3_500_000, '/files/k')).toBe('[a.zip (3.3 MB)](/files/k)')
})
