/** What a new category promises, in working minutes: an answer within a day of eight hours, a solution within a week. */
export const FIRST_PROMISE = { first_minutes: 480, solve_minutes: 2400 } as const
