// What it takes to read one thread's situation and score it, by itself in one process: `node --import tsx
// test/bench/triage.ts DATA_DIR`, started by desk.mjs on the community it made.
import { compose } from '#app/composition.server.ts'
import { readSecondTier } from '#app/features/escalations/queries/second-tier.server.ts'
import { readSituation } from '#app/features/escalations/queries/situation.server.ts'
import { reasonsHolding } from '#app/features/escalations/rules/reasons.ts'
import { triage } from '#app/features/escalations/rules/triage.ts'
import { parseEnv } from '#app/platform/env.server.ts'

const ROUNDS = 1000
const app = compose(parseEnv({ DATA_DIR: process.argv[2], LOG_LEVEL: 'silent' }))
const tier = await readSecondTier(app.db)
const threads = await app.db.selectFrom('threads').selectAll().orderBy('id').limit(ROUNDS).execute()
const now = app.clock.now()

async function one(at: number): Promise<void> {
  const thread = threads[at]
  if (!thread) return
  const read = await readSituation(app.db, thread, tier, 'UTC', now)
  reasonsHolding(read.situation, tier.rules, now)
  triage(read.triage, tier.weights)
}

for (let at = 0; at < 200; at += 1) await one(at)
const before = process.cpuUsage()
const began = performance.now()
for (let at = 0; at < ROUNDS; at += 1) await one(at)
const spent = process.cpuUsage(before)
const cpu = (spent.user + spent.system) / 1000 / ROUNDS
console.log(
  `triage of one thread       ${((performance.now() - began) / ROUNDS).toFixed(2)} ms, ${cpu.toFixed(2)} ms of processor time`,
)
await app.close()
