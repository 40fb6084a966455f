import { describe, expect, test } from 'vitest'
import { randomFrom } from '#app/features/mining/rules/random.ts'
import { bagsOf, likeness } from '#app/text/likeness.ts'
import { nearnessOf } from '#app/text/nearness.ts'
import type { DraftAnswer, DraftMaterial, DraftText } from '../../types.ts'
import { standsIn } from '../sources.ts'
import {
  isCourtesy,
  isOfOneself,
  leansOnAnother,
  namesWhatFailed,
  saysItFailed,
  showsElsewhere,
  withoutGreeting,
} from './courtesies.ts'
import { draftOf } from './draft.ts'
import { isWrittenIn, languageToWrite } from './one-language.ts'
import { sentencesOf, unitsOf } from './units.ts'

let last = 0
const said = (text: string, given: Partial<DraftText> = {}): DraftText => {
  last += 1
  return {
    memberId: last,
    threadId: last,
    postId: last,
    requestId: null,
    text,
    nearness: 1,
    ...given,
  }
}
const answer = (text: string, given: Partial<DraftAnswer> = {}): DraftAnswer => ({
  ...said(text),
  isAccepted: false,
  helpfulCount: 0,
  isStaff: false,
  question: 'My bookmarks are gone after an update',
  ...given,
})
const material = (given: Partial<DraftMaterial>): DraftMaterial => ({
  title: 'Bookmarks are gone after the update',
  aliases: [],
  aliasSources: [],
  words: ['bookmarks', 'gone', 'update'],
  tags: [],
  questions: [],
  answers: [],
  echoes: [],
  titleSource: null,
  elsewhere: [],
  ...given,
})

describe('units', () => {
  const kinds = (text: string) => unitsOf(text).map(({ kind, text: words }) => [kind, words])

  test('prose is cut at sentences, and addresses and file names are not cut in two', () => {
    expect(kinds('Open about:config. See https://a.example/b.c?d=1 first!\nThen places.sqlite is new.')).toEqual([
      ['sentence', 'Open about:config.'],
      ['sentence', 'See https://a.example/b.c?d=1 first!'],
      ['sentence', 'Then places.sqlite is new.'],
    ])
  })

  test('lists stay whole, with what is set under their items', () => {
    const list = '1. Open it\n   and wait\n2. Press:\n   - this\n   - that\n\n3. Done'
    expect(kinds(`Do this:\n${list}\n\nAfter it.`)).toEqual([
      ['sentence', 'Do this:'],
      ['list', list],
      ['sentence', 'After it.'],
    ])
  })

  test('code stays whole, its blank lines and dots too, and is ended when its author did not', () => {
    const code = '```js\nlet a = 1.5\n\n// Stop. Here.\n```'
    expect(kinds(`One.\n${code}\nTwo.`)).toEqual([
      ['sentence', 'One.'],
      ['code', code],
      ['sentence', 'Two.'],
    ])
    expect(kinds('```\nlet a')).toEqual([['code', '```\nlet a\n```']])
  })

  test('code that nobody marked is fenced', () => {
    expect(kinds('#nav {\n  display: none !important;\n  color: {x: y};\n}')[0]?.[0]).toBe('code')
  })

  test('quotes and heads are left out', () => {
    expect(kinds('> You wrote this.\n> And this.\nMy answer.\n# A head\nMore.')).toEqual([
      ['sentence', 'My answer.'],
      ['sentence', 'More.'],
    ])
  })

  test.each(['', '   \n\n', '> only a quote'])('%j has none', (text) => {
    expect(unitsOf(text)).toEqual([])
  })

  test('leaves out whom somebody quotes, and begins a paragraph after a line that ends a sentence', () => {
    expect(
      unitsOf('anna said\nIt is gone. Help!\nOpen the library.\nThen restore\nthe backup.').map(({ text, begins }) => [
        text,
        begins,
      ]),
    ).toEqual([
      ['Open the library.', true],
      ['Then restore the backup.', true],
    ])
    expect(kinds('On Monday Anna wrote:\n> Gone.\nMine.')).toEqual([['sentence', 'Mine.']])
    expect(kinds('Anna said')).toEqual([])
  })

  test('short lines that were broken on purpose stay lines, and a greeting is none of them', () => {
    const steps =
      'Type about:config and press Enter\nLook for the setting :\nsignon.footer\nSet it to false\nThen close it.'
    expect(kinds(`Hello Anna and Ben,\n${steps}\nIt helped me.`)).toEqual([
      ['sentence', 'Hello Anna and Ben,'],
      ['list', steps],
      ['sentence', 'It helped me.'],
    ])
    expect(kinds('(1) Open it\n(2) Press it')).toEqual([['list', '(1) Open it\n(2) Press it']])
    const mail =
      'I opened the settings of the program and looked for the switch that\nyou named, but there was none to be found\nanywhere'
    expect(kinds(mail)).toEqual([['sentence', mail.replace(/\n/g, ' ')]])
  })

  test('a line that ends with an address ends its paragraph', () => {
    expect(kinds('See the page:\nhttps://a.example/x\nhttps://a.example/y\nOpen the menu.')).toEqual([
      ['sentence', 'See the page: https://a.example/x'],
      ['sentence', 'https://a.example/y'],
      ['sentence', 'Open the menu.'],
    ])
  })

  test('line ends of any kind are alike', () => {
    expect(kinds('One.\r\n\r\n- a\r\n- b')).toEqual([
      ['sentence', 'One.'],
      ['list', '- a\n- b'],
    ])
    expect(sentencesOf('  ')).toEqual([])
  })
})

