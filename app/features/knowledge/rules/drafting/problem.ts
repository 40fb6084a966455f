import { bagsOf, likeness, type Bag } from '#app/text/likeness.ts'
import { asksTitle } from '#app/text/nearness.ts'
import type { DraftMaterial, DraftText } from '../../types.ts'
import { isCourtesy, leansOnAnother, saysItFailed, showsElsewhere, withoutGreeting } from './courtesies.ts'
import { isWrittenIn } from './one-language.ts'
import { unitsOf } from './units.ts'

/** A sentence with who said it. */
export interface Said {
  readonly text: string
  readonly from: DraftText
}

/** Questions that are read, and sentences of each. */
const MOST_QUESTIONS = 40
const MOST_OF_ONE = 8
/** A sentence of this likeness to the title repeats it, and one of this likeness to another sentence repeats that. */
const NOTHING_MORE = 0.9
const REPEATS = 0.5
/** What has less than this share of the title, beside the sentence that has most, is about something else. */
const AGREES = 0.5
/** What goes on with it has at least this share. */
const MORE = 0.2
/** The least that a sentence must be worth. */
const LEAST = 0.02

/**
 * What happens, in at most two sentences of one asker, for what two tell is seldom one problem: the sentence that agrees
 * best with the title and with what all say, and one that goes on with it. Centrality after Radev et al. 2004 (MEAD),
 * without what repeats (Carbonell and Goldstein 1998, MMR).
 */
export function problemOf({ questions, title, elsewhere }: DraftMaterial, language: string | null): readonly Said[] {
  const said: Said[] = questions
    .filter(asksTitle)
    .slice(0, MOST_QUESTIONS)
    .flatMap((from) =>
      unitsOf(from.text)
        .filter((unit, at) => unit.kind === 'sentence' && (at === 0 || !leansOnAnother(unit.text)))
        .map((unit) => withoutGreeting(unit.text))
        .filter((text) => isProblem(text) && isWrittenIn(language, text, from.text))
        .slice(0, MOST_OF_ONE)
        .map((text) => ({ text, from })),
    )
  const [titleBag, ...bags] = bagsOf([title, ...said.map((one) => one.text), ...elsewhere])
  if (!titleBag) return []
  const own = bags.slice(0, said.length)
  const told = said.map((one, at): Told => {
    const bag = own[at] ?? titleBag
    const others = own.reduce((sum, other, j) => sum + (j === at ? 0 : likeness(bag, other)), 0)
    const ofTitle = likeness(bag, titleBag)
    // The title itself says nothing more.
    const isMore = ofTitle <= NOTHING_MORE
    const worth = isMore ? one.from.nearness * (others / Math.max(1, own.length - 1) + ofTitle) : 0
    return { ...one, at, bag, ofTitle: isMore ? ofTitle : 0, worth }
  })
  const most = Math.max(0, ...told.map(({ ofTitle }) => ofTitle))
  let [best, bestWorth]: [readonly Told[], number] = [[], LEAST]
  for (const first of told.filter(({ ofTitle }) => ofTitle >= AGREES * most)) {
    const second = goingOn(first, told, MORE * most)
    const worth = first.worth + (second?.score ?? 0) / 2
    if (first.worth > LEAST && worth > bestWorth) {
      ;[best, bestWorth] = [second ? [first, second.one] : [first], worth]
    }
  }
  return best.toSorted((a, b) => a.at - b.at).map(({ text, from }) => ({ text, from }))
}

interface Told extends Said {
  /** Its place among all. */
  readonly at: number
  readonly bag: Bag
  /** How like the title it is. */
  readonly ofTitle: number
  readonly worth: number
}

/** What the same asker says besides that has to do with the title, and how much it adds. */
function goingOn(
  first: Told,
  told: readonly Told[],
  least: number,
): { readonly one: Told; readonly score: number } | undefined {
  return told
    .filter((one) => one !== first && one.from === first.from && one.ofTitle >= least)
    .map((one) => ({ one, repeated: likeness(one.bag, first.bag) }))
    .filter(({ repeated }) => repeated <= REPEATS)
    .map(({ one, repeated }) => ({ one, score: one.worth * (1 - repeated) }))
    .sort((a, b) => b.score - a.score)[0]
}

/** A sentence that can stand alone at the head of an article. */
function isProblem(sentence: string): boolean {
  const words = sentence.split(/\s+/).length
  const isAsked = /[?？]["')\]]*$/u.test(sentence)
  return (
    words >= 5 &&
    words <= 45 &&
    (isAsked || !isCourtesy(sentence)) &&
    !saysItFailed(sentence) &&
    !showsElsewhere(sentence)
  )
}
