import { describe, expect, it } from 'vitest'
import { packBags } from './bags.ts'
import { partsOf } from './parts.ts'
import { wordsOf } from './tokens.ts'

/** So many times each of these texts, with a word of its own. */
const said = (times: number, text: string): readonly string[] =>
  Array.from({ length: times }, (_, n) => `${text} ${text.length}w${n}`)

function partsAmong(texts: readonly string[], usual = 1000): readonly (readonly string[])[] {
  const words = [...new Set(texts.flatMap((text) => wordsOf(text)))]
  const bags = packBags({ words, numbers: new Map(words.map((word, w) => [word, [w]])) }, texts.map(wordsOf))
  const values = Float64Array.from(bags.frequency, (n) => Math.log((texts.length + 1) / (n + 0.5)) ** 0.6 || 0)
  const group = { bags, values, times: () => 1, usual, asking: (own: readonly number[]) => (own.length > 40 ? 0 : 1) }
  return partsOf(
    group,
    texts.map((_, at) => at),
  ).map((own) => own.map((at) => texts[at] ?? ''))
}

const kinds = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.map((own) => [...new Set(own.map((text) => text.replace(/ \S+$/, '')))].sort().join(' + ')).sort()

describe('what is asked in a group', () => {
  const card = said(20, 'my new card has not come')
  const refund = said(15, 'is the refund on its way')

  it('are the texts that are alike; what few say is in no part', () => {
    expect(kinds(partsAmong([...card, ...refund, ...said(5, 'where did you send that letter')]))).toEqual([
      'is the refund on its way',
      'my new card has not come',
    ])
  })

  it('is nothing where no twelve ask alike', () => {
    expect(partsAmong(said(11, 'my new card has not come'))).toEqual([])
    expect(partsAmong([])).toEqual([])
  })

  it('falls apart once more by what its texts do not have in common, where it is great and few ask its title', () => {
    const pending = ['transfer', 'withdrawal', 'refund', 'cheque'].flatMap((what) =>
      said(20, `${what} still is pending now`),
    )
    const all = [...pending, ...said(60, 'what else there may be')]
    const isPending = (own: readonly string[]): boolean => own.some((text) => text.includes('pending'))
    expect(partsAmong(all).filter(isPending)).toHaveLength(1)
    const apart = partsAmong(all, 60).filter(isPending)
    expect(apart.map((own) => own.length)).toEqual([20, 20, 20, 20])
    expect(kinds(apart)[0]).toBe('cheque still is pending now')
  })
})
