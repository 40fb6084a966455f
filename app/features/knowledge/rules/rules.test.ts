import { describe, expect, test } from 'vitest'
import { articleHtml, contentsOf, headingsOf, linksIn, summaryOf, withSources } from './page.ts'
import { choicesOf, joinParts, partsOf, showPart } from './parts.ts'
import { sourceSentence, type Saying } from '#app/locale/saying.ts'
import { staleness, stateAfter, waitsFor } from './revisions.ts'
import { smoothingProblem } from './smoothing.ts'
import { asTitle, shownIn, standsIn, takeOut } from './sources.ts'

const english = (said: Saying | null): string | null => said && sourceSentence(said)

test.each([
  ['folders don’t work in the toolbar', 'Folders don’t work in the toolbar'],
  ['Previous session doesn’t restore.', 'Previous session doesn’t restore'],
  ['add-ons still disabled.?', 'Add-ons still disabled?'],
  ['iPhone loses its bookmarks', 'iPhone loses its bookmarks'],
  ['and then it stops...', 'And then it stops...'],
  ['über die Karte', 'Über die Karte'],
  ['3D Secure fails!', '3D Secure fails!'],
  ['', ''],
])('the phrasing “%s” is the title “%s”, and is known as its source', (phrasing, title) => {
  expect(asTitle(phrasing)).toBe(title)
  expect(shownIn({ title, aliases: [], body: '' }, { part: 'title', sentence: phrasing })).toBe(true)
})

describe('parts of an article', () => {
  const BODY = 'For all.\n\n::: Windows\n1. Open Settings\n:::\n\n::: for macOS 14\n1. Open Preferences\n:::\n\nAfter.'

  test('are cut at their marks, and what stands between is for everybody', () => {
    expect(partsOf(BODY)).toEqual([
      { for: null, markdown: 'For all.' },
      { for: { key: 'windows', words: 'Windows' }, markdown: '1. Open Settings' },
      { for: { key: 'macos-14', words: 'macOS 14' }, markdown: '1. Open Preferences' },
      { for: null, markdown: 'After.' },
    ])
  })

  test.each([
    ['a part that is never ended goes to the end', '::: Linux\none\n\ntwo', [['Linux', 'one\n\ntwo']]],
    [
      'a part ends where the next begins',
      '::: A\none\n::: B\ntwo',
      [
        ['A', 'one'],
        ['B', 'two'],
      ],
    ],
    ['marks inside code are code', '```\n::: A\n```', [[null, '```\n::: A\n```']]],
    ['an end without a beginning is no part', ':::\none', [[null, 'one']]],
    ['an empty part is none', '::: A\n:::\none', [[null, 'one']]],
    ['an empty text has none', '', []],
  ])('%s', (_what, body, wanted) => {
    expect(partsOf(body).map((part) => [part.for?.words ?? null, part.markdown])).toEqual(wanted)
  })

  test('can be chosen once each, in order', () => {
    expect(choicesOf(`${BODY}\n::: Windows\nmore`).map(({ key }) => key)).toEqual(['windows', 'macos-14'])
  })

  test('show one, and all when nothing was chosen', () => {
    const html = joinParts(partsOf(BODY), ['<p>a</p>', '<p>w</p>', '<p>m</p>', '<p>z</p>'])
    expect(showPart(html, null)).not.toContain('hidden')
    const shown = showPart(html, 'windows')
    expect(shown).toContain('<div class="part" data-part="windows">')
    expect(shown).toContain('<div class="part" data-part="macos-14" hidden>')
  })
})

describe('the page', () => {
  const MARK = { sentence: 'Restart the phone.', number: 1, address: '/t/7/a#p9' }

  test('marks a sentence that still stands as its source said it, and none that was changed', () => {
    expect(withSources('First. Restart the phone. Then wait.', [MARK])).toBe(
      'First. Restart the phone. [\\[1\\]](/t/7/a#p9) Then wait.',
    )
    expect(withSources('Restart a phone.', [MARK])).toBe('Restart a phone.')
  })

  test('gives heads ids of their own, and sources their small marks', () => {
    const html = articleHtml(
      '<h3>What to do</h3><p>x <a href="/t/7/a#p9" rel="ugc">[1]</a></p><h3>What to do</h3><h5>Then</h5>',
    )

    expect(headingsOf(html)).toEqual([
      { id: 'what-to-do', words: 'What to do', level: 2 },
      { id: 'what-to-do-2', words: 'What to do', level: 2 },
      { id: 'then', words: 'Then', level: 3 },
    ])
    expect(html).toContain('<a class="src" href="/t/7/a#p9" aria-label="Source 1">[1]</a>')
    expect(contentsOf(html)).not.toContain('[1]')
    expect(summaryOf(html)).toBe('x')
  })

  test('links are those to this site, each once, and neither sources nor other sites', () => {
    const html =
      '<a href="/kb/3/x">a</a><a href="https://help.example.test/t/4">b</a><a href="/kb/3/x#y">c</a><a href="https://other.example/t/5/z">d</a><a class="src" href="/t/6/q">[1]</a>'
    expect(linksIn(html, 'https://help.example.test')).toEqual([
      { kind: 'article', id: 3 },
      { kind: 'thread', id: 4 },
    ])
  })
})

