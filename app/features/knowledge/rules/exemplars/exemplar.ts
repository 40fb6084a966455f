import { dangersIn, isGrave } from './danger.ts'
import { wordsIn } from '#app/text/likeness.ts'
import { halfTold } from './half-told.ts'
import { isStock, stockShare, type ForumWords } from './forum-words.ts'
import type { Lexicon } from './lexicon.ts'
import { meetingOf, ownWords } from './meeting.ts'
import { countedOf, explains, refusalsOf, type Refusal } from './refusals.ts'
import { titleOf, type ArticleTitle, type TitleFault } from './title.ts'
import { trimmed, type Dropped } from './trim.ts'

/** An answered question, as the rules read it. */
export interface AnsweredCase {
  readonly title: string
  readonly opening: string
  /** Markdown, or the plain text of a mail. */
  readonly answer: string
  readonly isAccepted: boolean
  /** Votes of others than its author. */
  readonly helpful: number
  /** What the asker wrote first after it; null where they wrote nothing. */
  readonly reply: string | null
}

/** Which way an exemplar may go: published without a person, to the editors' list, or nowhere. */
export type Door = 'machine' | 'editor' | 'none'

/** What a rule said of an answered question. `bars`: it can't be an article; `editor`: not without a person. */
export interface Mark {
  readonly rule: RuleName
  readonly says: 'for' | 'editor' | 'bars'
  /** The words that it said so for; empty where the whole text did. */
  readonly words: string
}

export type RuleName =
  | Refusal
  | `title: ${TitleFault}`
  | `trimmed: ${Dropped}`
  | 'does not meet'
  | 'meets in part'
  | 'stock reply'
  | 'identifier missing'
  | 'explains little'
  | 'no evidence'
  | 'language'
  | 'danger'
  | 'grave title'
  | 'title tangled'
  | 'not a how-to'
  | 'not accepted'
  | 'hedged'
  | 'said no'
  | 'half told'
  | 'own words'
  | 'long'
  | 'links'
  | 'how-to'
  | 'accepted'
  | 'begins with a step'
  | 'meets'
  | 'helpful votes'

export interface Judgement {
  readonly title: string
  readonly kind: ArticleTitle['kind']
  /** Markdown: the article's text. */
  readonly text: string
  /** Its sentences, items and blocks as they stand in it. */
  readonly parts: readonly string[]
  readonly marks: readonly Mark[]
  readonly door: Door
  /** Orders what goes to the editors; a threshold it is not. Near requests are added by who counts them. */
  readonly score: number
  /** What the learnt order goes by, each about 0 to 1. */
  readonly features: Readonly<Record<FeatureName, number>>
}

export const FEATURES = [
  'how-to',
  'question',
  'accepted',
  'begins with a step',
  'steps',
  'met',
  'said',
  'early',
  'cut',
  'hedges',
  'danger',
  'half told',
  'own words',
  'length',
  'links',
  'helpful',
  'said no',
  'stock',
  'trimmed',
  'tangled',
] as const
export type FeatureName = (typeof FEATURES)[number]

/** Title and answer that meet less ask and answer different things. */
const MEETS = 0.14
/** For the machine they must meet better. */
const MEETS_WELL = 0.22
const STOCK = 0.6
/** An answer that loses more than this share of its letters in its middle was about its asker. */
const MOST_CUT = 0.4
const LEAST_EXPLAINED = 0.3
const IDENTIFIER =
  /\b(?:about:[a-z]+|[a-z][\w-]*\.[\w-]+\.[\w.-]+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|0x[0-9a-f]{4,}|[a-z]+\.(?:com|org|net|io|gov|edu|co\.uk|de))\b/gu
