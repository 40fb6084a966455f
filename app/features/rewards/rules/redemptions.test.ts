import { expect, test } from 'vitest'
import { REDEMPTION_STATES } from '../types.ts'
import { approvedState, firstState, mayBecome, showsCode } from './redemptions.ts'

const STEPS = ['approved', 'sent', 'received', 'refused', 'cancelled'] as const

test('a redemption goes forward only, and nothing comes after its end', () => {
  const table = Object.fromEntries(REDEMPTION_STATES.map((from) => [from, STEPS.filter((to) => mayBecome(from, to))]))
  expect(table).toEqual({
    asked: ['approved', 'refused', 'cancelled'],
    approved: ['sent', 'refused'],
    sent: ['received'],
    received: [],
    refused: [],
    cancelled: [],
  })
})

test('a code is handed out with the approval, and is shown from then on', () => {
  expect([firstState('code', false), firstState('code', true), approvedState('code')]).toEqual([
    'sent',
    'asked',
    'sent',
  ])
  expect([firstState('posted', false), firstState('posted', true), approvedState('posted')]).toEqual([
    'approved',
    'asked',
    'approved',
  ])
  expect(REDEMPTION_STATES.filter(showsCode)).toEqual(['sent', 'received'])
})
