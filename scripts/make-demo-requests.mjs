// Makes db/demo/requests-firefox.jsonl.gz and db/demo/requests-bank.jsonl.gz, the demonstration's support
// requests as JSON Lines (docs/requests.md), from the firefox-requests and banking77 sets. Deterministic:
// same input, same bytes. Times are relative to END, which the demonstration moves to today.
//
//   node scripts/make-demo-requests.mjs <folder of firefox-requests> <folder of banking77>
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { withoutLabels } from './demo-text.mjs'

const [firefox, bank] = process.argv.slice(2)
if (!firefox || !bank) {
  console.error('usage: node scripts/make-demo-requests.mjs <firefox-requests> <banking77>')
  process.exit(2)
}
const read = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const write = (name, rows) =>
  writeFileSync(
    new URL(`../db/demo/${name}`, import.meta.url),
    gzipSync(rows.map((row) => withoutLabels(JSON.stringify(row))).join('\n') + '\n', { level: 9 }),
  )

/** The moment that becomes today, UTC milliseconds. */
const END = Date.UTC(2020, 6, 31)
const DAY = 86_400_000
const LONGEST = 2000

const questions = read(join(firefox, 'questions.jsonl'))
const last = Math.max(...questions.map((one) => Date.parse(`${one.created}Z`)))
write(
  'requests-firefox.jsonl.gz',
  questions.map(({ id, created, author, title, text, tags }) => ({
    id,
    askedAt: new Date(Date.parse(`${created}Z`) - last + END).toISOString(),
    channel: 'form',
    requester: author,
    subject: title,
    text: text.slice(0, LONGEST),
    tags: tags.slice(0, 6),
  })),
)

// The set has no times: each request gets one within half a year, drawn from its id.
const HALF_YEAR = 182 * DAY
const drawn = (id) => createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32
write(
  'requests-bank.jsonl.gz',
  read(join(bank, 'requests.jsonl')).map(({ id, text }) => ({
    id,
    askedAt: new Date(END - Math.floor(HALF_YEAR * Math.sqrt(drawn(id)) ** 1.2)).toISOString(),
    channel: 'mail',
    text,
  })),
)
