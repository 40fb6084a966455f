import { draftingWords } from '#app/features/knowledge/words/drafting.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { emptyBody, headsIn } from './drafting/heads.ts'

/** What a source said, and where it went. */
export interface Sourced {
  readonly part: string
  readonly sentence: string
}

const LONGEST_TITLE = 150

/**
 * An asker's phrasing as the title of an article: with a capital where it began in lower case, without
 * a stop at its end, and no longer than titles are. Names like “iPhone” stay, and so does everything else.
 */
export function asTitle(phrasing: string): string {
  const [, first = '', rest = ''] = /^(\p{Ll}+(?!\S*\p{Lu}))(.*)$/su.exec(phrasing) ?? []
  const begun = first === '' ? phrasing : first.charAt(0).toUpperCase() + first.slice(1) + rest
  return begun.replace(/(?<![.\s])\.(?=[?!]?$)/u, '').slice(0, LONGEST_TITLE)
}

/**
 * Whether a text still says a sentence; spaces, capitals and the stop at its end don't decide, nor fences that a draft
 * put around code.
 */
export function standsIn(text: string, sentence: string): boolean {
  return flat(text).includes(flat(unfenced(sentence)).replace(/[.?!]+$/, ''))
}

/** Code that its author did not mark, or did not end, stands fenced in a draft. */
const unfenced = (sentence: string): string => sentence.replace(/^```\n|\n(?:`{3,}|~{3,})$/g, '')

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** What a reader would see of an article. */
export interface ArticleWords {
  readonly title: string
  readonly aliases: readonly string[]
  readonly body: string
}

/** Whether the article still says what a source said. */
export function shownIn(article: ArticleWords, { part, sentence }: Sourced): boolean {
  if (part === 'title') return article.title === asTitle(sentence)
  return part === 'alias' ? article.aliases.includes(sentence) : article.body.includes(sentence)
}

/**
 * A draft without these sentences; nothing else in it changes, so that code and lists stay as they are. What stands in
 * for a title, or for a text of which nothing is left, is written in the first language of the place.
 */
export function takeOut(draft: ArticleWords, gone: readonly Sourced[], locale: Locale = SOURCE_LOCALE): ArticleWords {
  let { title, body } = draft
  const aliases = draft.aliases.filter((alias) => !gone.some((one) => one.part === 'alias' && one.sentence === alias))
  // The longest first: a short one may stand inside it.
  for (const { part, sentence } of [...gone].sort((a, b) => b.sentence.length - a.sentence.length)) {
    if (part === 'title' && title === asTitle(sentence)) title = speak(locale, draftingWords)('untitled')
    if (part === 'title' || part === 'alias') continue
    for (let at = body.indexOf(sentence); at >= 0; at = body.indexOf(sentence)) {
      body = joined(body.slice(0, at), body.slice(at + sentence.length))
    }
  }
  return { title, aliases, body: body.trim() === '' ? emptyBody(headsIn(locale)) : body }
}

/** What stood before and after a sentence that left: no mark of a list alone, no space or line too many. */
function joined(before: string, after: string): string {
  const start = before.replace(/(^|\n)[-*+] $/, '$1')
  const beginsLine = start === '' || start.endsWith('\n')
  const endsLine = after === '' || after.startsWith('\n')
  if (beginsLine && endsLine) {
    const rest = after.slice(1)
    return start + (start === '' || start.endsWith('\n\n') ? rest.replace(/^\n+/, '') : rest)
  }
  if (beginsLine) return start + after.replace(/^ +/, '')
  return endsLine || after.startsWith(' ') ? start.replace(/ $/, '') + after : start + after
}
