import { mayMindSynonyms } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import { LONGEST_SYNONYM, MOST_SYNONYMS, synonymFault, synonymKey, synonymsTyped } from '../rules/synonym-set.ts'
import { findRefusals } from '../words/refusals.ts'

type Parts = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Sets of one site; the engine reads all of them for a search. */
const MOST_SETS = 2000

export interface GivenSynonyms {
  /** Two letters; empty for all languages. */
  readonly language: string
  /** As typed: by lines or commas. */
  readonly words: string
}

/** Says that words mean the same; the next search finds what has any of them. Returns the id of the set. */
export async function addSynonyms(context: Parts, given: GivenSynonyms): Promise<number> {
  const { db, clock, viewer } = context
  demand(mayMindSynonyms(viewer))
  const words = wordsOf(given)
  return once(() =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      await demandRoom(trx)
      const id = await insertSet(trx, { language: given.language, words, origin: 'admin', at: now, by: viewer.id })
      await logAct(trx, { at: now, by: viewer.id, kind: 'synonym', verb: 'add', id, detail: { words: named(words) } })
      await tell(trx, 'synonyms.changed', {}, now)
      return id
    }),
  )
}

/** Changes a set that is as `version` says, else throws `conflict`. */
export async function editSynonyms(context: Parts, id: number, version: number, given: GivenSynonyms): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayMindSynonyms(viewer))
  const words = wordsOf(given)
  await once(() =>
    inTransaction(db, async (trx) => {
      const row = await getSet(trx, id)
      if (row.changed_at !== version) throw new AppError('conflict', saying(findRefusals, 'synonyms.changed'))
      if (row.language === given.language && row.words === JSON.stringify(words)) return
      const now = clock.now()
      await trx
        .updateTable('synonym_sets')
        .set({
          language: given.language,
          words: JSON.stringify(words),
          words_key: synonymKey(words),
          // A version is a time: two changes within a millisecond are two versions.
          changed_at: Math.max(now, row.changed_at + 1),
          by_id: viewer.id,
          origin: 'admin',
        })
        .where('id', '=', id)
        .execute()
      await logAct(trx, { at: now, by: viewer.id, kind: 'synonym', verb: 'edit', id, detail: { words: named(words) } })
      await tell(trx, 'synonyms.changed', {}, now)
    }),
  )
}

/** Takes a set away: each of its words finds only what has it. */
export async function removeSynonyms({ db, clock, viewer }: Parts, id: number): Promise<void> {
  demand(mayMindSynonyms(viewer))
  await inTransaction(db, async (trx) => {
    const row = await getSet(trx, id)
    const now = clock.now()
    await trx.deleteFrom('synonym_sets').where('id', '=', id).execute()
    const words = named(JSON.parse(row.words) as string[])
    await logAct(trx, { at: now, by: viewer.id, kind: 'synonym', verb: 'remove', id, detail: { words } })
    await tell(trx, 'synonyms.changed', {}, now)
  })
}

/** Accepts what the product proposed, or says no to it: it is not proposed again. Decided twice, nothing happens. */
export async function decideProposal(
  { db, clock, viewer }: Parts,
  id: number,
  decision: 'accepted' | 'dismissed',
): Promise<void> {
  demand(mayMindSynonyms(viewer))
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'synonym_proposals', id)
    const row = await trx
      .selectFrom('synonym_proposals')
      .select(['language', 'word', 'other', 'decision'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw notFound(saying(findRefusals, 'synonyms.proposal'))
    if (row.decision === decision) return
    if (row.decision !== null) throw new AppError('conflict', saying(findRefusals, 'synonyms.decided'))
    const now = clock.now()
    await trx
      .updateTable('synonym_proposals')
      .set({ decision, decided_at: now, decided_by: viewer.id })
      .where('id', '=', id)
      .execute()
    const words = [row.word, row.other]
    const verb = decision === 'accepted' ? 'accept' : 'dismiss'
    await logAct(trx, { at: now, by: viewer.id, kind: 'synonym', verb, id, detail: { words: named(words) } })
    if (decision === 'dismissed') return
    await demandRoom(trx)
    await trx
      .insertInto('synonym_sets')
      .values(setRow({ language: row.language, words, origin: 'proposal', at: now, by: viewer.id }))
      .onConflict((c) => c.columns(['language', 'words_key']).doNothing())
      .execute()
    await tell(trx, 'synonyms.changed', {}, now)
  })
}

interface NewSet {
  readonly language: string
  readonly words: readonly string[]
  readonly origin: 'admin' | 'proposal'
  readonly at: number
  readonly by: number | null
}

const setRow = ({ language, words, origin, at, by }: NewSet) => ({
  language,
  words: JSON.stringify(words),
  words_key: synonymKey(words),
  origin,
  created_at: at,
  changed_at: at,
  by_id: by,
})

async function insertSet(trx: Executor, set: NewSet): Promise<number> {
  const { id } = await trx.insertInto('synonym_sets').values(setRow(set)).returning('id').executeTakeFirstOrThrow()
  return id
}

async function getSet(trx: Executor, id: number) {
  await lockRow(trx, 'synonym_sets', id)
  const row = await trx.selectFrom('synonym_sets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(saying(findRefusals, 'synonyms.set'))
  return row
}

async function demandRoom(trx: Executor): Promise<void> {
  const { n } = await trx
    .selectFrom('synonym_sets')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) >= MOST_SETS) throw new AppError('invalid', saying(findRefusals, 'synonyms.full', { most: MOST_SETS }))
}

function wordsOf({ words: typed }: GivenSynonyms): readonly string[] {
  const words = synonymsTyped(typed)
  const fault = synonymFault(words)
  if (fault === null) return words
  const why = {
    few: saying(findRefusals, 'synonyms.few'),
    many: saying(findRefusals, 'synonyms.many', { most: MOST_SYNONYMS }),
    long: saying(findRefusals, 'synonyms.long', { most: LONGEST_SYNONYM }),
  }[fault]
  throw new AppError('invalid', why, { fields: { words: why } })
}

const named = (words: readonly string[]): string => words.join(' = ')

/** The same words twice for a language: the table takes one. */
async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const why = saying(findRefusals, 'synonyms.twice')
    throw new AppError('invalid', why, { fields: { words: why } })
  }
}
