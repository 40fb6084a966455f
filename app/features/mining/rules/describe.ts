import type { DomainResult, MinedTopic, MiningInput, MiningProgress, TopicModel } from '../types.ts'
import type { Bags } from './bags.ts'
import { learnModel } from './model.ts'
import { nameTopic } from './naming.ts'
import { openTopicPlacer } from './place.ts'
import { strayTopics } from './stray.ts'
import { wordsOf } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Verdict } from './vote.ts'
import type { Workspace } from './workspace.ts'

/** What a run has found out when its groups stand. */
export interface Grouped {
  readonly inputs: readonly MiningInput[]
  /** Which requests were learnt from, and their words. */
  readonly chosen: Int32Array
  readonly texts: readonly (readonly string[])[]
  readonly vocabulary: Vocabulary
  readonly bags: Bags
  readonly space: Workspace
  readonly verdict: Verdict
  readonly subjects: readonly number[]
  readonly level: number
  readonly agreement: number
}

const PAGE = 2000

/** Turns groups into topics: leaves out what fits nowhere, places what was not learnt from, numbers and names. */
export function* describeTopics(grouped: Grouped): Generator<MiningProgress, DomainResult> {
  const { inputs, chosen, texts, verdict } = grouped
  const learnt = settle(grouped)
  const { model } = learnt
  const placer = openTopicPlacer(model)
  const byText = new Map<string, { topic: number; confidence: number; fit: number }>()
  chosen.forEach((i, at) => {
    const topic = learnt.assignment[at] ?? -1
    const fit = placer.fitOf(texts[at] ?? [], topic)
    const isPlaced = topic >= 0 && fit > 0
    byText.set(inputs[i]?.text ?? '', {
      topic: isPlaced ? topic : -1,
      confidence: isPlaced ? (verdict.support[at] ?? 0) : 0,
      fit,
    })
  })
  const assignment = new Int32Array(inputs.length)
  const confidence = new Float32Array(inputs.length)
  const fit = new Float32Array(inputs.length)
  for (let i = 0; i < inputs.length; i++) {
    if (i % PAGE === 0) yield { stage: 'placing', done: i, total: inputs.length }
    const text = inputs[i]?.text ?? ''
    const found = byText.get(text) ?? placer.place(wordsOf(text))
    assignment[i] = found.topic
    confidence[i] = found.confidence
    fit[i] = found.fit
  }
  const topics = nameTopics(grouped, model, learnt.assignment, assignment, confidence)
  return {
    ...{ topics, subjects: new Set(model.subjects).size, assignment, confidence, fit, model },
    agreement: grouped.agreement,
  }
}

/** Groups without the stray ones, numbered by size; texts without a telling word are in none. */
function settle(grouped: Grouped): { readonly assignment: Int32Array; readonly model: TopicModel } {
  const { bags, vocabulary, space, verdict, level } = grouped
  const modelOf = (assignment: Int32Array, subjects: readonly number[]): TopicModel =>
    learnModel(bags, vocabulary, space, { assignment, subjects, level })
  const first = modelOf(verdict.assignment, grouped.subjects)
  const stray = strayTopics(first)
  const sizes = first.sizes
  const order = [...sizes.keys()].filter((topic) => !stray.has(topic) && (sizes[topic] ?? 0) > 0)
  order.sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
  const renamed = new Map(order.map((topic, index) => [topic, index]))
  const subjects = new Map<number, number>()
  const ordered = order.map((topic) => {
    const subject = grouped.subjects[topic] ?? 0
    if (!subjects.has(subject)) subjects.set(subject, subjects.size)
    return subjects.get(subject) ?? 0
  })
  const assignment = verdict.assignment.map((topic, at) =>
    (bags.starts[at + 1] ?? 0) > (bags.starts[at] ?? 0) ? (renamed.get(topic) ?? -1) : -1,
  )
  return { assignment, model: modelOf(assignment, ordered) }
}

function nameTopics(
  grouped: Grouped,
  model: TopicModel,
  learnt: Int32Array,
  assignment: Int32Array,
  confidence: Float32Array,
): readonly MinedTopic[] {
  const { inputs, chosen, bags, vocabulary } = grouped
  const members: number[][] = Array.from({ length: model.topics }, () => [])
  learnt.forEach((topic, at) => {
    if ((assignment[chosen[at] ?? 0] ?? -1) >= 0) members[topic]?.push(at)
  })
  const sizes = new Float64Array(model.topics)
  const sums = new Float64Array(model.topics)
  assignment.forEach((topic, i) => {
    if (topic < 0) return
    sizes[topic] = (sizes[topic] ?? 0) + 1
    sums[topic] = (sums[topic] ?? 0) + (confidence[i] ?? 0)
  })
  const inputOf = (member: number): MiningInput | undefined => inputs[chosen[member] ?? 0]
  return members.flatMap((own, index) => {
    if (own.length === 0) return []
    const name = nameTopic({ model, bags, vocabulary, members: own, textOf: (member) => inputOf(member)?.text ?? '' })
    return {
      ...{ index, subject: model.subjects[index] ?? 0, words: name.words },
      titleId: inputOf(name.title)?.id ?? '',
      aliasIds: name.aliases.flatMap((alias) => inputOf(alias)?.id ?? []),
      size: sizes[index] ?? 0,
      asked: name.asked,
      confidence: (sums[index] ?? 0) / (sizes[index] || 1),
    }
  })
}
