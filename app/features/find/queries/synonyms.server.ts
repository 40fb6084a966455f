import { mayMindSynonyms } from '#app/access/desk.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Synonyms } from '#search/engine.ts'
import type { Evidence } from '../rules/propose-synonyms.ts'
import type { SynonymsPageView } from '../types.ts'

/** Proposals that are shown at once, those with the most evidence. */
const SHOWN = 12

/** All lists, as the search engine reads them. */
export async function readSynonyms(db: Executor): Promise<readonly Synonyms[]> {
  const rows = await db.selectFrom('synonym_sets').select(['language', 'words']).orderBy('id').execute()
  return rows.map(({ language, words }) => ({
    language: language === '' ? null : language,
    words: JSON.parse(words) as string[],
  }))
}

/** The page of the lists: what is there, and what is proposed. */
export async function getSynonymsPage({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<SynonymsPageView> {
  demand(mayMindSynonyms(viewer))
  const sets = await db
    .selectFrom('synonym_sets')
    .select(['id', 'language', 'words', 'origin', 'changed_at'])
    .orderBy('language')
    .orderBy('words_key')
    .execute()
  const open = db.selectFrom('synonym_proposals').where('decided_at', 'is', null)
  const proposals = await open
    .select(['id', 'language', 'word', 'other', 'evidence'])
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  const { n } = await open.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return {
    sets: sets.map((row) => ({
      id: row.id,
      language: row.language,
      words: JSON.parse(row.words) as string[],
      origin: row.origin as 'shipped' | 'admin' | 'proposal', // written from the closed list only
      version: row.changed_at,
    })),
    proposals: proposals.map((row) => ({
      id: row.id,
      language: row.language,
      word: row.word,
      other: row.other,
      evidence: JSON.parse(row.evidence) as Evidence,
    })),
    proposalCount: Number(n),
  }
}
