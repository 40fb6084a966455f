import { openGrowing } from './growing.ts'
import { openLexicon, type Lexicon } from './lexicon.ts'

/** What is ranked: an article, a question, or one answer of a thread. */
export interface MatchDocument {
  readonly id: string
  readonly title: string
  readonly text: string
  /** Documents of one thread are one document to the ranking. */
  readonly thread?: string | undefined
}

/** Longer texts are cut: what they are about stands at the beginning. In letters. */
const MOST_LETTERS = 10_000

/** Documents as numbers of words, gathered into threads, in flat arrays. */
export interface Documents {
  readonly lexicon: Lexicon
  readonly ids: readonly string[]
  readonly threads: number
  add(document: MatchDocument): void
  numberOf(id: string): number | undefined
  threadOf(document: number): number
  /** The documents of a thread, in the order they came. */
  documentsOf(thread: number): readonly number[]
  /** The words of a document, its title first. A title that the thread has already is left out. */
  wordsOf(document: number): { readonly title: Int32Array; readonly text: Int32Array }
  eachWord(thread: number, visit: (form: number, isTitle: boolean) => void): void
}

/** Opens an empty collection. */
export function openDocuments(): Documents {
  const lexicon = openLexicon()
  const ids: string[] = []
  const numbers = new Map<string, number>()
  const words = openGrowing(1 << 16)
  const starts = openGrowing()
  const texts = openGrowing()
  const threadOf = openGrowing()
  const named = new Map<string, number>()
  const members: (number | number[])[] = []
  const titles = new Map<number, Set<string>>()

  /** Most threads are one document, which costs no list of its own. */
  const join = (document: number, name: string | undefined): number => {
    const known = name === undefined ? undefined : named.get(name)
    if (known === undefined) {
      if (name !== undefined) named.set(name, members.length)
      return members.push(document) - 1
    }
    const before = members[known] ?? []
    if (typeof before === 'number') members[known] = [before, document]
    else before.push(document)
    return known
  }
  const isNewTitle = (thread: number, { thread: name, title }: MatchDocument): boolean => {
    if (name === undefined) return true
    const known = titles.get(thread) ?? new Set<string>()
    titles.set(thread, known)
    if (known.has(title)) return false
    known.add(title)
    return true
  }
  const wordsOf = (document: number) => ({
    title: words.part(starts.at(document), texts.at(document)),
    text: words.part(texts.at(document), document + 1 < starts.length ? starts.at(document + 1) : words.length),
  })
  const documentsOf = (thread: number): readonly number[] => {
    const found = members[thread] ?? []
    return typeof found === 'number' ? [found] : found
  }
  return {
    lexicon,
    ids,
    get threads() {
      return members.length
    },
    add(document) {
      const number = ids.push(document.id) - 1
      numbers.set(document.id, number)
      const thread = join(number, document.thread)
      threadOf.push(thread)
      starts.push(words.length)
      if (isNewTitle(thread, document))
        for (const form of lexicon.add(document.title.slice(0, MOST_LETTERS))) words.push(form)
      texts.push(words.length)
      for (const form of lexicon.add(document.text.slice(0, MOST_LETTERS))) words.push(form)
    },
    numberOf: (id) => numbers.get(id),
    threadOf: (document) => threadOf.at(document),
    documentsOf,
    wordsOf,
    eachWord(thread, visit) {
      for (const document of documentsOf(thread)) {
        const { title, text } = wordsOf(document)
        for (const form of title) visit(form, true)
        for (const form of text) visit(form, false)
      }
    },
  }
}
