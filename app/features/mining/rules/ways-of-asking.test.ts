import { describe, expect, it } from 'vitest'
import { wordsOf } from './tokens.ts'
import { openWaysOfAsking } from './ways-of-asking.ts'

function asksOtherwise(title: string, text: string): boolean {
  const words = [...new Set([...wordsOf(title), ...wordsOf(text)])]
  const numbers = (said: string): readonly number[] => wordsOf(said).map((word) => words.indexOf(word))
  return openWaysOfAsking(words)(numbers(title))(numbers(text))
}

describe('a title that asks how', () => {
  const title = 'How do I install an add-on?'

  it.each([
    ['Why does an add-on have to be installed?', true],
    ["The add-on won't install", true],
    ['How long does it take to install an add-on?', true],
    ['I want to install an add-on', false],
    ["I don't know how to install an add-on", false],
    ['install add-ons', false],
  ])('%s: %s', (text, otherwise) => expect(asksOtherwise(title, text)).toBe(otherwise))
})

describe('a title that says what is wrong', () => {
  const title = 'Add-ons are not installing'

  it.each([
    ['How to install an add-on', true],
    ['Install add-ons', true],
    ["Why can't I install add-ons?", false],
    ['Error when installing an add-on', false],
  ])('%s: %s', (text, otherwise) => expect(asksOtherwise(title, text)).toBe(otherwise))
})

describe('a title that asks why something has to be', () => {
  const title = 'Why do I need to verify my identity?'

  it.each([
    ["Why can't I verify my identity?", true],
    ['My identity is not verified', true],
    ['How do I verify my identity?', true],
    ['What is the reason that my identity must be verified?', false],
    ['My identity has to be verified again', false],
  ])('%s: %s', (text, otherwise) => expect(asksOtherwise(title, text)).toBe(otherwise))
})

it('is known in other languages as well, and nothing is told of one that is not', () => {
  expect(asksOtherwise('Wie kann ich meine PIN ändern?', 'Warum wurde meine PIN geändert?')).toBe(true)
  expect(asksOtherwise('Comment changer mon code ?', 'Pourquoi changer mon code ?')).toBe(true)
  expect(asksOtherwise('¿Cómo cambio mi PIN?', 'No me funciona el PIN')).toBe(true)
  expect(asksOtherwise('Jak zmienić PIN?', 'Dlaczego zmieniono PIN?')).toBe(false)
})

it('takes a statement without a word that tells as near to whatever is asked', () => {
  expect(asksOtherwise('My card payment was reverted', 'Why was my card payment reverted?')).toBe(false)
})