describe('nearness', () => {
  const asked = (title: string, text = '') => ({ title, text })

  test('is 1 for the question nearest to the title, and less for words that are small elsewhere', () => {
    const elsewhere = [
      'How do I print my page?',
      'How do I close my tab?',
      'How do I see it?',
      'How do I do my update?',
    ]
    const questions = [
      asked('Camera sharing', 'I want to share the camera in a meeting.'),
      asked('How do I zoom my page?'),
      asked('Sync stopped'),
    ]
    const [same, small = 1, other] = nearnessOf(['How do I share my camera?'], questions, elsewhere)
    const [, unknown = 0] = nearnessOf(['How do I share my camera?'], questions, [])

    expect(same).toBe(1)
    expect(small).toBeGreaterThan(0)
    expect(small).toBeLessThan(unknown)
    expect(other).toBe(0)
  })

  test('counts another phrasing less than the title', () => {
    const [titled, phrased] = nearnessOf(
      ['Camera is black', 'Microphone is mute'],
      [asked('Camera is black'), asked('Microphone is mute')],
      [],
    )
    expect(titled).toBe(1)
    expect(phrased).toBeLessThan(1)
    expect(phrased).toBeGreaterThan(0.2)
  })

  test('is the same for all where no question has a word of the title', () => {
    expect(nearnessOf(['Camera'], [asked('Sync'), asked('')], [])).toEqual([1, 1])
    expect(nearnessOf([], [asked('Sync')], [])).toEqual([1])
    expect(nearnessOf(['Camera'], [], [])).toEqual([])
  })
})

