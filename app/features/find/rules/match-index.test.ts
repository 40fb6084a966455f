import { describe, expect, it } from 'vitest'
import { openDocuments, type MatchDocument } from './documents.ts'
import { openMatchIndex } from './match-index.ts'

function indexOf(documents: readonly (Partial<MatchDocument> & { readonly id: string })[]) {
  const all = openDocuments()
  for (const document of documents) all.add({ title: '', text: '', ...document })
  return openMatchIndex(all)
}
const first = (index: ReturnType<typeof indexOf>, title: string, text = ''): string | undefined =>
  index.rank({ title, text }, 10)[0]

const FAQ = indexOf([
  { id: 'bookmarks', title: 'Where did my bookmarks go?', text: 'Open the library.' },
  { id: 'toolbar', title: 'The toolbar disappeared', text: 'My bookmarks toolbar is gone.' },
  { id: 'sound', title: 'No sound in videos', text: 'Unmute the tab, then restart.' },
  { id: 'github', title: 'Strikethrough on GitHub', text: '' },
])

describe('matching', () => {
  it.each([
    ['bookmark', 'bookmarks'],
    ['my bookmraks are gone', 'bookmarks'],
    ['toolbar', 'toolbar'],
    ['unmuting', 'sound'],
    ['strike through text', 'github'],
  ])('finds for “%s” %s', (title, id) => {
    expect(first(FAQ, title)).toBe(id)
  })

  it('counts the question’s text too', () => {
    expect(first(FAQ, 'please help', 'there is no sound at all')).toBe('sound')
  })

  it('takes a thread as one document', () => {
    const index = indexOf([
      { id: 'a1', thread: 'a', title: 'Printer', text: 'It is offline.' },
      { id: 'b1', thread: 'b', title: 'Printer', text: 'Paper jams.' },
      { id: 'a2', thread: 'a', title: 'Printer', text: 'Install the driver again.' },
    ])

    const ranked = index.rank({ title: 'printer offline driver', text: '' }, 10)

    expect(ranked.slice(0, 2).sort()).toEqual(['a1', 'a2'])
  })

  it('leaves a tie between candidates to whoever found them, and loses none', () => {
    const candidates = ['sound', 'none', 'github', 'sound']

    expect(FAQ.rank({ title: 'zzz', text: '', candidates }, 10)).toEqual(['sound', 'github', 'none'])
  })

  it('puts a candidate that says what others say before an equal one that stands alone', () => {
    const index = indexOf([
      { id: 'alone', title: 'Visa', text: 'A card for a hotel abroad.' },
      { id: 'one', title: 'Visa', text: 'A permit for my wife from the ministry.' },
      { id: 'two', title: 'Permit', text: 'My wife went to the ministry with the papers.' },
      { id: 'three', title: 'Papers', text: 'Which papers does the ministry want for a permit?' },
    ])
    const candidates = ['three', 'alone', 'one', 'two']

    const ranked = index.rank({ title: 'visa', text: '', candidates }, 10)

    expect(ranked.indexOf('one')).toBeLessThan(ranked.indexOf('alone'))
  })

  it('never takes a known word for another', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ id: `m${i}`, title: `version ${i}` }))
    const index = indexOf([...many, { id: 'x', title: 'verison' }, { id: 'y', title: 'verizon' }])

    expect(first(index, 'verison')).toBe('x')
    expect(first(index, 'verizon')).toBe('y')
  })

  it('ranks the same among many as among few', () => {
    const others = Array.from({ length: 400 }, (_, i) => ({ id: `o${i}`, title: `sync account number ${i}` }))
    const index = indexOf([...others, { id: 'wanted', title: 'restore an old session' }])

    expect(first(index, 'restoring old sesions')).toBe('wanted')
    expect(index.rank({ title: 'sync', text: '' }, 7)).toHaveLength(7)
  })

  it.each(['', '😀', '日本語のテキスト', 'a '.repeat(50_000), '\u0000', "' or 1=1"])(
    'answers “%.12s” without an error',
    (text) => {
      expect(() => FAQ.rank({ title: text, text }, 5)).not.toThrow()
      expect(indexOf([]).rank({ title: text, text }, 5)).toEqual([])
    },
  )
})
