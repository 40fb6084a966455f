import { describe, expect, it } from 'vitest'
import { stem } from '#app/text/stem.ts'
import { countOf, hasCode, hashOf, readTerms, termsOf } from './terms.ts'

function read(title: string, aliases: string, text: string) {
  const { named, words, shares } = termsOf(title, aliases, text)
  return readTerms(`${named}|${shares.join('')}|${words}`)
}
const has = (terms: ReturnType<typeof read>, word: string): boolean => hasCode(terms, hashOf(word))

describe('terms', () => {
  it('say which stems stand in title, other phrasings and text, and no other', () => {
    const terms = read('Lost bookmarks', 'Where are my favourites', 'They vanished. Vanished!')

    for (const stem of ['lost', 'bookmark', 'favourit', 'vanish']) expect(has(terms, stem)).toBe(true)
    for (const stem of ['bookmarks', 'sync', '']) expect(has(terms, stem)).toBe(false)
  })

  it('of a document without words hold none', () => {
    const terms = read('', '', '')

    expect(terms.words).toBe(0)
    expect(has(terms, 'lost')).toBe(false)
  })

  it('say how often a long text has each of its stems', () => {
    const words = Array.from({ length: 400 }, (_, n) => `word${n}`)

    const terms = read('Long', '', words.map((word, n) => `${word} `.repeat(1 + (n % 5))).join(''))

    expect(words.map((word) => countOf(terms, hashOf(stem(word))))).toEqual(words.map((_, n) => 1 + (n % 5)))
    expect(countOf(terms, hashOf('other'))).toBe(0)
  })

  it('take words that many texts repeat for no more than they are', () => {
    const terms = read('Long', '', 'again '.repeat(500))

    expect(terms.words).toBe(500)
    expect(has(terms, 'again')).toBe(true)
  })
})
