import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchDocument } from '../engine.ts'
import { Fts5Store } from './store.server.ts'

let folder: string
let store: Fts5Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-search-'))
  store = new Fts5Store(join(folder, 'search.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const document = (id: number, title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  id,
  title,
  aliases: [],
  text: `The text of ${title}`,
  kind: 'question',
  state: 'open',
  categoryId: 1,
  tags: [],
  createdAt: 0,
  lastPostAt: 0,
  answerCount: 0,
  sameHereCount: 0,
  helpfulCount: 0,
  readCount: 0,
  authorId: null,
  language: null,
  ...more,
})

const search = (text: string, more = {}) => store.search({ text, withoutCategories: [], limit: 10, skip: 0, ...more })

describe('rarities', () => {
  it('counts words anew when another process has changed the index', () => {
    store.index([1, 2, 3, 4].map((id) => document(id, `Title ${id}`)))
    store.index([document(5, 'Lost')])
    const [before = 0] = store.rarities(['lost'])
    const other = new Fts5Store(join(folder, 'search.db'))

    other.index([document(6, 'Lost too'), document(7, 'All is lost')])
    other.close()

    const [after = 0] = store.rarities(['lost'])
    expect(before).toBeGreaterThan(0)
    expect(after).toBeLessThan(before)
  })
})

describe('search', () => {
  it('shows each hit with its own title, the found word marked', () => {
    store.index([document(1, 'Lost my bookmarks'), document(2, 'Bookmarks come back'), document(3, 'Sync')])

    const { hits, count } = search('bookmark')

    expect(count).toBe(2)
    expect(hits.map((hit) => hit.title).sort()).toEqual([
      '\u0002Bookmarks\u0003 come back',
      'Lost my \u0002bookmarks\u0003',
    ])
  })

  it('finds all words before some of them, and says which it did', () => {
    store.index([document(1, 'Lost bookmarks after update'), document(2, 'Lost my keys'), document(3, 'Bookmarks')])

    const found = search('lost bookmarks')
    expect([found.exactCount, found.count]).toEqual([1, 3])
    expect(found.hits.map(({ id, missing }) => [id, missing])).toEqual([
      [1, []],
      [3, ['lost']],
      [2, ['bookmarks']],
    ])
    expect(search('lost umbrella')).toMatchObject({ exactCount: 0, count: 2 })
  })

  it('tells how rare words are, whatever they hold', () => {
    store.index([document(1, 'Lost bookmarks'), document(2, 'Lost keys'), document(3, 'Lost cards')])

    const [lost = 0, keys = 0, unknown = 0, odd = 0] = store.rarities(['lost', 'keys', 'umbrella', 'a"b* OR'])
    expect([lost < keys, keys < unknown, Number.isFinite(odd)]).toEqual([true, true, true])
    expect(store.rarities([])).toEqual([])
  })

  it('takes the last word as unfinished when the whole of it is found nowhere', () => {
    store.index([document(1, 'Toolbar disappeared')])

    expect(search('toolb').hits).toHaveLength(1)
    expect(search('tool disap').hits).toHaveLength(1)
  })

  it('never finds what stands in a category the reader may not see', () => {
    store.index([document(1, 'Canary one', { categoryId: 7 }), document(2, 'Canary two')])

    expect(search('canary', { withoutCategories: [7] })).toMatchObject({
      count: 1,
      hits: [{ id: 2 }],
    })
    expect(store.suggest('cana', [7], 5).map((row) => row.id)).toEqual([2])
    expect(store.similar('canary', '', [7], 5).map((row) => row.id)).toEqual([2])
  })

  it.each([
    '"',
    '* AND OR',
    'NEAR(a b)',
    'a*b"',
    'title:x',
    '^x',
    '-',
    '()',
    '\u0000',
    '😀',
    'col : x',
    '{a}',
    "'; drop table docs;--",
    'a'.repeat(10_000),
    '   ',
  ])('answers %.20s without an error', (text) => {
    store.index([document(1, 'Anything')])

    expect(() => [search(text), store.suggest(text, [], 5), store.similar(text, text, [], 5)]).not.toThrow()
  })

  it('filters by state, kind, tag, category and time', () => {
    store.index([
      document(1, 'Printer one', { state: 'solved', tags: ['linux'], lastPostAt: 50 }),
      document(2, 'Printer two', { kind: 'idea', categoryId: 3, lastPostAt: 10 }),
    ])

    const ids = (more: object) => search('printer', more).hits.map((hit) => hit.id)
    expect(ids({ state: 'solved' })).toEqual([1])
    expect(ids({ kind: 'idea' })).toEqual([2])
    expect(ids({ tags: ['linux'] })).toEqual([1])
    expect(ids({ tags: ['lin'] })).toEqual([])
    expect(ids({ category: 3 })).toEqual([2])
    expect(ids({ since: 20 })).toEqual([1])
  })

  it('finds a document under its new state when its words stay', () => {
    store.index([document(1, 'Printer one')])

    store.index([document(1, 'Printer one', { state: 'solved' })])

    expect(search('printer', { state: 'solved' }).hits).toMatchObject([{ id: 1 }])
    expect(search('printer', { state: 'open' }).count).toBe(0)
  })

  it('forgets what is removed, and what changed is found by its new words only', () => {
    store.index([document(1, 'Old words'), document(2, 'Gone soon')])

    store.index([document(1, 'Fresh title', { text: '' })])
    store.remove([2])

    expect(search('old').count).toBe(0)
    expect(search('fresh').hits).toMatchObject([{ id: 1 }])
    expect(search('gone').count).toBe(0)
  })
})

