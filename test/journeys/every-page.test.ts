import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LANGUAGES, languageName } from '#app/features/find/ui/language-name.ts'
import { LOCALES } from '#app/locale/locales.ts'
import type axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, DESKTOP, openBrowser, openPerson, PHONE, tellPages, type Person } from '../support/browser.ts'
import { aModelServer, completion, type TestModelServer } from '../support/fakes/model.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
let browser: Browser
let model: TestModelServer
let written: string | undefined
beforeAll(async () => {
  model = await aModelServer()
  // It says what the first source is called.
  model.says((response, asked) => void response.end(completion(`${/\[1\] (.+)/.exec(asked)?.[1] ?? ''} [1].`)))
  product = await aProduct({ settings: { LANGUAGES: 'en,en-XA,ar-XB', AI_BASE_URL: model.url } })
  browser = await openBrowser()
  await fill()
}, 240_000)
afterAll(async () => {
  await browser.close()
  await product.close()
  await model.stop()
  expect(product.troubles).toEqual([])
})

/** A search with operators, and one that is none. */
const STEERED = 'card tag:android is:open colour:red'

const READING = [
  '/',
  '/threads',
  '/unanswered',
  '/c/cards',
  '/tags/android',
  '/t/1',
  '/t/4',
  '/search',
  '/search?q=card',
  `/search?q=${encodeURIComponent(STEERED)}`,
  '/search?q=nothingatall',
  '/search/answer?q=card',
  '/members/oleg',
  '/members/carla',
  '/kb/1/contactless-payment-stopped-working',
  '/badges',
  '/badges/first-water',
  '/badges/long-rope',
  '/rewards',
  '/rewards/1',
] as const
const GUESTS = [
  '/badges/verify',
  '/advocates?period=all',
  '/advocates/leaders',
  '/advocates/points',
  '/missions',
  '/missions/1',
  '/badges/credentials/every-page',
  '/badges/credentials/every-page-revoked',
  '/legal/privacy',
  '/stories',
  '/stories/1',
  '/stories/1/card',
  '/legal/imprint',
  '/kb',
  '/kb/in/cards',
  '/kb/1/history',
  '/solved',
  '/solved?solved=thread:1',
  '/signin',
  '/signup',
  '/signup?done=mail',
  '/reset',
  '/not-a-page',
  '/t/999999',
]
const MEMBERS = [
  '/advocates',
  '/advocates/you',
  '/advocates/become',
  '/settings/recognition',
  '/missions/1',
  '/badges/credentials/every-page',
  '/ask?title=card+declined',
  '/panels/1',
  '/panels/2',
  '/stories/1',
  '/stories/2',
  '/inbox',
  '/rewards/2',
  '/rewards/3',
  '/rewards/4',
  '/rewards/yours',
  '/settings',
  '/settings/account',
  '/settings/notices',
  '/settings/following',
  '/settings/sessions',
  '/settings/export',
  '/settings/erase',
  '/posts/2/history',
  '/posts/2/flag',
  '/t/11',
  '/t/13/dispute',
  '/t/13/tags',
  '/posts/20/edit',
  '/kb/new',
  '/kb/1/edit',
  '/uploads/new',
]
const STAFF = [
  '/t/1',
  '/t/1/moderation',
  '/posts/2/story',
  '/stories',
  '/stories/2',
  '/desk/searches',
  '/desk/searches?tab=nothing',
  '/desk/searches/point?query=card',
  '/desk/panels',
  '/desk/panels/new',
  '/desk/panels/1',
  '/desk/panels/2',
  '/desk/panels/3',
  '/desk/panels/invite?thread=1',
  '/t/4/escalation',
  '/posts/2/visibility',
  '/posts/1/edit',
  '/desk/flags',
  '/desk/log',
  '/desk/tags',
  '/desk/members',
  '/desk/members/1',
  '/desk/members/1/badges',
  '/desk/articles/1',
  '/desk/articles/2',
  '/desk/articles/sections',
  '/desk',
  '/desk?queue=done',
  '/desk/escalations/1',
  '/desk/escalations/1?write=note',
  '/desk/escalations/1?show=hand-over',
  '/desk/second-tier?dry=due',
  '/desk/advocates',
  '/desk/advocates/4/thanks',
  '/desk/advocates/notes',
  '/desk/missions',
  '/desk/missions/1',
  '/desk/missions/new?threads=1,2',
  '/desk/teams',
  '/desk/prepared',
  '/desk/prepared/1',
  '/desk/rewards',
  '/desk/rewards?state=sent',
  '/desk/rewards/requests/1',
  '/desk/rewards/requests/2',
  '/desk/rewards/requests/3',
  ...['work', 'review', 'feedback', 'wanted', 'published'].map((tab) => `/desk/articles?tab=${tab}`),
]
const ADMINS = [
  '/',
  '/desk/badges',
  '/desk/advocates/rules',
  '/desk/advocates/levels',
  '/desk/advocates/suspicions',
  '/desk/badges?state=draft',
  '/desk/badges/1',
  '/desk/badges/new',
  '/desk/badges/keys',
  '/desk/calendars',
  '/desk/calendars/new',
  '/desk/calendars/1',
  '/desk/categories',
  '/desk/categories/new',
  '/desk/categories/1',
  '/desk/categories/1/promise',
  '/desk/jobs',
  '/desk/mail',
  '/desk/mail/1',
  '/desk/settings',
  '/desk/settings/look',
  '/desk/settings/mail',
  '/desk/settings/retention',
  '/desk/settings/api',
  '/desk/settings/api?revoke=1',
  '/desk/settings/api?brand=1',
  '/desk/settings/legal',
  '/desk/settings/legal/privacy',
  '/desk/settings/legal/privacy?version=1',
  '/desk/members?q=oleg',
  '/desk/requests',
  '/desk/requests/1',
  '/desk/requests/imports/new',
  '/desk/requests/patterns',
  '/desk/searches/synonyms',
  '/desk/topics',
  '/desk/topics?view=figures',
  '/desk/topics/1',
  '/desk/second-tier',
  '/desk/teams',
  '/desk/teams?duty=5',
  '/desk/teams/new',
  '/desk/teams/1',
  '/desk/prepared?q=refund',
  '/desk/prepared/new',
  '/desk/prepared/1',
  '/desk/rewards',
  '/desk/rewards/new',
  '/desk/rewards/1',
  '/desk/rewards/2',
  '/desk/rewards/2/codes',
  '/desk/rewards/requests/1',
]

