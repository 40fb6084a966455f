import { describe, expect, test } from 'vitest'
import { dangersIn } from './danger.ts'
import { nearDoubles } from './doubles.ts'
import { examine } from './examine.ts'
import { judge, type AnsweredCase, type RuleName } from './exemplar.ts'
import { isStock, learnWords, NO_WORDS } from './forum-words.ts'
import { halfTold } from './half-told.ts'
import { english } from './lexicons/english.ts'
import { meetingOf } from './meeting.ts'
import { indexTitles, nearestTitle } from './near-requests.ts'
import { classOf } from './sentence.ts'
import { titleOf } from './title.ts'
import { trimmed } from './trim.ts'

const HOW_TO: AnsweredCase = {
  title: 'How do I keep the window open when I close the last tab?',
  opening: 'The window goes away with the last tab.',
  answer:
    'Hi Ana,\nType about:config in the address bar and press Enter. Look for browser.tabs.closeWindowWithLastTab and set its value to false. The window then stays open when you close the last tab.',
  isAccepted: true,
  helpful: 1,
  reply: null,
}
const judged = (change: Partial<AnsweredCase> = {}) => judge({ ...HOW_TO, ...change }, english, NO_WORDS)
const rules = (change: Partial<AnsweredCase>, says: string): readonly RuleName[] =>
  judged(change)
    .marks.filter((mark) => mark.says === says)
    .map(({ rule }) => rule)

test.each([
  ["Enter the em dash as 'OnenOnlyWalter' suggests for keyboard shortcuts.", true],
  ['This sounds similar to what Korey has encountered and what Freedom tried to suggest.', true],
  ['Do as Anna said and open the settings.', true],
  ["Ben's answer works, with one more step.", true],
  ["Open it from the sender's comment page.", false],
  ['Open the menu as the page says and click Save.', false],
  ['What Firefox keeps is in the profile.', false],
  ['Click Share, as you would in Drive.', false],
])('whoever else wrote in a thread is no part of an article: %j', (sentence, names) => {
  expect(english.namesWriter.test(sentence)).toBe(names)
})

describe('the doors', () => {
  test('an accepted how-to that nothing was cut from may be published by the machine', () => {
    expect(judged()).toMatchObject({
      door: 'machine',
      title: 'How to keep the window open when I close the last tab',
      text: HOW_TO.answer.replace('Hi Ana,\n', ''),
    })
  })

  test.each<[RuleName, Partial<AnsweredCase>]>([
    ['not accepted', { isAccepted: false }],
    ['not a how-to', { title: 'Window closes with the last tab' }],
    ['danger', { answer: `${HOW_TO.answer} Then delete the profile folder.` }],
    ['grave title', { title: 'How do I close the last tab of a phishing window?' }],
    ['hedged', { answer: `${HOW_TO.answer} It might need a restart, perhaps.` }],
    ['title tangled', { title: 'How do I keep the window: two screens; one tab open?' }],
    ['said no', { reply: 'That did not work.' }],
    [
      'links',
      {
        answer: `${HOW_TO.answer} The same is told in these four places, each with pictures of every step and of the whole window, for each of the systems that it runs on these days.\nhttps://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4`,
      },
    ],
  ])('“%s” needs an editor', (rule, change) => {
    expect(rules(change, 'editor')).toContain(rule)
    expect(judged(change).door).toBe('editor')
  })

  test.each<[RuleName, Partial<AnsweredCase>]>([
    ['no evidence', { isAccepted: false, helpful: 0 }],
    ['question left', { answer: `${HOW_TO.answer} Is the window still there?` }],
    ['asks for something', { answer: 'Open about:crashes in a tab of the window and paste the last tab IDs here.' }],
    [
      'about one person',
      {
        answer:
          'Open the window in your screenshot and press Ctrl+T for the last tab, then close the window from its menu.',
      },
    ],
    [
      'no step',
      {
        answer:
          'The window and the last tab are one thing here, and there has been talk of it for years and years by many.',
      },
    ],
    ['only a link', { answer: 'See https://support.example/kb/window-last-tab' }],
    ['ends in the middle', { answer: `${HOW_TO.answer}\nThen open the following article:` }],
    ['diagnosis', { answer: `${HOW_TO.answer} Start in Safe Mode.` }],
    ['bound to a time', { answer: `${HOW_TO.answer} It is bug 1567614.` }],
    ['too short', { answer: 'Press Ctrl+T for a tab in the window.' }],
    ['goes on from another', { answer: `Another option is the window menu. ${HOW_TO.answer.slice(8)}` }],
    ['quotes somebody', { answer: `${HOW_TO.answer}\n> ana said: no` }],
    ['opinion', { answer: `${HOW_TO.answer} It is ridiculous.` }],
    ['identifier missing', { title: 'How do I set browser.tabs.drawInTitlebar for the last tab window?' }],
    ['does not meet', { title: 'How do I print envelopes double sided?' }],
    ['title: vague', { title: 'New browser version problems with website settings' }],
    ['title: rant', { title: 'How do I stop this stupid window from closing the last tab?' }],
  ])('“%s” is no article', (rule, change) => {
    expect(rules(change, 'bars')).toContain(rule)
    expect(judged(change).door).toBe('none')
  })

  test('a language that is only begun never goes without a person, one that nobody knows goes nowhere', () => {
    const german = {
      ...HOW_TO,
      title: 'Wie kann ich das Fenster mit dem letzten Tab offen lassen?',
      answer:
        'Klicken Sie auf das Menü und wählen Sie die Einstellungen. Setzen Sie dort die Option für das Fenster mit dem letzten Tab auf „offen lassen“.',
    }
    expect(examine(german, NO_WORDS, 'en').language).toBe('de')
    expect(examine(german, NO_WORDS, 'en').door).not.toBe('machine')
    expect(
      examine({ ...HOW_TO, title: '最後のタブ', answer: 'メニューを開いて設定を選びます。' }, NO_WORDS, 'en').door,
    ).toBe('none')
  })
})

