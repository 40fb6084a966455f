import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { draftOf } from './rules/drafting/draft.ts'
import { nearnessOf, type Asked } from '#app/text/nearness.ts'
import type { DraftMaterial } from './types.ts'

/** What the thread computes: how near questions are to what an article is to answer, or a draft. */
export type DraftingOrder =
  | {
      readonly kind: 'nearness'
      readonly phrasings: readonly string[]
      readonly questions: readonly Asked[]
      readonly elsewhere: readonly string[]
    }
  | { readonly kind: 'draft'; readonly material: DraftMaterial }

answerCalls(parentPort, (order: DraftingOrder) =>
  order.kind === 'draft' ? draftOf(order.material) : nearnessOf(order.phrasings, order.questions, order.elsewhere),
)