/** What makes lists and pages more than empty: a thread of a customer's, an answer, a flag, a notice. */
async function fill(): Promise<void> {
  const post = async (handle: string, path: string, fields: Record<string, string>, status = 302) => {
    const answer = await fetch(`${product.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: await product.headerOf(handle), origin: product.url },
      body: new URLSearchParams(fields),
    })
    expect(answer.status, `${path} ${await answer.text()}`).toBe(status)
    return answer.headers.get('location') ?? ''
  }
  await post('ada', '/desk/settings?index', {
    name: 'Askwell',
    about: 'Questions and answers.',
    zone: 'UTC',
    sign_up: 'open',
    ask_outcome_after_days: '3',
    footer: '',
    worded_answers: 'yes',
  })
  const asked = await post('carla', '/ask', {
    title: 'A question of Carla’s own',
    body: 'With `code`, a [link](https://example.test/) and **words**.\n\n> quoted\n\n```js\nlet a = 1 // two\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    category: 'app',
    kind: 'question',
    tags: 'android',
    intent: 'post',
  })
  expect(asked).toMatch(/^\/t\/11\//)
  await post('cyril', '/t/11/answers', { body: 'An answer for **Carla**.', as: 'answer' })
  await post('cyril', '/posts/1/comments', { body: 'The same on a tablet.' })
  await post('carla', '/ask', {
    title: 'My card was charged twice',
    body: 'Twice in one day, and I can’t reach anybody.',
    category: 'app',
    kind: 'problem',
    tags: '',
    private: '1',
    intent: 'post',
  })
  const closed = await post('carla', '/ask', {
    title: 'Where is the closed branch',
    body: 'It was at the harbour.',
    category: 'app',
    kind: 'question',
    tags: '',
    intent: 'post',
  })
  expect(closed).toMatch(/^\/t\/13\//)
  await post('mona', '/t/13/moderation', { intent: 'close', reason: 'It is about another bank' })
  await product.settled()
  await post('agnes', '/desk/escalations/1', { intent: 'note', body: 'Asked @mona about **it**.' })
  await post('carla', '/posts/3/flag', { reason: 'wrong', note: 'It is out of date.' })
  await product.settled()

  // Carla earned some badges; one of them was revoked.
  const { id: carla } = await product.db
    .selectFrom('members')
    .select('id')
    .where('handle', '=', 'carla')
    .executeTakeFirstOrThrow()
  const badges = await product.db.selectFrom('badges').select(['id', 'slug']).execute()
  const badge = (slug: string): number => badges.find((one) => one.slug === slug)?.id ?? 0
  const award = { version: 1, member_id: carla, step: 0, at: Date.now(), told_at: Date.now() }
  await product.db
    .insertInto('awards')
    .values([
      { ...award, uid: 'every-page', badge_id: badge('first-water') },
      { ...award, uid: 'every-page-step', badge_id: badge('long-rope'), step: 1 },
    ])
    .execute()
  await product.db
    .insertInto('awards')
    .values({
      ...award,
      uid: 'every-page-revoked',
      badge_id: badge('needle'),
      revoked_at: Date.now(),
      revoked_reason: 'These accounts accept each other.',
    })
    .execute()
  await product.db
    .insertInto('badge_progress')
    .values({ member_id: carla, badge_id: badge('long-rope'), have: 2, need: 3 })
    .execute()
  expect((await fetch(`${product.url}/badges/credentials/every-page/credential.jwt`)).status).toBe(200)

  // She earned points and asked to become an advocate; a mission runs; two accounts credit each other.
  const at = Date.now()
  await product.db
    .insertInto('points')
    .values(
      ['accepted', 'solved', 'helpful'].map((reason) => ({
        key: `${reason}:1`,
        member_id: carla,
        reason,
        at,
        day: Math.floor(at / 86_400_000),
        thread_id: 1,
        post_id: 2,
        worth: 5,
      })),
    )
    .execute()
  await product.db
    .insertInto('jobs')
    .values({
      name: 'points.settle',
      subject: `member:${carla}`,
      payload: `{"member":${carla}}`,
      due_at: 0,
      created_at: at,
    })
    .execute()
  await product.db
    .insertInto('applications')
    .values({ member_id: carla, words: 'I answer what I know about cards.', at })
    .execute()
  await product.db
    .insertInto('suspicions')
    .values({
      key: 'pair',
      kind: 'pair',
      members: JSON.stringify([carla, carla + 1]),
      evidence: '{"times":8,"share":70}',
      found_at: at,
      seen_at: at,
    })
    .execute()
  const mission = {
    title: 'Ten accepted answers before Friday',
    outcome: 'accepted',
    target: '10',
    ends: new Date(at + 5 * 86_400_000).toISOString().slice(0, 10),
    points: '20',
    threads: '1 2',
  }
  await post('agnes', '/desk/missions/new', mission)
  await post('carla', '/missions/1', { intent: 'join' })
  await product.settled()
  await fillPanels(post)
  await fillStories(post, carla)

  // Rewards of each kind, one of which is too dear and one gone; Carla asked for some of them.
  await product.db
    .insertInto('wallets')
    .values({ member_id: carla, earned: 900, balance: 900 })
    .onConflict((c) => c.column('member_id').doUpdateSet({ earned: 900, balance: 900 }))
    .execute()
  for (const [title, kind, price, stock] of [
    ['Enamel mug with the pail', 'posted', '120', '9'],
    ['A gift card of the harbour shop', 'code', '80', ''],
    ['An hour with the product team', 'arranged', '4000', '2'],
    ['The last tote bag', 'posted', '60', '0'],
  ] as const)
    await post('ada', '/desk/rewards/new', {
      title,
      kind,
      price,
      stock,
      approval: kind === 'code' ? '' : '1',
      description: 'Made for those who help.',
      taxNote: 'Worth ten of the local money.',
      position: '0',
    })
  await post('ada', '/desk/rewards/2/codes', { codes: 'FIRST-0001\nSECOND-0002' }, 200)
  const parcel = { name: 'Carla Ruiz', address: '1 Pier Road, Harbour Town' }
  for (const key of ['one', 'two']) await post('carla', '/rewards/1', { key, price: '120', ...parcel })
  await post('carla', '/rewards/2', { key: 'three', price: '80' })
  await post('mona', '/desk/rewards/requests/2', { intent: 'approve' })

  // Legal texts, one of them written twice.
  for (const [name, body, number] of [
    ['privacy', '## What is kept\n\nYour address.', '0'],
    ['privacy', '## What is kept\n\nYour address and what you write.', '1'],
    ['imprint', 'Harbour Bank, 1 Pier Road', '0'],
    ['terms', 'Be kind.', '0'],
  ] as const)
    await post('ada', `/desk/settings/legal/${name}`, { body, number, intent: 'save' })

  await post('ada', '/desk/settings/api', { intent: 'make', name: 'chat', scopes: 'requests.write' }, 200)

  // An article that is out and has a word against it, one that is written, and what the topics are.
  expect(await post('agnes', '/desk/articles/new', { thread: '1' })).toBe('/desk/articles/1')
  await post('agnes', '/desk/articles/1', { intent: 'submit' })
  await post('mona', '/desk/articles/1', { intent: 'approve-publish', revision: '1' })
  await post('carla', '/kb/1/vote', { helpful: 'no', reason: 'unclear', note: 'Which menu?' })
  await post('agnes', '/kb/new', {
    title: 'How to close an account',
    body: `In the settings, ${'browser.urlbar.suggest.quicksuggest'.repeat(4)}.\n\n::: Android\nThere.\n:::`,
    category: 'accounts',
    tags: '',
    aliases: 'Close it',
    revision: '0',
    intent: 'save',
  })
  await post('agnes', '/desk/prepared/new', {
    title: 'Where a refund stays',
    body: 'Hello {{name}}, it takes **ten** days.',
    locale: 'de',
  })
  await post('ada', '/desk/teams/new', {
    name: 'Plastic',
    member: '3',
    category: 'Cards',
    tag: 'android',
    isDefault: '1',
  })
  await post('mona', '/desk/articles/sections', { intent: 'add', name: 'Paying', category: 'cards' })
  await product.db
    .insertInto('requests')
    .values(
      Array.from({ length: 40 }, (_, n) => ({
        channel: n % 2 ? 'mail' : 'chat',
        source: 'help desk',
        external_id: `r${n}`,
        asked_at: Date.now() - n * 2 * 24 * 3_600_000,
        created_at: Date.now(),
        subject: `The statement of month ${n % 9} is missing in the archive`,
        text: 'I need the statement of the archive for my taxes.',
        requester_key: `k${n % 30}`,
        handling_seconds: 300,
      })),
    )
    .execute()
  await post('agnes', '/desk/topics', { intent: 'mine' })
  await until('the topics', () =>
    product.db.selectFrom('mining_runs').select('id').where('finished_at', 'is not', null).executeTakeFirst(),
  )
  await product.settled()
}

type Post = (handle: string, path: string, fields: Record<string, string>) => Promise<string>

/** A panel that is open, one that is closed with its answer, and one that is prepared; Carla is invited to two. */
async function fillPanels(post: Post): Promise<void> {
  for (const title of ['The start page', 'Words on cards', 'What comes next']) {
    const path = (
      await post('agnes', '/desk/panels/new', {
        title,
        invitation: 'You see things that others don’t.',
        purpose: 'To know.',
      })
    ).split('?')[0] as string
    await post('agnes', path, { intent: 'ask', question: 'How clear is it?', kind: 'rating', required: '1' })
    await post('agnes', path, { intent: 'ask', question: 'Which colour?', kind: 'choice', choices: 'Red\nBlue' })
    await post('agnes', path, { intent: 'ask', question: 'What else?', kind: 'text' })
    if (title === 'What comes next') continue
    await post('agnes', path, { intent: 'invite', handles: 'carla', words: 'You see things that others don’t.' })
    await post('agnes', path, { intent: 'open' })
  }
  await post('carla', '/panels/2', { intent: 'answer', q4: '4', q5: '1', q6: 'The corners.' })
  await post('agnes', '/desk/panels/2', {
    intent: 'close',
    heard: 'That words on cards are too small.',
    changes: 'We print them larger from May on.',
  })
}

/** A story that is shown, and one that waits for Carla. */
async function fillStories(post: Post, carla: number): Promise<void> {
  const { db } = product
  const found = await db
    .selectFrom('posts')
    .select(['id', 'body'])
    .where('author_id', '=', carla)
    .where('kind', '=', 'opening')
    .where('hidden_at', 'is', null)
    .orderBy('id')
    .execute()
  const answer = await db
    .selectFrom('posts')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select(['posts.id', 'posts.html', 'members.handle'])
    .where('posts.id', '=', 2)
    .executeTakeFirstOrThrow()
  const words = answer.html
    .replace(/<[^>]*>/g, '')
    .trim()
    .slice(0, 40)
  await post('agnes', '/posts/2/story', { quote: words, about: 'a card that was declined' })
  await post('agnes', '/stories/1', { intent: 'approve' })
  await post(answer.handle, '/stories/1', { intent: 'agree' })
  expect(found.length).toBeGreaterThan(0)
  await db
    .insertInto('stories')
    .values({
      kind: 'thread',
      thread_id: 11,
      post_id: found[0]?.id ?? 0,
      quote: 'It works again.',
      about: 'a card',
      quoted_id: carla,
      nominated_at: Date.now(),
    })
    .execute()
  await db.insertInto('story_consents').values({ story_id: 2, member_id: carla, asked_at: Date.now() }).execute()
}

/** The small form of axe: a browser reads it in two thirds of the time. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong with the page as it stands, in lines that name the place; the page holds axe already. */
function violations(page: Page, only?: 'color-contrast'): Promise<string[]> {
  return page.evaluate(
    async ({ only, rules }) => {
      const found = await (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: only ? { type: 'rule', values: [only] } : { type: 'tag', values: rules },
        resultTypes: ['violations'],
      })
      return found.violations.flatMap((one) =>
        one.nodes.map(
          ({ target, failureSummary }) => `${one.id}: ${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`,
        ),
      )
    },
    { only, rules: RULES },
  )
}

/** Violations, and whether one has to scroll sideways. */
async function wrongs(page: Page, how: string): Promise<string[]> {
  const found = await violations(page)
  return [...found.map((one) => `${how}: ${one}`), ...(await overflow(page, how))]
}

/** Whether one has to scroll sideways. */
async function overflow(page: Page, how: string): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return wide > 0 ? [`${how}: ${wide} pixels wider than the screen`] : []
}

