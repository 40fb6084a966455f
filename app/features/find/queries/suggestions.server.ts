import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { plainState, stateOf } from '#app/features/forum/queries/thread-state.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import type { ArticleRowView } from '#app/features/knowledge/types.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { SearchUnavailableError, type AlikeWords, type SearchEngine } from '#search/engine.ts'
import { answersWell, askedWords, weighWords, type AskedWord } from '../rules/answers-well.ts'
import type { HelpRow, SimilarThread } from '../types.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>

/** Titles for what is being typed; empty when the engine is away, because nobody waits for them. */
export async function suggestThreads(
  context: Reading,
  search: SearchEngine,
  text: string,
): Promise<readonly HelpRow[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const { unreadable } = categories
  const typed = text.slice(0, 200)
  return quietly(context, async () => {
    const articles = idsOf(await search.articles.suggest(typed, unreadable, 2))
    const threads = idsOf(await search.threads.suggest(typed, unreadable, 8 - articles.length))
    return [
      ...(await findListedArticles(context.db, articles, categories)).map(articleRow),
      ...(await similarRows(context, threads, categories)),
    ]
  })
}

/** Threads that ask the same as what is being asked. */
export async function findSimilar(
  context: Reading,
  search: SearchEngine,
  asked: { readonly title: string; readonly body: string },
  limit = 6,
): Promise<readonly SimilarThread[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const { unreadable } = categories
  const [title, body] = [asked.title.slice(0, 300), asked.body.slice(0, 2000)]
  return quietly(context, async () => {
    const ids = idsOf(await search.threads.similar(title, body, unreadable, limit))
    return similarRows(context, ids, categories)
  })
}

/** The same with good articles before the threads: what is offered to somebody who is about to ask. */
export async function findHelp(
  context: Reading,
  search: SearchEngine,
  asked: { readonly title: string; readonly body: string },
): Promise<readonly HelpRow[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const [title, body] = [asked.title.slice(0, 300), asked.body.slice(0, 2000)]
  const articles = await quietly(context, async () => {
    const ids = idsOf(await search.articles.similar(title, body, categories.unreadable, 4))
    const rows = await findListedArticles(context.db, ids, categories)
    const asks = rows.length === 0 ? [] : await weighAsked(search, title)
    return rows
      .filter((row) => answersWell(asks, row))
      .slice(0, 2)
      .map(articleRow)
  })
  return [...articles, ...(await findSimilar(context, search, asked, 6 - articles.length))]
}

/** What each word of a question counts, by how rare it is among the threads; what means the same says it too. */
export async function weighAsked(
  search: SearchEngine,
  asked: string,
  alike: readonly AlikeWords[] = [],
): Promise<readonly AskedWord[]> {
  const words = askedWords(asked)
  return weighWords(words, await search.threads.rarities(words), alike)
}

const articleRow = (row: ArticleRowView): HelpRow => ({
  id: row.id,
  address: row.address,
  title: row.title,
  state: 'covered',
  answerCount: 0,
})

const idsOf = (found: readonly { readonly id: number }[]): number[] => found.map(({ id }) => id)

/** The threads with these ids that whoever has these categories may find, in the order of the ids. */
export async function similarRows(
  { db, clock }: Pick<Reading, 'db' | 'clock'>,
  ids: readonly number[],
  { unreadable }: ReadableCategories,
): Promise<readonly SimilarThread[]> {
  if (ids.length === 0) return []
  const rows = await findListedThreads(db, ids, unreadable)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) return []
    const state = plainState(stateOf(row, clock.now()), GUEST)
    return [{ id, address: addressOf(row), title: row.title, state, answerCount: row.answer_count }]
  })
}

async function quietly<Row>(context: Reading, find: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    context.log.warn({ err: error }, 'suggestions do not answer')
    return []
  }
}
