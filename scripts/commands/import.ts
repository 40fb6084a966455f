import { basename } from 'node:path'
import { availableParallelism } from 'node:os'
import { compose, type App } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { importForum, type ImportReport } from '#app/features/forum/commands/import-forum.server.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { openMarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { progressLine, readArgs, took, UsageError, type Command } from './command.ts'

export const importCommand: Command = {
  name: 'import',
  about: 'Read a forum from JSON Lines (docs/import.md): import forum FILE',
  usage: 'import forum FILE [--source NAME]',
  async run(args) {
    const { positionals, values } = readArgs(args, { source: { type: 'string' } })
    const [kind, file] = positionals
    if (kind !== 'forum' || !file) throw new UsageError('Name what to import: “import forum FILE”.')
    const app = compose(readEnv())
    try {
      await migrate(app.db)
      const report = await runImport(app, { file, source: values.source ?? basename(file) })
      if (report.refused > 0) process.exitCode = 1
    } finally {
      await app.close()
    }
  },
}

/** Imports with a line of progress, indexes what came, and says what was refused and why. */
export async function runImport(
  app: App,
  options: { readonly file: string; readonly source: string; readonly shift?: number },
): Promise<ImportReport> {
  const since = performance.now()
  const show = progressLine()
  const more = Array.from({ length: Math.max(0, Math.min(3, availableParallelism() - 1)) }, () =>
    openMarkdownRenderer(),
  )
  try {
    const report = await importForum(app, {
      ...options,
      renderers: [app.markdown, ...more],
      onProgress: ({ lines, accepted, refused }) => {
        const rate = Math.round((accepted / (performance.now() - since)) * 1000)
        show(
          `  ${lines.toLocaleString('en')} lines read, ${accepted.toLocaleString('en')} taken, ${refused} refused (${rate.toLocaleString('en')} a second)`,
        )
      },
    })
    const indexed = await rebuildIndex(app, app.search, (done, total) =>
      show(`  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} threads indexed`),
    )
    show(
      `Imported ${report.accepted.toLocaleString('en')} lines (${report.unchanged.toLocaleString('en')} were there already), indexed ${indexed.indexed.toLocaleString('en')} threads, in ${took(since)}.`,
      true,
    )
    for (const { line, reason } of report.refusals) console.error(`  line ${line}: ${reason}`)
    return report
  } finally {
    await Promise.all(more.map((renderer) => renderer.close()))
  }
}
