import type { Services } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { readSynonyms } from '../queries/synonyms.server.ts'

/** The job `search.synonyms`: the engine reads the lists of words that mean the same as they are now. */
export async function pushSynonyms({ db }: Pick<Services, 'db'>, search: SearchEngine): Promise<void> {
  await search.setSynonyms(await readSynonyms(db))
}
