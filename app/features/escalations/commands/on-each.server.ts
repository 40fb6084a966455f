import { AppError } from '#app/kernel/errors.ts'

/**
 * Does something to each of several, one after the other; those that somebody else changed are passed over. Throws
 * the refusal when it was refused for all of them. Gives how many were done, and the entries by which they are undone.
 */
export async function onEach(
  ids: readonly number[],
  act: (id: number) => Promise<{ readonly entry: number } | null>,
): Promise<{ readonly done: number; readonly entries: readonly number[] }> {
  const entries: number[] = []
  let done = 0
  let refusal: AppError | null = null
  for (const id of ids) {
    try {
      const made = await act(id)
      done += 1
      if (made) entries.push(made.entry)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refusal = error
    }
  }
  if (done === 0 && refusal) throw refusal
  return { done, entries }
}
