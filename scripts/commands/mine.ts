import { writeFile } from 'node:fs/promises'
import { mineSteps } from '#app/features/mining/rules/mine.ts'
import { openPlacer } from '#app/features/mining/rules/place.ts'
import { withQuestions } from '#app/features/mining/rules/questions.ts'
import { openSampler } from '#app/features/mining/rules/sample.ts'
import type { MiningInput, MiningProgress, MiningResult, Placing } from '#app/features/mining/types.ts'
import { counted, figure } from '#app/ui/words.ts'
import { demandFile, demandFolderOf, idOf, openJsonLines, readJsonLines } from './json-lines.ts'
import { progressLine, readArgs, took, UsageError, type Command } from './command.ts'

const STAGES: Readonly<Record<MiningProgress['stage'], string>> = {
  reading: 'Reading words',
  domains: 'Telling domains apart',
  level: 'Choosing how fine',
  grouping: 'Grouping',
  placing: 'Placing',
}

export const mineCommand: Command = {
  name: 'mine',
  about: 'Group the requests of a file into topics and subjects (docs/mining.md)',
  usage: 'mine --requests IN.jsonl --out OUT.jsonl [--seed N] [--coverage SHARE] [--topics FILE] [--fit] [--questions]',
  async run(args) {
    const { values } = readArgs(args, {
      requests: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      coverage: { type: 'string', default: '1' },
      topics: { type: 'string' },
      fit: { type: 'boolean', default: false },
      questions: { type: 'boolean', default: false },
    })
    if (!values.requests || !values.out)
      throw new UsageError('Name the requests and where the result goes: --requests, --out.')
    const seed = Number(values.seed)
    if (!Number.isSafeInteger(seed)) throw new UsageError('--seed is a whole number.')
    const coverage = Number(values.coverage)
    if (!(coverage > 0 && coverage <= 1)) throw new UsageError('--coverage is a share, such as 0.9.')
    const { requests: file, out, topics, fit: withFit, questions } = values
    await mineFile({ file, out, seed, coverage, topics, withFit, questions })
  },
}

/** So many different texts are read closely, the rest is placed; the product reads as many requests. */
const MOST_TEXTS = 200_000

interface FileToMine {
  readonly file: string
  readonly out: string
  readonly seed: number
  /** Share of the requests to place at most; those that fit worst are left out. */
  readonly coverage: number
  readonly topics: string | undefined
  /** Whether each line also says how well the request fits. */
  readonly withFit: boolean
  /** Whether each line also says which question the request asks, and topics are these questions. */
  readonly questions: boolean
}

async function mineFile({ file, out, seed, coverage, topics, withFit, questions }: FileToMine): Promise<void> {
  const since = performance.now()
  const show = progressLine(process.stderr)
  await demandFile(file)
  await demandFolderOf(out)
  const sampler = openSampler<MiningInput>(MOST_TEXTS, seed)
  let count = 0
  for await (const request of readRequests(file)) {
    sampler.offer(request.text, () => request)
    if (++count % 10_000 === 0) show(`  ${counted(count, 'request')} read`)
  }
  const sample = sampler.counted().map(({ value, times }) => ({ ...value, times }))
  const result = mineSample(sample, seed, show)
  const asked = questions ? withQuestions(result, sample) : undefined
  const least = fitAt(result, 1 - coverage)
  const placed = await writePlaces({ file, out, sample, result, asked, least, withFit }, (done) =>
    show(`  ${figure(done)} of ${counted(count, 'request')} placed`),
  )
  if (topics !== undefined)
    await writeFile(
      topics,
      `${JSON.stringify(asked ? questionsOf(asked, sample) : topicsOf(result, sample), null, 1)}\n`,
    )
  const uncertain = result.agreement < 0.7 ? ' The topics are uncertain: runs hardly agree.' : ''
  show(
    `${counted(result.topics.length, 'topic')} in ${counted(Math.min(result.subjects, result.topics.length), 'subject')}; ${figure(placed)} of ${counted(count, 'request')} placed, in ${took(since)}.${uncertain}`,
    true,
  )
}