/** As if the browser were set to another language. What a page is told to send counts for less than that. */
async function readIn(page: Page, acceptLanguage: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const userAgent = await page.evaluate(() => navigator.userAgent)
  await session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage })
}

/** What is written alike in every language, or is no language. */
const NOT_OURS = '[dir="auto"], [lang]:not(html), code, kbd, pre, time, script, style, .prose, .voice'

/**
 * Words of the interface that stand in plain English on a page that is in the made-up language: what nobody wrote or
 * named (`data`, in lower case), and what is no name of a product, a zone, a month or a weekday.
 */
async function plainWords(page: Page, data: string): Promise<string[]> {
  const texts = await page.evaluate((notOurs) => {
    const found: string[] = [document.title]
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (!node.parentElement?.closest(notOurs)) found.push(node.textContent ?? '')
    for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
      for (const element of document.body.querySelectorAll(`[${name}]`))
        if (!element.closest(notOurs)) found.push(element.getAttribute(name) ?? '')
    return found
  }, NOT_OURS)
  return texts.flatMap((text) =>
    (text.match(/[A-Za-z][A-Za-z0-9 .,'’:@<>()/_-]*[A-Za-z]{2}/g) ?? [])
      .flatMap((plain) => plain.split(/[,:] /))
      .filter((plain) => /[a-z]{3}/i.test(plain) && !data.includes(plain.toLowerCase()))
      .map((plain) => `not in a catalogue: “${plain}” of “${text.trim().slice(0, 80)}”`),
  )
}

/** All that people wrote and named in the product, in lower case, and names that no language changes. */
async function writtenData(): Promise<string> {
  const { db } = product
  const rows = await Promise.all([
    db.selectFrom('members').select(['name', 'handle', 'email', 'bio']).execute(),
    db.selectFrom('categories').select(['name', 'slug', 'description']).execute(),
    db.selectFrom('calendars').select('name').execute(),
    db.selectFrom('sections').select('name').execute(),
    db.selectFrom('threads').select(['title', 'closed_reason']).execute(),
    db.selectFrom('posts').select('body').execute(),
    db.selectFrom('tags').select('name').execute(),
    db.selectFrom('articles').select('title').execute(),
    db.selectFrom('topics').select(['title', 'words']).execute(),
    db.selectFrom('requests').select(['source', 'subject', 'text']).execute(),
    db.selectFrom('api_tokens').select('name').execute(),
    db.selectFrom('teams').select(['name', 'description']).execute(),
    db.selectFrom('calendars').select('name').execute(),
    db.selectFrom('prepared_answers').select(['title', 'body']).execute(),
    db.selectFrom('badges').select(['name', 'description']).execute(),
    db.selectFrom('awards').select(['reason', 'revoked_reason']).execute(),
    db.selectFrom('levels').select(['name', 'perks']).execute(),
    db.selectFrom('missions').select(['title', 'description']).execute(),
    db.selectFrom('applications').select('words').execute(),
    db.selectFrom('panels').select(['title', 'purpose', 'invitation', 'heard', 'changes']).execute(),
    db.selectFrom('panel_questions').select(['words', 'choices']).execute(),
    db.selectFrom('panel_answers').select('words').execute(),
    db.selectFrom('stories').select(['quote', 'about']).execute(),
    db.selectFrom('rewards').select(['title', 'description', 'tax_note']).execute(),
    db.selectFrom('redemptions').select('reason').execute(),
    db.selectFrom('synonym_sets').select('words').execute(),
    db.selectFrom('search_log').select('query').execute(),
  ])
  const months = Array.from({ length: 12 }, (_, month) =>
    new Date(2026, month, 1).toLocaleDateString('en-GB', { month: 'long' }),
  )
  const weekdays = Array.from({ length: 7 }, (_, day) =>
    new Date(2026, 0, 5 + day).toLocaleDateString('en-GB', { weekday: 'long' }),
  )
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => zone.replaceAll('_', ' '))
  const languages = LANGUAGES.map((code) => languageName(code, 'en'))
  const names = ['Askwell', 'UTC', 'Askwell <help@example.test>', 'Chrome', 'Linux', 'English', LOCALES['ar-XB'].name]
  return [
    JSON.stringify(rows),
    ...months,
    ...weekdays,
    ...zones,
    ...languages,
    ...names,
    STEERED,
    'card',
    'nothingatall',
  ]
    .join('\n')
    .toLowerCase()
}

/** A page's load on a machine that has other things to do; each test has its own two minutes. */
const PATIENCE = 60_000

/** Browsers that are signed in already, and which no test uses at the moment: the next test goes on in one. */
const idle = new Map<string, Person[]>()

async function aBrowserOf(who: string, as: string | undefined): Promise<Person> {
  const waiting = idle.get(who)?.pop()
  if (waiting) return waiting
  const person = await openPerson(browser, product, as ? { as } : {})
  person.context.setDefaultTimeout(PATIENCE)
  return person
}

const PAGES = [
  ...[...READING, ...GUESTS].map((address) => ['a guest', undefined, address] as const),
  ...[...READING, ...MEMBERS, '/not-a-page'].map((address) => ['a customer', 'carla', address] as const),
  ...STAFF.map((address) => ['a moderator', 'mona', address] as const),
  ...ADMINS.map((address) => ['an admin', 'ada', address] as const),
]

test.concurrent.for(PAGES)(
  '%s (%s) finds %s accessible, as wide as the screen, and its console silent',
  async ([who, as, address], { expect, onTestFailed }) => {
    const person = await aBrowserOf(who, as)
    const { page, complaints } = person
    onTestFailed(() => tellPages(person.context))
    try {
      complaints.length = 0
      await page.setViewportSize(DESKTOP)
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(address)
      await page.evaluate(AXE)
      const [path] = address.split('?')
      // A thread's short address leads to its long one; nothing else may lead elsewhere.
      if (!/^\/t\/\d+$/.test(path ?? '')) expect(new URL(page.url()).pathname).toBe(path)
      const found = await wrongs(page, '1280 light')
      // Between light and dark nothing but colours differs, and a width has no colours of its own.
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push(...(await violations(page, 'color-contrast')).map((one) => `1280 dark: ${one}`))
      await page.setViewportSize(PHONE)
      found.push(...(await wrongs(page, '390 dark')))

      await readIn(page, 'en-XA')
      await page.goto(address)
      found.push(...(await overflow(page, '390 longer words')))
      found.push(...(await plainWords(page, (written ??= await writtenData()))))
      // The longer words, from right to left: one page read less than in a language of its own, of which a test below sees to.
      await page.evaluate(() => (document.documentElement.dir = 'rtl'))
      found.push(...(await overflow(page, '390 from right to left')))
      await readIn(page, 'en-GB')

      expect(found).toEqual([])
      expect(complaints).toEqual([])
    } finally {
      idle.set(who, [...(idle.get(who) ?? []), person])
    }
  },
)

test('an answer is worded from what a search found, marked and with its sources, and is readable at both widths', async () => {
  const person = await aBrowserOf('a guest', undefined)
  const { page } = person
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/search?q=contactless+payment')
  await page.getByRole('button', { name: 'Word an answer from these' }).click()
  await page.getByText('Worded by a machine').waitFor()
  const source = page.getByRole('listitem').getByRole('link', { name: 'Contactless payment stopped working' })
  expect(await page.locator('.worded').innerText()).toMatch(/Contactless payment stopped working\s*1/)
  expect(await page.getByRole('link', { name: 'Source 1' }).getAttribute('href')).toBe(
    await source.getAttribute('href'),
  )
  await page.evaluate(AXE)
  const found = await wrongs(page, '1280 light')
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await wrongs(page, '390 dark')))
  expect(found).toEqual([])
  await page.getByRole('button', { name: 'This solved it' }).click()
  await page.getByRole('heading', { name: 'Good that it’s solved.' }).waitFor()
  idle.set('a guest', [...(idle.get('a guest') ?? []), person])
})

