import { expect, test } from 'vitest'
import {
  code,
  continueLine,
  link,
  nameTyped,
  slashTyped,
  prefixLines,
  quote,
  wrap,
  type Edit,
  type Selected,
} from './editor-commands.ts'

/** `|` marks the ends of the selection: "a |b| c". */
function selected(drawn: string): Selected {
  const start = drawn.indexOf('|')
  const end = drawn.lastIndexOf('|')
  const text = drawn.replaceAll('|', '')
  return { text, start, end: end > start ? end - 1 : start }
}

function drawn({ text }: Selected, edit: Edit | null): string {
  if (!edit) return 'nothing'
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to)
  const [start, end] = edit.select
  return start === end
    ? `${after.slice(0, start)}|${after.slice(start)}`
    : `${after.slice(0, start)}|${after.slice(start, end)}|${after.slice(end)}`
}

test.each([
  ['a |word| b', 'a **|word|** b'],
  ['a **|word|** b', 'a |word| b'],
  ['a |', 'a **|bold|**'],
])('bold turns %s into %s', (before, after) => {
  const given = selected(before)

  expect(drawn(given, wrap(given, '**', 'bold'))).toBe(after)
})

test.each([
  ['run |ls| now', 'run `|ls|` now'],
  ['|a\nb|', '```\n|a\nb|\n```\n'],
])('code turns %j into %j', (before, after) => {
  const given = selected(before)

  expect(drawn(given, code(given, 'code'))).toBe(after)
})

test.each([
  ['x\n|one\ntwo|', '- ', 'x\n|- one\n- two|'],
  ['|- one\n- two|', '- ', '|one\ntwo|'],
  ['|one\ntwo|', '1. ', '|1. one\n2. two|'],
  ['so|me', '> ', '> some|'],
] as const)('lines %j with %j become %j', (before, mark, after) => {
  const given = selected(before)

  expect(drawn(given, prefixLines(given, mark))).toBe(after)
})

test.each([
  ['see |this|', 'see [this](|https://|)'],
  ['see |https://a.example/b|', 'see [|words|](https://a.example/b)'],
])('a link turns %s into %s', (before, after) => {
  const given = selected(before)

  expect(drawn(given, link(given, 'words'))).toBe(after)
})

test.each([
  ['- one|', '- one\n- |'],
  ['1. one|', '1. one\n2. |'],
  ['> said|', '> said\n> |'],
  ['- one\n- |', '- one\n|'],
  ['plain|', 'nothing'],
])('Enter after %j gives %j', (before, after) => {
  const given = selected(before)

  expect(drawn(given, continueLine(given))).toBe(after)
})

test('a quotation stands on lines of its own', () => {
  const given = selected('My words|')

  expect(drawn(given, quote(given, 'one\n\ntwo'))).toBe('My words\n\n> one\n>\n> two\n\n|')
})

test.each([
  ['ask @na', { sigil: '@', query: 'na', from: 4 }],
  ['#fire', { sigil: '#', query: 'fire', from: 0 }],
  ['mail a@b', null],
  ['# Heading', null],
  ['@', null],
] as const)('in %j the name being typed is %j', (text, name) => {
  expect(nameTyped(text, text.length)).toEqual(name)
})

test.each([
  ['/', { sigil: '/', query: '', from: 0 }],
  ['Hello\n/refund ti', { sigil: '/', query: 'refund ti', from: 6 }],
  ['see /refund', null],
  ['//', null],
  ['/etc/hosts', null],
  ['', null],
])('a slash that begins a line asks for prepared answers: “%s”', (text, typed) => {
  expect(slashTyped(text, text.length)).toEqual(typed)
})
