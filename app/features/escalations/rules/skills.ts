import { stem } from '#app/text/stem.ts'
import { writtenWords } from '#app/text/words.ts'

/** What a member of staff wrote that they know, one by one as they wrote it: "payments, Portuguese". */
export function skillsIn(written: string): readonly string[] {
  return written
    .split(/[,;·\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/**
 * Which of somebody's skills a thread asks for, as they wrote them. `subjects`: names of what it is about – its tags,
 * its category, its language. A skill is asked for when each of its words stands in one of them, whatever its form.
 */
export function skillsFor(written: string, subjects: readonly string[]): readonly string[] {
  const known = subjects.map((subject) => new Set(formsOf(subject)))
  return skillsIn(written).filter((skill) => {
    const words = formsOf(skill)
    return words.length > 0 && known.some((subject) => words.every((word) => subject.has(word)))
  })
}

/** The words of a name without their accents and endings. */
function formsOf(name: string): readonly string[] {
  return writtenWords(name).map((word) => stem(word.normalize('NFD').replace(/\p{M}/gu, '')))
}

/** What a language is called: in itself, in English, and by its code. `code`: two letters. */
export function languageNames(code: string): readonly string[] {
  const named = (locale: string): string => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  return [...new Set([named('en'), named(code), code])]
}
