import type { Lexicon } from './lexicon.ts'
import { classOf, type SentenceClass } from './sentence.ts'
import type { ArticleTitle } from './title.ts'
import type { Trimmed } from './trim.ts'

/** Why an answer is no article, as far as its own text tells. */
export type Refusal =
  | 'question left'
  | 'asks for something'
  | 'about one person'
  | 'no step'
  | 'nothing concrete'
  | 'only a link'
  | 'heap of links'
  | 'ends in the middle'
  | 'diagnosis'
  | 'bound to a time'
  | 'too short'
  | 'too long'
  | 'masked'
  | 'goes on from another'
  | 'leans on another'
  | 'quotes somebody'
  | 'has it too'
  | 'opinion'
  | 'doubtful'

const SHORT = 80
const SHORT_VAGUE = 130
const LONG = 1600
const MOST_HEDGES = 2
/** A weaker word for where is enough where so many of the sentences are steps. */
const MOSTLY_STEPS = 1 / 3
const EXPLAINS = 0.6
const URL = /(?:https?:\/\/|www\.)\S+/giu
const MASKED = /(?:\b(?:x{4,}|\*{4,})|\[(?:phone|card number|email|address|name|removed|redacted|account|password)\])/iu
const THIS_OPTION = /^(?:this|that) (?:is|can|would|option|setting|button|feature|behavior|behaviour|should be)\b/iu

/** What is counted of a trimmed answer. */
export interface Counted {
  readonly classes: readonly SentenceClass[]
  readonly steps: number
  readonly isConcrete: boolean
  readonly beginsWithStep: boolean
  readonly hedges: number
  readonly links: number
  readonly letters: number
}

/** Counts what the rules go by. */
export function countedOf(trimmed: Trimmed, lexicon: Lexicon): Counted {
  const classes = trimmed.sentences.map((sentence) => classOf(sentence, lexicon))
  const steps = classes.filter(({ isStep }) => isStep)
  const hasCode = /(?:^|\n)(?:```|~~~|(?: {4}|\t)\S)|`[^`]+`/u.test(trimmed.text)
  return {
    classes,
    steps: steps.length,
    isConcrete:
      hasCode ||
      steps.some(({ isConcrete }) => isConcrete) ||
      (steps.length > 0 && classes.some(({ isConcrete }) => isConcrete)) ||
      (steps.some(({ isSomewhere }) => isSomewhere) && steps.length >= MOSTLY_STEPS * classes.length),
    beginsWithStep: classes[0]?.isStep === true,
    hedges: trimmed.text.match(lexicon.hedge)?.length ?? 0,
    links: trimmed.text.match(URL)?.length ?? 0,
    letters: trimmed.text.length,
  }
}

/** Every reason why a trimmed answer can't stand under a title; empty where it can. */
export function refusalsOf(
  trimmed: Trimmed,
  counted: Counted,
  { title, kind }: ArticleTitle,
  lexicon: Lexicon,
): readonly Refusal[] {
  const { text, sentences } = trimmed
  const { classes, steps, letters, hedges } = counted
  const found: Refusal[] = []
  const when = (refusal: Refusal, holds: boolean): void => void (holds && found.push(refusal))
  const isExplaining = explains(counted, kind)
  when(
    'question left',
    classes.some(({ isQuestion }) => isQuestion),
  )
  when(
    'asks for something',
    classes.some(({ isRequest }) => isRequest),
  )
  when(
    'about one person',
    classes.some(({ isPersonal }) => isPersonal),
  )
  when('no step', steps === 0 && !isExplaining)
  when('nothing concrete', steps > 0 && !counted.isConcrete && !isExplaining)
  when('only a link', isOnlyALink(trimmed))
  when('heap of links', isHeapOfLinks(text, steps))
  when('ends in the middle', endsInTheMiddle(trimmed, lexicon))
  when('diagnosis', lexicon.diagnosis.test(text) && !lexicon.diagnosis.test(title))
  when('bound to a time', lexicon.timeBound.test(text))
  when('too short', letters < (counted.isConcrete ? SHORT : SHORT_VAGUE))
  when('too long', letters > LONG)
  when('masked', MASKED.test(text))
  when('goes on from another', lexicon.goesOn.test(text))
  when('leans on another', leansOnAnother(sentences[0] ?? '', kind, lexicon))
  when('quotes somebody', lexicon.flattenedQuote.test(text) || /^\s*>/mu.test(text))
  when('has it too', lexicon.sufferer.test(text))
  when('opinion', lexicon.opinion.test(text))
  when('doubtful', hedges > MOST_HEDGES)
  return found
}

/** Plain statements that answer a question without telling anybody to do something. */
export function explains({ classes, letters, hedges, steps }: Counted, kind: ArticleTitle['kind']): boolean {
  if (kind !== 'question' || letters < 120 || hedges > 1 || classes.length === 0) return false
  const plain = classes.filter((one) => !one.isStep && !one.isQuestion && !one.isPersonal && !one.isRequest).length
  return steps === 0 && plain / classes.length >= EXPLAINS
}

function isOnlyALink({ text, sentences }: Trimmed): boolean {
  const bare = text.replace(URL, '').replace(/\s+/g, ' ').trim()
  if (text !== bare && bare.length < 70) return true
  return sentences.length <= 2 && URL.test(reset(text)) && bare.length < 110
}

/** Expressions with the flag g keep a place; a test begins anew. */
function reset(text: string): string {
  URL.lastIndex = 0
  return text
}

function isHeapOfLinks(text: string, steps: number): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const bare = lines.filter((line) => /^\s*[-*•]?\s*(?:https?:\/\/|www\.)\S+\s*$/iu.test(line)).length
  const all = text.match(URL)?.length ?? 0
  const prose = text.replace(URL, '').trim().length
  return (bare >= 2 && bare >= lines.length / 2 && steps < 3) || (all > 2 && prose / all < 70) || all > 5
}

function endsInTheMiddle({ text }: Trimmed, lexicon: Lexicon): boolean {
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  return lexicon.announces.test(last)
}

function leansOnAnother(first: string, kind: ArticleTitle['kind'], lexicon: Lexicon): boolean {
  if (!lexicon.leans.test(first)) return false
  return !(kind !== 'symptom' && THIS_OPTION.test(first))
}
