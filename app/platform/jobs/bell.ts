/** Something that sleepers wait for. */
export interface Bell {
  /** Ends when it rings, or after so many milliseconds. */
  wait(ms: number): Promise<void>
  /** Wakes everybody who waits now. */
  ring(): void
}

/** A bell nobody waits for yet. Who slept in peace leaves nothing behind, however seldom it rings. */
export function openBell(): Bell {
  const asleep = new Set<() => void>()
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer)
          asleep.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        asleep.add(wake)
      }),
    ring() {
      for (const wake of [...asleep]) wake()
    },
  }
}
