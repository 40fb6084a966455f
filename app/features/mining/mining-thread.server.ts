import { parentPort, workerData } from 'node:worker_threads'
import { mineSteps, type MiningOptions } from './rules/mine.ts'
import { saveModel } from './rules/model.ts'
import type { MiningInput, MiningProgress, MiningResult } from './types.ts'

/** What the thread is given. */
export interface MiningOrder {
  readonly inputs: readonly MiningInput[]
  readonly options: MiningOptions
}

/** What it says: how far it is, and at last the result, its model as text. */
export type MiningMessage =
  | { readonly kind: 'progress'; readonly progress: MiningProgress }
  | {
      readonly kind: 'result'
      readonly result: Omit<MiningResult, 'model'>
      readonly model: string
    }

/** Milliseconds between two reports. */
const REPORT_EVERY = 100

function run({ inputs, options }: MiningOrder): void {
  const steps = mineSteps(inputs, options)
  let reportedAt = -Infinity
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const { model, ...result } = step.value
      say({ kind: 'result', result, model: saveModel(model) })
      return
    }
    if (performance.now() - reportedAt < REPORT_EVERY) continue
    reportedAt = performance.now()
    say({ kind: 'progress', progress: step.value })
  }
}

function say(message: MiningMessage): void {
  parentPort?.postMessage(message)
}

// Tests import the types of this file outside a thread, where there is nothing to run.
if (parentPort && workerData) run(workerData as MiningOrder)
