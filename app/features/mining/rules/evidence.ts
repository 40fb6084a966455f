/**
 * What answered a request stands beside its words as a word of its own, which no text can hold: the digit at its
 * beginning is one that `wordsOf` leaves, the arrow is none.
 */
const MARK = '0→'

/** The words of a request with what answered it. */
export function withAnswers(words: readonly string[], answers: readonly string[] = []): readonly string[] {
  return answers.length === 0 ? words : [...words, ...new Set(answers.map((answer) => MARK + answer))]
}

/** Whether a word is such a one, which nobody wrote. */
export const isAnswer = (word: string): boolean => word.startsWith(MARK)
