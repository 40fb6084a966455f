/** A member of staff as far as giving work is concerned. */
export interface Colleague {
  readonly id: number
  /** Escalations they hold. */
  readonly open: number
  /** How many they hold at most; null = as the place says. */
  readonly mostOpen: number | null
  /** When they were last given one, in UTC milliseconds. */
  readonly givenAt: number | null
  /** On duty by their hours, not on leave, not suspended. */
  readonly isHere: boolean
  readonly isAgent: boolean
  /** Which of their skills the thread asks for. */
  readonly knows: readonly string[]
}

/** What owns a subject, from the nearest to the widest. */
const NEAREST = ['topic', 'tag', 'category'] as const

/** The team that owns a thread's subject: by topic, then by tag, then by category, then the default one. */
export function teamOf(
  owned: readonly { readonly kind: string; readonly team_id: number }[],
  teams: readonly { readonly id: number; readonly is_default: number }[],
): number | null {
  for (const kind of NEAREST) {
    const found = owned.filter((one) => one.kind === kind).map((one) => one.team_id)
    if (found.length > 0) return Math.min(...found)
  }
  return teams.find((team) => team.is_default === 1)?.id ?? null
}

/** Whether somebody is not on leave at `now`; a leave without an end lasts. */
export function isOnDuty(
  { leave_from, leave_until }: { readonly leave_from: number | null; readonly leave_until: number | null },
  now: number,
): boolean {
  if (leave_from === null && leave_until === null) return true
  const began = leave_from === null || leave_from <= now
  const ended = leave_until !== null && leave_until <= now
  return !began || ended
}

/**
 * Who is given the next escalation: of those who are here and below their cap, who had it before; else who knows most of what
 * it is about; of these, who holds fewest; of these, whose last one is longest ago. Null = nobody.
 */
export function chooseOwner(
  colleagues: readonly Colleague[],
  mostOpen: number | null,
  not: readonly number[] = [],
  had: number | null = null,
): Colleague | null {
  const able = colleagues.filter((one) => {
    const cap = one.mostOpen ?? mostOpen
    return one.isHere && !not.includes(one.id) && (cap === null || one.open < cap)
  })
  const first = [...able].sort(
    (a, b) =>
      Number(b.id === had) - Number(a.id === had) ||
      b.knows.length - a.knows.length ||
      a.open - b.open ||
      (a.givenAt ?? -Infinity) - (b.givenAt ?? -Infinity) ||
      a.id - b.id,
  )[0]
  return first ?? null
}
