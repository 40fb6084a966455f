import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { draftOf } from './rules/drafting/draft.ts'
import type { DraftHeads } from './rules/drafting/heads.ts'
import type { DraftMaterial } from './types.ts'

/** What a draft is made from, and what its parts are called: the thread speaks no language itself. */
export interface DraftOrder {
  readonly material: DraftMaterial
  readonly heads: DraftHeads
}

answerCalls(parentPort, ({ material, heads }: DraftOrder) => draftOf(material, heads))
