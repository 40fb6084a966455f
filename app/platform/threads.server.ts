import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker, type ResourceLimits } from 'node:worker_threads'

/** Room for what a thread makes and drops at once, in MB; Node's own bound is 48 MB for each thread. */
const YOUNG = 12

/**
 * Starts a worker thread: its built file when this code is itself built, else its source through
 * tsx (a plain `--import tsx` fails in worker threads on Node 20). `resourceLimits` bounds its memory.
 */
export function startThread(
  name: string,
  source: string,
  workerData: unknown,
  resourceLimits: ResourceLimits = {},
): Worker {
  const limits = { maxYoungGenerationSizeMb: YOUNG, ...resourceLimits }
  for (const place of [`./${name}.js`, `../${name}.js`]) {
    const built = new URL(place, import.meta.url)
    if (existsSync(built)) return new Worker(built, { workerData, resourceLimits: limits })
  }
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const file = pathToFileURL(`${root}${source}`).href
  return new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`,
    { eval: true, workerData, resourceLimits: limits },
  )
}
