import { expect, test } from 'vitest'
import { tellingWords } from './telling-words.ts'

const ELSEWHERE = [
  'My card is refused',
  'How do I order a card?',
  'The card did not arrive',
  'My app is slow',
  'I forgot my PIN',
]

test('names what some texts have in common and others lack, as it is written', () => {
  const texts = ['The drone dropped my parcel', 'Drones dropped a parcel and my card', 'A drone lost my parcel 17 17']

  const words = tellingWords(texts, ELSEWHERE, 3)

  expect(words.slice().sort()).toEqual(['dropped', 'drone', 'parcel'].sort())
})

test('is the same each time, and nothing for nothing', () => {
  expect(tellingWords(['b a', 'a b'], [])).toEqual(tellingWords(['a b', 'b a'], []))
  expect(tellingWords([], ELSEWHERE)).toEqual([])
  expect(tellingWords(['😀', '17'], ELSEWHERE)).toEqual([])
})
