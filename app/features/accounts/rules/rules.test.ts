import { english } from '#test/support/refusals.ts'
import { describe, expect, test } from 'vitest'
import { refusalOfName, tidyName } from '#app/kernel/names.ts'
import { emailKey, refusalOfEmail } from './email.ts'
import { refusalOfPassword } from './password.ts'

describe('check 20: e-mail addresses', () => {
  test.each([
    'anna@example.com',
    'jörg@müller.example',
    'सीमा@उदाहरण.भारत',
    'josé@example.com',
    "o'neil+list@mail.example.co.uk",
    'a@b.io',
    'anna@xn--bcher-kva.example',
    'x_y.z-1@sub.domain.example',
  ])('%s is one', (email) => {
    expect(refusalOfEmail(email)).toBeNull()
  })

  test.each([
    'anna',
    'anna@',
    '@example.com',
    'anna@localhost',
    'anna@example',
    'anna@example.com, eve@evil.example',
    'anna@example.com;eve@evil.example',
    'anna@example.com eve@evil.example',
    'anna@example.com\r\nBcc: eve@evil.example',
    'anna@example.com\n',
    'anna@example.com\u0000',
    '"anna@evil.example"@example.com',
    '"anna eve@evil.example"@example.com',
    'Anna <anna@example.com>',
    '<anna@example.com>',
    'anna@evil.example@example.com',
    'anna%evil.example@example.com',
    'evil.example!anna@example.com',
    'anna(comment)@example.com',
    'anna@[127.0.0.1]',
    'anna@127.0.0.1',
    'anna@example..com',
    'anna@-example.com',
    'anna..b@example.com',
    '.anna@example.com',
    'anna@example.com.',
    'anna@exаmple.com',
    'anna@example.com\u200b',
    'anna@example.c',
    'mailto:anna@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%j is none', (email) => {
    expect(refusalOfEmail(email)).not.toBeNull()
  })

  test('case does not make another address', () => {
    expect(emailKey('Anna@Example.COM')).toBe('anna@example.com')
    expect(emailKey('Jörg@MÜLLER.example')).toBe(emailKey('jörg@xn--mller-kva.example'))
  })
})

describe('passwords', () => {
  const known = { email: 'anna.berg@example.com', handle: 'annaberg' }

  test.each(['a quiet afternoon', 'Kf8-xPq2!z', 'пароль из слов', '漢字漢字かなカナの文字', 'annaberg & the sea'])(
    '%j is allowed',
    (password) => {
      expect(refusalOfPassword(password, known)).toBeNull()
    },
  )

  test.each([
    ['', 'Choose a password'],
    ['ninechars', 'at least 10 characters'],
    ['😀😀😀😀😀', 'at least 10 characters'],
    ['x'.repeat(201), 'at most 200'],
    ['Password123', 'first passwords'],
    ['qwertyuiop', 'first passwords'],
    ['aaaaaaaaaaaa', 'first passwords'],
    ['abababababab', 'first passwords'],
    ['anna.berg@example.com', 'too close to your own'],
    ['ANNA.BERG@EXAMPLE.COM', 'too close to your own'],
    ['annaberg12!', 'too close to your own'],
    ['anna.berg.1', 'too close to your own'],
  ])('%j is refused', (password, why) => {
    expect(english(refusalOfPassword(password, known))).toContain(why)
  })
})

describe('names', () => {
  test.each(['Anna', '  Anna \t Berg ', 'Renée O’Neil-SSmith', '山田 太郎', 'علی‌رضا', 'X Æ A-12'])(
    '%j is allowed',
    (name) => {
      expect(refusalOfName(tidyName(name))).toBeNull()
    },
  )

  test.each([
    ['', 'Enter the name'],
    ['   ', 'Enter the name'],
    ['x'.repeat(61), 'at most 60'],
    ['Anna\u202egreB', 'invisible characters'],
    ['\u3164\u3164', 'invisible characters'],
    ['An\u0000na', 'invisible characters'],
    ['Z̴̡̛̛͓a', 'too many accents'],
    ['---', 'at least one letter'],
    ['see https://evil.example', 'can’t be a web address'],
  ])('%j is refused', (name, why) => {
    expect(english(refusalOfName(tidyName(name)))).toContain(why)
  })
})
