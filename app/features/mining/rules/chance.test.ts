import { expect, test } from 'vitest'
import { agreementOf } from './agreement.ts'
import { chanceDivergence, chanceInformation } from './chance.ts'

/** Every order of the numbers 0 to n - 1. */
function* orders(n: number): Generator<readonly number[]> {
  if (n === 0) yield []
  else
    for (const rest of orders(n - 1))
      for (let at = 0; at < n; at++) yield [...rest.slice(0, at), n - 1, ...rest.slice(at)]
}

test('what two groupings share by chance is the mean over every way of dealing the texts out', () => {
  const one = Int32Array.from([0, 0, 0, 1, 1, 2, 2])
  const other = [0, 0, 1, 1, 1, 1, 2]
  let sum = 0
  let count = 0
  for (const order of orders(other.length)) {
    sum += agreementOf(
      one,
      Int32Array.from(order, (at) => other[at] ?? 0),
    ).information
    count++
  }

  expect(chanceInformation(Float64Array.of(3, 2, 2), Float64Array.of(2, 4, 1), 7)).toBeCloseTo(sum / count, 10)
})

test('the adjusted agreement is nothing for chance and one for the same', () => {
  const groups = (n: number, k: number, step: number): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => (i * step) % k)
  const many = groups(400, 80, 1)
  const others = Int32Array.from({ length: 400 }, (_, i) => (i * 7919 + ((i * i) % 13)) % 80)

  expect(agreementOf(many, many).adjusted()).toBeCloseTo(1, 10)
  expect(agreementOf(groups(4000, 5, 1), groups(4000, 4, 1)).adjusted()).toBeLessThan(0.01)
  expect(agreementOf(many, others).adjusted()).toBeLessThan(agreementOf(many, others).share)
})

/** Every way of drawing n clusters, with its chance. */
function* draws(shares: Float64Array, n: number): Generator<readonly [chance: number, drawn: readonly number[]]> {
  if (n === 0) yield [1, []]
  else
    for (const [chance, rest] of draws(shares, n - 1))
      for (const [k, share] of shares.entries()) yield [chance * share, [...rest, k]]
}

test('what a word tells by chance is the mean over every way of drawing its texts', () => {
  const shares = Float64Array.of(0.5, 0.3, 0.2)
  let mean = 0
  for (const [chance, drawn] of draws(shares, 6))
    for (const [k, share] of shares.entries()) {
      const part = drawn.filter((one) => one === k).length / drawn.length
      if (part > 0) mean += chance * part * Math.log(part / share)
    }

  expect(chanceDivergence(shares, 6)).toBeCloseTo(mean, 10)
})

test('what a word tells by chance falls with its texts, also where the series takes over', () => {
  const shares = new Float64Array(50).fill(1 / 50)
  const found = [2, 10, 100, 1400, 1600, 20_000].map((n) => chanceDivergence(shares, n))

  expect(found).toEqual(found.toSorted((a, b) => b - a))
  expect(chanceDivergence(Float64Array.of(1), 100)).toBe(0)
})
