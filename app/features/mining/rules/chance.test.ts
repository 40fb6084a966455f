import { expect, test } from 'vitest'
import { agreementOf } from './agreement.ts'
import { chanceInformation } from './chance.ts'

/** Every order of the numbers 0 to n - 1. */
function* orders(n: number): Generator<readonly number[]> {
  if (n === 0) yield []
  else for (const rest of orders(n - 1)) for (let at = 0; at < n; at++) yield [...rest.slice(0, at), n - 1, ...rest.slice(at)] // prettier-ignore
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

  expect(chanceInformation(Float64Array.of(3, 2, 2), Float64Array.of(2, 4, 1), 7)).toBeCloseTo(
    sum / count,
    10,
  )
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
