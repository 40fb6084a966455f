import { expect, test } from 'vitest'
import { readRiskPercent } from './risk-percent.ts'

test.each([
  [undefined, 75],
  ['{}', 75],
  ['{"atRisk":{"on":true,"percent":75,"members":3}}', 75],
  ['{"atRisk":{"on":true,"percent":50,"members":3}}', 50],
  ['{"atRisk":{"on":true}}', 75],
  ['{"atRisk":{"on":true,"percent":0}}', 75],
  ['{"atRisk":{"on":true,"percent":100}}', 75],
  ['{"atRisk":{"on":false,"percent":50}}', null],
])('the setting %s means %s', (stored, percent) => {
  expect(readRiskPercent(stored)).toBe(percent)
})
