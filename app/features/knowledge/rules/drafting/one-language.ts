import { writtenIn } from '#app/text/language.ts'

/** The title decides where at least this share of those whose language is told ask in its language. */
const SHARED = 0.2
/** Small words that prove a text to be in another language: one does not, “am” is Romanian as well. */
const PROOF = 2

/**
 * In which language an article is to be written: that of its title, or of most questions where the title does not tell
 * or hardly anybody asks in its language. Null where nothing tells.
 */
export function languageToWrite(title: string, questions: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const question of questions) {
    const language = writtenIn(question)
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const own = writtenIn(title)
  if (own !== null && (counts.get(own) ?? 0) >= SHARED * all) return own
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** Whether a part of a text may stand in an article in `language`: nothing tells that it is in another. */
export function isWrittenIn(language: string | null, part: string, whole = part): boolean {
  if (language === null) return true
  const around = writtenIn(whole, PROOF)
  if (around !== null && around !== language) return writtenIn(part) === language
  const own = writtenIn(part, PROOF)
  return own === null || own === language
}
