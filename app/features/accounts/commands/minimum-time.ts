/** How long work takes that must not tell by its time whether an address is known. */
const LEAST_TIME = 120

/** Runs work and answers no sooner than `LEAST_TIME` milliseconds after it began, whichever way it went. */
export async function takingAtLeast<T>(work: () => Promise<T>): Promise<T> {
  const pause = new Promise((resolve) => setTimeout(resolve, LEAST_TIME))
  try {
    return await work()
  } finally {
    await pause
  }
}