describe('courtesies', () => {
  test.each([
    'Hello!',
    'Thanks in advance.',
    'Hope this helps.',
    'Did that work for you?',
    'Viele Grüße',
    'Merci beaucoup',
  ])('“%s” helps nobody else', (sentence) => {
    expect(isCourtesy(sentence)).toBe(true)
  })

  test.each([
    'Open the menu and choose Settings.',
    'Please let the program run for an hour while it reads all of your mails again in order.',
    'Highlight the line.',
  ])('“%s” is kept', (sentence) => {
    expect(isCourtesy(sentence)).toBe(false)
  })

  test.each([
    ['I looked at the settings and could not find one.', true],
    ['(I haven’t logged in recently.)', true],
    ['Ich habe das auch.', true],
    ['In the menu, choose Options.', false],
    ['Weather reports are there.', false],
  ])('“%s” tells of who wrote it: %s', (sentence, wanted) => {
    expect(isOfOneself(sentence)).toBe(wanted)
  })

  test.each([
    ['Hi Anna, you can restore them.', 'You can restore them.'],
    ['Hello there! Open the library.', 'Open the library.'],
    ['Hi user1234_x, press Alt.', 'Press Alt.'],
    ['High contrast, then, hides it.', 'High contrast, then, hides it.'],
    ['Hi', 'Hi'],
    ['Open it, Anna!', 'Open it, Anna!'],
  ])('“%s” without a greeting is “%s”', (sentence, rest) => {
    expect(withoutGreeting(sentence)).toBe(rest)
  })

  test.each([
    ['I tried a restart and it did not help.', true],
    ['Reinstalled it, no luck.', true],
    ['Ich habe neu gestartet, probiert, ohne Erfolg.', true],
    ['It does not work.', false],
    ['Try a restart.', false],
  ])('“%s” says that something tried did not work: %s', (sentence, wanted) => {
    expect(saysItFailed(sentence)).toBe(wanted)
  })
})

describe('what does not stand alone', () => {
  test.each([
    ['I tried safe mode, no luck.', true],
    ['Disabling hardware acceleration did not help.', true],
    ['I tried this and it did not work.', false],
    ['I have tried the suggested solutions without success.', false],
    ['I have tried all of these, to no avail.', false],
    ['I tried this but it did not work: 1.', false],
    ['No change after that.', false],
  ])('%s names what failed: %s', (sentence, is) => {
    expect(namesWhatFailed(sentence)).toBe(is)
  })

  test.each([
    ['However, it leaves an empty file.', true],
    ['It deleted all my bookmarks.', true],
    ['Aber dann ist alles weg.', true],
    ['Items are missing after the update.', false],
    ['Bookmarks are gone.', false],
  ])('%s leans on another: %s', (sentence, is) => {
    expect(leansOnAnother(sentence)).toBe(is)
  })

  test.each([
    ['A screenshot is attached.', true],
    ['See the picture.', true],
    ['Pictures on the page do not load.', false],
  ])('%s speaks of what is not there: %s', (sentence, is) => {
    expect(showsElsewhere(sentence)).toBe(is)
  })
})

describe('likeness', () => {
  test('is 1 for the same words, 0 for none in common, and something between', () => {
    const [a, b, c, d] = bagsOf(['Restart the phone', 'restarted THE phones', 'Open settings', 'Restart the tablet'])
    if (!a || !b || !c || !d) throw new Error('four texts make four bags')
    expect(likeness(a, b)).toBeGreaterThan(0.99)
    expect(likeness(a, c)).toBe(0)
    expect(likeness(a, d)).toBeGreaterThan(0.2)
    expect(likeness(a, d)).toBeLessThan(0.9)
  })
})

