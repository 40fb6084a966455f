import { expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'

test('runs of lines stay whole, and lines far from a change are counted', () => {
  const lines = diffLines(
    [
      { kind: 'same', text: 'a\nb\nc\nd\n' },
      { kind: 'removed', text: 'old\n' },
      { kind: 'added', text: 'new\n' },
      { kind: 'same', text: 'e\n' },
    ],
    1,
  )

  expect(lines).toEqual([
    { kind: 'skipped', count: 3 },
    { kind: 'same', runs: [{ kind: 'same', text: 'd' }] },
    { kind: 'removed', runs: [{ kind: 'removed', text: 'old' }] },
    { kind: 'added', runs: [{ kind: 'added', text: 'new' }] },
    { kind: 'same', runs: [{ kind: 'same', text: 'e' }] },
  ])
})

test('words that changed stay in their line', () => {
  const runs = [
    { kind: 'same', text: 'the ' },
    { kind: 'removed', text: 'old' },
    { kind: 'added', text: 'new' },
    { kind: 'same', text: ' way' },
  ] as const

  expect(diffLines(runs)).toEqual([{ kind: 'mixed', runs }])
})

test('an unchanged text is one counted run', () => {
  expect(diffLines([{ kind: 'same', text: 'a\nb' }])).toEqual([{ kind: 'skipped', count: 2 }])
})

test('a first version is shown whole', () => {
  const shown = diffLines([{ kind: 'same', text: 'a\nb\n\nc' }], Infinity)

  expect(shown.map((line) => line.kind)).toEqual(['same', 'same', 'same', 'same'])
})

test('an empty line that came is still a line', () => {
  expect(diffLines([{ kind: 'added', text: '\nx' }])).toEqual([
    { kind: 'added', runs: [{ kind: 'added', text: '' }] },
    { kind: 'added', runs: [{ kind: 'added', text: 'x' }] },
  ])
})
