import { FOUND_END, FOUND_START, type SearchDocument } from '../engine.ts'
import { product, rankFactors } from '../fts5/rank-factors.ts'

/** A document as the server keeps it. */
export interface StoredDocument extends Omit<
  SearchDocument,
  'aliases' | 'tags' | 'readCount' | 'answerCount' | 'sameHereCount'
> {
  readonly aliases: string[]
  readonly tags: string[]
  /** What it is worth beside its words, whatever the time: the last of the ranking rules. */
  readonly worth: number
}

const MARKS = new RegExp(`[${FOUND_START}${FOUND_END}]`, 'gu')
const plain = (text: string): string => text.replace(MARKS, '')

/** What is kept of a thread or an article. No mark of ours stands in it, so that those that come back are the server's. */
export function storedDocument(document: SearchDocument): StoredDocument {
  const { id, kind, state, categoryId, authorId, language, createdAt, lastPostAt, helpfulCount } = document
  const factors = rankFactors(
    { state, helpful_count: helpfulCount, read_count: document.readCount, last_post_at: lastPostAt },
    lastPostAt,
  )
  return {
    ...{ id, kind, state, categoryId, authorId, language, createdAt, lastPostAt, helpfulCount },
    title: plain(document.title),
    aliases: document.aliases.map(plain),
    text: plain(document.text),
    tags: document.tags.map(plain),
    worth: Math.round(1000 * product(factors)),
  }
}
