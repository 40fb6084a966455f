import { expect, test } from 'vitest'
import { isContent, timesAskerCameBack } from './asker-back.ts'

const helper = (at: number) => ({ at, byAsker: false, body: 'Try this.' })
const asker = (at: number, body = 'It is still the same.') => ({ at, byAsker: true, body })

test.each([
  ['nobody answered', [asker(1)], []],
  ['the last word is a helper’s', [helper(1), asker(2), helper(3)], []],
  ['once', [helper(1), asker(2)], [2]],
  ['twice in one turn is once', [helper(1), asker(2), asker(3)], [2]],
  ['twice', [helper(1), asker(2), helper(3), asker(4)], [2, 4]],
  ['with thanks at the end', [helper(1), asker(2), helper(3), asker(4, 'Thank you, that did the trick.')], []],
  ['with thanks in between', [helper(1), asker(2, 'Thanks!'), helper(3), asker(4)], [4]],
])('the asker came back: %s', (_what, spoken, times) => {
  expect(timesAskerCameBack(spoken)).toEqual(times)
})

test.each([
  ['Thank you, that did the trick.', true],
  ['It works!!! Thanks a lot for the suggestion.', true],
  ['That fixed it.', true],
  ['Thanks. I refreshed it and now everything works.', true],
  ['Danke, hat geklappt.', true],
  ['Merci, ça marche.', true],
  ['Ya funciona, gracias.', true],
  ['It works in another browser, but not in this one.', false],
  ['It still does not work.', false],
  ['Thanks, but I already have that allowed and the page stays empty.', false],
  ['Here is the version: 102.', false],
])('%j is content: %s', (body, content) => {
  expect(isContent(body)).toBe(content)
})
