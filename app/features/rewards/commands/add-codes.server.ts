import { mayMindRewards } from '#app/access/recognition.ts'
import { AppError, notFound, type FieldRefusals } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { codeHash, sealCode } from '../queries/sealed-details.server.ts'
import { codesIn, MOST_CODES } from '../rules/codes-file.ts'
import type { CodesResult } from '../types.ts'
import { rewardRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Rows that one statement takes. */
const A_TIME = 400

/**
 * Adds codes to a reward, one a line of `text`. One that is there already, of this reward or another, is not added again,
 * and its line is named. Sent twice, the second time adds nothing.
 */
export async function addCodes({ db, clock, viewer }: Who, id: number, text: string): Promise<CodesResult> {
  demand(mayMindRewards(viewer))
  const { codes, twice, tooLong } = codesIn(text)
  const [first] = tooLong
  if (first !== undefined)
    throw wrong('codes', saying(rewardRefusals, 'codes.long', { lines: tooLong.length, first: String(first) }))
  if (codes.length === 0) throw wrong('codes', saying(rewardRefusals, 'codes.none'))
  if (codes.length > MOST_CODES) throw wrong('codes', saying(rewardRefusals, 'codes.many', { count: codes.length }))
  const now = clock.now()
  const secret = await readSecret(db, now)
  const rows = codes.map(({ line, code }) => ({ line, code: sealCode(secret, code), hash: codeHash(secret, code) }))
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'rewards', id)
    const reward = await trx.selectFrom('rewards').select(['kind', 'title']).where('id', '=', id).executeTakeFirst()
    if (!reward) throw notFound(saying(rewardRefusals, 'missing'))
    if (reward.kind !== 'code') throw wrong('codes', saying(rewardRefusals, 'notCodes'))
    const added = new Set<string>()
    for (let at = 0; at < rows.length; at += A_TIME) {
      const written = await trx
        .insertInto('reward_codes')
        .values(
          rows
            .slice(at, at + A_TIME)
            .map(({ code, hash }) => ({ reward_id: id, code, code_hash: hash, added_at: now })),
        )
        .onConflict((c) => c.column('code_hash').doNothing())
        .returning('code_hash')
        .execute()
      for (const { code_hash } of written) added.add(code_hash)
    }
    if (added.size > 0)
      await logAct(trx, {
        at: now,
        by: viewer.id,
        kind: 'reward',
        verb: 'add codes',
        id,
        detail: { title: reward.title, count: added.size },
      })
    return { added: added.size, twice, known: rows.filter(({ hash }) => !added.has(hash)).map(({ line }) => line) }
  })
}

/** The text of a list of codes as a form sent it: pasted, or as a file. */
export async function codesText(pasted: string, file: unknown): Promise<string> {
  if (!(file instanceof Blob) || file.size === 0) return pasted
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    if (!text.includes('\0')) return `${pasted}\n${text}`.replace(/^\n/, '')
  } catch {
    // Said below: it is no text in UTF-8.
  }
  throw wrong('file', saying(rewardRefusals, 'codes.unreadable'))
}

function wrong(field: string, why: Saying): AppError {
  const fields: FieldRefusals = { [field]: why }
  return new AppError('invalid', why, { fields })
}
