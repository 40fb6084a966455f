import { matchTopics } from './match-topics.ts'

/** What is known before a run's groups become topics; the same requests in the same order everywhere. */
export interface RunFacts {
  /** The topic each request is in now, or -1. */
  readonly before: Int32Array
  /** The group the run put it in, or -1. */
  readonly after: Int32Array
  /** 1 for a request an editor moved: it stays. */
  readonly pinned: Uint8Array
  /** Topics that an editor joined others to: what the run parts again stays together. */
  readonly joined: ReadonlySet<number>
  /** Topics that an editor parted: what the run joins again stays apart. */
  readonly parted: readonly (readonly [number, number])[]
  /** Groups that hold what else is asked about a subject, and topics that did. */
  readonly rests?: ReadonlySet<number>
  readonly restsBefore?: ReadonlySet<number>
  /** Topics that an editor named: such a name stays, even where the run finds many things in them. */
  readonly named?: ReadonlySet<number>
}

/** Which topic each of a run's groups is, and each request's place. */
export interface RunPlan {
  /** For each group the topic it goes on as, or -1 when it is new. */
  readonly topicOfGroup: Int32Array
  /** The topic a request stays in against the run's word; -1: the run decides. */
  readonly stays: Int32Array
}

/** A group is a part of a joined topic when so much of what was placed before came from it. */
const MOSTLY = 0.5

/**
 * Turns a run's groups into topics that keep their identity, and keeps what editors decided: requests
 * they moved stay, topics they joined stay one, topics they parted stay two.
 */
export function keepDecisions(facts: RunFacts): RunPlan {
  const { before, after, pinned, joined } = facts
  const free = before.map((topic, i) => (pinned[i] === 1 ? -1 : topic))
  const topicOfGroup = matchKinds({ ...facts, before: free })
  const majority = majorities(free, after, topicOfGroup.length)
  topicOfGroup.forEach((topic, group) => {
    const old = majority[group] ?? -1
    if (topic === -1 && joined.has(old)) topicOfGroup[group] = old
  })
  const partners = new Map<number, Set<number>>()
  for (const [a, b] of facts.parted) {
    partners.set(a, (partners.get(a) ?? new Set()).add(b))
    partners.set(b, (partners.get(b) ?? new Set()).add(a))
  }
  const stays = new Int32Array(before.length).fill(-1)
  before.forEach((topic, i) => {
    if (topic === -1) return
    if (pinned[i] === 1) stays[i] = topic
    else {
      const group = after[i] ?? -1
      const next = group === -1 ? -1 : (topicOfGroup[group] ?? -1)
      if (next !== topic && partners.get(topic)?.has(next)) stays[i] = topic
    }
  })
  return { topicOfGroup, stays }
}

/**
 * What else is asked goes on as that, and never as a question that was part of it, but an editor's name for all of it stays
 * with the most of it.
 */
function matchKinds({
  before,
  after,
  rests = new Set(),
  restsBefore = new Set(),
  named = new Set(),
}: RunFacts): Int32Array {
  const questions = matchTopics(
    before.map((topic) => (restsBefore.has(topic) ? -1 : topic)),
    after.map((group) => (rests.has(group) ? -1 : group)),
    (topic) => named.has(topic),
  ).keeps
  const taken = new Set(questions)
  const others = matchTopics(
    before.map((topic) => (restsBefore.has(topic) || (named.has(topic) && !taken.has(topic)) ? topic : -1)),
    after.map((group) => (rests.has(group) ? group : -1)),
  ).keeps
  const count = after.reduce((most, group) => Math.max(most, group + 1), 0)
  return Int32Array.from({ length: count }, (_, group) => (rests.has(group) ? others : questions)[group] ?? -1)
}

/** For each group the old topic that most of its placed requests come from, or -1 when none does. */
function majorities(before: Int32Array, after: Int32Array, groups: number): Int32Array {
  const counts = Array.from({ length: groups }, () => new Map<number, number>())
  after.forEach((group, i) => {
    const topic = before[i] ?? -1
    const own = counts[group]
    if (own && topic !== -1) own.set(topic, (own.get(topic) ?? 0) + 1)
  })
  return Int32Array.from(counts, (own) => {
    const total = [...own.values()].reduce((sum, n) => sum + n, 0)
    const [best] = [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    return best && best[1] >= total * MOSTLY ? best[0] : -1
  })
}
