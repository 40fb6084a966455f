const VOWEL = /[aeiouy]/

/**
 * A light stemmer in the manner of the S-stemmer (D. Harman, 1991) with the commonest endings of verbs and
 * adverbs: it joins the forms of a word that askers mix, and leaves what it does not know alone. Other
 * languages lose at most a plural or a few letters, the same ones everywhere.
 */
export function stem(word: string): string {
  if (word.length < 4 || !isAsciiLower(word)) return word
  return withoutVerbEnding(withoutPlural(word))
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s')) return word
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2)
  if (/(?:ss|us|is)$/.test(word)) return word
  return word.slice(0, -1)
}

function withoutVerbEnding(word: string): string {
  if (word.endsWith('ing') && word.length > 5) return mended(word, 3)
  if (word.endsWith('ed') && word.length > 4) return mended(word, 2)
  if (word.endsWith('ly') && word.length > 5) return word.slice(0, -2)
  if (word.endsWith('e') && word.length > 4) return word.slice(0, -1)
  return word
}

/** What stands before an ending: stopp- is stop, mak- is what make becomes; without a vowel it was no ending. */
function mended(word: string, ending: number): string {
  const rest = word.slice(0, -ending)
  if (!VOWEL.test(rest)) return word
  if (/([bdgkmnprt])\1$/.test(rest)) return rest.slice(0, -1)
  return rest.endsWith('e') && rest.length > 4 ? rest.slice(0, -1) : rest
}

function isAsciiLower(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code < 97 || code > 122) return false
  }
  return true
}
