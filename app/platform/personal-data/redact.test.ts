import { english } from '#test/support/refusals.ts'
import { cpuMilliseconds } from '#test/support/cpu.ts'
import { describe, expect, test } from 'vitest'
import { findPersonalData } from './find.ts'
import { findsAnyFigure, numberPattern } from './patterns.ts'
import { addCounts, redact } from './redact.ts'
import type { NumberPattern } from './types.ts'

const pattern = (text: string): NumberPattern => {
  const made = numberPattern('order number', text)
  if ('say' in made) throw new Error(made.say)
  return made
}

describe('what was found is replaced', () => {
  test('by words in its place, and counted by kind', () => {
    const text = 'Hi Ben,\nrefund 4111 1111 1111 1111 for ORD-1234 to anna@mail.example or bo@mail.example'

    expect(redact(text, { patterns: [pattern('ORD-\\d+')] })).toEqual({
      text: 'Hi [name],\nrefund [card number] for [order number] to [e-mail address] or [e-mail address]',
      counts: { name: 1, card: 1, number: 1, email: 2 },
    })
  })

  test('once: a redacted text holds nothing more', () => {
    const { text } = redact('Call +49 170 1234567, password: hunter22, DE89370400440532013000')

    expect(redact(text)).toEqual({ text, counts: {} })
  })

  test('a known name goes wherever it stands', () => {
    const { text } = redact('Anna Smith here. It is Smith, not Smithers.', {
      names: ['Anna Smith'],
    })

    expect(text).toBe('[name] here. It is [name], not Smithers.')
  })

  test.each([
    ['Thanks Anna', 'Thanks [name]'],
    ['Regards Tom Staff\nMy card is gone', 'Regards [name]\nMy card is gone'],
    ['Thanks, Tom Staff', 'Thanks, [name]'],
    ['Thanks Firefox', 'Thanks Firefox'],
    ['Thank You Very Much', 'Thank You Very Much'],
    ['Dear Barclays Team,\nhelp', 'Dear Barclays Team,\nhelp'],
  ])('“%s” becomes “%s”, on the first line too', (given, left) => {
    expect(redact(given).text).toBe(left)
  })

  test('only the kinds that were asked for', () => {
    expect(findPersonalData('Hi Ben,\nanna@mail.example', { kinds: ['email'] })).toEqual([
      { kind: 'email', start: 8, end: 25, label: 'e-mail address' },
    ])
  })

  test('counts add up', () => {
    expect(addCounts({ card: 1, name: 2 }, { name: 1, key: 4 })).toEqual({
      card: 1,
      name: 3,
      key: 4,
    })
  })
})

describe('an admin’s pattern', () => {
  test.each([
    ['', 'Enter a pattern.'],
    ['(ORD', 'can’t be read'],
    ['(?=ORD)\\d', 'can’t be read'],
    ['\\d*', 'empty text'],
    ['\\w+', 'ordinary words'],
    ['a'.repeat(201), 'at most 200'],
  ])('“%s” is refused', (text, why) => {
    const made = numberPattern('order number', text)
    expect('say' in made ? english(made) : '').toContain(why)
  })

  test.each([
    ['\\d+', true],
    ['\\d\\d', true],
    ['[0-9]{1,4}', true],
    ['\\d{6}', false],
    ['ORD-\\d+', false],
  ])('“%s” finds any figure: %s', (text, any) => {
    expect(findsAnyFigure(pattern(text))).toBe(any)
  })

  test('runs in linear time, whatever it says', async () => {
    const spent = await cpuMilliseconds(() => {
      redact(`${'1'.repeat(40_000)}!`, { patterns: [pattern('ORD-(1+)+1$')], kinds: ['number'] })
      redact(`ORD-${'1'.repeat(40_000)}!`, { patterns: [pattern('ORD-(1+)+1$')], kinds: ['number'] })
    })

    expect(spent).toBeLessThan(1500)
  })
})

test.each([
  ['letters', 'a'.repeat(64_000)],
  ['capitals', 'Aa '.repeat(21_000)],
  ['digits', '1'.repeat(64_000)],
  ['groups', '12 34-'.repeat(10_000)],
  ['dots', 'a.b.'.repeat(16_000)],
  ['at signs', 'a@b.'.repeat(16_000)],
  ['lines', '\n '.repeat(32_000)],
  ['spaces', ' '.repeat(64_000)],
  ['greetings', 'Hi A\n'.repeat(12_000)],
  ['streets', '12 Aa Bb Cc '.repeat(5_000)],
  ['passwords', 'password is '.repeat(5_000)],
  ['keys', 'api key: aaaaaaaaaaaaaaaaaaaaaaaa '.repeat(1_800)],
  ['accounts', 'DE89 '.repeat(12_000)],
  ['pluses', '+1 ('.repeat(16_000)],
])('64 KB of %s are looked through in a moment', async (_what, text) => {
  expect(await cpuMilliseconds(() => findPersonalData(text))).toBeLessThan(1000)
})

test.each([
  ['Hi, this is John Smith, my parcel is missing.', 'Hi, this is [name], my parcel is missing.'],
  ['Hello I am Anna Berg and I cannot sign in', 'Hello I am [name] and I cannot sign in'],
  ["I'm Peter Parker from Leeds.", "I'm [name] from Leeds."],
  ['Hi, this is John from accounting', 'Hi, this is [name] from accounting'],
  [
    'Guten Tag, hier ist Max Mustermann, der Drucker druckt nicht',
    'Guten Tag, hier ist [name], der Drucker druckt nicht',
  ],
  ['Bonjour, je suis Marie Dupont, cliente', 'Bonjour, je suis [name], cliente'],
  ['This is Firefox Nightly, and it crashes.', 'This is Firefox Nightly, and it crashes.'],
  ['THIS IS VERY ANNOYING. Please help', 'THIS IS VERY ANNOYING. Please help'],
  ['I am Not Happy, really', 'I am Not Happy, really'],
  [
    'Under this is Troubleshooting Information. Please copy it',
    'Under this is Troubleshooting Information. Please copy it',
  ],
])('who introduces themselves: %s', (text, expected) => {
  expect(redact(text).text).toBe(expected)
})

test.each([
  ['Mark it on every page', 'Mark Twain', 'Mark it on every page'],
  ['I told Mark about it', 'Mark Twain', 'I told [name] about it'],
  ['Will this work?', 'Will Young', 'Will this work?'],
  ['The Bill is wrong. Send the bill of this Rose', 'Rose Bill', 'The Bill is wrong. Send the bill of this Rose'],
  ['Please ask Bill', 'Rose Bill', 'Please ask [name]'],
  ['Price: 5. Young people use it.', 'Ann Price', 'Price: 5. Young people use it.'],
  ['Thanks\nMark', 'Mark Twain', 'Thanks\n[name]'],
])('a name that is a word as well: %s', (text, name, expected) => {
  expect(redact(text, { names: [name] }).text).toBe(expected)
})

test.each([
  'IMEI 356938035643809',
  'IMEI: 490154203237518',
  'Serial number 4111111111111111',
  'The order 351234567890123 is late',
])('no card: %s', (text) => {
  expect(redact(text).text).toBe(text)
})
