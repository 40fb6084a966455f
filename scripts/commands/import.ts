import { basename } from 'node:path'
import { availableParallelism } from 'node:os'
import { compose, type App } from '#app/composition.server.ts'
import { rebuildIndex } from '#app/features/find/commands/rebuild-index.server.ts'
import { importForum, type ImportReport } from '#app/features/forum-import/commands/import-forum.server.ts'
import { importFile, type FileImport } from '#app/features/requests/commands/import-file.server.ts'
import { removePage, undo } from '#app/features/requests/commands/stop-import.server.ts'
import { settleThreads } from '#app/features/requests/jobs/settle-thread.server.ts'
import { countRefusals, listRefusals } from '#app/features/requests/queries/imports.server.ts'
import { readColumnsOf } from '#app/features/requests/rules/guess-columns.ts'
import { mappingOf, textlessExport } from '#app/features/requests/rules/mapping.ts'
import { BrandName } from '#app/features/requests/schemas.ts'
import { CHANNELS, FORMATS, type ImportView } from '#app/features/requests/types.ts'
import { redactedWords, refusedWords } from '#app/features/requests/ui/counted-kinds.ts'
import { valueWords } from '#app/features/requests/words/values.ts'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { openMarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import { counted, figure } from '#app/ui/words.ts'
import { migrate } from '#db/migrate.server.ts'
import { progressLine, readArgs, took, UsageError, type Command } from './command.ts'

/** Refused rows that are written out; the rest is on the import's page. */
const REFUSALS_SHOWN = 20

export const importCommand: Command = {
  name: 'import',
  about: 'Read a forum (docs/import.md) or support requests (docs/requests.md) from a file',
  usage: [
    'import forum FILE [--source NAME]',
    '       npm run askwell -- import requests FILE [--source NAME] [--brand NAME] [--channel mail] [--format csv] [--map subject=COLUMN]… [--header-line 3]',
    '       npm run askwell -- import requests --undo NUMBER',
  ].join('\n'),
  async run(args) {
    const { positionals, values } = readArgs(args, {
      source: { type: 'string' },
      brand: { type: 'string' },
      channel: { type: 'string' },
      format: { type: 'string' },
      'header-line': { type: 'string' },
      map: { type: 'string', multiple: true },
      undo: { type: 'string' },
    })
    const [kind, file] = positionals
    const isRequests = kind === 'requests'
    if ((kind !== 'forum' && !isRequests) || (!file && !(isRequests && values.undo)))
      throw new UsageError('Name what to import: “import forum FILE” or “import requests FILE”.')
    if (
      !isRequests &&
      (values.brand ?? values.channel ?? values.format ?? values.map ?? values['header-line'] ?? values.undo) !==
        undefined
    )
      throw new UsageError('A forum is read with --source only.')
    const given = isRequests ? requestsOptions(values) : null
    const app = compose(readEnv())
    try {
      await migrate(app.db)
      if (!given) {
        const report = await runImport(app, { file: file ?? '', source: values.source ?? basename(file ?? '') })
        if (report.refused > 0) process.exitCode = 1
      } else if (values.undo !== undefined) await undoRequests(app, values.undo)
      else {
        const { refused } = await runRequestsImport(app, { ...given, file: file ?? '' })
        if (refused > 0) process.exitCode = 1
      }
    } finally {
      await app.close()
    }
  },
}

interface Words {
  readonly source?: string | undefined
  readonly brand?: string | undefined
  readonly channel?: string | undefined
  readonly format?: string | undefined
  readonly map?: readonly string[] | undefined
  readonly 'header-line'?: string | undefined
}

function requestsOptions({
  source,
  brand,
  channel,
  format,
  map = [],
  'header-line': line,
}: Words): Omit<FileImport, 'file'> {
  const one = <T extends string>(what: string, words: readonly T[], given: string | undefined): T | undefined => {
    const found = words.find((word) => word === given)
    if (given !== undefined && !found) throw new UsageError(`--${what} is one of ${words.join(', ')}.`)
    return found
  }
  if (line !== undefined && !/^[1-9]\d{0,3}$/.test(line))
    throw new UsageError('--header-line is the number of a line, such as 3.')
  const named = brand === undefined ? undefined : BrandName.safeParse(brand)
  if (named?.success === false) throw new UsageError('--brand has at most 60 letters.')
  const mapping = mappingOf(map)
  if (typeof mapping === 'string') throw new UsageError(mapping)
  return {
    source,
    brand: named?.data,
    mapping,
    headerLine: line === undefined ? undefined : Number(line),
    channel: one('channel', CHANNELS, channel),
    format: one('format', FORMATS, format),
  }
}

/** Imports requests with a line of progress, and says what was redacted, what refused and why. */
export async function runRequestsImport(app: Parameters<typeof importFile>[0], given: FileImport): Promise<ImportView> {
  const since = performance.now()
  const show = progressLine()
  let bytes = 0
  const done = await importFile(app, {
    ...given,
    onPlan(options, size) {
      bytes = size
      const columns = Object.entries(options.mapping).map(([field, column]) => `${field} = ${column}`)
      console.log(
        `  Reads ${given.file} as ${options.layout === null ? options.format : `JSON from ${options.layout}`}, ${options.encoding}${columns.length > 0 ? `: ${columns.join(', ')}` : ''}.`,
      )
      const textless = textlessExport(options.columns, options.mapping)
      if (textless)
        console.log(
          `  This export from ${textless.name} contains no message texts, so the subjects are used instead. ${textless.instead}`,
        )
      if (options.orderFrom === 'guessed' || options.orderFrom === 'mixed')
        console.log(
          `  Dates such as 03/04/2026 are read as ${options.dayFirst ? '3 April' : '4 March'}: ${options.orderFrom === 'mixed' ? 'the column has both kinds' : 'no date in the column makes it clear'}.`,
        )
      if (options.scale !== 'none')
        console.log(
          `  Ratings: ${speak(SOURCE_LOCALE, valueWords)(`scale.${options.scale}`)}.${options.unreadRatings > 0 ? ` ${counted(options.unreadRatings, 'rating')} can’t be read.` : ''}`,
        )
      if (options.ambiguousZones > 0)
        console.log(
          `  ${counted(options.ambiguousZones, 'time')} with a zone that stands for several: IST is read as India’s, CST and AST as North America’s, BST as Britain’s.`,
        )
      const used = readColumnsOf(options.columns, options.mapping)
      const unread = options.columns.filter((column) => !used.has(column))
      if (unread.length > 0) console.log(`  Not read: ${unread.join(', ')}. Name what it is with --map FIELD=COLUMN.`)
    },
    onProgress({ position, accepted, unchanged, refused }) {
      const part = Math.min(100, Math.floor((position / Math.max(1, bytes)) * 100))
      const rate = Math.round(((accepted + unchanged) / (performance.now() - since)) * 1000)
      show(
        `  ${part} % read, ${figure(accepted)} taken, ${figure(unchanged)} known, ${figure(refused)} refused (${figure(rate)} a second)`,
      )
    },
  })
  show(
    `Import ${done.id}: ${counted(done.accepted, 'request')} taken, ${figure(done.updated)} brought up to date, ${figure(done.unchanged)} there already, ${figure(done.refused)} refused, in ${took(since)}.`,
    true,
  )
  const refused = refusedWords(done.refused > 0 ? await countRefusals(app.db, done.id) : [], SOURCE_LOCALE)
  if (refused.length > 0) console.log(`  ${figure(done.refused)} refused: ${refused.join(', ')}.`)
  if (done.undated > 0)
    console.log(`  ${counted(done.undated, 'request')} without a time that could be read: counted as asked now.`)
  if (done.damagedIds > 0)
    console.log(
      `  ${counted(done.damagedIds, 'request')} taken without their number, which a spreadsheet had changed (such as 1.23E+11). Export again, and do not open the file in a spreadsheet.`,
    )
  if (done.cutTexts > 0)
    console.log(`  ${counted(done.cutTexts, 'request')} with a text that a spreadsheet cut at 32,767 letters.`)
  if (done.garbled > 0)
    console.log(
      `  ${counted(done.garbled, 'request')} with places whose letters could not be told: a � or a wrong letter stands there.`,
    )
  const redacted = redactedWords(done.redactions, SOURCE_LOCALE)
  if (redacted.length > 0) console.log(`  Redacted: ${redacted.join(', ')}.`)
  for (const { line, reason } of await listRefusals(app.db, done.id, REFUSALS_SHOWN, SOURCE_LOCALE))
    console.error(`  line ${line}: ${textIn(SOURCE_LOCALE, reason)}`)
  if (done.refused > REFUSALS_SHOWN)
    console.error(`  … and ${figure(done.refused - REFUSALS_SHOWN)} more: /desk/requests/imports/${done.id}`)
  return done
}

async function undoRequests(app: App, number: string): Promise<void> {
  if (!/^[1-9]\d{0,14}$/.test(number)) throw new UsageError('Give the number of the import.')
  const since = performance.now()
  const id = Number(number)
  await undo(app, id)
  const show = progressLine()
  let removed = 0
  for (let more = -1; more !== 0; removed += more) {
    more = await removePage(app, id)
    show(`  ${figure(removed)} removed`)
  }
  show(`Import ${id} is undone: ${counted(removed, 'request')} removed, in ${took(since)}.`, true)
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
          `  ${counted(lines, 'line')} read, ${figure(accepted)} taken, ${figure(refused)} refused (${figure(rate)} a second)`,
        )
      },
    })
    const indexed = await rebuildIndex(app, app.search, (done, total) =>
      show(`  ${figure(done)} of ${counted(total, 'thread')} indexed`),
    )
    await settleThreads(app, (done) => show(`  ${counted(done, 'thread')} looked at as requests`))
    show(
      `Imported ${counted(report.accepted, 'line')} (${figure(report.unchanged)} there already), indexed ${counted(indexed.indexed, 'thread')}, in ${took(since)}.`,
      true,
    )
    for (const { line, reason } of report.refusals) console.error(`  line ${line}: ${textIn(SOURCE_LOCALE, reason)}`)
    if (report.notAccepted.length > 0)
      console.log(`  ${counted(report.notAccepted.length, 'post')} taken, but not as the accepted answer:`)
    for (const { line, reason } of report.notAccepted) console.log(`  line ${line}: ${textIn(SOURCE_LOCALE, reason)}`)
    return report
  } finally {
    await Promise.all(more.map((renderer) => renderer.close()))
  }
}
