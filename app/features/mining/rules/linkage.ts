/** How alike texts are, every two: a row of as many numbers for each text. */
export interface Likenesses {
  readonly count: number
  readonly rows: Float32Array
}

/** How alike texts are (cosine), where each is given by its words and what each of them is worth to it. */
export function likenesses(texts: readonly (readonly (readonly [word: number, value: number])[])[]): Likenesses {
  const count = texts.length
  const rows = new Float32Array(count * count)
  const holders = new Map<number, { readonly at: number; readonly value: number }[]>()
  texts.forEach((words, at) => {
    const length = Math.sqrt(words.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    for (const [word, value] of words) {
      const before = holders.get(word) ?? []
      const own = value / length
      for (const other of before) {
        const cell = at * count + other.at
        rows[cell] = (rows[cell] ?? 0) + own * other.value
      }
      before.push({ at, value: own })
      holders.set(word, before)
    }
  })
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) rows[other * count + one] = rows[one * count + other] ?? 0
  return { count, rows }
}

/**
 * Joins what is most alike, then the next, as long as groups are alike by `least` on the mean of every two of their texts
 * (average linkage by chains of nearest neighbours: F. Murtagh, 1983). `likeness` is written over.
 */
export function joined({ count, rows }: Likenesses, least: number): readonly (readonly number[])[] {
  const groups = Array.from({ length: count }, (_, at): number[] => [at])
  const isOpen = new Uint8Array(count).fill(1)
  const chain: number[] = []
  for (let first = 0; first < count;) {
    if (chain.length === 0) {
      if (isOpen[first] !== 1) {
        first++
        continue
      }
      chain.push(first)
    }
    const last = chain.at(-1) ?? 0
    const before = chain.at(-2) ?? -1
    const nearest = nearestTo(rows, count, isOpen, last, before)
    if (nearest < 0 || (rows[last * count + nearest] ?? 0) < least) {
      // Nothing comes nearer to it by being joined with something else.
      isOpen[last] = 0
      chain.pop()
    } else if (nearest === before) {
      join(rows, count, groups, [before, last])
      isOpen[last] = 0
      chain.length -= 2
    } else chain.push(nearest)
  }
  return groups.filter((own) => own.length > 0)
}

/** The group most alike to one of them; of several, the one before it in the chain, so that chains end. */
function nearestTo(rows: Float32Array, count: number, isOpen: Uint8Array, from: number, before: number): number {
  let best = before
  let most = before < 0 ? -1 : (rows[from * count + before] ?? 0)
  for (let other = 0; other < count; other++) {
    const own = rows[from * count + other] ?? 0
    if (own > most && isOpen[other] === 1 && other !== from) [most, best] = [own, other]
  }
  return best
}

function join(
  rows: Float32Array,
  count: number,
  groups: number[][],
  [into, from]: readonly [into: number, from: number],
): void {
  const own = groups[into] ?? []
  const more = groups[from] ?? []
  const all = own.length + more.length
  for (let other = 0; other < count; other++) {
    const mean =
      ((rows[into * count + other] ?? 0) * own.length + (rows[from * count + other] ?? 0) * more.length) / all
    rows[into * count + other] = mean
    rows[other * count + into] = mean
  }
  own.push(...more)
  groups[from] = []
}
