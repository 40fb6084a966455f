import { wordsIn } from '#app/text/likeness.ts'
import { tells, type ForumWords } from './forum-words.ts'

/** Words that stand in every title and tell nothing of what is asked. */
const SMALL = new Set(
  'a an and are as at be but by can cannot can do do for from get has have how i if in into is it its me my no not of off on or so t that the their them there thi to up us wa way what when where which why will with you your s ve m d re ll don doesn won isn didn wie kann ich man die der da ein mein und mit nicht comment je le la un mon et pa cómo el mi no con de'.split(
    ' ',
  ),
)

/** How title and answer meet. All shares are of what the words tell, 0 to 1. */
export interface Meeting {
  /** The title's words that stand in the answer. */
  readonly said: number
  /** The same, with words that answers say where such a word is asked. */
  readonly met: number
  /** Words of the title in its first two lines. */
  readonly early: number
  /** The rarest word of the title that the answer neither says nor is known to mean; null where there is none. */
  readonly missing: string | null
}

/** How much a word of the answer that goes with a word of the title counts beside that word itself. */
const MEANT = 0.7
/** So many words that go with it make a word of the title as good as meant. */
const TOGETHER = 3

/**
 * Whether an answer is about what its title asks: which of the title's words it says, and which it means by the words
 * that accepted answers of the place say where such a word stands in the title.
 */
export function meetingOf(title: string, answer: string, words: ForumWords): Meeting {
  const asked = tellingWords(title)
  const said = new Set(wordsIn(answer))
  const first = new Set(
    wordsIn(
      answer
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, 2)
        .join(' ')
        .slice(0, 300),
    ),
  )
  let [all, direct, met] = [0, 0, 0]
  let missing: { readonly word: string; readonly tells: number } | null = null
  for (const word of asked) {
    const weight = tells(word, words)
    all += weight
    if (said.has(word)) {
      direct += weight
      met += weight
      continue
    }
    const meant = meantBy(word, said, words)
    met += weight * meant
    if (meant < 0.5 && (missing === null || weight > missing.tells)) missing = { word, tells: weight }
  }
  return {
    said: all === 0 ? 0 : direct / all,
    met: all === 0 ? 0 : met / all,
    early: asked.filter((word) => first.has(word) && !isEverywhere(word, words)).length,
    missing: missing?.word ?? null,
  }
}

/** A word that so large a share of all questions has is the name of what all is about. */
const EVERYWHERE = 0.25

const isEverywhere = (word: string, { questions, frequency }: ForumWords): boolean =>
  questions > 0 && (frequency[word] ?? 0) > EVERYWHERE * questions

/** The words of a title that tell what it asks, folded, each once. */
export function tellingWords(title: string): readonly string[] {
  return [...new Set(wordsIn(title))].filter((word) => word.length > 1 && !SMALL.has(word))
}

function meantBy(word: string, said: ReadonlySet<string>, words: ForumWords): number {
  const strengths = Object.entries(words.pairs[word] ?? {})
    .filter(([other]) => said.has(other))
    .map(([, strength]) => strength)
    .sort((a, b) => b - a)
    .slice(0, TOGETHER)
  return (
    MEANT *
    Math.min(
      1,
      strengths.reduce((sum, one) => sum + one, 0),
    )
  )
}

/** How many rare words the asker's own text has in common with the answer that the title has not: it is about them. */
export function ownWords(title: string, opening: string, answer: string, words: ForumWords): number {
  const inTitle = new Set(wordsIn(title))
  const said = new Set(wordsIn(answer))
  const rare = Math.log(1 + Math.max(words.questions, 1) / 8)
  return [...new Set(wordsIn(opening))].filter(
    (word) => word.length > 3 && said.has(word) && !inTitle.has(word) && tells(word, words) >= rare,
  ).length
}
