const WORD = /[\p{L}\p{N}+#]+/gu

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const tokens = (text: string): readonly string[] => folded(text).match(WORD) ?? []

/**
 * Which words of a query a server can have found in a document: the word itself, one that begins with it, one misspelt by a
 * letter or two, or one that means the same (`alike`, by words in small letters).
 */
export function matchedWords(
  words: readonly string[],
  texts: readonly string[],
  alike: Readonly<Record<string, readonly string[]>>,
): ReadonlySet<string> {
  const there = [...new Set(texts.flatMap(tokens))]
  const isThere = (text: string): boolean =>
    tokens(text).every((own) => there.some((one) => one.startsWith(own) || isNear(own, one)))
  return new Set(words.filter((word) => isThere(word) || (alike[word.toLowerCase()] ?? []).some(isThere)))
}

/** Whether one word is the other with a letter or two wrong, as the server allows by their length. */
function isNear(a: string, b: string): boolean {
  const most = a.length >= 8 ? 2 : a.length >= 4 ? 1 : 0
  if (most === 0 || Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[b.length] ?? Infinity) <= most
}
