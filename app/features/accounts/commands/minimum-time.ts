/** How long work takes that must not tell by its time whether an address is known. */
const STEADY = 120

/** Runs work and answers no sooner than `STEADY` milliseconds after it began, whichever way it went. */
export async function steadily<T>(work: () => Promise<T>): Promise<T> {
  const pause = new Promise((resolve) => setTimeout(resolve, STEADY))
  try {
    return await work()
  } finally {
    await pause
  }
}