test.each([
  ['How do i rename other bookmarks', 'How to rename other bookmarks', 'how-to'],
  ['[SOLVED] Is there a way to hide the sidebar?', 'How to hide the sidebar', 'how-to'],
  ['I want to turn off autoplay please help', 'How to turn off autoplay', 'how-to'],
  ['Turn off on screen keyboard', 'How to turn off on screen keyboard', 'how-to'],
  ['Manually updating add-ons', 'Manually updating add-ons', 'how-to'],
  ['Where can I see saved passwords in Firefox', 'Where can I see saved passwords in Firefox?', 'how-to'],
  ['Printing web pages cuts off the last line', 'Printing web pages cuts off the last line', 'symptom'],
  [
    'Hello. How to change the size of the cache in Firefox 69.0.2 (64-bit)?',
    'How to change the size of the cache in Firefox',
    'how-to',
  ],
  ['Bookmarks toolbar disappeared since the update to 72.0.1', 'Bookmarks toolbar disappeared', 'symptom'],
  ['How can I turn autoplay on?', 'How to turn autoplay on', 'how-to'],
  ['Passwords not showing in saved logins since release 71.', 'Passwords not showing in saved logins', 'symptom'],
  ["I can't open PDF files", 'Cannot open PDF files', 'symptom'],
  ['WHY ARE MY TABS NOT RESTORED', 'Why are my tabs not restored?', 'symptom'],
  ['Adobe will not open .docx files', 'Adobe will not open .docx files', 'symptom'],
  ['Since Bluebird 70, I cannot log in to my bank', 'Cannot log in to my bank', 'symptom'],
  ['Are there any themes that work in version 52.0?', 'Are there any themes that work?', 'question'],
  [
    'Since there is no engine of its own in it, what keeps the site that searches (Owl) from tracking all of me?',
    'Since there is no engine of its own in it, what keeps the site that searches from tracking all of me',
    'symptom',
  ],
  [
    'How to remove the box that pops up, under the field for searches, from the first page of windows?',
    'How to remove the box that pops up, under the field for searches, from the first page of windows',
    'how-to',
  ],
  [
    'How to run a site from an icon of the desktop, using a profile of mine, but I do not know the format',
    'How to run a site from an icon of the desktop, using a profile of mine',
    'how-to',
  ],
  [
    'When typing one word in the address bar no search page opens',
    'When typing one word in the address bar no search page opens',
    'symptom',
  ],
  ['Does the browser keep a copy of each page?', 'Does the browser keep a copy of each page?', 'question'],
])('the question “%s” is the title “%s”', (asked, title, kind) => {
  const made = titleOf(asked, english)
  expect([made.title, made.kind]).toEqual([title, kind])
  expect(titleOf(made.title, english).title).toBe(title)
})

