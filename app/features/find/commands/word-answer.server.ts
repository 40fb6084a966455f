import { openModel, ModelUnavailableError, type ModelServer } from '#app/platform/ai.server.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { withoutPersonalData } from '#app/platform/personal-data/redact.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { writtenIn } from '#app/text/language.ts'
import { SearchUnavailableError, type SearchEngine } from '#search/engine.ts'
import { findAnswerSources, type ListedSource } from '../queries/answer-sources.server.ts'
import { withoutOperators, OPERATORS } from '../rules/steering.ts'
import { answerPrompt, readWorded, type WordedAnswer } from '../rules/worded-answer.ts'
import type { AnswerPageView } from '../types.ts'

type Acting = Pick<Context, 'db' | 'clock' | 'env' | 'log'>

/** Milliseconds after which nobody waits any more for an answer to be worded. */
const PATIENCE = 30_000
/** Answers that are worded at the same time, of one process: a small model on a small machine does one thing. */
const AT_ONCE = 2
const KEPT = 200
const KEPT_FOR = HOUR

/** What was worded lately, by exactly what the model was told: another source, or another word in one, is another answer. */
type Kept = Map<string, { readonly answer: WordedAnswer; readonly until: number }>
const lately = new WeakMap<Context['db'], Kept>()
let running = 0

/** Whether answers are worded here: an admin has switched it on, and a model is set. */
export function wordsAnswers({ env, site }: Pick<Context, 'env'> & { readonly site: SiteSettings }): boolean {
  return site.wordedAnswers && env.aiBaseUrl !== null
}

/**
 * Has the configured model word an answer to a question from what everybody may read here, and keeps of it what the sources
 * bear out. Never throws for the model's sake: the view says what is missing, and always has the sources. Throws `not-found`
 * where it is switched off.
 */
export async function wordAnswer(
  context: Acting & { readonly site: SiteSettings },
  search: SearchEngine,
  question: string,
): Promise<AnswerPageView> {
  const { env, log } = context
  if (!wordsAnswers(context) || env.aiBaseUrl === null) throw notFound()
  const asked = withoutPersonalData(withoutOperators(question, OPERATORS)).trim()
  let sources: readonly ListedSource[] = []
  const view = (state: AnswerPageView['state'], more: Partial<AnswerPageView> = {}): AnswerPageView => ({
    question,
    state,
    lines: [],
    isShortened: false,
    sources: sources.map(({ kind, id, address, title }, at) => ({ number: at + 1, kind, id, address, title })),
    ...more,
  })
  try {
    sources = await findAnswerSources(context, search, asked)
    if (sources.length === 0) return view('thin')
    const server = { url: env.aiBaseUrl, key: env.aiKey, embeddingModel: env.aiEmbeddingModel }
    const answer = await askModel(context, server, asked, sources)
    if (answer === 'busy') return view('busy')
    if (answer.is !== 'worded') return view(answer.is)
    const cited = new Set(answer.lines.flatMap((line) => line.flatMap((sentence) => sentence.sources)))
    const all = view('worded')
    return {
      ...all,
      lines: answer.lines,
      isShortened: answer.isShortened,
      sources: all.sources.filter(({ number }) => cited.has(number)),
    }
  } catch (error) {
    if (!(error instanceof ModelUnavailableError) && !(error instanceof SearchUnavailableError)) throw error
    log.warn({ err: error }, 'no answer was worded')
    return view('away')
  }
}

async function askModel(
  { db, clock }: Acting,
  server: ModelServer,
  question: string,
  sources: readonly ListedSource[],
): Promise<WordedAnswer | 'busy'> {
  const prompt = answerPrompt(question, sources)
  const kept: Kept = lately.get(db) ?? new Map()
  lately.set(db, kept)
  const known = kept.get(prompt.user)
  if (known && known.until > clock.now()) return known.answer
  if (running >= AT_ONCE) return 'busy'
  running += 1
  try {
    const written = await openModel(server, PATIENCE).complete(prompt)
    const answer = readWorded(written, sources, writtenIn(question))
    kept.delete(prompt.user)
    kept.set(prompt.user, { answer, until: clock.now() + KEPT_FOR })
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return answer
  } finally {
    running -= 1
  }
}
