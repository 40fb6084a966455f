import { describe, expect, it } from 'vitest'
import { findHabits, withoutHabits } from './boilerplate.ts'

const WORDS = 'card payment parcel refund login invoice address voucher printer cable'.split(' ')
const ask = (n: number): string =>
  `my ${WORDS[n % 10] ?? ''} is ${['late', 'wrong', 'missing'][Math.floor(n / 3) % 3] ?? ''} since monday`
const texts = (count: number, make: (n: number) => string, source?: string) =>
  Array.from({ length: count }, (_, n) => ({ id: String(n), text: make(n), source }))

describe('what a source says by habit', () => {
  it('is its greetings, signatures and labels, and is taken out', () => {
    const inputs = texts(300, (n) =>
      n % 3 === 0
        ? `Dear support team,\n${ask(n)}\nSent from my phone`
        : n % 3 === 1
          ? ask(n)
          : `${ask(n)}. Kind regards`,
    )

    const habits = findHabits(inputs).get('') ?? new Set()

    expect(withoutHabits(habits, `Dear support team,\n${ask(3)}\nSent from my phone`)).toBe(ask(3))
    expect(withoutHabits(habits, 'Dear support team,')).toBe('Dear support team,')
  })

  it('is the form of a source in which everybody asks the same, too', () => {
    const form = texts(60, (n) => `Order form of the shop\n${ask(n)}`, 'form')
    const mails = texts(200, ask, 'mail')

    const habits = findHabits([...form, ...mails])

    expect(withoutHabits(habits.get('form') ?? new Set(), form[0]?.text ?? '')).toBe(ask(0))
    expect(habits.get('mail')?.size).toBe(0)
  })

  it('is no question, though many ask it in the same words beside others', () => {
    const inputs = texts(300, (n) =>
      n % 6 === 0
        ? `I forgot my password. The login page sends no ${['mail', 'code', 'link'][n % 3] ?? ''} for the reset`
        : n % 6 === 1
          ? 'Where is my parcel?'
          : ask(n),
    )

    expect(findHabits(inputs).get('')).toEqual(new Set())
  })
})
