import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { nearnessOf, type Asked } from '#app/text/nearness.ts'

/** What the thread computes: how near questions are to what phrasings ask. */
export interface NearnessOrder {
  readonly phrasings: readonly string[]
  readonly questions: readonly Asked[]
  readonly elsewhere: readonly string[]
}

answerCalls(parentPort, (order: NearnessOrder) => nearnessOf(order.phrasings, order.questions, order.elsewhere))
