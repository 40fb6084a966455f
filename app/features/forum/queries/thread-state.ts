import { isStaff, type Actor } from '#app/kernel/roles.ts'
import type { ThreadState } from '../types.ts'

/** The shape of a thread's well. Lateness needs a promise, which a category may not have. */
export function stateOf(
  thread: {
    readonly accepted_post_id: number | null
    readonly answer_count: number
    readonly closed_at: number | null
    readonly details_asked_at: number | null
    readonly reopened_at: number | null
    readonly due_at: number | null
  },
  now: number,
): ThreadState {
  if (thread.accepted_post_id !== null) return 'solved'
  if (thread.closed_at !== null) return 'closed'
  if (thread.answer_count > 0 && thread.reopened_at === null) return 'answered'
  if (thread.details_asked_at !== null) return 'paused'
  if (thread.due_at !== null && thread.due_at < now) return 'late'
  return 'open'
}

/** Whether a thread in this state waits for an answer, also while it waits for its asker. */
export function isWaiting(state: ThreadState): boolean {
  return state === 'open' || state === 'late' || state === 'paused'
}

/** Who does not have to answer is not told of lateness by the mere shape of a well: for them it is open. */
export function plainState(state: ThreadState, viewer: Actor): ThreadState {
  return state === 'late' && !isStaff(viewer) ? 'open' : state
}
