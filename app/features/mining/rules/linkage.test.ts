import { describe, expect, it } from 'vitest'
import { joined, likenesses } from './linkage.ts'

const texts = (...all: readonly string[]): readonly (readonly (readonly [number, number])[])[] => {
  const words = [...new Set(all.join(' ').split(' '))]
  return all.map((text) => text.split(' ').map((word) => [words.indexOf(word), 1] as const))
}
const sorted = (groups: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  groups.map((own) => [...own].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))

describe('how alike texts are', () => {
  it('is the cosine of their words, either way round', () => {
    const { rows } = likenesses(texts('card lost', 'card stolen', 'pin'))
    const at = (one: number, other: number): number => rows[one * 3 + other] ?? -1
    expect(at(0, 1)).toBeCloseTo(0.5)
    expect(at(1, 0)).toBeCloseTo(0.5)
    expect(at(0, 2)).toBe(0)
  })

  it('is nothing for a text without words', () => {
    expect([...likenesses([[], [[0, 1]]]).rows]).toEqual([0, 0, 0, 0])
  })
})

describe('what is joined', () => {
  it('is alike on the mean of every two, not by a chain of neighbours', () => {
    const chain = texts('a b', 'b c', 'c d', 'd e', 'e f')
    expect(sorted(joined(likenesses(chain), 0.4))).toEqual([[0, 1], [2, 3], [4]])
  })

  it('is each text alone where none are alike, and all together where anything will do', () => {
    const apart = texts('a', 'b', 'c')
    expect(sorted(joined(likenesses(apart), 0.1))).toEqual([[0], [1], [2]])
    expect(sorted(joined(likenesses(texts('a b', 'a c', 'a d')), 0.1))).toEqual([[0, 1, 2]])
    expect(joined(likenesses([]), 0.1)).toEqual([])
  })

  it('is the same as joining the two most alike again and again', () => {
    const words = 'card pin lost stolen blocked new order atm'.split(' ')
    const said = Array.from({ length: 40 }, (_, n) =>
      words.flatMap((_word, w) =>
        (n * 7 + w * 13 + ((n * w) % 5)) % 3 === 0 ? [[w, 1 + ((n + w) % 4)] as const] : [],
      ),
    )
    expect(sorted(joined(likenesses(said), 0.5))).toEqual(sorted(stepByStep(likenesses(said), 0.5)))
  })
})

/** The same by its definition. */
function stepByStep(
  { count, rows }: { readonly count: number; readonly rows: Float32Array },
  least: number,
): readonly (readonly number[])[] {
  let groups = Array.from({ length: count }, (_, at): readonly number[] => [at])
  for (;;) {
    const pairs = groups.flatMap((one, i) =>
      groups.slice(i + 1).map((other) => {
        const sum = one.reduce((all, a) => all + other.reduce((own, b) => own + (rows[a * count + b] ?? 0), 0), 0)
        return { one, other, alike: sum / (one.length * other.length) }
      }),
    )
    const [best] = pairs.sort((a, b) => b.alike - a.alike)
    if (!best || best.alike < least) return groups
    groups = [...groups.filter((own) => own !== best.one && own !== best.other), [...best.one, ...best.other]]
  }
}
