import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lexiconOf } from './lexicons.ts'
import { english } from './lexicons/english.ts'
import { trimmed } from './trim.ts'

const LINES = [
  'Hi James, you can open the Library window with Ctrl+Shift+B.',
  'Hello,',
  'Hope this helps.',
  'Thanks for the screenshot! I see the same on my machine.',
  'Could you please open the menu and select Options?',
  'Type about:config in the address bar and press Enter. Then look for browser.tabs.warnOnClose.',
  'I would suggest you disable that add-on first.',
  'What does the console say?',
  'Your log shows an error from yesterday.',
  'Click the "Saved Logins" button and see if that helps.',
  'Let us know how it goes.',
  'This is by design; the option is on the Privacy panel.',
  '- Open Settings and choose Hi there, as it is',
  '  - nested, thanks',
  '1. Press Alt+F, hope this helps',
  '    code = "Hi there, thanks"',
  '```\nHello, thanks?\n  indented\n```',
  '> NAME said: thanks',
  '',
  'https://support.example/kb/article',
  'Do you still have the problem?',
  'E.g. the third one. Well, it works (i.e. for all).',
  'Für Windows: drücken Sie die Taste F10. Ça marche?',
] as const

const answers = fc
  .array(fc.oneof(fc.constantFrom(...LINES), fc.string({ maxLength: 40 })), { maxLength: 12 })
  .map((lines) => lines.join('\n'))
const lexicons = fc.constantFrom('en', 'de', 'fr', 'es').map((language) => lexiconOf(language) ?? english)

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

describe('what is kept of an answer', () => {
  test('is nothing but words of the answer, in their order', () => {
    fc.assert(
      fc.property(answers, lexicons, (answer, lexicon) => {
        const all = wordsOf(answer)
        let at = 0
        for (const word of wordsOf(trimmed(answer, lexicon).text)) {
          at = all.indexOf(word, at) + 1
          if (at === 0) return false
        }
        return true
      }),
      { numRuns: 300 },
    )
  })

  test('is what it is when it is trimmed again', () => {
    fc.assert(
      fc.property(answers, lexicons, (answer, lexicon) => {
        const { text } = trimmed(answer, lexicon)
        expect(trimmed(text, lexicon).text).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  test('leaves lists and code as they were', () => {
    const kept = LINES.filter((line) => /^(?:-|\s+-|1\.|```| {4})/.test(line))
    fc.assert(
      fc.property(fc.subarray([...LINES]), (lines) => {
        const { text } = trimmed(`Open the menu.\n${lines.join('\n')}`, english)
        for (const line of kept.filter((one) => lines.includes(one))) expect(text).toContain(line)
      }),
      { numRuns: 200 },
    )
  })

  test('stands in the text part by part, so that each has its source', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const { text, parts } = trimmed(answer, english)
        for (const part of parts) expect(text).toContain(part)
      }),
      { numRuns: 200 },
    )
  })
})

test.each([
  ['Hi Jay, click the menu button and select Options.', 'Click the menu button and select Options.'],
  ['Hi Lukas You have to open the Add-ons page.', 'You have to open the Add-ons page.'],
  ['@ graverholt\nOpen the Library window.', 'Open the Library window.'],
  ['@-moz-document url(x) { a: b }', '@-moz-document url(x) { a: b }'],
  ['Open the Library window. Hope this helps!', 'Open the Library window.'],
  ['Could you please check the Privacy panel?', 'Check the Privacy panel.'],
  ['I would suggest you open the Privacy panel.', 'Open the Privacy panel.'],
  ['Open the Privacy panel and see if that helps.', 'Open the Privacy panel.'],
  [
    'Did you update recently? Open the Privacy panel. Select Custom there.',
    'Open the Privacy panel. Select Custom there.',
  ],
  // What follows speaks of it: it stays, and bars.
  [
    'I changed the value last week. To undo it, open the panel.',
    'I changed the value last week. To undo it, open the panel.',
  ],
  ['Press Ctrl+Shift+O. Restore them there.', 'Press Ctrl+Shift+O. Restore them there.'],
  ['> ana said:\n> nothing works\n\nOpen the Library window.', 'Open the Library window.'],
])('of “%s” stays “%s”', (answer, kept) => {
  expect(trimmed(answer, english).text).toBe(kept)
})

test.each([
  ['de', 'Hallo Anna, klicken Sie auf das Menü. Viele Grüße', 'Klicken Sie auf das Menü.'],
  ['fr', 'Bonjour Anna, cliquez sur le menu. Merci beaucoup', 'Cliquez sur le menu.'],
  ['es', 'Hola Ana, haz clic en el menú. Un saludo', 'Haz clic en el menú.'],
])('greetings and thanks go in %s too', (language, answer, kept) => {
  expect(trimmed(answer, lexiconOf(language) ?? english).text).toBe(kept)
})
