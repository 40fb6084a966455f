import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isContent, openTurns, timesAskerCameBack } from './asker-back.ts'

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
  ['Changed my e-mail and solved the issue. Any developer reading this should look into it.', true],
  ['The uninstall didnt solve my problem, yet I managed to solve it by switching off sync.', true],
  ['I tried again ... and was successful this time. I deeply appreciate your efforts.', true],
  ['Adding a button is a pretty good work around for the time being.', true],
  ['Never saw that until now. I fixed it in about:config.', true],
  ['cor-el said\n> It is working fine in a new profile.\n\nHere it is the same as before.', false],
  ['I fixed it, but the problem came back after the restart.', false],
  ['I have not managed to solve it.', false],
  ['If that solved the issue I would be glad.', false],
  ['No, it was not solved. What else can I try?', false],
  ['Nothing is working fine here.', false],
  ['Das Problem ist noch da.', false],
  ['Ich habe es hinbekommen, mit einem neuen Profil.', true],
  ["J'ai réussi avec un nouveau profil.", true],
  ['Lo he solucionado con un perfil nuevo.', true],
])('%j is content: %s', (body, content) => {
  expect(isContent(body)).toBe(content)
})

test.each([
  ['nobody answered', [asker(1)], []],
  ['one stands', [helper(1), asker(2)], [{ at: 2, until: null, count: 1 }]],
  ['one was replied to', [helper(1), asker(2), asker(3), helper(5)], [{ at: 2, until: 5, count: 1 }]],
  [
    'two',
    [helper(1), asker(2), helper(3), asker(4)],
    [
      { at: 2, until: 3, count: 1 },
      { at: 4, until: null, count: 2 },
    ],
  ],
  ['it is well after all', [helper(1), asker(2), asker(6, 'That fixed it.')], [{ at: 2, until: 6, count: 1 }]],
])('the asker’s word stood: %s', (_what, spoken, turns) => {
  expect(openTurns(spoken)).toEqual(turns)
})

test('the last turn that stands is what the rule sees at that moment', () => {
  const one = fc.record({
    byAsker: fc.boolean(),
    body: fc.constantFrom('It is still the same.', 'That fixed it.', 'Try this.'),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (some) => {
      const spoken = some.map((given, n) => ({ at: n + 1, ...given }))
      const standing = openTurns(spoken).at(-1)
      const times = timesAskerCameBack(spoken)
      expect(standing?.until === null ? standing.count : 0).toBe(times.length)
    }),
  )
})
