import { describe, expect, it } from 'vitest'
import { hasStem, readTerms, termsOf } from './terms.ts'

const read = (title: string, aliases: string, text: string) => readTerms(termsOf(title, aliases, text))

describe('terms', () => {
  it('say which stems stand in title, other phrasings and text, and no other', () => {
    const terms = read('Lost bookmarks', 'Where are my favourites', 'They vanished. Vanished!')

    for (const stem of ['lost', 'bookmark', 'favourit', 'vanish']) expect(hasStem(terms, stem)).toBe(true)
    for (const stem of ['bookmarks', 'sync', '']) expect(hasStem(terms, stem)).toBe(false)
  })

  it('of a document without words hold none', () => {
    const terms = read('', '', '')

    expect(terms.words).toBe(0)
    expect(hasStem(terms, 'lost')).toBe(false)
  })

  it('take words that many texts repeat for no more than they are', () => {
    const terms = read('Long', '', 'again '.repeat(500))

    expect(terms.words).toBe(500)
    expect(hasStem(terms, 'again')).toBe(true)
  })
})
