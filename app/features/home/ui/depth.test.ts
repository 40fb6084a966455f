import { expect, test } from 'vitest'
import { depthTops } from './depth.ts'

test('labels stand at the top of their parts', () => {
  expect(depthTops([804, 391, 98, 25])).toEqual([0, 122, 181, 200])
})

test('labels of small parts make room for each other', () => {
  const tops = depthTops([1000, 1, 1, 1])

  expect(tops).toEqual([0, 162, 181, 200])
})

test('nothing counted is drawn without a division by nothing', () => {
  expect(depthTops([0, 0, 0])).toEqual([0, 19, 38])
})
