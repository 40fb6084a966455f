import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findPersonalData } from './find.ts'
import { numberPattern } from './patterns.ts'
import { PERSONAL_KINDS, type NumberPattern, type PersonalKind } from './types.ts'

/**
 * Snippets in ten languages, written for this purpose: what is personal stands as `{{kind|words}}`, and
 * a good third holds nothing but looks as if it did. docs/requests.md tells the figures.
 */
const FILE = new URL('../../../test/fixtures/personal-data.jsonl', import.meta.url)

/** No kind may fall below these. */
const FLOORS: Readonly<Record<PersonalKind, { precision: number; recall: number }>> = {
  card: { precision: 1, recall: 1 },
  account: { precision: 1, recall: 1 },
  email: { precision: 1, recall: 1 },
  phone: { precision: 0.95, recall: 0.95 },
  address: { precision: 0.95, recall: 0.9 },
  name: { precision: 0.95, recall: 0.9 },
  password: { precision: 0.95, recall: 0.9 },
  key: { precision: 1, recall: 1 },
  number: { precision: 1, recall: 1 },
}

interface Snippet {
  readonly text: string
  readonly marked: readonly { kind: PersonalKind; start: number; end: number }[]
}

function read(line: string): Snippet {
  const { text: source } = JSON.parse(line) as { text: string } // the fixture's own shape
  const marked: { kind: PersonalKind; start: number; end: number }[] = []
  let text = ''
  let at = 0
  for (const match of source.matchAll(/\{\{(\w+)\|([^}]+)\}\}/g)) {
    text += source.slice(at, match.index)
    const own = match[2] ?? ''
    marked.push({ kind: match[1] as PersonalKind, start: text.length, end: text.length + own.length })
    text += own
    at = match.index + match[0].length
  }
  return { text: text + source.slice(at), marked }
}

const snippets = readFileSync(FILE, 'utf8').trim().split('\n').map(read)
const patterns = [
  numberPattern('order number', 'ORD-\\d{6}'),
  numberPattern('customer number', '\\bKD\\d{8}\\b'),
] as NumberPattern[]

function measure(kind: PersonalKind) {
  let right = 0
  let found = 0
  let there = 0
  const missed: string[] = []
  const wrong: string[] = []
  for (const { text, marked } of snippets) {
    const spans = findPersonalData(text, { patterns }).filter((span) => span.kind === kind)
    const own = marked.filter((mark) => mark.kind === kind)
    found += spans.length
    there += own.length
    for (const span of spans) if (!own.some((mark) => mark.start < span.end && span.start < mark.end)) wrong.push(text)
    for (const mark of own) {
      // All of it must be covered: half a card number is a card number.
      if (spans.some((span) => span.start <= mark.start && span.end >= mark.end)) right += 1
      else missed.push(text)
    }
  }
  return { precision: found === 0 ? 1 : (found - wrong.length) / found, recall: right / there, there, missed, wrong }
}

describe('what is found of the labelled snippets', () => {
  test.each(PERSONAL_KINDS)('%s', (kind) => {
    const { precision, recall, there, missed, wrong } = measure(kind)
    if (process.env['SHOW_FIGURES'])
      process.stdout.write(
        `${kind} ${there} ${precision.toFixed(3)} ${recall.toFixed(3)} ${JSON.stringify({ missed, wrong })}\n`,
      )

    expect(there).toBeGreaterThan(5)
    expect({ precision, missed, wrong }).toMatchObject({
      precision: expect.toSatisfy((p: number) => p >= FLOORS[kind].precision) as number,
    })
    expect({ recall, missed }).toMatchObject({
      recall: expect.toSatisfy((r: number) => r >= FLOORS[kind].recall) as number,
    })
  })
})
