import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { mineSteps } from './rules/mine.ts'
import type { MiningOptions } from './rules/mine-domain.ts'
import { saveModel } from './rules/model.ts'
import { withQuestions } from './rules/questions.ts'
import type { MiningInput, MiningResult } from './types.ts'

/** What the thread is given. */
export interface MiningOrder {
  readonly inputs: readonly MiningInput[]
  readonly options: MiningOptions
  /** Whether topics are what is asked in the groups, or the groups themselves. */
  readonly asQuestions: boolean
}

/** What comes of it, its model as text. */
export interface MiningAnswer {
  readonly result: Omit<MiningResult, 'model'>
  readonly model: string
}

/** Milliseconds between two reports. */
const REPORT_EVERY = 100

answerCalls(parentPort, ({ inputs, options, asQuestions }: MiningOrder, report): MiningAnswer => {
  const steps = mineSteps(inputs, options)
  let reportedAt = -Infinity
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const { model, ...result } = asQuestions ? withQuestions(step.value, inputs) : step.value
      return { result, model: saveModel(model) }
    }
    if (performance.now() - reportedAt < REPORT_EVERY) continue
    reportedAt = performance.now()
    report(step.value)
  }
})
