import { mayMindRecognition, mayMindSuspicions } from '#app/access/recognition.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { RecognitionPart } from '../ui/desk-parts.tsx'
import { countSuspicions } from './suspicions.server.ts'

/** The parts of recognition that this viewer may open at the desk, and how many suspicions wait. */
export async function recognitionParts({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<{
  readonly open: readonly RecognitionPart[]
  readonly suspicions: number
}> {
  const seesSuspicions = mayMindSuspicions(viewer).ok
  const open: RecognitionPart[] = ['health', 'notes']
  if (seesSuspicions) open.push('suspicions')
  if (mayMindRecognition(viewer).ok) open.push('rules', 'levels')
  return { open, suspicions: seesSuspicions ? await countSuspicions(db) : 0 }
}
