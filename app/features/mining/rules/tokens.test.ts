import { describe, expect, it } from 'vitest'
import { wordsOf } from './tokens.ts'
import { learnVocabulary, numbersOf } from './vocabulary.ts'

describe('words of a text', () => {
  it.each([
    ['My cards were declined twice', ['my', 'card', 'were', 'declin', 'twic']],
    ['stopping, stopped, stop', ['stop']],
    ['useState in myComponent', ['use', 'stat', 'in', 'my', 'component']],
    ['order 4711 and order 12', ['order', '0', 'and']],
    ["I can’t, I can't", ['i', 'cant']],
    ['ＦＵＬＬ width', ['full', 'width']],
    ['Überweisung fehlgeschlagen', ['überweisung', 'fehlgeschlagen']],
    ['не работает карта', ['не', 'работает', 'карта']],
    ['日本語', ['日本', '本語']],
    ['😀🎉 👍🏽', []],
    ['', []],
  ])('of “%s”', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('come to an end in a text of a million letters', () => {
    expect(wordsOf('word '.repeat(200_000))).toEqual(['word'])
  })
})

describe('a vocabulary', () => {
  const often = Array.from({ length: 30 }, () => ['password', 'reset', 'pass', 'word'])

  it('leaves out words of one text', () => {
    expect(learnVocabulary([['a', 'b'], ['a']]).words).toEqual(['a'])
  })

  it('takes a rare misspelling for the frequent word', () => {
    const vocabulary = learnVocabulary([...often, ['passwrod'], ['reset']])

    expect(numbersOf(vocabulary, ['passwrod'])).toEqual(numbersOf(vocabulary, ['password']))
  })

  it('splits two frequent words that run together', () => {
    const vocabulary = learnVocabulary([...often, ['resetword']])

    expect(numbersOf(vocabulary, ['resetword'])).toEqual(numbersOf(vocabulary, ['reset', 'word']))
  })
})