describe('words that very many documents have', () => {
  beforeEach(() => {
    const text = 'A printer shows an error, and much else is told of it here as well.'
    const many = Array.from({ length: 1100 }, (_, n) =>
      document(n + 1, `Asked ${n}`, { text, categoryId: 2 - (n % 2) }),
    )
    store.index([
      ...many,
      document(7, 'Printer error', { text }),
      document(8, 'My errors with two printers', { text }),
      document(1090, 'Often said', { text: 'Printer error, printer error.' }),
    ])
  })

  it('finds them in titles before texts, the shortest title first, then where they stand most often', () => {
    const { count, exactCount, hits } = search('printer error')

    expect([count, exactCount]).toEqual([1000, 1000])
    expect(hits.slice(0, 4).map((hit) => hit.id)).toEqual([7, 8, 1090, 1100])
  })

  it('shows each once over several pages, and none that the reader may not see', () => {
    const ids = [0, 10, 20, 240, 250].flatMap((skip) =>
      search('printer error', { withoutCategories: [2], skip }).hits.map((hit) => hit.id),
    )

    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id === 7 || id === 8 || id === 1090 || id % 2 === 0)).toBe(true)
  })

  it('finds the oldest that has most of the telling words before the newest that have one', () => {
    store.index([
      document(1, 'Printer error after the flood', { text: 'Nothing else.' }),
      document(2, 'A flood', { text: 'In the cellar.' }),
    ])

    const { exactCount, hits } = search('why does my printer show an error since the flood of yesterday')

    expect(exactCount).toBe(0)
    expect(hits[0]?.id).toBe(1)
    expect(hits[0]?.missing).toEqual(['show', 'since', 'yesterday'])
  })

  it('with a word that must not be there are those that have it neither in title nor in text', () => {
    store.index([document(2000, 'Printer error', { text: 'Ink' }), document(2001, 'Printer error', { text: 'Paper' })])

    const { hits } = search('printer error', { excluded: ['ink'] })

    expect(hits.map(({ id }) => id)).toContain(2001)
    expect(hits.map(({ id }) => id)).not.toContain(2000)
  })

  it('finds what is alike by the words that fewer have', () => {
    store.index([document(2000, 'Printer error after the flood', { text: '' })])

    expect(store.similar('A flood and a printer error', '', [], 3)[0]?.id).toBe(2000)
  })
})

