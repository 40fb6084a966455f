/**
 * Milliseconds of processor time that this process spends on some work, on all its threads: unlike the time that
 * passes, it does not grow when other processes want the machine.
 */
export async function cpuMilliseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
