import type { Lexicon } from './lexicon.ts'

/** What a sentence does. Several may hold at once. */
export interface SentenceClass {
  /** Tells the reader what to do. */
  readonly isStep: boolean
  /** Names what to do it with: an address, a path, a key, a label. */
  readonly isConcrete: boolean
  /** Names it weakly: "the settings". */
  readonly isSomewhere: boolean
  readonly isQuestion: boolean
  /** Asks the asker for something. */
  readonly isRequest: boolean
  /** Is about one person, machine or page. */
  readonly isPersonal: boolean
  readonly isChatter: boolean
  /** Is not understood without the one before. */
  readonly leans: boolean
}

const ARROW = /(?:->|=>|→|»|➔|➜|\s>\s|\s\|\s)/u
const CONCRETE =
  /\babout:[a-z]{3,}|(?:->|=>|→|➔|\s>\s)|\b(?:ctrl|cmd|command|alt|shift|option|fn|strg|maj|⌘)\s*[+-]\s*\S|\bF(?:[1-9]|1[0-2])\b|`[^`]+`|https?:\/\/|\b(?:[a-z]+[a-zA-Z0-9_-]*\.){2,}[a-z][a-zA-Z0-9_-]*\b|["“”„«][^"“”„«»\n]{2,50}["“”»]|\*\*[^*\n]{2,50}\*\*|'[^'\n]{2,40}'(?=\W|$)|%[A-Z]+%/iu
/** A line of somebody's log. */
const LOGGED = /\b(?:DEBUG|TRACE|WARN(?:ING)?|FATAL)\b.*[=:]|\d{2}:\d{2}:\d{2}[.,]\d{3}/u
const QUESTION = /[?？]["'”’)\]]*\s*$/u

/** What a sentence of an answer does, by the words of its language. */
export function classOf(sentence: string, lexicon: Lexicon): SentenceClass {
  const text = sentence.trim()
  const isQuestion = QUESTION.test(text)
  return {
    isStep: !isQuestion && isStep(text, lexicon),
    isConcrete: CONCRETE.test(text) || lexicon.onScreen.test(text),
    isSomewhere: lexicon.somewhere.test(text),
    isQuestion,
    isRequest: lexicon.request.test(text),
    isPersonal: lexicon.personal.test(withoutQuotes(text)) || lexicon.namesWriter.test(text) || LOGGED.test(text),
    isChatter: lexicon.chatter.test(text),
    leans: lexicon.leans.test(text),
  }
}

/** "Add a folder to the library is a feature that": a name that is spoken about, not a command. */
const NAMED =
  /^(?!make|ensure|check|verify|confirm|look|wait|if)[^,.;:]{3,90}?\s(?:is|are) (?:an?|the|not|no|one|only)\s/iu

function isStep(text: string, lexicon: Lexicon): boolean {
  if (NAMED.test(text) && lexicon.imperatives.test(text)) return false
  const rest = text.replace(/^\P{L}+/u, '').replace(lexicon.beforeStep, '')
  return (
    lexicon.imperatives.test(rest) ||
    lexicon.imperatives.test(text.replace(/^\P{L}+/u, '')) ||
    lexicon.otherStep.test(text) ||
    lexicon.conditionalStep.test(text.replace(/^\P{L}+/u, '')) ||
    (ARROW.test(text) && text.length < 200)
  )
}

/** What stands in quotation marks is a label or somebody's words: "I accept the risk" tells of nobody. */
const withoutQuotes = (text: string): string => text.replace(/["“„«][^"“”„«»\n]{1,60}["”»]/gu, '""')