/** Every request of a file; a line that is none is one clear error. */
async function* readRequests(file: string): AsyncGenerator<MiningInput> {
  for await (const line of readJsonLines(file, '{"id": …, "text": …}')) {
    const { title, text } = line.value
    const id = idOf(line)
    const parts = [title, text].filter((part) => part !== undefined && part !== null)
    if (parts.length === 0) throw line.refuse('the text is missing.')
    const texts = parts.filter((part) => typeof part === 'string')
    if (texts.length < parts.length) throw line.refuse('title and text are strings.')
    yield { id, text: texts.join('\n') }
  }
}

function mineSample(sample: readonly MiningInput[], seed: number, show: (text: string) => void): MiningResult {
  const steps = mineSteps(sample, { seed })
  let step = steps.next()
  for (; !step.done; step = steps.next()) {
    const { stage, done, total } = step.value
    show(`  ${STAGES[stage]}: ${Math.floor((100 * done) / Math.max(1, total))} %`)
  }
  return step.value
}

/** The fit below which this share of the placed texts lies. */
function fitAt(result: MiningResult, share: number): number {
  if (share <= 0) return 0
  const fits = result.fit.map((fit, i) => ((result.assignment[i] ?? -1) < 0 ? 0 : fit)).sort()
  return fits[Math.floor(fits.length * share)] ?? 0
}

async function writePlaces(
  work: {
    readonly file: string
    readonly out: string
    readonly sample: readonly MiningInput[]
    readonly result: MiningResult
    readonly asked: MiningResult | undefined
    readonly least: number
    readonly withFit: boolean
  },
  onProgress: (done: number) => void,
): Promise<number> {
  const { result, asked } = work
  const known = new Map<string, Placing>()
  work.sample.forEach(({ text }, i) =>
    known.set(text, {
      topic: result.assignment[i] ?? -1,
      confidence: result.confidence[i] ?? 0,
      fit: result.fit[i] ?? 0,
    }),
  )
  const subjects = new Map(result.topics.map(({ index, subject }) => [index, subject]))
  const placer = openPlacer(result.model)
  const questionOf = asked && openQuestions(asked, work.sample)
  const out = openJsonLines(work.out)
  let done = 0
  let placed = 0
  for await (const { id, text } of readRequests(work.file)) {
    const found = known.get(text) ?? placer.place(text)
    const isPlaced = found.topic >= 0 && found.fit >= work.least
    if (isPlaced) placed++
    const cluster = isPlaced ? `topic-${found.topic + 1}` : null
    const subject = isPlaced ? `subject-${(subjects.get(found.topic) ?? 0) + 1}` : null
    const fit = work.withFit ? { fit: Number(found.fit.toPrecision(4)) } : {}
    const question = questionOf ? { question: isPlaced ? questionOf(text) : null } : {}
    await out.write({ id, cluster, subject, ...question, ...fit })
    if (++done % 1000 === 0) onProgress(done)
  }
  await out.close()
  return placed
}

/** Finds the question a text asks; null where hardly anybody else asks it. */
function openQuestions(asked: MiningResult, sample: readonly MiningInput[]): (text: string) => string | null {
  const known = new Map(sample.map(({ text }, i) => [text, asked.assignment[i] ?? -1]))
  const questions = new Set(asked.topics.flatMap(({ index, isRest }) => (isRest === true ? [] : index)))
  const placer = openPlacer(asked.model)
  return (text) => {
    const at = known.get(text) ?? placer.place(text).topic
    return questions.has(at) ? `question-${at + 1}` : null
  }
}

function questionsOf(asked: MiningResult, sample: readonly MiningInput[]): readonly object[] {
  const questions = { ...asked, topics: asked.topics.filter(({ isRest }) => isRest !== true) }
  return topicsOf(questions, sample).map(({ cluster, ...topic }) => ({
    question: cluster.replace('topic', 'question'),
    ...topic,
  }))
}

function topicsOf(
  result: MiningResult,
  sample: readonly MiningInput[],
): readonly { readonly cluster: string; readonly title: string; readonly size: number }[] {
  const texts = new Map(sample.map(({ id, text }) => [id, text]))
  return result.topics.map(({ index, subject, titleId, aliasIds, words, size }) => ({
    ...{ cluster: `topic-${index + 1}`, subject: `subject-${subject + 1}`, size, words },
    title: texts.get(titleId) ?? '',
    aliases: aliasIds.map((id) => texts.get(id) ?? ''),
  }))
}
