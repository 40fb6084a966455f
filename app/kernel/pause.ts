/** Lets whatever waits in this process run first: long work pauses between its pieces, so that pages are answered. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
