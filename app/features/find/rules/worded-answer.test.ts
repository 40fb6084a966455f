import { expect, test } from 'vitest'
import { weighWords, type AskedWord } from './answers-well.ts'
import { answerPrompt, enoughSources, readWorded, SOURCE_LETTERS, type AnswerSource } from './worded-answer.ts'

const SOURCES: readonly AnswerSource[] = [
  {
    title: 'Where are my bookmarks kept?',
    text: 'Open the menu and choose Bookmarks. Press Ctrl+Shift+O to open the Library.\nChoose Restore and pick a backup of the last 15 days.',
  },
  {
    title: 'Bookmarks vanished after an update',
    text: 'Open about:support and look at `places.sqlite`. Choose Restore in the Library. See https://help.example/restore for more.',
  },
]
const asked = (text: string): readonly AskedWord[] =>
  weighWords(
    text.split(' '),
    text.split(' ').map(() => 1),
  )
const worded = (text: string) => {
  const read = readWorded(text, SOURCES, 'en')
  return read.is === 'worded' ? read.lines.map((line) => line.map((one) => [one.text, ...one.sources])) : read.is
}

test('sources are enough where one says most of what is asked; one word asks for too many things', () => {
  expect(enoughSources(asked('bookmarks restore backup'), SOURCES, 4)).toEqual([SOURCES[0], SOURCES[1]])
  expect(enoughSources(asked('bookmarks restore backup'), SOURCES, 1)).toEqual([SOURCES[0]])
  expect(enoughSources(asked('bookmarks printer paper'), SOURCES, 4)).toEqual([])
  expect(enoughSources(asked('bookmarks'), SOURCES, 4)).toEqual([])
  expect(enoughSources([], SOURCES, 4)).toEqual([])
})

test('the model is sent the sources by number and no more of one than its share', () => {
  const long = { title: 'Long', text: 'a'.repeat(3 * SOURCE_LETTERS) }
  const { system, user } = answerPrompt('Where are they?', [...SOURCES, long])
  expect(system).toContain('NONE')
  expect(user).toContain('[2] Bookmarks vanished after an update\nOpen about:support')
  expect(user).toMatch(/\n\nQuestion: Where are they\?$/)
  expect(user.length).toBeLessThan(SOURCE_LETTERS + 800)
})

test.each([
  [
    'steps, one a line',
    '1. Open the menu and choose Bookmarks [1].\n2. Choose Restore in the Library [1][2].',
    [[['Open the menu and choose Bookmarks', 1]], [['Choose Restore in the Library', 1, 2]]],
  ],
  ['numbers behind the full stop', 'Choose Restore in the Library. [2]', [[['Choose Restore in the Library.', 2]]]],
  [
    'numbers for two sentences',
    'Open the menu. Choose Bookmarks. [1]',
    [
      [
        ['Open the menu.', 1],
        ['Choose Bookmarks.', 1],
      ],
    ],
  ],
  ['numbers in one bracket', 'Choose Restore in the Library [1, 2].', [[['Choose Restore in the Library', 1, 2]]]],
  ['bold marks', 'Choose **Restore** in the Library [2].', [[['Choose Restore in the Library', 2]]]],
])('%s are read with their sources', (_, text, lines) => {
  expect(worded(text)).toEqual(lines)
})

test.each([
  ['a sentence without a source', 'Choose Restore in the Library [2]. Your backups are safe with us.'],
  ['a source that there is not', 'Choose Restore in the Library [2]. Choose Bookmarks in the menu [3].'],
  ['a number that no source has', 'Choose Restore in the Library [2]. Pick a backup of the last 30 days [1].'],
  ['an address that no source has', 'Choose Restore in the Library [2]. See https://elsewhere.example/ [2].'],
  ['code that no source has', 'Choose Restore in the Library [2]. Look at `about:newtab` [2].'],
  ['words that its source has not', 'Choose Restore in the Library [2]. Reinstall Windows from another computer [1].'],
  ['words of another source', 'Choose Restore in the Library [2]. Pick a backup of yesterday night [2].'],
])('%s is left out, and it is said that something was', (_, text) => {
  expect(readWorded(text, SOURCES, 'en')).toMatchObject({
    is: 'worded',
    isShortened: true,
    lines: [[{ text: 'Choose Restore in the Library', sources: [2] }]],
  })
})

test('nothing is passed on that is mostly made up, dangerous, or that the model itself does not know', () => {
  expect(worded('Reinstall Windows. Choose Restore in the Library [2]. Call us tomorrow.')).toBe('unfounded')
  expect(worded('Choose Restore in the Library.')).toBe('unfounded')
  // Steps of which one is missing mislead.
  expect(worded('Open the menu [1].\nUnplug the router [1].\nChoose Restore in the Library [2].')).toBe('unfounded')
  expect(worded('Open about:support [2]. Then delete places.sqlite [2].')).toBe('dangerous')
  for (const none of ['NONE', 'NONE.', ' **NONE** ', '']) expect(worded(none)).toBe('thin')
})
