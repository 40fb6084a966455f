import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { nearDoubles, type Comparable } from './rules/exemplars/doubles.ts'
import { examine, type Examined } from './rules/exemplars/examine.ts'
import type { AnsweredCase } from './rules/exemplars/exemplar.ts'
import { learnWords, NO_WORDS, type AnsweredQuestion, type ForumWords } from './rules/exemplars/forum-words.ts'
import { learnOrder, type LearntOrder, type Verdict } from './rules/exemplars/learnt-order.ts'
import { indexTitles, nearestTitle, type TitleIndex } from './rules/exemplars/near-requests.ts'

/** What the thread is asked. `words` are `ForumWords` as JSON, empty for none: a text is handed over quickest. */
export type DraftingOrder =
  /** Keeps answered questions that the words are learnt from; `first` begins anew. */
  | { readonly kind: 'read'; readonly first: boolean; readonly questions: readonly AnsweredQuestion[] }
  /** The words of all that was read, as JSON. */
  | { readonly kind: 'learn' }
  | {
      readonly kind: 'examine'
      readonly cases: readonly AnsweredCase[]
      readonly words: string
      readonly usual: string
    }
  /** Which title each text asks most nearly. */
  | {
      readonly kind: 'near'
      readonly titles: readonly string[]
      readonly texts: readonly string[]
      readonly words: string
    }
  | { readonly kind: 'doubles'; readonly all: readonly Comparable[] }
  | { readonly kind: 'order'; readonly verdicts: readonly Verdict[] }

/** What the thread answers to each kind of order. */
export interface DraftingAnswers {
  readonly read: null
  readonly learn: string
  readonly examine: readonly Examined[]
  readonly near: readonly ({ readonly title: number; readonly nearness: number } | null)[]
  /** For each one that says what another says already, the place of that other. */
  readonly doubles: readonly (readonly [number, number])[]
  readonly order: LearntOrder
}

let questions: AnsweredQuestion[] = []
let known: { readonly json: string; readonly words: ForumWords } = { json: '', words: NO_WORDS }
let index: { readonly titles: string; readonly made: TitleIndex } | null = null

function wordsOf(json: string): ForumWords {
  if (known.json !== json) {
    known = { json, words: json === '' ? NO_WORDS : (JSON.parse(json) as ForumWords) }
    index = null
  }
  return known.words
}

answerCalls(parentPort, (order: DraftingOrder): DraftingAnswers[DraftingOrder['kind']] => {
  switch (order.kind) {
    case 'read':
      if (order.first) questions = []
      questions.push(...order.questions)
      return null
    case 'learn': {
      const words = JSON.stringify(learnWords(questions))
      questions = []
      return words
    }
    case 'examine': {
      const words = wordsOf(order.words)
      return order.cases.map((one) => examine(one, words, order.usual))
    }
    case 'near': {
      const words = wordsOf(order.words)
      const titles = order.titles.join('\n')
      if (index?.titles !== titles) index = { titles, made: indexTitles(order.titles, words) }
      const { made } = index
      return order.texts.map((text) => nearestTitle(text, made, words))
    }
    case 'doubles':
      return [...nearDoubles(order.all)]
    case 'order':
      return learnOrder(order.verdicts)
  }
})
