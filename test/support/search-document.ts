import type { SearchDocument } from '#search/engine.ts'

/** A question as a search engine is given it; what a test is about is in `more`. */
export function aSearchDocument(id: number, title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id,
    title,
    aliases: [],
    text: `What is told under number ${id}.`,
    kind: 'question',
    state: 'open',
    categoryId: 1,
    tags: [],
    authorId: null,
    language: 'en',
    createdAt: id,
    lastPostAt: id,
    answerCount: 0,
    sameHereCount: 0,
    helpfulCount: 0,
    readCount: 0,
    ...more,
  }
}
