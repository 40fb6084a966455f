import { bagsOf, likeness } from './likeness.ts'

/** A question: the title of a thread or the subject of a request, and its text. */
export interface Asked {
  readonly title: string
  readonly text: string
}

/** Questions less near than this, beside the nearest, ask something else. */
export const NEAR = 0.15
/** Another phrasing counts less than the title: those of a wide topic ask different things. */
const PHRASING = 0.4
/** What the text of a question counts beside its title. */
const TEXT = 0.3
/** Letters of a text that are read: what is asked stands at its beginning. */
const READ = 600

/**
 * How near each question is to what an article is to answer, 0 to 1, the nearest of them 1: likeness to its title or to
 * one of its other phrasings, `phrasings` with the title first. What an article answers is narrower than its topic, which
 * gathers what is asked in the same words (summaries that follow a question: H. Dang, "Overview of DUC 2005").
 * `elsewhere`: what is asked in other topics, which tells small words from telling ones. All are equally near where no
 * question has a word of any phrasing.
 */
export function nearnessOf(
  phrasings: readonly string[],
  questions: readonly Asked[],
  elsewhere: readonly string[],
): readonly number[] {
  const likenessTo = (texts: readonly string[]): readonly number[][] => {
    const bags = bagsOf([...phrasings, ...texts, ...elsewhere])
    const given = bags.slice(phrasings.length, phrasings.length + texts.length)
    return bags.slice(0, phrasings.length).map((asked) => given.map((other) => likeness(asked, other)))
  }
  const inTitles = likenessTo(questions.map(({ title }) => title))
  const inAll = likenessTo(questions.map(({ title, text }) => `${title} ${text.slice(0, READ)}`))
  const near = questions.map((_, at) =>
    Math.max(
      0,
      ...phrasings.map((_, n) => (n === 0 ? 1 : PHRASING) * ((inTitles[n]?.[at] ?? 0) + TEXT * (inAll[n]?.[at] ?? 0))),
    ),
  )
  const nearest = near.reduce((most, one) => Math.max(most, one), 0)
  return near.map((one) => (nearest > 0 ? one / nearest : 1))
}

/** Whether something was asked near enough to be read: what strayed into a topic asks, and answers, something else. */
export const isNear = ({ nearness }: { readonly nearness: number }): boolean => nearness >= NEAR