describe('spelling', () => {
  const many = (from: number, title: string, more: Partial<SearchDocument> = {}) =>
    Array.from({ length: 25 }, (_, n) => document(from + n, title, more))

  it('searches for what may be meant when words are unknown, and says so', () => {
    store.index([document(1, 'Bookmarks toolbar disappeared'), document(2, 'Sync')])

    expect(search('bookmrks toolbr')).toMatchObject({
      corrected: 'bookmarks toolbar',
      exactCount: 1,
      hits: [{ id: 1, title: '\u0002Bookmarks\u0003 \u0002toolbar\u0003 disappeared' }],
    })
    expect(search('bookmrks toolbr', { exact: true })).toMatchObject({ count: 0, corrected: null })
  })

  it.each(['bookmarks', 'bookm', 'bookmark toolbars', 'the text', 'zzzzzz', 'sync 42x', '日本語'])(
    'leaves “%s” as it is',
    (text) => {
      store.index([document(1, 'Bookmarks toolbar disappeared'), document(2, 'Sync')])

      expect(search(text).corrected).toBeNull()
    },
  )

  it('never takes a word that is known well, nor one that stands with all others, for another', () => {
    store.index([...many(1, 'Form fields'), ...many(100, 'From here'), document(200, 'Verison one')])
    store.index(many(300, 'Version two'))

    expect(search('form here').corrected).toBeNull()
    expect(search('verison one').corrected).toBeNull()
    expect(search('verison two')).toMatchObject({ corrected: 'version two', exactCount: 25 })
  })

  it('reads an unknown word in all the ways it may be meant', () => {
    store.index([document(1, 'Browser stopped at once'), document(2, 'Window stepped aside')])
    store.index(many(100, 'Stopped for a stick'))

    expect(search('window stpped')).toMatchObject({
      corrected: 'window stepped',
      hits: [{ id: 2 }],
    })
    expect(search('browser stpped')).toMatchObject({ corrected: 'browser stopped', hits: [{ id: 1 }] })
  })

  it('finds what a rare word may stand for besides the word itself, which comes first', () => {
    store.index([...many(1, 'Extension blocked'), document(100, 'My extention blocked')])

    expect(search('extention blocked')).toMatchObject({ corrected: null, also: 'extension blocked', count: 26 })
    expect(search('extention blocked').hits[0]).toMatchObject({ id: 100 })
    expect(search('extension blocked')).toMatchObject({ also: null, exactCount: 25 })
    expect(search('extention blocked', { exact: true })).toMatchObject({ also: null, exactCount: 1 })
  })

  it('takes what a batch brings twice as it came last, and forgets what a document said before', () => {
    store.index([document(1, 'Lost umbrella'), document(2, 'Lost parasol'), document(1, 'Lost umbrella twice')])
    store.index([document(2, 'Found parasol'), document(1, 'Found umbrella')])

    expect(search('found').hits.map(({ id }) => id)).toEqual([2, 1])
    expect(search('lost', { exact: true }).hits).toEqual([])
    expect(() => {
      store.demandWhole()
    }).not.toThrow()
  })

  it('says whether anything else than what was typed was searched for', () => {
    store.index([...many(1, 'Extension blocked'), document(100, 'My extention blocked')])
    store.setSynonyms([{ language: null, words: ['blocked', 'stopped'] }])

    expect(search('extension').asTyped).toBe(true)
    for (const text of ['extention', 'extesnion', 'extension blocked', 'extesnion unheard'])
      expect(search(text).asTyped).toBe(false)
    expect(search('extesnion blocked', { exact: true }).asTyped).toBe(true)
  })

  it('never takes a word for one that the reader can’t find', () => {
    store.index([...many(1, 'Extension blocked', { categoryId: 7 }), document(100, 'My extention blocked')])

    expect(search('extention', { withoutCategories: [7] })).toMatchObject({ also: null, count: 1 })
  })

  it('never offers a word that the reader can’t find', () => {
    store.index([document(1, 'Titanium project', { categoryId: 7 }), document(2, 'Titan')])

    expect(search('titaniun').corrected).toBe('titanium')
    expect(search('titaniun', { withoutCategories: [7] })).toMatchObject({ corrected: null, count: 0 })
  })

  it('knows words that came after the first correction', () => {
    store.index([document(1, 'Bookmarks')])
    expect(search('toolbr').corrected).toBeNull()

    store.index([document(2, 'Toolbar')])

    expect(search('toolbr').corrected).toBe('toolbar')
  })
})

describe('ranking', () => {
  it.each([
    ['bookmarks folders', 'Folders for bookmarks'],
    ['lost passwords', 'Lost passwords'],
    ['open window', 'A window does not open'],
  ])('puts first for “%s” a title that holds all of it, however often a text says it', (text, title) => {
    const noise = Array.from({ length: 30 }, (_, n) =>
      document(n + 1, `Something with ${title.split(' ')[0] ?? ''}`, { text: `${text} `.repeat(20) }),
    )
    store.index([...noise, document(100, title, { text: 'Words about many other things. '.repeat(40) })])

    expect(search(text).hits[0]?.id).toBe(100)
  })

  it('shows each hit on one page only', () => {
    store.index(Array.from({ length: 300 }, (_, n) => document(n + 1, `Printer ${'jams '.repeat(n % 5)}`)))

    const pages = [0, 20, 40, 100, 120, 140].map((skip) => search('printer', { limit: 20, skip }))
    const ids = pages.flatMap(({ hits }) => hits.map(({ id }) => id))
    expect(new Set(ids).size).toBe(120)
  })
})

