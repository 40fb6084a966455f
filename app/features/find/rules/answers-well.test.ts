import { describe, expect, test } from 'vitest'
import { answersWell, askedWords, saysWell, weighWords } from './answers-well.ts'

const COMMON = new Set(['after', 'firefox', 'the', 'does', 'not', 'work', 'windows', 'update'])
const RARITY = (word: string): number => (COMMON.has(word) ? 1 : 6)
const asked = (question: string) => {
  const words = askedWords(question)
  return weighWords(words, words.map(RARITY))
}
const article = (title: string, aliases: readonly string[] = [], summary = '') => ({ title, aliases, summary })

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
    [
      'common words alone',
      'Where is firefox after the update on Windows located',
      article('Firefox does not work after the update on Windows'),
    ],
    [
      'half of it in six phrasings, none of which says it',
      'menu font tiny blurry everywhere',
      article('Menu', ['Font of another thing'], 'tiny'),
    ],
    ['one word of two', 'clear passwords', article('Clear')],
    ['nothing', 'XML parsing error', article('Share camera and microphone')],
    ['an empty question', '', article('Anything')],
    ['a question of emoji', '😀😀', article('Anything')],
  ])('not with %s', (_what, question, given) => {
    expect(answersWell(asked(question), given)).toBe(false)
  })
})

describe('an article that has all words somewhere', () => {
  const passage = 'I cleared the cache and restarted, and it still opens a new tab.'
  test.each([
    ['its title says some and a passage all of it', true, 'cleared cache', article('The cache is full'), passage],
    ['another phrasing says some of it', true, 'cleared cache', article('Too much is kept', ['Cache']), passage],
    [
      'only the text tells of it in passing',
      false,
      'cleared cache update',
      article('A new tab instead of the homepage'),
      passage,
    ],
    ['no passage has most of it', false, 'cleared bookmarks printer', article('Bookmarks'), passage],
    [
      'another phrasing says it, and the text does not',
      true,
      'parcel in the pool',
      article('How do I claim what a drone dropped?', ['drone lost it', 'parcel in the pool']),
      'It is wet.',
    ],
    [
      'two phrasings say a half each',
      false,
      'parcel pool',
      article('How do I claim what a drone dropped?', ['drone lost my parcel', 'pool']),
      'It is wet.',
    ],
    [
      'a rare name stands in the text alone',
      true,
      'SEC_ERROR_UNKNOWN',
      article('Certificates'),
      'It says SEC_ERROR_UNKNOWN on each page.',
    ],
  ])('where %s: %s', (_where, wanted, question, given, text) => {
    expect(saysWell(asked(question), given, text)).toBe(wanted)
  })
})
