import type { TopicRow } from '#db/schema/mining.ts'
import type { Executor } from '#db/transaction.server.ts'
import { topicAfterMerges } from './merged-topics.server.ts'
import { findPhrasings, phrasingsOf } from './phrasings.server.ts'

/** What a renaming keeps: `beforeAt` is null where the title before it was a request's and not an editor's. */
interface RenameDetail {
  readonly before?: string
  readonly beforeAt: number | null
  readonly after: string
}

type Words = Pick<TopicRow, 'title' | 'aliases' | 'renamed_at'>

/** What a topic is to be called from now on. */
export interface WordsSettled {
  /** What it was called as this was read. */
  readonly before: Words
  readonly title: string
  readonly aliases: readonly string[]
  /** The requests that say these words, by which the next count sees at once that nothing changed. */
  readonly sources: readonly number[]
  /** Renamings whose former title nobody says any more, without it. */
  readonly former: readonly { readonly id: number; readonly detail: string }[]
}

/**
 * A topic is called by what its requests say: when those that gave it title and other phrasings are gone (an import was
 * undone, somebody left), their words go with them, and the most fitting of the others names it. An editor's name stays,
 * but what the topic was called before it does not outlive the requests that said it either. Null while the requests
 * that are known to say its words still do; only otherwise the others are read, in pieces.
 */
export async function readWords(db: Executor, topicId: number, signal?: AbortSignal): Promise<WordsSettled | null> {
  const topic = await db
    .selectFrom('topics')
    .select(['title', 'aliases', 'words', 'renamed_at', 'word_sources', 'is_rest'])
    .where('id', '=', topicId)
    .executeTakeFirst()
  if (!topic) return null
  const { title, aliases, renamed_at } = topic
  // What else is asked is called by words that many of its requests have.
  const isSaid = renamed_at === null && topic.is_rest === 0
  const known = JSON.parse(aliases) as string[]
  const renames = await renamesOf(db, topicId)
  const former = renames.flatMap(({ detail }) => formerTitleOf(detail) ?? [])
  const wanted = new Set([...(isSaid ? [title] : []), ...known, ...former])
  const home = await topicAfterMerges(db, topicId)
  const still = await phrasingsOf(db, home, JSON.parse(topic.word_sources) as number[])
  if ([...wanted].every((words) => still.has(words))) return null
  signal?.throwIfAborted()
  const { sayers, first } = await findPhrasings(db, home, wanted)
  const said = known.filter((alias) => sayers.has(alias))
  const isNamed = !isSaid || sayers.has(title)
  const named = isNamed ? title : (said[0] ?? first?.[0] ?? (JSON.parse(topic.words) as string[]).join(' '))
  const sources = [...sayers.values(), ...(first === null ? [] : [first[1]])]
  return {
    before: { title, aliases, renamed_at },
    title: named,
    aliases: said.filter((alias) => alias !== named),
    sources: [...new Set(sources.map(({ id }) => id))],
    former: renames.flatMap(({ id, detail }) => {
      const words = formerTitleOf(detail)
      if (words === null || sayers.has(words)) return []
      const { before: _, ...rest } = detail
      return [{ id, detail: JSON.stringify(rest) }]
    }),
  }
}

async function renamesOf(
  db: Executor,
  topicId: number,
): Promise<readonly { readonly id: number; readonly detail: RenameDetail }[]> {
  const rows = await db
    .selectFrom('topic_decisions')
    .select(['id', 'detail'])
    .where('topic_id', '=', topicId)
    .where('kind', '=', 'rename')
    .execute()
  return rows.map(({ id, detail }) => ({ id, detail: JSON.parse(detail) as RenameDetail }))
}

/** A decision keeps the title before it, to be taken back: the words of a request, unless an editor had chosen them. */
const formerTitleOf = ({ before, beforeAt }: RenameDetail): string | null =>
  before === undefined || beforeAt !== null ? null : before
