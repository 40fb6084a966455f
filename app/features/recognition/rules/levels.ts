import { DAY } from '#app/kernel/clock.ts'
import type { Level } from '../types.ts'

/** Levels go by whole points: fifty that were earned a minute ago are fifty, though a part has decayed already. */
export const ROUNDED_UP = 0.5

/** Where a member stands among the levels. */
export interface LevelStanding {
  readonly levelId: number | null
  /** When the level is lost unless enough was earned until then; null = it is not in doubt. */
  readonly fallsAt: number | null
}

/**
 * The level of a member with that reputation. Rising is at once; falling begins a time of grace, in which what was lost can
 * be earned back, and goes down to what is reached when the time is over. `mayPass` says whether a level that needs an
 * application is open to them. `levels` in the order of their thresholds.
 */
export function nextStanding(
  levels: readonly Level[],
  reputation: number,
  now: number,
  had: LevelStanding,
  graceDays: number,
  mayPass: (level: Level) => boolean = () => true,
): LevelStanding {
  let reached: Level | undefined
  for (const level of levels) if (Math.round(reputation) >= level.threshold && mayPass(level)) reached = level
  const held = levels.find(({ id }) => id === had.levelId)
  if (!held || (reached && reached.position >= held.position)) return { levelId: reached?.id ?? null, fallsAt: null }
  if (had.fallsAt === null) return { levelId: held.id, fallsAt: now + graceDays * DAY }
  if (had.fallsAt > now) return had
  return { levelId: reached?.id ?? null, fallsAt: null }
}

/** The level above, and how much reputation is missing to it; null at the top. */
export function nextLevel(
  levels: readonly Level[],
  reputation: number,
): { readonly level: Level; readonly missing: number } | null {
  const whole = Math.round(reputation)
  const level = levels.find(({ threshold }) => threshold > whole)
  return level ? { level, missing: level.threshold - whole } : null
}
