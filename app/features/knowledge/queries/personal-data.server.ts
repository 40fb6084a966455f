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
    ...[...text.matchAll(SAID_IN_WORDS)].map((said) => ({
      what: saying(knowledgeRefusals, 'personal.password'),
      quote: said[0],
      where: where(said.index),
    })),
    // What was taken out of a request left its label: no reader can use such a sentence.
    ...[...text.matchAll(LABEL), ...text.matchAll(PLACEHOLDER)].map((label) => ({
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

/** What a template of another system would have filled in: `{{Order Number}}`, `<your card number>`. */
const PLACEHOLDER =
  /\{\{[\p{L} _-]{2,40}\}\}|<(?:your |the )?(?:name|card number|account number|order number|e-?mail(?: address)?|phone(?: number)?|address|password)>|\[(?:your |the |customer )?(?:name|order number|e-?mail(?: address)?|account number)\](?!\()/giu

/**
 * A password or the like that is a plain word, which no pattern of signs tells: "my password is rosebud". What says how
 * it is ("is wrong", "is saved") gives nothing away.
 */
const SAID_IN_WORDS =
  /(?<![\p{L}\p{N}])(?:my|our|mein|mon|mi) (?:pass ?word|pin(?: code)?|pass ?code|pass ?phrase|security (?:answer|code)|passwort|kennwort|mot de passe|contraseña) (?:is|was|ist|lautet|est|es) (?!(?:not|no|n[o']t|wrong|right|correct|incorrect|invalid|saved|stored|gone|lost|forgotten|expired|shown|hidden|visible|required|needed|being|still|too|very|the same|in|on|at|for|now|never|always|only|blocked|locked|unknown|rejected|accepted|changed|reset|asked|empty|blank|weak|strong|long|short|falsch|richtig|nicht|weg|gespeichert|faux|incorrecta|the|a|an|what|that|to)\b)["“„'«]?\p{L}[^\s.,;!?"”»]{2,40}/giu

const KINDS = ['card', 'account', 'email', 'phone', 'address', 'password', 'key', 'number'] as const
