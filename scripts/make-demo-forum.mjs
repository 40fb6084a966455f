// Makes db/demo/forum.jsonl.gz, the demonstration forum in the import format of docs/import.md, from the
// firefox-forum set (questions.jsonl, answers.jsonl). Deterministic: same input, same bytes.
//
//   node scripts/make-demo-forum.mjs <folder of the set>
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { withoutLabels, withQuotes } from './demo-text.mjs'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: node scripts/make-demo-forum.mjs <folder of the firefox-forum set>')
  process.exit(2)
}
const read = (name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const questions = read('questions.jsonl')
const answers = read('answers.jsonl')

const FIRST =
  'Ada Alba Alma Amir Anders Anja Anouk Arlo Asta Aziz Bea Ben Birgit Bo Bram Cara Carl Celia Clara Cleo Dag Dana Daria Davor Dee Dora Edda Edith Egon Ela Eli Elsa Emil Enno Erna Esme Ezra Fay Femke Finn Flora Frida Gaia Gero Gita Greta Gwen Hana Hanno Hedda Hugo Ida Ilse Imre Ines Ira Isak Ivo Jana Jens Joan Jonas Jora June Kaja Karl Kasimir Keno Kira Klara Lars Lena Leo Leda Lilo Lotte Luca Luise Lyn Maja Malte Mara Marit Max Mina Mira Nadia Naomi Ned Nele Nico Nils Nora Oda Olaf Olga Omar Oona Otto Paula Pelle Petra Pia Piet Quinn Raja Ralf Rhea Rita Romy Rosa Rune Saga Samir Sara Sina Sofie Sten Svea Tamar Tess Thea Tilo Tomas Tove Udo Ulla Uma Vera Vida Viggo Wanda Wim Xenia Yara Yves Zoe Zora'.split(
    ' ',
  )
const LAST =
  'Aalders Abel Achterberg Ahlers Amsel Arendt Bach Bakker Barth Bell Berg Birch Blom Boer Brandt Brook Carver Claes Cole Crane Cray Dale Dahl Decker Dorn Dow Drake Ebert Ekman Elm Engel Eriks Fairweather Falk Farrow Fell Fink Frost Gale Geller Glas Gray Groen Haas Hale Hart Heath Holm Hooper Imhof Ito Jansen Jost Kane Keller Kerr Klein Koch Kruse Lamm Lang Larch Lind Loman Lund Maar Marlow Marten Mayer Meer Moss Nagel Nash Nielsen Noor Oak Okoro Olsen Oss Ott Park Pell Penn Pohl Quint Rasch Reed Rehn Ridge Roos Rowe Sand Sato Schuur Shaw Sol Stark Storm Tamm Tate Thorn Torp Uhl Vaar Veld Vogt Voss Wade Weber Wells West Wick Wolf Wren Yates Zell Ziegler'.split(
    ' ',
  )

const CATEGORIES = [
  ['fix-problems', 'Fix problems', 'Crashes, slowness, pages that won’t load'],
  ['privacy-and-security', 'Privacy and security', 'Passwords, cookies, certificates'],
  ['customize', 'Customize', 'Toolbars, themes, settings'],
  ['bookmarks', 'Bookmarks', 'Lost, doubled, sorted'],
  ['websites', 'Websites', 'Sites that misbehave'],
  ['download-and-install', 'Download and install', 'Updates, profiles, versions'],
  ['sync', 'Sync', 'Between computers and phones'],
  ['tabs', 'Tabs', 'Pinned, restored, rearranged'],
  ['tips', 'Tips', 'How to do it with less effort'],
  ['other', 'Everything else', 'What fits nowhere above'],
]
const TOPICS = {
  cookies: 'privacy-and-security',
  'protect-your-privacy': 'privacy-and-security',
  'sync-and-save': 'sync',
  'copy-info-to-another-browser': 'sync',
  'install-and-update-firefox': 'download-and-install',
  'install-and-manage-add-ons': 'customize',
  'customize-firefox-appearance': 'customize',
  controls: 'customize',
  'firefox-options-preferences-and-settings': 'customize',
  crashing: 'fix-problems',
  'slowness-or-hanging': 'fix-problems',
  'video-audio-and-file-settings-Firefox': 'websites',
  'basic-browsing-firefox': 'tips',
}
const known = new Set(CATEGORIES.map(([slug]) => slug))
const categoryOf = (topic) => (known.has(topic) ? topic : (TOPICS[topic] ?? 'other'))

/** Tags that say nothing here: everything is desktop, and some name the sorting of the source. */
const DULL = /^(desktop|other|fix-problems|firefox-\d+x?|escalate|needsinfo|roland.*|beta|.*_1)$/
const tagsOf = (question) => {
  const version = question.tags.map((tag) => /^firefox-(\d\d)\d*$/.exec(tag)?.[1]).find(Boolean)
  const kept = question.tags.filter((tag) => !DULL.test(tag) && !/^firefox-\d/.test(tag) && !known.has(tag))
  return [...new Set([...kept.slice(0, 4), ...(version ? [`firefox-${version}`] : [])])]
}

const at = (text) => Date.parse(`${text}Z`)
const end = Math.max(...questions.map((question) => at(question.created)))
const askedAt = new Map(questions.map((question) => [question.id, at(question.created)]))

// Answers went on for half a year after the last question. Those of a thread are drawn into a part of its time until the last
// question, as long as chance has it, in order and in proportion, so that the last days hold not many more than others.
const chanceOf = (id) => createHash('sha256').update(`late ${id}`).digest().readUInt32BE(0) / 2 ** 32
const lastOf = (of) => {
  const last = new Map()
  for (const answer of answers.filter((one) => of(at(one.created))))
    last.set(answer.question, Math.max(last.get(answer.question) ?? 0, at(answer.created)))
  return last
}
const [lastInTime, lastLate] = [lastOf((time) => time <= end), lastOf((time) => time > end)]
const drawnIn = (answer) => {
  const from = Math.max(askedAt.get(answer.question) ?? 0, lastInTime.get(answer.question) ?? 0)
  const share = (at(answer.created) - end) / ((lastLate.get(answer.question) ?? end) - end)
  return Math.floor(from + share * (end - from) * chanceOf(answer.question))
}
const timeOf = (answer) =>
  Math.max(
    at(answer.created) > end ? drawnIn(answer) : at(answer.created),
    (askedAt.get(answer.question) ?? 0) + 30_000,
  )

const byQuestion = new Map(questions.map((question) => [question.id, []]))
for (const answer of answers) byQuestion.get(answer.question)?.push(answer)

/** The answer whose helpful votes say that it solved it: most of them, more than spoke against it. */
const solvedBy = new Map()
for (const question of questions) {
  const others = byQuestion.get(question.id).filter((answer) => answer.author !== question.author)
  const best = others
    .filter((a) => a.helpful - a.unhelpful > 0)
    .sort((a, b) => b.helpful - b.unhelpful - (a.helpful - a.unhelpful) || timeOf(a) - timeOf(b))[0]
  if (best) solvedBy.set(question.id, best.id)
}

const firstSeen = new Map()
for (const [author, time] of [
  ...questions.map((one) => [one.author, at(one.created)]),
  ...answers.map((one) => [one.author, timeOf(one)]),
])
  firstSeen.set(author, Math.min(firstSeen.get(author) ?? Infinity, time))

const said = new Map(questions.map((question) => [question.id, [question.text || '']]))
const quoted = new Map()
for (const answer of answers.filter((one) => said.has(one.question)).sort((a, b) => timeOf(a) - timeOf(b))) {
  const before = said.get(answer.question)
  quoted.set(answer.id, withQuotes(answer.text || '', before))
  before.push(answer.text || '')
}

const lines = []
const write = (line) => lines.push(withoutLabels(JSON.stringify(line)))
for (const [slug, name, description] of CATEGORIES) write({ type: 'category', slug, name, description })

const taken = new Map()
const accepted = new Map()
for (const [questionId, answerId] of solvedBy) {
  const answer = byQuestion.get(questionId).find((one) => one.id === answerId)
  accepted.set(answer.author, (accepted.get(answer.author) ?? 0) + 1)
}
const authors = [...firstSeen.entries()].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
for (const [id, seen] of authors) {
  const hash = createHash('sha256').update(id).digest()
  const first = FIRST[hash.readUInt16BE(0) % FIRST.length]
  const last = LAST[hash.readUInt16BE(2) % LAST.length]
  const base = `${first}-${last}`.toLowerCase()
  const n = (taken.get(base) ?? 0) + 1
  taken.set(base, n)
  write({
    type: 'member',
    id,
    name: `${first} ${last}`,
    handle: n === 1 ? base : `${base}-${n}`,
    role: (accepted.get(id) ?? 0) >= 15 ? 'advocate' : 'customer',
    bio: 'Demonstration member: the name is made up.',
    created: seen,
  })
}

const events = [
  ...questions.map((question) => ({ at: at(question.created), question })),
  ...answers.filter((answer) => byQuestion.has(answer.question)).map((answer) => ({ at: timeOf(answer), answer })),
].sort((a, b) => a.at - b.at || (a.question ? -1 : 1))
for (const { at: created, question, answer } of events) {
  if (question) {
    write({
      type: 'thread',
      id: question.id,
      title: question.title,
      body: question.text || question.title,
      author: question.author,
      category: categoryOf(question.topic),
      tags: tagsOf(question),
      created,
    })
    continue
  }
  const line = {
    type: 'post',
    id: answer.id,
    thread: answer.question,
    author: answer.author,
    body: quoted.get(answer.id) || '…',
    helpful: answer.helpful,
    ...(solvedBy.get(answer.question) === answer.id ? { accepted: true } : {}),
    created,
  }
  write(line)
}
writeFileSync('db/demo/forum.jsonl.gz', gzipSync(lines.join('\n') + '\n', { level: 9 }))
console.log(
  `${lines.length} lines: ${authors.length} members, ${questions.length} threads, ${answers.length} posts, ${solvedBy.size} accepted`,
)
