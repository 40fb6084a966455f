import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { findPersonalData } from '#app/platform/personal-data/find.ts'
import { LABELS, type NumberPattern } from '#app/platform/personal-data/types.ts'

/** Personal data that stands in an article, to be said in the reader's language. */
export interface PersonalDataPlace {
  /** What it is: a kind of data, or the name of the shop's own pattern. */
  readonly what: Saying | string
  readonly quote: string
  /** In which part it stands, as in "in the text, under “What to do”". */
  readonly where: Saying
}

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
): readonly PersonalDataPlace[] {
  const parts = [
    { where: () => saying(knowledgeRefusals, 'personal.inTitle'), text: revision.title },
    ...(JSON.parse(revision.aliases) as string[]).map((text) => ({
      where: () => saying(knowledgeRefusals, 'personal.inPhrasing'),
      text,
    })),
    { where: (at: number) => placeInBody(revision.body, at), text: revision.body },
  ]
  const found = parts.flatMap(({ where, text }) => [
    ...findPersonalData(text, { kinds: KINDS, patterns }).map((span) => ({
      what: span.kind === 'number' ? span.label : saying(knowledgeRefusals, `personal.${span.kind}`),
      quote: text.slice(span.start, span.end),
      where: where(span.start),
    })),
    // What was taken out of a request left its label: no reader can use such a sentence.
    ...[...text.matchAll(LABEL)].map((label) => ({
      what: saying(knowledgeRefusals, 'personal.cut'),
      quote: label[0],
      where: where(label.index),
    })),
  ])
  const once = new Map(found.map((one) => [JSON.stringify(one), one]))
  return [...once.values()].slice(0, 10)
}

/** Under which head of a Markdown text the letter `at` stands. */
function placeInBody(body: string, at: number): Saying {
  const head = [...body.slice(0, at).matchAll(/^ {0,3}#{1,6} +(.+?) *#*$/gm)].at(-1)?.[1]
  return head === undefined
    ? saying(knowledgeRefusals, 'personal.inText')
    : saying(knowledgeRefusals, 'personal.inPart', { head })
}

/** `[card number]`, `[phone]`: what stands in a request for what was personal. */
const LABEL = new RegExp(
  `\\[(?:${Object.values(LABELS)
    .map((label) => label.replace(/[[\]]/g, ''))
    .join('|')})\\](?!\\()`,
  'gi',
)

const KINDS = ['card', 'account', 'email', 'phone', 'address', 'password', 'key', 'number'] as const