describe('a draft', () => {
  test('takes the answer to the question nearest to the title, not a longer one that was accepted elsewhere', () => {
    const near = 'Open the settings and switch the search in the address bar off.'
    const far =
      'Create a new profile. Give it a name. Start it. Look whether bookmarks are there after the update. Copy what is gone into it.'
    const { body } = draftOf(
      material({
        title: 'Disable search in the address bar',
        words: [],
        answers: [answer(far, { isAccepted: true, helpfulCount: 2, nearness: 0.16 }), answer(near, { nearness: 0.9 })],
      }),
    )

    expect(body).toContain(near)
    expect(body).not.toContain('profile')
  })

  test('says nothing of what strayed into the topic, and adds nobody’s own story', () => {
    const { body } = draftOf(
      material({
        questions: [said('The zoom of the bookmarks is gone and I tried to update, no luck.', { nearness: 0.05 })],
        answers: [
          answer('Restore the bookmarks that are gone from a backup.', { isAccepted: true }),
          answer('I restore bookmarks that are gone every other week by hand.', { isAccepted: true }),
          answer('Zoom bookmarks that are gone after the update with Ctrl and plus.', {
            isAccepted: true,
            nearness: 0.05,
          }),
        ],
      }),
    )

    expect(body).toBe('## What to do\n\nRestore the bookmarks that are gone from a backup.\n')
  })

  test('of a topic leaves out the paragraphs that answer something else, but never a list that a telling one leads to', () => {
    const words =
      'Bookmarks that are gone after the update come back so:\n\n1. Open the library.\n2. Choose a file.\n\nThe weather is fine today in our town.'
    expect(draftOf(material({ answers: [answer(words)] })).body).toBe(
      '## What to do\n\nBookmarks that are gone after the update come back so:\n\n1. Open the library.\n2. Choose a file.\n',
    )
    expect(draftOf(material({ words: [], answers: [answer(words)] })).body).toContain('The weather is fine')
  })

  test('takes the steps of the accepted answer in their order, with list and code whole', () => {
    const steps =
      'Close the program first.\n\n1. Open the profile folder.\n2. Delete `places.sqlite-wal`.\n\n```\nfirefox -P\n```\n\nStart the program again.'
    const { body, sources } = draftOf(
      material({
        answers: [
          answer('Perhaps the bookmarks are in a sync account somewhere.'),
          answer(steps, { isAccepted: true, threadId: 7, postId: 8 }),
        ],
      }),
    )

    expect(body).toContain(
      `## What to do\n\nClose the program first.\n\n1. Open the profile folder.\n2. Delete \`places.sqlite-wal\`.\n\n\`\`\`\nfirefox -P\n\`\`\`\n\nStart the program again.`,
    )
    expect(sources.every((one) => one.threadId === 7 && one.postId === 8)).toBe(true)
  })

  test('counts the people who say the same, not their posts', () => {
    const words = 'Restore the bookmarks from the backups in the library window.'
    const { sources } = draftOf(
      material({
        answers: [
          answer(words, { memberId: 1, isAccepted: true }),
          answer('You can restore bookmarks from backups in the library window.', { memberId: 2 }),
          answer(words, { memberId: 2 }),
          answer(words, { memberId: 3 }),
        ],
      }),
    )

    expect(sources.find((one) => one.sentence === words)?.agreeCount).toBe(3)
    expect(sources.filter((one) => one.part === 'steps')).toHaveLength(1)
  })

  test('says what did not work, from askers and their echoes, and not as a step', () => {
    const { body } = draftOf(
      material({
        questions: [
          said(
            'Hi all, my bookmarks are gone after the update of yesterday. I tried a new profile and it did not help. No change.',
          ),
        ],
        answers: [answer('Restore the bookmarks from a backup.')],
        echoes: [said('Restarting in safe mode made no difference.')],
      }),
    )

    expect(body).toContain('## What happens\n\nMy bookmarks are gone after the update of yesterday.')
    expect(body).toContain(
      '## What did not work\n\n- I tried a new profile and it did not help.\n- Restarting in safe mode made no difference.',
    )
  })

  test('says what happens in a sentence that needs none before it, and nothing that was tried unnamed or elsewhere', () => {
    const texts = [
      'I updated yesterday. However, the bookmarks were gone after the update in a moment. My bookmarks are gone since the update to the new version.',
      'All bookmarks are gone after the update, see the attached screenshot. I tried the suggested solutions but the bookmarks did not work.',
      'My bookmarks are gone after the update. I disabled all add-ons without success.',
    ]
    const far = said('I reinstalled the printer driver but it did not help.', { nearness: 0.2 })
    const { body } = draftOf(material({ questions: [...texts.map((text) => said(text)), far] }))

    expect(body).not.toMatch(/However|attached|suggested|printer/)
    expect(body).toContain('- I disabled all add-ons without success.')
  })

  test('says what happens as one asker tells it, and no other problem that is told in the same words', () => {
    const { body } = draftOf(
      material({
        title: 'How do I turn off notifications?',
        words: ['turn', 'off', 'notifications'],
        questions: [
          said(
            'I want to turn off notifications of a shop. Every morning notifications come up although I have blocked the page.',
          ),
          said('How do I turn off the ad blocker? It is on again each time I start.', { nearness: 0.4 }),
          said('Is there a way to turn off notifications about updates?', { nearness: 0.9 }),
        ],
      }),
    )

    expect(body).toBe(
      '## What happens\n\nI want to turn off notifications of a shop.\n\nEvery morning notifications come up although I have blocked the page.\n',
    )
  })

  test('says nothing of what happens that has little of the title, where something has much of it', () => {
    const { body } = draftOf(
      material({
        title: 'The camera is not found in meetings',
        questions: [
          said(
            'I joined the meetings of my team last week with the new program. The camera is not found when I share it in meetings.',
          ),
        ],
      }),
    )

    expect(body).toContain('The camera is not found when I share it in meetings.')
    expect(body).not.toContain('my team')
  })

  test('is in the language of its title, whatever else was asked and answered in its topic', () => {
    const german = 'Die Lesezeichen sind nach dem Update nicht mehr da und ich kann sie nicht finden.'
    const russian = 'После обновления пропали закладки, и я не могу их найти.'
    const english = 'All my bookmarks are gone after the update and I do not find them.'
    const { body, aliases, language, sources } = draftOf(
      material({
        aliases: ['Wo sind meine Lesezeichen, und wie finde ich die?', 'Where are my bookmarks?'],
        aliasSources: [said(german), said(english)],
        questions: [said(russian), said(german), said(`${english} ${russian}`)],
        answers: [
          answer('Öffnen Sie die Bibliothek und stellen Sie die bookmarks nach dem update wieder her.', {
            isAccepted: true,
            helpfulCount: 9,
          }),
          answer('Restore the bookmarks that are gone with the update from a backup.'),
        ],
        echoes: [
          said('Ich habe versucht, das Update zu löschen, ohne Erfolg.'),
          said('I tried to clear the cache and it did not help.'),
        ],
      }),
    )

    expect(language).toBe('en')
    expect(aliases).toEqual(['Where are my bookmarks?'])
    expect(sources.filter(({ part }) => part === 'alias')).toHaveLength(1)
    expect(body).toBe(
      `## What happens\n\n${english}\n\n## What to do\n\nRestore the bookmarks that are gone with the update from a backup.\n\n## What did not work\n\n- I tried to clear the cache and it did not help.\n`,
    )
  })

  test.each([
    ['Пропали закладки', ['Пропали закладки после обновления', 'The bookmarks are gone'], 'ru'],
    [
      'Bookmarks',
      ['Meine Lesezeichen sind nicht da', 'Wo ist mein Konto und was ist das?', 'The bookmarks are gone'],
      'de',
    ],
    ['Why are the bookmarks gone?', Array.from({ length: 9 }, () => 'Meine Lesezeichen sind nicht da'), 'de'],
    ['Why are the bookmarks gone?', [], 'en'],
    ['404', ['😀'], null],
  ])('“%s” among %j is answered in %s', (title, questions, language) => {
    expect(languageToWrite(title, questions)).toBe(language)
  })

  test.each([
    ['en', 'Am I missing an add-in?', undefined, true],
    ['en', 'Не открывается страница', undefined, false],
    ['en', 'Lesezeichen', 'Meine Lesezeichen sind nicht mehr da, was ist mit dem Konto?', false],
    ['en', 'As soon as it closes, save as before.', undefined, true],
    ['ru', 'about:config', 'Не открывается about:config', true],
    [null, 'Не открывается', undefined, true],
  ] as const)('in %s: “%s”, out of “%s”: %s', (language, part, whole, may) => {
    expect(isWrittenIn(language, part, whole)).toBe(may)
  })

  test('begins a paragraph where its author wrote one endless line', () => {
    const step = 'Then open the next page of the settings and look for the entry about privacy'
    const { body } = draftOf(
      material({
        answers: [answer(Array.from({ length: 9 }, (_, n) => `${step} number ${n}.`).join(' '), { isAccepted: true })],
      }),
    )

    const paragraphs = body.split('\n\n').slice(1)
    expect(paragraphs.length).toBeGreaterThan(1)
    expect(Math.max(...paragraphs.map((one) => one.length))).toBeLessThan(400)
    expect(paragraphs.join(' ')).toContain('number 7. Then open')
  })

  test('leaves out courtesies and what an answer quotes', () => {
    const { body } = draftOf(
      material({
        answers: [
          answer(
            'Hi Anna!\n\n> My bookmarks are gone and my card is 4111.\n\nOpen the library and restore them there. Hope this helps!',
          ),
        ],
      }),
    )

    expect(body).toContain('Open the library and restore them there.')
    expect(body).not.toMatch(/Hi Anna|4111|Hope this/)
  })

  test('keeps whose words title and phrasings are', () => {
    const { sources } = draftOf(
      material({
        titleSource: said('x', { threadId: 4 }),
        aliases: ['Where are my bookmarks?'],
        aliasSources: [said('y', { threadId: 5 })],
      }),
    )

    expect(sources.map(({ part, threadId, sentence }) => [part, threadId, sentence])).toEqual([
      ['title', 4, 'Bookmarks are gone after the update'],
      ['alias', 5, 'Where are my bookmarks?'],
    ])
  })

  test.each<[string, Partial<DraftMaterial>]>([
    ['nothing', {}],
    ['empty texts', { questions: [said('')], answers: [answer('')], echoes: [said('')] }],
    ['only emoji', { questions: [said('😀😀😀')], answers: [answer('👍')] }],
    ['only courtesies', { questions: [said('Hello!')], answers: [answer('Thanks!')] }],
  ])('of %s has no sentence', (_what, given) => {
    const { body, sources } = draftOf(material({ words: [], title: '', ...given }))

    expect(body.trim()).toBe('')
    expect(sources).toEqual([])
  })

  test('invents nothing: whatever it is made from, each piece of its body is in the source it names', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const given = randomMaterial(seed)
      const { body, sources } = draftOf(given)
      const texts = new Map(
        [...given.questions, ...given.answers, ...given.echoes].map((one) => [one.postId, one.text]),
      )
      for (const { sentence, postId } of sources) {
        expect(standsIn(texts.get(postId) ?? '', sentence), `seed ${seed}: ${sentence}`).toBe(true)
      }
      let left = body
      for (const { sentence } of [...sources].sort((a, b) => b.sentence.length - a.sentence.length))
        left = left.replaceAll(sentence, '')
      expect(
        left.replace(/^## (?:What happens|What to do|What did not work)$/gm, '').replace(/[-\s]/g, ''),
        `seed ${seed}`,
      ).toBe('')
    }
  })
})