test.for(['/', '/t/1', '/search?q=card', '/kb/1/contactless-payment-stopped-working'])(
  '%s comes from right to left to who reads so, as wide as the screen',
  async (address) => {
    const person = await aBrowserOf('a guest', undefined)
    const { page } = person
    await page.setViewportSize(PHONE)
    await page.emulateMedia({ colorScheme: 'light' })
    await readIn(page, 'ar-XB')
    await page.goto(address)
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    await page.evaluate(AXE)
    expect(await wrongs(page, '390 light, from right to left')).toEqual([])
    await readIn(page, 'en-GB')
    idle.set('a guest', [...(idle.get('a guest') ?? []), person])
  },
)

test('search engines are told what a thread asks, what solved it and by whom; members’ pages are not weighed down by it', async () => {
  const { page, context } = await aPerson(browser, product)
  await page.goto('/t/1')
  const told = await page.evaluate(() => {
    const own = (scope: Element, name: string) =>
      [...scope.querySelectorAll(`[itemprop="${name}"]`)].filter(
        (one) => one.parentElement?.closest('[itemscope]') === scope,
      )
    const said = (scope: Element, name: string) =>
      own(scope, name).map(
        (one) => one.getAttribute('content') ?? (one as HTMLLinkElement).href ?? one.textContent.trim(),
      )
    const [question] = document.querySelectorAll(
      '[itemtype$="/QAPage"] > [itemprop="mainEntity"][itemtype$="/Question"]',
    )
    if (!question) return null
    const [accepted] = own(question, 'acceptedAnswer')
    const [author] = accepted ? own(accepted, 'author') : []
    return {
      question: ['name', 'answerCount', 'datePublished', 'text'].map((name) => said(question, name).length),
      name: said(question, 'name'),
      answers: own(question, 'suggestedAnswer').length + (accepted ? 1 : 0),
      count: said(question, 'answerCount'),
      url: accepted && said(accepted, 'url'),
      text: accepted && said(accepted, 'text')[0],
      author: author && said(author, 'name'),
    }
  })
  const accepted = page.locator('.accepted')
  expect(told).toMatchObject({
    question: [1, 1, 1, 1],
    name: [await page.locator('h1').innerText()],
    count: [String(told?.answers)],
    url: [expect.stringMatching(/^http.+\/t\/1\/.+#p\d+$/)],
    text: (await accepted.locator('.prose').first().textContent())?.trim(),
    author: [await accepted.locator('.byline a').first().innerText()],
  })
  await context.close()

  const member = await aPerson(browser, product, { as: 'carla' })
  await member.page.goto('/t/1')
  expect(await member.page.locator('[itemscope]').count()).toBe(0)
  await member.context.close()
})
