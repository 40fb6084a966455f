import { expect, test } from 'vitest'
import { proposeSynonyms, type Sayings } from './propose-synonyms.ts'
import { isSmallWord } from './small-words.ts'

const NOTHING: Sayings = { phrasings: [], refined: [], opened: [] }
const pairs = (said: Partial<Sayings>) =>
  proposeSynonyms({ ...NOTHING, ...said }, isSmallWord).map(({ word, other }) => [word, other])

test('words that stand for each other in phrasings of several topics are proposed, with the evidence', () => {
  const phrasings = [
    ['My handset is lost', 'I lost my phone'],
    ['Handset stolen', 'The phone was stolen'],
    ['Unlock the handset', 'How to unlock a phone', 'phone unlock'],
  ]

  expect(proposeSynonyms({ ...NOTHING, phrasings }, isSmallWord)).toMatchObject([
    { word: 'handset', other: 'phone', evidence: { phrasings: 3, refined: 0, opened: 0 } },
  ])
})

test('what people searched for next speaks for it too, and what they opened', () => {
  expect(
    pairs({
      refined: [{ before: 'handset repair', after: 'phone repair' }],
      opened: [
        { query: 'handset repair', title: 'Repair of a phone' },
        { query: 'handset screen', title: 'The phone screen' },
      ],
    }),
  ).toEqual([['handset', 'phone']])
})

test('one topic alone, other writings of a word, numbers and more than one other word are no evidence', () => {
  expect(pairs({ phrasings: [['lost handset', 'lost phone', 'my lost phone']] })).toEqual([])
  const many = (before: string, after: string) =>
    pairs({ refined: Array.from({ length: 9 }, () => ({ before, after })) })
  expect(many('reset pasword', 'reset password')).toEqual([])
  expect(many('reset passwrod', 'reset password')).toEqual([])
  expect(many('reset passwords', 'reset password')).toEqual([])
  expect(many('windows 7 sound', 'windows 10 sound')).toEqual([])
  expect(many('handset', 'phone')).toEqual([])
  expect(many('lost handset abroad', 'phone lost today')).toEqual([])
})

test('a word that fits beside any other is not proposed with all of them', () => {
  const others = ['red', 'blue', 'green', 'black', 'white', 'brown', 'grey']
  const refined = others.flatMap((other) =>
    Array.from({ length: 3 }, () => ({ before: 'old card', after: `${other} card` })),
  )

  expect(pairs({ refined })).toEqual([])
})
