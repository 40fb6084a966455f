import { describe, expect, test } from 'vitest'
import { answersWell, askedWords, weighWords } from './answers-well.ts'

const COMMON = new Set(['after', 'firefox', 'the', 'does', 'not', 'work', 'windows', 'update'])
const RARITY = (word: string): number => (COMMON.has(word) ? 1 : 6)
const asked = (question: string) => {
  const words = askedWords(question)
  return weighWords(words, words.map(RARITY))
}
const article = (title: string, aliases: readonly string[] = [], summary = '') => ({ title, aliases, summary }) // prettier-ignore

describe('an article answers what is asked', () => {
  test.each([
    ['clear cookies', article('Clearing cookies, site data and cache')],
    ['lost my bookmarks after update', article('Bookmarks are gone', ['Lost Bookmarks'])],
    ['drag and drop does not work', article('Drag and drop to the desktop not working')],
    ['camera', article('Share camera and microphone')],
    ['書籤不見了', article('書籤不見了怎麼辦')],
  ])('“%s” by %j', (question, given) => {
    expect(answersWell(asked(question), given)).toBe(true)
  })

  test.each([
    ['common words alone', 'Where is firefox after the update on Windows located', article('Firefox does not work after the update on Windows')],
    ['half of it in six phrasings, none of which says it', 'menu font tiny blurry everywhere', article('Menu', ['Font of another thing'], 'tiny')],
    ['one word of two', 'clear passwords', article('Clear')],
    ['nothing', 'XML parsing error', article('Share camera and microphone')],
    ['an empty question', '', article('Anything')],
    ['a question of emoji', '😀😀', article('Anything')],
  ])('not with %s', (_what, question, given) => {
    expect(answersWell(asked(question), given)).toBe(false)
  }) // prettier-ignore
})
