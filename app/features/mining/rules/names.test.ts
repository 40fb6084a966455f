import { expect, it } from 'vitest'
import { namesIn } from './names.ts'
import { wordsOf } from './tokens.ts'
import { learnVocabulary } from './vocabulary.ts'

function namesOf(texts: readonly string[]): readonly string[] {
  const vocabulary = learnVocabulary(texts.map(wordsOf))
  return [...namesIn(texts, vocabulary)].map((w) => vocabulary.words[w] ?? '').sort()
}

const asked = Array.from({ length: 6 }, (_, i) => [
  `Can I top up with Apple Pay, number ${i}?`,
  `Why is my card gone? Where do I get another one`,
  `Please tell me how my card can be used with apple pay`,
]).flat()

it('are words with a capital inside of sentences, not those that begin one', () => {
  expect(namesOf(asked)).toEqual(['appl', 'pay'])
})

it('are not told by who shouts, nor in a language that writes every noun so', () => {
  expect(namesOf(asked.map((text) => text.toUpperCase()))).toEqual([])
  const german = Array.from({ length: 9 }, () => 'Wie kann ich meine Karte mit dem Telefon und der Uhr benutzen')
  expect(namesOf(german)).toEqual([])
})

it('are none in no texts, and in texts without a word', () => {
  expect(namesOf([])).toEqual([])
  expect(namesOf(['', '😀 …', 'I'])).toEqual([])
})
