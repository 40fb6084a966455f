import { expect, test } from 'vitest'
import { tagName, tagsIn } from './text.ts'

test('only commas part tags, so one may have several words', () => {
  expect(tagsIn(' dark mode, Two factor sign-in,, sync ,').map(tagName)).toEqual([
    'dark-mode',
    'two-factor-sign-in',
    'sync',
  ])
  expect(tagsIn(' , ')).toEqual([])
})
