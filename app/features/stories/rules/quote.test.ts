import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentState, isQuotedFrom, kindOfStory, thankedBy } from './quote.ts'

describe('a quote', () => {
  test.each([
    ['got me working', 'Your reply got me working, thanks.', true],
    ['got me  working', 'Your reply got me\nworking, thanks.', true],
    ["it's “fine”", 'So it’s "fine" now', true],
    ['got you working', 'Your reply got me working, thanks.', false],
    ['Got me', 'Your reply got me working', false],
    ['', 'anything', false],
    ['  ', 'anything', false],
  ])('%j of %j: %s', (quote, text, is) => {
    expect(isQuotedFrom(quote, text)).toBe(is)
  })

  test('any part of a text is one, and no longer text than it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (text, from, length) => {
        const part = text.slice(from % text.length, (from % text.length) + 1 + (length % text.length))
        expect(isQuotedFrom(part, text)).toBe(part.trim() !== '')
        expect(isQuotedFrom(`${text}x`, text)).toBe(false)
      }),
    )
  })
})

const facts = { kind: 'answer', authorId: 2, parentAuthorId: null, askerId: 1, acceptedAuthorId: 2 }
test.each([
  ['an answer thanks nobody', {}, null],
  ['a comment thanks who wrote the answer', { kind: 'comment', authorId: 1, parentAuthorId: 3 }, 3],
  ['a comment on the question thanks who solved it', { kind: 'comment', authorId: 1, parentAuthorId: 1 }, 2],
  ['a question thanks who solved it', { kind: 'opening', authorId: 1 }, 2],
  ['a question that nobody solved thanks nobody', { kind: 'opening', authorId: 1, acceptedAuthorId: null }, null],
  ['an asker who answers themselves thanks nobody', { authorId: 1, acceptedAuthorId: 1 }, null],
])('%s', (_what, given, thanked) => {
  expect(thankedBy({ ...facts, ...given })).toBe(thanked)
})

test('what a post makes, and what a person said', () => {
  expect(['opening', 'answer', 'reply', 'comment'].map(kindOfStory)).toEqual(['thread', 'answer', 'answer', 'quote'])
  const row = { given_at: null, declined_at: null, taken_back_at: null }
  expect(consentState(row)).toBe('asked')
  expect(consentState({ ...row, given_at: 1 })).toBe('given')
  expect(consentState({ ...row, declined_at: 1 })).toBe('declined')
  expect(consentState({ ...row, given_at: 1, taken_back_at: 2 })).toBe('taken-back')
})
