import { expect, it } from 'vitest'
import { readCorpus } from './corpus.ts'
import { randomFrom } from './random.ts'
import { groupStandingOut } from './standing-out.ts'

const random = randomFrom(3)
/** Words of a subject by their number, in letters that no two share. */
const made = (subject: number, n: number): string =>
  `${'bcdfghjk'[subject] ?? ''}${[...String(n)].map((digit) => 'aeioulmnrs'[Number(digit)] ?? '').join('')}z`

/** Texts that say six of a dozen words again and again, and such as have a noun in common and say whatever else there is. */
const tight = (subject: number): readonly string[] =>
  Array.from({ length: 150 }, (_, i) => [
    ...new Set(Array.from({ length: 6 }, () => made(subject, Math.floor(random() * 12)))),
    made(7, 1000 + i),
  ]).map((words) => words.join(' '))
const loose = (subject: number): readonly string[] =>
  Array.from({ length: 150 }, () =>
    [made(subject, 99), ...Array.from({ length: 6 }, () => made(6, Math.floor(random() * 400)))].join(' '),
  )

function standsOut(groups: readonly (readonly string[])[], candidates = groups.map((_, k) => k)): number {
  const said = groups.flatMap((own, k) => own.map((text, at) => ({ text, k, at }))).sort((a, b) => a.at - b.at)
  const inputs = said.map(({ text }, i) => ({ id: String(i), text }))
  const reading = readCorpus(inputs, 1000)
  let page = reading.next()
  while (!page.done) page = reading.next()
  const corpus = page.value
  const texts = [...corpus.first.keys()]
  return groupStandingOut(
    corpus,
    texts,
    Int32Array.from(corpus.first, (i) => said[i]?.k ?? -1),
    candidates,
  )
}

it('is a tight group among loose ones', () => {
  expect(standsOut([loose(0), tight(2), ...[1, 3, 4, 5].map(loose)])).toBe(1)
})

it('is none where groups are alike in that: they are subjects of one domain', () => {
  expect(standsOut([loose(1), loose(2), loose(3)])).toBe(-1)
  expect(standsOut([tight(1), tight(2), tight(3), tight(4)])).toBe(-1)
})

it('is none where there is nothing to compare it with', () => {
  expect(standsOut([tight(1), loose(2)], [0])).toBe(-1)
  expect(standsOut([tight(1), loose(2)], [])).toBe(-1)
})
