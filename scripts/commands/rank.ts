import { openDocuments, type Documents } from '#app/features/find/rules/documents.ts'
import { openMatchIndex } from '#app/features/find/rules/match-index.ts'
import { counted } from '#app/ui/words.ts'
import { progressLine, readArgs, took, UsageError, type Command } from './command.ts'
import { demandFile, demandFolderOf, idOf, openJsonLines, readJsonLines, type JsonLine } from './json-lines.ts'

/** Results of a query that names no candidates. */
const MOST = 100

export const rank: Command = {
  name: 'rank',
  about: 'Rank the documents of a file for the questions of another (docs/mining.md)',
  usage: 'rank --corpus DOCUMENTS.jsonl --queries QUESTIONS.jsonl --out RANKED.jsonl',
  async run(args) {
    const { values } = readArgs(args, {
      corpus: { type: 'string' },
      queries: { type: 'string' },
      out: { type: 'string' },
    })
    const { corpus, queries, out } = values
    if (!corpus || !queries || !out)
      throw new UsageError('Name the documents, the questions and where the result goes: --corpus, --queries, --out.')
    await rankFiles(corpus, queries, out)
  },
}

async function rankFiles(corpus: string, queries: string, out: string): Promise<void> {
  const since = performance.now()
  const show = progressLine(process.stderr)
  for (const file of [corpus, queries]) await demandFile(file)
  await demandFolderOf(out)
  const documents = await readCorpus(corpus, (count) => show(`  ${counted(count, 'document')} read`))
  const index = openMatchIndex(documents)
  const ready = took(since)
  const ranked = openJsonLines(out)
  let done = 0
  for await (const line of readJsonLines(queries, '{"id": …, "title": …, "text": …}')) {
    const { candidates } = line.value
    if (candidates !== undefined && !isIds(candidates)) throw line.refuse('the candidates are not a list of ids.')
    const query = { title: textOf(line, 'title'), text: textOf(line, 'text'), candidates: candidates?.map(String) }
    await ranked.write({ query: idOf(line), ranked: index.rank(query, MOST) })
    show(`  ${counted(++done, 'question')} answered`)
  }
  await ranked.close()
  show(
    `${counted(done, 'question')} answered from ${counted(documents.ids.length, 'document')}, in ${took(since)} (${ready} to read and index).`,
    true,
  )
}

async function readCorpus(file: string, onProgress: (count: number) => void): Promise<Documents> {
  const documents = openDocuments()
  for await (const line of readJsonLines(file, '{"id": …, "title": …, "text": …}')) {
    const id = idOf(line)
    const { thread } = line.value
    const isNamed = typeof thread === 'string' || typeof thread === 'number'
    if (!isNamed && thread !== undefined && thread !== null) throw line.refuse('the thread is not an id.')
    if (documents.numberOf(id) !== undefined) throw line.refuse(`there is another document ${id}.`)
    const [title, text] = [textOf(line, 'title'), textOf(line, 'text')]
    documents.add({ id, title, text, thread: isNamed ? String(thread) : undefined })
    onProgress(documents.ids.length)
  }
  return documents
}

function textOf({ value, refuse }: JsonLine, name: 'title' | 'text'): string {
  const text = value[name] ?? ''
  if (typeof text !== 'string') throw refuse(`the ${name} is not a string.`)
  return text
}

function isIds(value: unknown): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')
}
