import type { ThreadKind } from '../types.ts'

export const KIND_WORDS: Readonly<Record<ThreadKind, string>> = {
  question: 'Question',
  problem: 'Problem',
  idea: 'Idea',
  praise: 'Praise',
}

/** Only questions and problems have answers; ideas and praise have replies. */
export function hasAnswers(kind: ThreadKind): boolean {
  return kind === 'question' || kind === 'problem'
}
