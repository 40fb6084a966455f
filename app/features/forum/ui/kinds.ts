import type { ThreadKind } from '../types.ts'

/** Only questions and problems have answers; ideas and praise have replies. */
export function hasAnswers(kind: ThreadKind): boolean {
  return kind === 'question' || kind === 'problem'
}

/** What a thread has, as messages tell it apart. */
export function answersOrReplies(kind: ThreadKind): 'answers' | 'replies' {
  return hasAnswers(kind) ? 'answers' : 'replies'
}
