import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getEnvironmentData, Worker } from 'node:worker_threads'
import { ThreadFailure, type CallRules, type Thread, type ThreadEntry, type ThreadMessage } from '#app/kernel/calls.ts'

/** Room for what a thread makes and drops at once, in MB; Node's own bound is 48 MB for each thread. */
const YOUNG = 12
/** A thread that does not even start within this is given up, in milliseconds. */
const STARTING = 20_000

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: unknown) => void) | undefined
}

interface Running {
  readonly worker: Worker
  readonly ready: Promise<void>
  /** Calls that have no answer yet, by their number. */
  readonly waiting: Map<number, Waiting>
  idling: NodeJS.Timeout | undefined
}

/**
 * Opens a worker thread that answers calls (`answerCalls` is its other side). Nothing runs until the first call. The
 * thread keeps the process alive only while somebody waits for an answer.
 */
export function openThread(entry: ThreadEntry): Thread {
  let running: Running | null = null
  let lastId = 0

  const start = (): Running => {
    const worker = startWorker(entry)
    worker.unref()
    const waiting = new Map<number, Waiting>()
    const starting = setTimeout(() => void worker.terminate(), STARTING).unref()
    const ended = (cause?: unknown): void => {
      if (running === started) running = null
      clearTimeout(starting)
      clearTimeout(started.idling)
      const left = [...waiting.values()]
      waiting.clear()
      for (const { reject } of left) reject(new ThreadFailure('ended', `The thread ${entry.name} ended.`, cause))
    }
    const ready = new Promise<void>((resolve) => {
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'ready') {
          clearTimeout(starting)
          return resolve()
        }
        const call = waiting.get(message.id)
        if (message.kind === 'progress') return call?.onProgress?.(message.progress)
        if (message.kind === 'answer') call?.resolve(message.answer)
        else call?.reject(new ThreadFailure('threw', message.message))
      })
    })
    worker.on('error', ended)
    worker.on('exit', () => ended())
    const started: Running = { worker, ready, waiting, idling: undefined }
    return started
  }

  /** Ends a thread; the next call starts another. */
  const end = async (ended: Running): Promise<void> => {
    if (running === ended) running = null
    await ended.worker.terminate()
  }

  const rest = (resting: Running): void => {
    // One that is being ended keeps the process alive until it has, or the process would go amid its own end.
    if (running !== resting) return
    resting.worker.unref()
    if (entry.idle === undefined) return
    resting.idling = setTimeout(() => void end(resting), entry.idle).unref()
  }

  return {
    async call<Answer>(ask: unknown, rules: CallRules = {}) {
      rules.signal?.throwIfAborted()
      const current = (running ??= start())
      clearTimeout(current.idling)
      current.worker.ref()
      const id = ++lastId
      const stops: (() => void)[] = []
      try {
        return await new Promise<Answer>((resolve, reject) => {
          current.waiting.set(id, {
            resolve: resolve as (answer: unknown) => void, // what the thread's code answers
            reject,
            onProgress: rules.onProgress,
          })
          stops.push(...breakOff(current, id, rules, reject, () => void end(current)))
          current.worker.postMessage({ id, ask })
        })
      } finally {
        for (const stop of stops) stop()
        current.waiting.delete(id)
        if (current.waiting.size === 0) rest(current)
      }
    },
    async close() {
      if (running) await end(running)
    },
  }
}

/** Sets up what breaks a call off; returns what takes that down again. */
function breakOff(
  { ready, waiting }: Running,
  id: number,
  { patience, limit, signal }: CallRules,
  reject: (error: Error) => void,
  end: () => void,
): (() => void)[] {
  const late = (after: number): void => reject(new ThreadFailure('late', `No answer came within ${after} ms.`))
  const timers: NodeJS.Timeout[] = []
  if (patience !== undefined) timers.push(setTimeout(() => late(patience), patience))
  let isOver = false
  if (limit !== undefined) {
    void ready.then(() => {
      if (isOver) return
      const over = (): void => {
        late(limit)
        end()
      }
      timers.push(setTimeout(over, limit))
    })
  }
  const stop = (): void => {
    reject(signal?.reason as Error)
    if (waiting.size <= 1 && waiting.has(id)) end()
  }
  signal?.addEventListener('abort', stop, { once: true })
  return [
    () => {
      isOver = true
      for (const timer of timers) clearTimeout(timer)
    },
    () => signal?.removeEventListener('abort', stop),
  ]
}

/** Under this name a process that is not built itself may keep the address of a folder with built threads. */
export const BUILT_THREADS = 'askwell built threads'

/**
 * Starts a worker thread: its built file when this code is itself built or somebody told where one lies, else its
 * source through tsx (a plain `--import tsx` fails in worker threads on Node 20), which takes five times as long.
 */
function startWorker({ name, source, workerData = null, memory }: ThreadEntry): Worker {
  const resourceLimits = {
    maxYoungGenerationSizeMb: YOUNG,
    ...(memory === undefined ? {} : { maxOldGenerationSizeMb: memory }),
  }
  const folder = getEnvironmentData(BUILT_THREADS)
  const places = [
    new URL('./', import.meta.url),
    new URL('../', import.meta.url),
    ...(typeof folder === 'string' ? [folder] : []),
  ]
  for (const place of places) {
    const built = new URL(`${name}.js`, place)
    if (existsSync(built)) return new Worker(built, { workerData, resourceLimits })
  }
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const file = pathToFileURL(`${root}${source}`).href
  return new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`,
    { eval: true, workerData, resourceLimits },
  )
}
