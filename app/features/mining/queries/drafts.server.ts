import type { Draft } from '#app/features/knowledge/types.ts'
import type { Executor } from '#db/transaction.server.ts'
import { draftOf } from '../rules/drafting/draft.ts'
import { getThreadMaterial, getTopicMaterial } from './draft-material.server.ts'

/** A draft made of what is known about a topic, or of one public thread. Throws `not-found`. */
export async function draftFrom(
  db: Executor,
  origin: { readonly topic?: number | undefined; readonly thread?: number | undefined },
): Promise<{ readonly draft: Draft; readonly categoryId: number | null }> {
  const found =
    origin.topic === undefined
      ? await getThreadMaterial(db, origin.thread ?? 0)
      : await getTopicMaterial(db, origin.topic)
  return { draft: draftOf(found.material), categoryId: found.categoryId }
}