describe('revisions', () => {
  test.each([
    ['published', { isPublished: true, isOutdated: false, isWithdrawn: false, newest: 'draft' }],
    ['outdated', { isPublished: true, isOutdated: true, isWithdrawn: false, newest: 'published' }],
    ['withdrawn', { isPublished: true, isOutdated: true, isWithdrawn: true, newest: 'published' }],
    ['review', { isPublished: false, isOutdated: false, isWithdrawn: false, newest: 'approved' }],
    ['review', { isPublished: false, isOutdated: false, isWithdrawn: false, newest: 'review' }],
    ['draft', { isPublished: false, isOutdated: false, isWithdrawn: false, newest: 'declined' }],
  ] as const)('an article is %s', (state, facts) => {
    expect(stateAfter(facts)).toBe(state)
  })

  test('one begun before another was published is stale', () => {
    expect(english(staleness({ basedOn: 1, publishedRevision: 2 }))).toContain('Revision 2 was published')
    expect(staleness({ basedOn: 2, publishedRevision: 2 })).toBeNull()
    expect(staleness({ basedOn: 0, publishedRevision: null })).toBeNull()
  })

  test('a withdrawn article waits for nobody', () => {
    expect(waitsFor('withdrawn', 'review')).toBe('withdrawn')
  })
})

describe('a model’s wording', () => {
  const DRAFT =
    '## What to do\n\nOpen `about:config`, wait 15 minutes, then see [this](/kb/3) or https://a.example/x.\n\nThen restart it.'

  test.each([
    ['the same in other words', DRAFT.replace('Then restart it.', 'After that, restart it.'), null],
    ['nothing', '', 'gave no answer'],
    ['much longer', DRAFT + ' and on'.repeat(100), 'longer'],
    ['much shorter', '## What to do\n\nRestart.', 'shorter'],
    ['a lost number', DRAFT.replace('wait 15 minutes', 'wait some minutes'), 'is missing “15”'],
    ['a number inside another', DRAFT.replace('15', '5'), 'is missing “15”'],
    ['an invented number', DRAFT.replace('restart it', 'restart it 5 times'), 'adds “5”'],
    [
      'an invented link',
      DRAFT.replace('Then restart it.', 'Then [restart](/settings/evil) it.'),
      'adds “](/settings/evil”',
    ],
    ['an invented address', `${DRAFT} Or call help@evil.example.`, 'adds “help@evil.example'],
    ['an invented site', `${DRAFT} See https://evil.example.`, 'adds “https://evil.example”'],
    ['a changed site', DRAFT.replace('https://a.example/x', 'https://a.example/'), 'is missing “https://a.example/x”'],
    ['other code', DRAFT.replace('about:config', 'about:prefs'), 'is missing “`about:config`”'],
    ['another head', DRAFT.replace('## What to do', '## Steps'), 'is missing “## What to do”'],
  ])('%s', (_what, smoothed, problem) => {
    const found = english(smoothingProblem(DRAFT, smoothed))
    if (problem === null) expect(found).toBeNull()
    else expect(found).toContain(problem)
  })
})

describe('a source that is gone', () => {
  const body =
    '## What to do\n\nRestart it. Then wait. Then restart it. Bye.\n\n```\n  a  =  1\n```\n\n- first thing\n- second thing\n  - nested thing'
  const out = (sentence: string, part = 'steps') =>
    takeOut({ title: 'A title', aliases: ['Another way'], body }, [{ part, sentence }])

  test.each([
    ['leaves a paragraph', 'Then wait.', 'Restart it. Then restart it. Bye.'],
    ['leaves its beginning', 'Restart it.', '\n\nThen wait. Then restart it. Bye.'],
    ['leaves its end', 'Bye.', 'Then wait. Then restart it.\n'],
    ['leaves with its item', 'second thing', '- first thing\n  - nested thing'],
    ['leaves as a whole list', '- first thing\n- second thing\n  - nested thing', '  a  =  1\n```'],
  ])('%s, and nothing else changes', (_what, sentence, wanted) => {
    const left = out(sentence).body
    expect(left).toContain(wanted)
    expect(left).toContain('  a  =  1')
    expect(left).not.toMatch(/\n{3}|^- *$/m)
    expect(left).not.toContain(sentence)
  })

  test('takes a whole paragraph and one line between with it', () => {
    expect(takeOut({ title: '', aliases: [], body: 'a\n\nb\n\nc' }, [{ part: 'steps', sentence: 'b' }]).body).toBe(
      'a\n\nc',
    )
  })

  test('leaves titles and phrasings too, and never an empty text', () => {
    expect(out('A title', 'title').title).toContain('Untitled')
    expect(out('Another way', 'alias').aliases).toEqual([])
    expect(takeOut({ title: '', aliases: [], body: 'a' }, [{ part: 'steps', sentence: 'a' }]).body).toContain('## What')
    expect(shownIn({ title: 'x', aliases: [], body: 'y' }, { part: 'title', sentence: 'y' })).toBe(false)
  })

  test('spaces don’t decide whether it stands, nor fences that a draft put around it', () => {
    expect(standsIn('One  two\nthree.', 'One two three.')).toBe(true)
    expect(standsIn('let a = 1;', '```\nlet a = 1;\n```')).toBe(true)
    expect(standsIn('~~~\nlet a = 1;', '~~~\nlet a = 1;\n~~~')).toBe(true)
    expect(standsIn('', 'One.')).toBe(false)
  })
})
