import { findPersonalData } from '#app/platform/personal-data/find.ts'
import { LABELS, type NumberPattern } from '#app/platform/personal-data/types.ts'
import type { FoundPersonalData } from '../types.ts'

/**
 * Personal data in what an article would show: title, phrasings and text, at most ten; `patterns` are the
 * shop's own numbers. Names are left to the reviewer: an article may well name a product's maker.
 */
export function personalDataIn(
  revision: {
    readonly title: string
    readonly body: string
    readonly aliases: string
  },
  patterns: readonly NumberPattern[],
): readonly FoundPersonalData[] {
  const parts = [
    { where: () => 'in the title', text: revision.title },
    ...(JSON.parse(revision.aliases) as string[]).map((text) => ({
      where: () => 'in another phrasing',
      text,
    })),
    { where: (at: number) => placeInBody(revision.body, at), text: revision.body },
  ]
  const found = parts.flatMap(({ where, text }) => [
    ...findPersonalData(text, { kinds: KINDS, patterns }).map((span) => ({
      what: span.label,
      quote: text.slice(span.start, span.end),
      where: where(span.start),
    })),
    // What was taken out of a request left its label: no reader can use such a sentence.
    ...[...text.matchAll(LABEL)].map((label) => ({
      what: 'A place where something was taken out',
      quote: label[0],
      where: where(label.index),
    })),
  ])
  const once = new Map(found.map((one) => [`${one.what} ${one.quote} ${one.where}`, one]))
  return [...once.values()].slice(0, 10)
}

/** Under which head of a Markdown text the letter `at` stands. */
function placeInBody(body: string, at: number): string {
  const head = [...body.slice(0, at).matchAll(/^ {0,3}#{1,6} +(.+?) *#*$/gm)].at(-1)?.[1]
  return head === undefined ? 'in the text' : `in the text, under “${head}”`
}

/** `[card number]`, `[phone]`: what stands in a request for what was personal. */
const LABEL = new RegExp(
  `\\[(?:${Object.values(LABELS)
    .map((label) => label.replace(/[[\]]/g, ''))
    .join('|')})\\](?!\\()`,
  'gi',
)

const KINDS = ['card', 'account', 'email', 'phone', 'address', 'password', 'key', 'number'] as const
