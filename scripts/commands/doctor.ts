import { compose } from '#app/composition.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { countWrongPoints } from '#app/features/recognition/queries/wrong-points.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { counted, figure } from '#app/ui/words.ts'
import { refuseNewerSchema } from '#db/migrate.server.ts'
import { took, type Command } from './command.ts'

export const doctor: Command = {
  name: 'doctor',
  about: 'Compare what is derived with what it is derived from, and say what differs',
  usage: 'doctor',
  async run() {
    const since = performance.now()
    const app = compose(readEnv())
    try {
      await refuseNewerSchema(app.db)
      const wrong = await findWrongCounts(app.db)
      const listed = await app.db
        .selectFrom('threads')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('listed', '=', 1)
        .executeTakeFirstOrThrow()
      const points = await countWrongPoints(app.db)
      const indexed = await app.search.threads.count()
      const findings = wrong.map(({ what, count, example }) => `${what}: ${count} wrong, e.g. ${example}`)
      if (points > 0)
        findings.push(`points: the sums of ${counted(points, 'member')} differ. “rebuild points” mends it`)
      if (indexed !== Number(listed.n))
        findings.push(
          `search index: ${counted(indexed, 'thread')} of ${figure(Number(listed.n))} that are listed. “reindex” mends it`,
        )
      const published = await app.db
        .selectFrom('articles')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('listed', '=', 1)
        .executeTakeFirstOrThrow()
      const found = await app.search.articles.count()
      if (found !== Number(published.n))
        findings.push(
          `search index: ${counted(found, 'article')} of ${figure(Number(published.n))} that are published. “reindex” mends it`,
        )
      const meaning = await app.search.meaning?.state()
      if (meaning && (meaning.due > 0 || meaning.trouble !== null))
        findings.push(
          `vectors: ${counted(meaning.due, 'thread or article', 'threads and articles')} of ${figure(meaning.made + meaning.due)} are to get one${meaning.trouble === null ? '' : ` (${meaning.trouble})`}. The work that goes on makes them`,
        )
      for (const finding of findings) console.log(`  ${finding}`)
      if (findings.length > 0) process.exitCode = 1
      console.log(
        findings.length === 0
          ? `Everything agrees (${took(since)}).`
          : `${counted(findings.length, 'thing differs', 'things differ')} (${took(since)}). “rebuild” makes them again.`,
      )
    } finally {
      await app.close()
    }
  },
}
