import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { draftOf } from './rules/drafting/draft.ts'
import type { DraftMaterial } from './types.ts'

answerCalls(parentPort, (material: DraftMaterial) => draftOf(material))
