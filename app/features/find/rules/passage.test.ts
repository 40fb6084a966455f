import { describe, expect, it } from 'vitest'
import { weighWords } from './answers-well.ts'
import { bestPassage, isClear } from './passage.ts'

const asked = (text: string) =>
  weighWords(
    text.split(' '),
    text.split(' ').map(() => 2),
  )
const CONTENTS = [
  'Bookmarks are kept in your profile.',
  'To restore bookmarks from a backup open the library. Choose Import and Backup, then Restore. Pick a date.',
  'The toolbar is hidden at first.',
].join('\n')

describe('a passage that answers', () => {
  it('is the few sentences that say what is asked', () => {
    const found = bestPassage(asked('restore bookmarks backup'), 'Restore bookmarks', CONTENTS)

    expect(found?.text).toBe(
      'To restore bookmarks from a backup open the library. Choose Import and Backup, then Restore. Pick a date.',
    )
    expect(found?.share).toBeCloseTo(1)
  })

  it.each([
    ['something else is asked besides', 'restore bookmarks backup android', 'Restore bookmarks'],
    ['the title says nothing of it', 'restore backup', 'Where things are'],
    ['only the title says it', 'hidden menus', 'Hidden menus'],
  ])('is none where %s', (_what, query, title) => {
    expect(bestPassage(asked(query), title, CONTENTS)).toBeNull()
  })

  it('is clear only where no other article says nearly as much', () => {
    const one = { text: 'a', share: 1 }

    expect(isClear(one, null)).toBe(true)
    expect(isClear(one, { text: 'b', share: 0.7 })).toBe(true)
    expect(isClear(one, { text: 'b', share: 0.95 })).toBe(false)
    expect(isClear(null, null)).toBe(false)
  })
})
