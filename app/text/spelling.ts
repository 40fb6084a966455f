/** A word of the lexicon that may have been meant, with its share of the belief; shares add up to 1. */
export interface Correction {
  readonly word: string
  readonly weight: number
  readonly distance: number
  /** How often the lexicon has it. */
  readonly count: number
}

/** Knows the words of a collection and what may have been meant by others. */
export interface Spelling {
  /** Likeliest first, at most four; none when nothing is near. The word itself is never among them. */
  correct(word: string): readonly Correction[]
}

const MOST = 4
/** Deletions are taken from so many first letters; whole words are compared when two meet. */
const PREFIX = 7
/** Shorter words have too many neighbours. */
const SHORTEST = 3
const LONGEST = 40
/** Each slip costs as much belief as being e to this times rarer. */
const SLIP = 4
/** Few slip at the first letter. */
const FIRST_LETTER = 1.5
/** Corrections of a smaller share than this of the best are left out. */
const LEAST_SHARE = 0.04

/**
 * Spelling correction by deletion neighbourhood (SymSpell: W. Garbe, 2012): words within a distance meet after so
 * many deletions, whatever the alphabet. What is likelier is the more frequent, less a penalty for each slip
 * (M. Kernighan, K. Church and W. Gale, 1990); swapped neighbours are one slip.
 */
export function openSpelling(words: readonly string[], counts: ArrayLike<number>): Spelling {
  const meetings = openMeetings(words)
  return {
    correct(word) {
      if (word.length < SHORTEST || word.length > LONGEST) return []
      const most = furthest(word)
      const found = new Map<number, number>()
      for (const rest of deletions(word, most)) {
        for (const id of meetings.at(rest)) {
          const other = words[id] ?? ''
          if (found.has(id) || other === word) continue
          found.set(id, distanceOf(word, other, Math.min(most, furthest(other))))
        }
      }
      const near = [...found].flatMap(([id, distance]) => {
        if (distance === Infinity) return []
        const other = words[id] ?? ''
        const count = counts[id] ?? 0
        const belief = Math.log(count + 1) - SLIP * distance - (other[0] === word[0] ? 0 : FIRST_LETTER)
        return [{ word: other, distance, count, belief }]
      })
      return shared(near)
    },
  }
}

function shared(near: readonly (Omit<Correction, 'weight'> & { readonly belief: number })[]): readonly Correction[] {
  const best = [...near].sort((a, b) => b.belief - a.belief || (a.word < b.word ? -1 : 1)).slice(0, MOST)
  const top = best[0]?.belief ?? 0
  const likely = best.filter(({ belief }) => Math.exp(belief - top) >= LEAST_SHARE)
  const sum = likely.reduce((all, { belief }) => all + Math.exp(belief - top), 0)
  return likely.map(({ belief, ...one }) => ({ ...one, weight: Math.exp(belief - top) / sum }))
}

/** How many slips a word of this length is forgiven. */
function furthest(word: string): number {
  return word.length < 5 ? 1 : 2
}

/** Which words share what is left of them after deletions: a hash table in two flat arrays. */
function openMeetings(words: readonly string[]): { at(rest: string): Iterable<number> } {
  const isKept = (word: string): boolean => word.length >= SHORTEST - 1 && word.length <= LONGEST
  let size = 0
  for (const word of words) if (isKept(word)) size += deletions(word, furthest(word)).size
  const bits = Math.min(22, Math.max(4, Math.ceil(Math.log2(size + 1))))
  const slotOf = (text: string): number => hashOf(text) >>> (32 - bits)
  const starts = new Uint32Array((1 << bits) + 1)
  const ids = new Uint32Array(size)
  const each = (visit: (slot: number, id: number) => void): void => {
    words.forEach((word, id) => {
      if (isKept(word)) for (const rest of deletions(word, furthest(word))) visit(slotOf(rest), id)
    })
  }
  each((slot) => (starts[slot] = (starts[slot] ?? 0) + 1))
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0)
  each((slot, id) => {
    const at = (starts[slot] ?? 1) - 1
    starts[slot] = at
    ids[at] = id
  })
  return { at: (rest) => ids.subarray(starts[slotOf(rest)] ?? 0, starts[slotOf(rest) + 1] ?? 0) }
}

/** What is left of the beginning of a word after none, one or two deletions. */
function deletions(word: string, most: number): Set<string> {
  const all = new Set([word.slice(0, PREFIX)])
  let last = [...all]
  for (let n = 0; n < most; n++) {
    const next: string[] = []
    for (const text of last) {
      for (let i = 0; i < text.length; i++) {
        const rest = text.slice(0, i) + text.slice(i + 1)
        if (all.has(rest)) continue
        all.add(rest)
        next.push(rest)
      }
    }
    last = next
  }
  return all
}

/** Optimal string alignment distance (insert, delete, replace, swap), or Infinity beyond `most`. */
export function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity
  const width = b.length + 1
  let before = new Uint8Array(width)
  let last = Uint8Array.from({ length: width }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint8Array(width)
    row[0] = i
    let least = i
    for (let j = 1; j < width; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwap =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return Infinity
    before = last
    last = row
  }
  const distance = last[b.length] ?? 0
  return distance > most ? Infinity : distance
}

/** FNV-1a with a final mix, so that the first bits are as good as the last. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
