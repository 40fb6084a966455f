import { compose } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { rebuildCounts } from '#app/features/forum/commands/rebuild-counts.server.ts'
import { renewPromises } from '#app/features/forum/jobs/renew-promises.server.ts'
import { LARGE_PIECE, rebuildPoints } from '#app/features/recognition/commands/rebuild-points.server.ts'
import { sweepExemplars } from '#app/features/knowledge/jobs/sweep-exemplars.server.ts'
import { findRingsAgain } from '#app/features/recognition/jobs/find-rings.server.ts'
import { settleThreads } from '#app/features/requests/jobs/settle-thread.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { counted, figure } from '#app/ui/words.ts'
import { useMuchMemory } from '#db/memory.server.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import { progressLine, readArgs, took, UsageError, type Command } from './command.ts'

type App = ReturnType<typeof compose>
type Show = ReturnType<typeof progressLine>

export const rebuild: Command = {
  name: 'rebuild',
  about:
    'Make everything derived again: counts, due times, requests of threads, points, possible articles, then the search index',
  usage: 'rebuild [points | vectors]',
  async run(args) {
    const [what, ...rest] = readArgs(args, {}).positionals
    if (rest.length > 0 || (what !== undefined && what !== 'points' && what !== 'vectors'))
      throw new UsageError('Only “points” and “vectors” can be rebuilt by themselves.')
    const since = performance.now()
    const show = progressLine()
    const app = compose(readEnv())
    try {
      await refuseNewerSchema(app.db)
      if (what === 'points') {
        const { members, entries } = await points(app, show)
        show(`Counted ${counted(entries, 'outcome')} of ${counted(members, 'member')} again, in ${took(since)}.`, true)
        return
      }
      if (what === 'vectors') {
        await forgetVectors(app)
        show(`Threw all vectors away, in ${took(since)}. They are made again by the work that goes on.`, true)
        return
      }
      const threads = await rebuildCounts(app.db, (done) => show(`  ${counted(done, 'thread')} counted`))
      await renewPromises(app, { calendar: 0, category: 0 })
      await settleThreads(app, (done) => show(`  ${counted(done, 'thread')} looked at as requests`))
      await points(app, show)
      await sweepExemplars(app)
      const { indexed } = await rebuildIndex(app, app.search, (done, total) =>
        show(`  ${figure(done)} of ${counted(total, 'thread')} indexed`),
      )
      show(`Counted ${counted(threads, 'thread')} again and indexed ${figure(indexed)}, in ${took(since)}.`, true)
    } finally {
      await app.close()
    }
  },
}

async function forgetVectors({ db, search, clock }: App) {
  if (!search.meaning) throw new UsageError('No model for vectors is set: AI_BASE_URL and AI_EMBEDDING_MODEL.')
  await search.meaning.forget()
  await enqueue(db, 'search.vectors', {}, { now: clock.now() })
}

async function points(app: App, show: Show) {
  const { zone } = await readSite(app.db)
  await useMuchMemory(app.db)
  const rebuilt = await rebuildPoints(app, zone, {
    piece: LARGE_PIECE,
    onProgress: (done, of) =>
      show(
        of === 'threads' ? `  ${counted(done, 'thread')} looked at for points` : `  ${counted(done, 'member')} settled`,
      ),
  })
  await findRingsAgain(app)
  await enqueue(app.db, 'badges.sweep', { badge: 0 }, { now: app.clock.now() })
  return rebuilt
}
