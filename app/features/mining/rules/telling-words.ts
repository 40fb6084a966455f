import { formsOf } from './tokens.ts'

/** Letters of a word that tells something, in writing with spaces. */
const LEAST_LETTERS = 3

/**
 * The words that tell some texts from others, the most telling first, in the form in which they are written most: the
 * share of the texts that has a word, by how rare it is elsewhere (tf-idf over groups; K. Spärck Jones, 1972).
 */
export function tellingWords(texts: readonly string[], elsewhere: readonly string[], most = 6): readonly string[] {
  const here = countWords(texts)
  const there = countWords(elsewhere)
  return [...here]
    .filter(
      ([word, { texts: n }]) => word.length >= LEAST_LETTERS && !/^\d+$/.test(word) && (n > 1 || texts.length < 4),
    )
    .map(([word, { texts: n, forms }]) => {
      const rarity = Math.log((elsewhere.length + 1) / ((there.get(word)?.texts ?? 0) + 0.5))
      return { form: mostWritten(forms), worth: (n / texts.length) * rarity }
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.form < b.form ? -1 : 1))
    .slice(0, most)
    .map(({ form }) => form)
}

interface Counted {
  texts: number
  readonly forms: Map<string, number>
}

function countWords(texts: readonly string[]): ReadonlyMap<string, Counted> {
  const counted = new Map<string, Counted>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (const [word, form] of formsOf(text)) {
      const entry = counted.get(word) ?? { texts: 0, forms: new Map<string, number>() }
      counted.set(word, entry)
      entry.forms.set(form, (entry.forms.get(form) ?? 0) + 1)
      if (!seen.has(word)) entry.texts++
      seen.add(word)
    }
  }
  return counted
}

const mostWritten = (forms: ReadonlyMap<string, number>): string =>
  [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