describe('suggestions', () => {
  const TITLES = ['Bookmarks toolbar disappeared', 'Bookmarks are gone', 'Password forgotten', 'Sync']
  const titles = (text: string, without: readonly number[] = []) =>
    store.suggest(text, without, 5).map(({ title }) => title)
  beforeEach(() => store.index(TITLES.map((title, n) => document(n + 1, title, { categoryId: n }))))

  it.each([
    ['bookm tool', []],
    ['bookmarks tool', ['Bookmarks toolbar disappeared']],
    ['bookmraks tool', ['Bookmarks toolbar disappeared']],
    ['boomk', ['Bookmarks are gone', 'Bookmarks toolbar disappeared']],
    ['bookmarks toolb', ['Bookmarks toolbar disappeared']],
    ['bookmarks tolb', ['Bookmarks toolbar disappeared']],
    ['passwrod', ['Password forgotten']],
    ['pasword forg', ['Password forgotten']],
    ['syn', ['Sync']],
    ['zzz', []],
  ])('go on from “%s”, slips forgiven', (text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  it('come of words that the reader can find', () => {
    expect(titles('passwrod', [2])).toEqual([])
    expect(titles('boomk', [0, 1])).toEqual([])
  })

  it.each([
    ['My pasword is forgoten', [3]],
    ['where are my bookmraks', [1, 2]],
    ['zzz', []],
  ])('while asking “%s” forgive slips too', (title, expected) => {
    const found = store.similar(title, '', [], 5).map(({ id }) => id)

    expect(found.sort()).toEqual(expected)
  })

  it('while asking are found behind many that the reader may not see', () => {
    store.index(Array.from({ length: 90 }, (_, n) => document(n + 10, 'Pelican calendar', { categoryId: 7 })))
    store.index([document(500, 'A long title about one pelican', { categoryId: 1 })])

    expect(store.similar('pelican', '', [7], 5).map(({ id }) => id)).toEqual([500])
  })

  it('while asking come of words that the reader can find', () => {
    expect(store.similar('pasword', '', [2], 5)).toEqual([])
  })
})

describe('rebuild', () => {
  it('keeps answering, and sweeps what was not brought again', () => {
    store.index([document(1, 'Stays'), document(2, 'Leaves')])

    const run = store.beginRebuild()
    expect(search('leaves').count).toBe(1)
    store.index([document(1, 'Stays')])
    const removed = store.finishRebuild(run)

    expect(removed).toBe(1)
    expect([search('stays').count, search('leaves').count]).toEqual([1, 0])
  })

  it('keeps a thread that was indexed by a job while it ran', () => {
    const run = store.beginRebuild()
    store.index([document(9, 'Asked meanwhile')])
    store.finishRebuild(run)

    expect(search('meanwhile').count).toBe(1)
  })
})

describe('writings of the world', () => {
  it.each([
    ['Japanese, in the middle of a run', 'ブックマークが消えた', '消え'],
    ['Japanese, a word of a run', '東京タワーの営業時間', '営業時間'],
    ['Chinese, in the middle of a run', '如何重置我的密码', '密码'],
    ['Chinese, a sentence that asks the same', '如何重置我的密码', '重置密码'],
    ['both in one run', 'Firefoxの設定を変更', '設定'],
    ['Thai', 'ลืมรหัสผ่านของฉัน', 'รหัสผ่าน'],
    ['ß as it is typed without', 'Die Straße fehlt im Formular', 'strasse'],
    ['ss where ß is meant', 'Die Strasse fehlt im Formular', 'Straße'],
    ['Arabic without marks', 'كَتَبَ رِسَالَة', 'كتب'],
    ['Arabic with marks', 'كتب رسالة', 'كَتَبَ'],
    ['Arabic, another alef', 'إعادة تعيين كلمة المرور', 'اعادة'],
    ['Hindi', 'पासवर्ड भूल गया', 'पासवर्ड'],
    ['half-width kana, typed in full', 'ﾊﾟｽﾜｰﾄﾞを忘れた', 'パスワード'],
    ['kana, typed in half width', 'パスワードを忘れた', 'ﾊﾟｽﾜｰﾄﾞ'],
    ['full-width letters', 'ＷＩＮＤＯＷＳ １１ で開かない', 'windows 11'],
    ['letters, typed in full width', 'Windows 11 fails', 'ｗｉｎｄｏｗｓ'],
    ['Korean, in the middle of a run', '브라우저설정을 바꾸고 싶어요', '설정'],
    ['Korean with another ending', '비밀번호가 기억나지 않아요', '비밀번호를'],
    ['œ, typed as two letters', 'Un cœur brisé', 'coeur'],
    ['two letters, typed as œ', 'Un coeur', 'cœur'],
    ['ı, typed with its dot', 'Şifremi kırdım', 'kirdim'],
    ['İ in capitals', 'İSTANBUL kartı', 'istanbul'],
    ['ø, typed without its stroke', 'Åbner ikke søgning', 'sogning'],
    ['ł, typed without its stroke', 'Hasło zapomniane', 'haslo'],
    ['composed of two signs', 'Cafe\u0301 ouvert', 'café'],
  ])('%s', (_what, title, query) => {
    store.index([document(1, title), document(2, 'Something else'), document(3, 'これは別の話です')])

    const { hits } = search(query)

    expect(hits.map(({ id }) => id)).toEqual([1])
    // Shown as it was written, with what was found marked.
    expect(hits[0]?.title.replace(/[\u0002\u0003]/g, '')).toBe(title)
    expect(hits[0]?.title).toContain('\u0002')
  })

  it('a word is found through the soft hyphens in it', () => {
    store.index([document(1, 'Die Bei\u00adspiel\u00addatei fehlt'), document(2, 'Something else')])

    expect(search('Beispieldatei').hits.map(({ id }) => id)).toEqual([1])
    expect(search('Bei\u00adspieldatei').hits.map(({ id }) => id)).toEqual([1])
  })

  it('finds a sentence by the error code at its end', () => {
    const common = Array.from({ length: 40 }, (_, n) =>
      document(n + 10, `The page does not load when I open it in the morning ${n}`),
    )
    store.index([...common, document(1, 'Secure connection failed SEC_ERROR_UNKNOWN_ISSUER 0x80070005')])

    const query =
      'whenever I open the page of my bank in the morning on the new computer it does not load and there is 0x80070005'

    expect(search(query).hits[0]?.id).toBe(1)
  })
})

describe('what is near', () => {
  const ids = (text: string, more = {}) => search(text, more).hits.map(({ id }) => id)

  it('follows what has all words: most of the telling ones, by weight', () => {
    const noise = Array.from({ length: 40 }, (_, n) => document(n + 100, `A page with a screen ${n}`))
    store.index([
      ...noise,
      document(1, 'YouTube shows a black screen'),
      document(2, 'Black videos on YouTube'),
      document(3, 'Black screen after the update'),
    ])

    const found = search('youtube black screen')

    expect(found.exactCount).toBe(1)
    expect(found.hits[0]?.id).toBe(1)
    expect(ids('youtube black screen').slice(1).toSorted()).toEqual([2, 3])
    expect(found.hits.find(({ id }) => id === 2)?.missing).toEqual(['screen'])
  })

  it('is shown once over several pages, behind all that has all words', () => {
    store.index([
      ...Array.from({ length: 30 }, (_, n) => document(n + 1, `Camera and zoom ${n}`)),
      ...Array.from({ length: 30 }, (_, n) => document(n + 100, `Camera ${n}`)),
      ...Array.from({ length: 30 }, (_, n) => document(n + 200, `Zoom ${n}`)),
    ])

    const pages = [0, 20, 40, 60, 80].flatMap((skip) => search('camera zoom', { limit: 20, skip }).hits)

    expect(new Set(pages.map(({ id }) => id)).size).toBe(90)
    expect(pages.findIndex(({ id }) => id >= 100)).toBe(30)
  })

  it('is left out where very many have all words', () => {
    store.index([
      ...Array.from({ length: 120 }, (_, n) => document(n + 1, `Camera and zoom ${n}`)),
      document(500, 'Camera alone'),
    ])

    expect(search('camera zoom')).toMatchObject({ count: 120, exactCount: 120 })
  })
})

describe('steering', () => {
  beforeEach(() => {
    store.index([
      document(1, 'The screen is black', {
        tags: ['video'],
        createdAt: 10,
        authorId: 7,
        helpfulCount: 1,
        state: 'solved',
      }),
      document(2, 'A black screen', { tags: ['video', 'linux'], createdAt: 20, helpfulCount: 9, language: 'en' }),
      document(3, 'Black screen on Android', { categoryId: 2, createdAt: 30, language: 'en' }),
    ])
  })
  const ids = (text: string, more = {}) =>
    search(text, more)
      .hits.map(({ id }) => id)
      .toSorted()

  it.each([
    ['a phrase stands together', '', { phrases: ['black screen'] }, [2, 3]],
    ['words beside a phrase', 'android', { phrases: ['black screen'] }, [3]],
    ['without a word', 'black', { excluded: ['android'] }, [1, 2]],
    ['without a phrase', 'black', { excluded: ['black screen'] }, [1]],
    ['only what is not wanted', '', { excluded: ['android'] }, [1, 2]],
    ['all of several tags', 'black', { tags: ['video', 'linux'] }, [2]],
    ['a tag alone', '', { tags: ['video'] }, [1, 2]],
    ['who asked', 'black', { author: 7 }, [1]],
    ['a language', 'black', { language: 'en' }, [2, 3]],
    ['from a time on', 'black', { from: 20 }, [2, 3]],
    ['before a time', 'black', { before: 20 }, [1]],
    ['a phrase that nothing has', '', { phrases: ['screen black'] }, []],
    ['signs alone as a phrase', 'black', { phrases: ['***'], excluded: ['"'] }, [1, 2, 3]],
  ])('by %s', (_what, text, more, expected) => {
    expect(ids(text, more)).toEqual(expected)
  })

  it('nothing at all finds nothing', () => {
    expect(search('', {})).toMatchObject({ count: 0, hits: [] })
  })

  it('sorts by what is newest or found helpful', () => {
    const order = (one: string) => search('black', { order: one }).hits.map(({ id }) => id)

    expect(order('newest')).toEqual([3, 2, 1])
    expect(order('helpful')[0]).toBe(2)
    expect(search('', { tags: ['video'], order: 'helpful' }).hits.map(({ id }) => id)).toEqual([2, 1])
  })

  it('counts by facets, the other values of a chosen one too, and nothing that the reader may not see', () => {
    const countBy = ['state', 'category', 'tag', 'language']
    const { facets } = search('black screen', { countBy, state: 'solved' })

    expect(facets.state).toEqual([
      { value: 'open', count: 2 },
      { value: 'solved', count: 1 },
    ])
    expect(facets.category).toEqual([{ value: '1', count: 1 }])
    expect(facets.tag).toEqual([{ value: 'video', count: 1 }])
    expect(search('black', { countBy, withoutCategories: [2] }).facets.category).toEqual([{ value: '1', count: 2 }])
  })

  it('tells what a rank is made of', () => {
    const [first] = search('black screen', { explain: true, learnt: [{ id: 2, factor: 99 }] }).hits

    expect(first).toMatchObject({ id: 2, rank: { learnt: 1.3, state: 1 } })
    expect(first?.rank?.title).toBeGreaterThan(0)
    expect(search('black screen').hits[0]?.rank).toBeUndefined()
  })
})

describe('words that mean the same', () => {
  const found = (text: string, more = {}) =>
    search(text, more)
      .hits.map(({ id }) => id)
      .toSorted()
  beforeEach(() => {
    store.index([
      document(1, 'My password is old'),
      document(2, 'Set up two-factor authentication'),
      document(3, 'The phone rings'),
      document(4, 'Das Gift im Garten'),
    ])
    store.setSynonyms([
      { language: null, words: ['pwd', 'password'] },
      { language: null, words: ['2FA', 'two-factor authentication'] },
      { language: 'de', words: ['gift', 'present'] },
    ])
  })

  it.each([
    ['pwd', [1]],
    ['pwds old', [1]],
    ['2fa', [2]],
    ['set up 2fa', [2]],
  ])('find each other: “%s”', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('of a phrase find the short form', () => {
    store.index([document(5, 'Lost my 2FA codes')])

    expect(found('two factor authentication')).toEqual([2, 5])
    expect(search('two factor authentication codes')).toMatchObject({ exactCount: 1, hits: [{ id: 5 }, { id: 2 }] })
  })

  it('are marked in what is found, and said', () => {
    const { hits, alike, corrected } = search('pwd')

    expect(hits[0]?.title).toBe('My \u0002password\u0003 is old')
    expect([alike, corrected]).toEqual([[{ typed: 'pwd', words: ['password'] }], null])
  })

  it('are used for their language alone, and never where only what was typed is wanted', () => {
    expect(found('present', { languages: ['de'] })).toEqual([4])
    expect(found('present', { languages: ['en'] })).toEqual([])
    expect(found('pwd', { languages: ['en'] })).toEqual([1])
    expect(found('pwd', { exact: true })).toEqual([])
  })

  it('are suggested, and alike while asking', () => {
    expect(store.suggest('pwd', [], 5).map(({ id }) => id)).toEqual([1])
    expect(store.similar('My pwd', '', [], 5).map(({ id }) => id)).toEqual([1])
  })

  it('hold until they are set again, in every process', () => {
    const other = new Fts5Store(join(folder, 'search.db'))
    other.setSynonyms([])
    other.close()

    expect(found('pwd')).toEqual([])
  })
})

describe('identifiers and long words', () => {
  it.each([
    ['an error code', 'It says 0x80070005', '0x80070005'],
    ['an error code without its sign', 'It says 0x80070005', '80070005'],
    ['a name with underscores', 'It says SEC_ERROR_UNKNOWN_ISSUER', 'SEC_ERROR_UNKNOWN_ISSUER'],
    ['a part of such a name', 'It says SEC_ERROR_UNKNOWN_ISSUER', 'unknown issuer'],
    ['a version', 'Since 102.0.1 it fails', '102.0.1'],
    ['the beginning of a version', 'Since 102.0.1 it fails', '102.0'],
    ['a file', 'Where is userChrome.css now', 'userChrome.css'],
    ['a part of a file', 'Where is userChrome.css now', 'userchrome'],
    ['.NET', 'The .NET runtime', '.NET'],
    ['.NET in small letters', 'The .NET runtime', '.net runtime'],
    ['C++', 'A crash in C++ code', 'C++'],
    ['C#', 'A crash in C# code', 'c#'],
  ])('%s', (_what, title, query) => {
    store.index([
      document(1, title),
      document(2, 'The net is slow, and 0 of 1 and 102 errors: a sec'),
      document(3, 'Vitamin C'),
    ])

    const { hits } = search(query)

    expect(hits[0]?.id).toBe(1)
    expect(hits[0]?.title).toContain('\u0002')
    expect(hits[0]?.title.replace(/[\u0002\u0003]/g, '')).toBe(title)
  })

  it('a version is not found where its figures stand apart', () => {
    store.index([document(1, 'Of 102 pages 0 load, 1 waits'), document(2, 'Version 102.0.1')])

    expect(search('102.0.1').hits[0]?.id).toBe(2)
    expect(search('102.0.1').exactCount).toBe(1)
  })

  it.each([
    ['a long word by its end', 'Die Lesezeichensymbolleiste fehlt', 'Symbolleiste'],
    ['a long word by its beginning', 'Die Lesezeichensymbolleiste fehlt', 'Lesezeichen'],
    ['two words by the long one', 'Die Symbolleiste mit den Lesezeichen', 'Lesezeichensymbolleiste'],
    ['a long word with a joint', 'Meine Zahlungsmethode fehlt', 'Methode'],
  ])('%s', (_what, title, query) => {
    store.index([
      document(1, title, { language: 'de' }),
      document(2, 'Symbolleiste und Lesezeichen, Zahlung und Methode', { language: 'de' }),
      document(3, 'Ein anderes Problem', { language: 'de' }),
    ])

    expect(search(query).hits.map(({ id }) => id)).toContain(1)
    expect(search(query).hits.map(({ id }) => id)).not.toContain(3)
  })

  it('words of other languages are not taken apart', () => {
    store.index([
      document(1, 'My bookmark is gone', { language: 'en' }),
      document(2, 'Mark the book', { language: 'en' }),
    ])

    expect(search('bookmark').hits.map(({ id }) => id)).toEqual([1])
  })
})
