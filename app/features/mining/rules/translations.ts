import type { MinedTopic, MiningInput, MiningResult } from '../types.ts'

/** So many of a topic's requests, and such a share of those that were answered with an address, have one page in common. */
const LEAST = 3
const MAINLY = 1 / 3

/** What is known of requests by their ids: the language, '' where it is not known, and the pages that answered. */
export interface Answering {
  readonly languageOf: (id: string) => string
  readonly answersOf: (id: string) => readonly string[]
}

/** Words of two languages have nothing in common, but the page that answers them may. */
interface Answered {
  readonly topic: MinedTopic
  readonly language: string
  /** The page that answers it, if one does. */
  readonly page: string
}

/**
 * Puts topics that ask the same in several languages under one subject: those of one brand that are mainly answered by the
 * same page, each under the subject of the greatest.
 */
export function withTranslations(
  result: MiningResult,
  requests: readonly MiningInput[],
  { languageOf, answersOf }: Answering,
): MiningResult {
  const pages = new Map<number, Map<string, number>>()
  const languages = new Map<number, Map<string, number>>()
  const linked = new Map<number, number>()
  requests.forEach(({ id }, i) => {
    const answers = answersOf(id)
    const topic = result.assignment[i] ?? -1
    if (topic < 0) return
    count(languages, topic, languageOf(id))
    if (answers.length > 0) linked.set(topic, (linked.get(topic) ?? 0) + 1)
    for (const page of new Set(answers)) count(pages, topic, page)
  })
  const answered = result.topics.flatMap((topic): Answered[] => {
    const [page = '', times = 0] = most(pages.get(topic.index))
    const [language = ''] = most(languages.get(topic.index))
    const isMain = times >= LEAST && times >= MAINLY * (linked.get(topic.index) ?? 0)
    return isMain && language !== '' ? [{ topic, language, page: `${topic.brand ?? ''} ${page}` }] : []
  })
  const subjects = new Map<number, number>()
  for (const { topic, language, page } of answered) {
    const first = answered.find((one) => one.page === page)
    if (first && first.language !== language) subjects.set(topic.index, first.topic.subject)
  }
  if (subjects.size === 0) return result
  const topics = result.topics.map((topic) => ({ ...topic, subject: subjects.get(topic.index) ?? topic.subject }))
  return { ...result, topics }
}

function count(all: Map<number, Map<string, number>>, topic: number, what: string): void {
  const own = all.get(topic) ?? new Map<string, number>()
  own.set(what, (own.get(what) ?? 0) + 1)
  all.set(topic, own)
}

function most(counts: ReadonlyMap<string, number> = new Map()): readonly [what?: string, times?: number] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? []
}