const SAYS_NO =
  /\b(?:(?:did|does|do|is|was)(?:n['’]?t| not) (?:work|help|fix|solve|change|what|the)|no(?:pe)?[,.! ]|not work|still (?:the same|happen|not|does|doesn|have|get)|tried (?:that|this|all)|already (?:tried|did|have))/iu
const SAYS_YES =
  /\b(?:thank|thanks|worked|works|perfect|great|solved|fixed|that did it|awesome|excellent|brilliant)\b/iu

/**
 * What the rules say of an answered question: its title, the answer trimmed, and through which door it may go. The
 * gates carry the precision; the score only orders.
 */
export function judge(asked: AnsweredCase, lexicon: Lexicon, words: ForumWords): Judgement {
  const title = titleOf(asked.title, lexicon, words.names)
  const kept = trimmed(asked.answer, lexicon)
  const counted = countedOf(kept, lexicon)
  const meeting = meetingOf(title.title, kept.text, words)
  const own = ownWords(title.title, asked.opening, kept.text, words)
  const askedWords = new Set(wordsIn(`${asked.title} ${asked.opening}`))
  const stock = stockShare(kept.sentences, askedWords, words)
  const hasOwnStep = kept.sentences.some((sentence, at) => {
    const one = counted.classes[at]
    return one?.isStep === true && one.isConcrete && !isStock(sentence, askedWords, words)
  })
  const dangers = dangersIn(kept.text, lexicon)
  const saidNo = asked.reply !== null && SAYS_NO.test(asked.reply) && !SAYS_YES.test(asked.reply)
  const half = halfTold(kept, title.title, lexicon)
  const marks: Mark[] = []
  const mark = (says: Mark['says'], rule: RuleName, said = ''): void => void marks.push({ rule, says, words: said })

  if (title.fault !== null) mark('bars', `title: ${title.fault}`, title.title)
  for (const refusal of refusalsOf(kept, counted, title, lexicon)) mark('bars', refusal)
  if (meeting.met < MEETS) mark('bars', 'does not meet', meeting.missing ?? '')
  else if (meeting.met < MEETS_WELL || (meeting.early === 0 && title.isPart))
    mark('editor', 'meets in part', meeting.missing ?? '')
  else mark('for', 'meets')
  const missing = missingIdentifier(title.title, kept.text)
  if (missing !== null) mark('bars', 'identifier missing', missing)
  if (stock >= STOCK && !(hasOwnStep && meeting.met >= MEETS_WELL)) mark('bars', 'stock reply')
  if (explains(counted, title.kind) && meeting.said < LEAST_EXPLAINED) mark('bars', 'explains little')
  if (title.kind === 'how-to' && counted.steps === 0 && !lexicon.impossible.test(kept.text)) mark('bars', 'no step')
  if (!asked.isAccepted && asked.helpful < 1) mark('bars', 'no evidence')

  if (lexicon.status === 'begun') mark('editor', 'language', lexicon.language)
  for (const { words: said } of dangers.slice(0, 3)) mark('editor', 'danger', said)
  if (isGrave(title.title, lexicon)) mark('editor', 'grave title', title.title)
  if (title.isTangled) mark('editor', 'title tangled', title.title)
  if (title.kind !== 'how-to') mark('editor', 'not a how-to')
  if (!asked.isAccepted) mark('editor', 'not accepted')
  if (counted.hedges > 1) mark('editor', 'hedged')
  if (kept.cut > MOST_CUT) mark('bars', 'trimmed: cut out')
  for (const why of ['cut out', 'quote'] as const) {
    const said = kept.dropped.filter((one) => one.why === why).map(({ sentence }) => sentence)
    if (said.length > 0) mark('editor', `trimmed: ${why}`, said.join(' … '))
  }
  if (saidNo) mark('editor', 'said no')
  if (half !== null) mark('editor', 'half told', half)
  if (own >= 4) mark('editor', 'own words')
  if (kept.text.length > 900) mark('editor', 'long')
  if (counted.links > 3) mark('editor', 'links')
  if (counted.steps === 0) mark('editor', 'no step')

  if (title.kind === 'how-to') mark('for', 'how-to')
  if (asked.isAccepted) mark('for', 'accepted')
  if (counted.beginsWithStep) mark('for', 'begins with a step')
  if (asked.helpful >= 2) mark('for', 'helpful votes')
  for (const why of ['greeting', 'chatter', 'question', 'before the steps'] as const) {
    const said = kept.dropped.filter((one) => one.why === why).map(({ sentence }) => sentence)
    if (said.length > 0) mark('for', `trimmed: ${why}`, said.join(' … '))
  }

  const features: Record<FeatureName, number> = {
    'how-to': title.kind === 'how-to' ? 1 : 0,
    question: title.kind === 'question' ? 1 : 0,
    accepted: asked.isAccepted ? 1 : 0,
    'begins with a step': counted.beginsWithStep ? 1 : 0,
    steps: Math.min(counted.steps, 6) / 6,
    met: meeting.met,
    said: meeting.said,
    early: Math.min(meeting.early, 3) / 3,
    cut: kept.cut > 0 ? 1 : 0,
    hedges: Math.min(counted.hedges, 2) / 2,
    danger: dangers.length > 0 ? 1 : 0,
    'half told': half === null ? 0 : 1,
    'own words': Math.min(own, 4) / 4,
    length: Math.max(-1, Math.min(1, Math.log(kept.text.length / 400))),
    links: Math.min(counted.links, 3) / 3,
    helpful: Math.min(asked.helpful, 3) / 3,
    'said no': saidNo ? 1 : 0,
    stock,
    tangled: title.isTangled ? 1 : 0,
    trimmed: kept.dropped.some(({ why }) => why === 'before the steps') ? 1 : 0,
  }
  return {
    title: title.title,
    kind: title.kind,
    text: kept.text,
    parts: kept.parts,
    marks,
    door: doorOf(marks),
    score: scoreOf(features),
    features,
  }
}

/** The narrowest door that the marks leave open. */
export function doorOf(marks: readonly Mark[]): Door {
  if (marks.some(({ says }) => says === 'bars')) return 'none'
  return marks.some(({ says }) => says === 'editor') ? 'editor' : 'machine'
}

/** What bars an answer and yet leaves an editor something to work on. */
const SOFT: ReadonlySet<RuleName> = new Set([
  'too short',
  'too long',
  'nothing concrete',
  'title: too little',
  'title: vague',
  'title: too long',
  'title: leans',
  'title: story',
  'title: two questions',
])

/** Whether an answer is barred by nothing that an editor could not mend in a minute. */
export function isNearly(marks: readonly Mark[]): boolean {
  return marks.every(({ says, rule }) => says !== 'bars' || SOFT.has(rule))
}

/** The order before editors have said anything, from what was read with a red pencil. */
function scoreOf(one: Readonly<Record<FeatureName, number>>): number {
  return (
    2 * one['how-to'] +
    0.4 * one.question +
    one['begins with a step'] +
    0.8 * one.accepted +
    0.6 * one.steps -
    0.6 * one.tangled +
    0.5 * one.helpful +
    1.5 * one.met +
    0.5 * one.early -
    0.9 * one.hedges -
    1.5 * one.cut -
    1.5 * one['half told'] -
    1.2 * one['own words'] -
    0.5 * one.length -
    0.5 * one.links -
    0.8 * one.stock -
    0.4 * one['said no'] -
    0.5 * one.danger
  )
}

/** A setting, code or site that the title names and the answer does not. */
function missingIdentifier(title: string, text: string): string | null {
  const said = text.toLowerCase()
  return (title.match(IDENTIFIER) ?? []).find((one) => !said.includes(one.toLowerCase())) ?? null
}
