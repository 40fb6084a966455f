// How long settling one member takes, when an outcome of theirs was added: the part of `recognition.mjs` that needs the code.
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { settleMembers } from '#app/features/recognition/commands/settle-members.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

const db = openDatabase(join(process.argv[2] ?? '', 'askwell.db'))
const all = await db.selectFrom('standings').select(['member_id', 'points']).orderBy('points', 'desc').execute()
const measure = async (ids: readonly number[]): Promise<number> => {
  const times: number[] = []
  for (const id of ids) {
    await db
      .updateTable('points')
      .set({ unsettled: 1, points: 0 })
      .where('id', '=', (eb) =>
        eb.selectFrom('points').select('id').where('member_id', '=', id).orderBy('day', 'desc').limit(1),
      )
      .execute()
    const from = performance.now()
    await inTransaction(db, (trx) => settleMembers(trx, [id], Date.now()))
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
const some = all.filter((_, index) => index % Math.ceil(all.length / 300) === 0).map((row) => row.member_id)
await measure(some.slice(0, 30))
console.log(
  `settling one member          ${(await measure(some)).toFixed(2)} ms, median of ${some.length} with an outcome more`,
)
const top = all.slice(0, 20).map((row) => row.member_id)
console.log(`settling the twenty first    ${(await measure(top)).toFixed(2)} ms`)
await db.destroy()