const PIECES = [
  'Open the menu, then choose Settings and look for the section about privacy.',
  'Clear the cache and restart the browser.',
  '1. Close everything\n2. Start with -P\n   - wait\n3. Choose the old profile',
  '```\nuser_pref("a.b", true);\n```',
  '~~~\nnever ended',
  '> Somebody asked about bookmarks.\n> Twice.',
  'I tried clearing the cache and it did not help.',
  'Thanks! That worked for me.',
  '#nav {\n  display: none;\n  width: {1};\n}',
  'See https://support.example/kb/12 or C:\\Users\\x\\places.sqlite. Done?',
  '## A head\n\nMy bookmarks are gone after the update, all of them at once.',
  '* one\n* two',
  'Das Menü öffnen. Dann auf „Einstellungen“ klicken!',
  '在菜单中选择设置。然后重新启动。',
  '\u00a0Odd   spaces\tand\ttabs are in this sentence.\r\nAnd a line end.',
]

function randomMaterial(seed: number): DraftMaterial {
  const next = randomFrom(seed)
  const pick = (): string => PIECES[Math.floor(next() * PIECES.length)] ?? ''
  const text = (): string => Array.from({ length: 1 + Math.floor(next() * 5) }, pick).join(next() < 0.5 ? '\n\n' : '\n')
  const many = <T>(make: () => T): T[] => Array.from({ length: Math.floor(next() * 6) }, make)
  return material({
    questions: many(() => said(text())),
    answers: many(() => answer(text(), { isAccepted: next() < 0.3, helpfulCount: Math.floor(next() * 9) })),
    echoes: many(() => said(text())),
  })
}
