import { asBlock } from '#app/kernel/text.ts'
import { MAX_WORDS, type Answer, type Figures, type PanelState, type Question } from '../types.ts'

/** What is wrong with what was sent for one question. */
export type AnswerProblem = 'missing' | 'wrong' | 'long'

/** What somebody sent for one question: an answer, nothing (null), or what is wrong with it. */
export function readAnswer(question: Question, sent: string): Answer | AnswerProblem | null {
  const text = asBlock(sent)
  if (text === '') return question.isRequired ? 'missing' : null
  switch (question.kind) {
    case 'rating':
      return /^[1-5]$/.test(text) ? { rating: Number(text), choice: null, words: '' } : 'wrong'
    case 'choice': {
      const choice = /^\d{1,2}$/.test(text) ? Number(text) : -1
      return choice >= 0 && choice < question.choices.length ? { rating: null, choice, words: '' } : 'wrong'
    }
    case 'text':
    case 'draft':
      return text.length > MAX_WORDS ? 'long' : { rating: null, choice: null, words: text }
  }
}

/** An answer as the form's field has it. */
export function sentAnswer(answer: Answer | null): string {
  if (answer === null) return ''
  return String(answer.rating ?? answer.choice ?? answer.words)
}

/** What the answers to one question come to. */
export function figuresOf(question: Question, answers: readonly Answer[]): Figures {
  const ratings = answers.flatMap(({ rating }) => rating ?? [])
  const places = question.kind === 'rating' ? 5 : question.kind === 'choice' ? question.choices.length : 0
  const counts = Array.from({ length: places }, (_, place) =>
    question.kind === 'rating'
      ? ratings.filter((rating) => rating === place + 1).length
      : answers.filter(({ choice }) => choice === place).length,
  )
  const sum = ratings.reduce((total, one) => total + one, 0)
  return {
    question: question.id,
    answers: answers.length,
    average: ratings.length === 0 ? null : Math.round((10 * sum) / ratings.length) / 10,
    counts,
  }
}

/** Where a panel stands. Times in UTC milliseconds. */
export function panelState(
  row: { readonly opened_at: number | null; readonly closes_at: number | null; readonly closed_at: number | null },
  now: number,
): PanelState {
  if (row.closed_at !== null) return 'closed'
  if (row.opened_at === null) return 'draft'
  return row.closes_at !== null && row.closes_at <= now ? 'ended' : 'open'
}

/** The choices of a field with one in each line: without empty and repeated ones. */
export function choicesIn(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== ''),
    ),
  ]
}
