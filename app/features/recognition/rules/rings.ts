/** Credit that went from one member to another in the time that is looked at. */
export interface Credit {
  readonly from: number
  readonly to: number
  /** How many outcomes. */
  readonly times: number
  /** What they were worth before caps. */
  readonly worth: number
}

/** What is looked at as suspicious; every bound is stated in docs/advocates.md. */
export const RING_BOUNDS = {
  /** Outcomes from one to the other that make an edge where nothing comes back. */
  times: 3,
  /** Outcomes within a ring, before it is looked at. */
  within: 6,
  /** Share of what each member got that comes from the other of a pair, or from the rest of a larger ring. */
  pairShare: 0.3,
  ringShare: 0.5,
  /** Outcomes from accounts that did nothing else, before one member's feeders are looked at. */
  feeders: 6,
  /** Share of a member's worth that comes from such accounts. */
  fedShare: 0.6,
} as const

/** Two or more members who mostly credit each other. */
export interface Ring {
  /** By id, ascending. */
  readonly members: readonly number[]
  readonly times: number
  /** Share of what its members got that came from inside, 0 to 1. */
  readonly inside: number
}

/** A member whose credit comes mostly from accounts that did nothing but credit them. */
export interface Fed {
  readonly member: number
  readonly feeders: readonly number[]
  readonly times: number
  /** Share of their worth that comes from the feeders, 0 to 1. */
  readonly share: number
}

/**
 * Rings of members who credit each other. An edge counts when something comes back, however little, or when it has enough
 * outcomes by itself; a ring is a strongly connected component of such edges (Tarjan, 1972), without those who get most of
 * their credit elsewhere. A pair is a ring of two.
 */
export function findRings(credits: readonly Credit[]): readonly Ring[] {
  const got = new Map<number, number>()
  const known = new Set<string>()
  for (const { from, to, worth } of credits) {
    got.set(to, (got.get(to) ?? 0) + worth)
    known.add(`${from} ${to}`)
  }
  const counting = credits.filter(
    ({ from, to, times }) => from !== to && (times >= RING_BOUNDS.times || known.has(`${to} ${from}`)),
  )
  const edges = new Map<number, number[]>()
  for (const { from, to } of counting) {
    const targets = edges.get(from)
    if (targets) targets.push(to)
    else edges.set(from, [to])
  }
  return components(edges).flatMap((members) => tighten(members, counting, got) ?? [])
}

/** Drops members who get too little of their credit from the others, until the rest holds together or nobody is left. */
function tighten(
  members: readonly number[],
  credits: readonly Credit[],
  got: ReadonlyMap<number, number>,
): Ring | null {
  let left = new Set(members)
  let within = credits.filter(({ from, to }) => left.has(from) && left.has(to))
  for (;;) {
    within = within.filter(({ from, to }) => left.has(from) && left.has(to))
    const inside = new Map<number, number>()
    for (const { to, worth } of within) inside.set(to, (inside.get(to) ?? 0) + worth)
    const gives = new Set(within.map(({ from }) => from))
    const share = left.size === 2 ? RING_BOUNDS.pairShare : RING_BOUNDS.ringShare
    const kept = [...left].filter(
      (id) => gives.has(id) && inside.has(id) && (inside.get(id) ?? 0) >= share * (got.get(id) ?? 0),
    )
    if (kept.length < 2) return null
    if (kept.length < left.size) {
      left = new Set(kept)
      continue
    }
    const times = within.reduce((sum, credit) => sum + credit.times, 0)
    if (times < RING_BOUNDS.within) return null
    const all = kept.reduce((sum, id) => sum + (got.get(id) ?? 0), 0)
    const own = kept.reduce((sum, id) => sum + (inside.get(id) ?? 0), 0)
    return { members: kept.sort((a, b) => a - b), times, inside: all === 0 ? 0 : own / all }
  }
}

/** Strongly connected components of two and more, found without recursion, so that a long chain needs no deep stack. */
function components(edges: ReadonlyMap<number, readonly number[]>): readonly (readonly number[])[] {
  const index = new Map<number, number>()
  const low = new Map<number, number>()
  const onStack = new Set<number>()
  const stack: number[] = []
  const found: number[][] = []
  let next = 0
  for (const root of edges.keys()) {
    if (index.has(root)) continue
    const work: { readonly node: number; at: number }[] = [{ node: root, at: 0 }]
    while (work.length > 0) {
      const frame = work.at(-1)
      if (!frame) break
      const { node } = frame
      if (frame.at === 0) {
        index.set(node, next)
        low.set(node, next)
        next += 1
        stack.push(node)
        onStack.add(node)
      }
      const targets = edges.get(node) ?? []
      const target = targets[frame.at]
      if (target !== undefined) {
        frame.at += 1
        if (!index.has(target)) work.push({ node: target, at: 0 })
        else if (onStack.has(target)) low.set(node, Math.min(low.get(node) ?? 0, index.get(target) ?? 0))
        continue
      }
      work.pop()
      const parent = work.at(-1)
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(node) ?? 0))
      if (low.get(node) !== index.get(node)) continue
      const component: number[] = []
      for (;;) {
        const member = stack.pop()
        if (member === undefined) break
        onStack.delete(member)
        component.push(member)
        if (member === node) break
      }
      if (component.length > 1) found.push(component)
    }
  }
  return found
}

/** Members who live on accounts that credited nobody else and did nothing else; `idle` says which accounts those are. */
export function findFed(credits: readonly Credit[], idle: (member: number) => boolean): readonly Fed[] {
  const gaveTo = new Map<number, Set<number>>()
  for (const { from, to } of credits) gaveTo.set(from, (gaveTo.get(from) ?? new Set()).add(to))
  const byReceiver = new Map<number, Credit[]>()
  for (const credit of credits) byReceiver.set(credit.to, [...(byReceiver.get(credit.to) ?? []), credit])
  const fed: Fed[] = []
  for (const [member, got] of byReceiver) {
    const worth = got.reduce((sum, credit) => sum + credit.worth, 0)
    const feeding = got.filter(
      ({ from, times }) => times >= RING_BOUNDS.times && gaveTo.get(from)?.size === 1 && idle(from),
    )
    const times = feeding.reduce((sum, credit) => sum + credit.times, 0)
    const share = worth === 0 ? 0 : feeding.reduce((sum, credit) => sum + credit.worth, 0) / worth
    if (times >= RING_BOUNDS.feeders && share >= RING_BOUNDS.fedShare)
      fed.push({ member, feeders: feeding.map(({ from }) => from).sort((a, b) => a - b), times, share })
  }
  return fed.sort((a, b) => b.times - a.times || a.member - b.member)
}