test.each([
  ['Type about:config in the address bar and press Enter.', { isStep: true, isConcrete: true }],
  ['You can right-click the toolbar and choose Customize.', { isStep: true, isConcrete: true }],
  ['If the bar is hidden, press Alt.', { isStep: true }],
  ['You would do this by setting the value in about:config.', { isStep: true }],
  ['Options -> Privacy & Security', { isStep: true }],
  ['Add a folder to the library is a feature that was requested.', { isStep: false }],
  ['Firefox keeps its history for months.', { isStep: false, isPersonal: false }],
  ['Can you attach a screenshot?', { isStep: false, isRequest: true, isQuestion: true }],
  ['It works for me on Linux.', { isPersonal: true }],
  ['Click the "I accept the risk!" button.', { isStep: true, isPersonal: false }],
])('“%s” is told for what it is', (sentence, wanted) => {
  expect(classOf(sentence, english)).toMatchObject(wanted)
})

test('dangerous sentences are found with the words that say so', () => {
  expect(
    dangersIn('Open the menu. Then delete the profile folder.\nTurn off your antivirus for it. Press Enter.', english),
  ).toEqual([
    { sentence: 'Then delete the profile folder.', words: 'delete' },
    { sentence: 'Turn off your antivirus for it.', words: 'Turn off your antivirus' },
  ])
})

describe('the words of a place', () => {
  const said = 'Start the thing in its own mode and look whether that makes a difference to it.'
  const all = Array.from({ length: 60 }, (_, n) => ({
    title: n % 8 === 0 ? `Sound is missing in room ${n}` : `Colours look wrong on wall ${n}`,
    opening: `It began on floor ${n}.`,
    answers: [
      n % 8 === 0 ? `Raise the volume of the speaker ${n}. ${said}` : `Calibrate the painted display ${n}. ${said}`,
    ],
    isSolved: true,
  }))
  const words = learnWords(all)

  test('tell what accepted answers say where something is asked', () => {
    const near = meetingOf('Sound is missing', 'Raise the volume of the speaker.', words)
    const far = meetingOf('Sound is missing', 'Calibrate the painted display.', words)
    expect(near.met).toBeGreaterThan(0.3)
    expect(far.met).toBe(0)
    expect(far.missing).not.toBeNull()
  })

  test('tell stock replies, said under questions that have nothing in common', () => {
    expect(isStock(said, new Set(['sound']), words)).toBe(true)
    expect(isStock('Raise the volume of the speaker to the right level now.', new Set(['sound']), words)).toBe(false)
  })

  test('find which title a request asks most nearly, and none where none does', () => {
    const index = indexTitles(['How to raise the sound', 'How to mix colours'], words)
    expect(nearestTitle('raise the sound please', index, words)?.title).toBe(0)
    expect(nearestTitle('an envelope for letters', index, words)).toBeNull()
  })
})

test('near doubles are told by title or by text, the first stays', () => {
  const text = 'To turn it off, open about:config and set signon.includeOtherSubdomainsInLookup to false.'
  expect([
    ...nearDoubles([
      { title: 'How to stop suggesting logins from other sites', text },
      { title: 'Long list of credentials', text: `${text} Then restart.` },
      { title: 'How to stop suggesting logins from other sites?', text: 'Something else.' },
      { title: 'How to print a page', text: 'Press Ctrl+P.' },
    ]),
  ]).toEqual([
    [1, 0],
    [2, 0],
  ])
})

describe('an answer tells only half', () => {
  const half = (answer: string, title = 'How to put tabs below the menu') =>
    halfTold(trimmed(answer, english), title, english)

  test.each([
    ['If you already have code for tabs, remove its first line and save it.', 'If you already'],
    ['Press the button at the bottom of that panel and choose Tabs.', 'that panel'],
    ['Open the settings and choose Tabs. I outlined it in this previous thread.', 'this previous thread'],
  ])('%s', (answer, said) => expect(half(answer)).toBe(said))

  test.each([
    'If you already have code for tabs, remove its first line. Otherwise, make a file with it.',
    'Open the panel at the right, and at the bottom of that panel choose Tabs.',
    'In that menu choose Tabs, then press Save.',
    'Open the settings and choose Tabs.',
    '',
  ])('not: %s', (answer) => expect(half(answer)).toBeNull())
})
