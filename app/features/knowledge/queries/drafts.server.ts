import type { Draft } from '../types.ts'
import type { Executor } from '#db/transaction.server.ts'
import { draftOf } from '../rules/drafting/draft.ts'
import { commonest, getThreadMaterial, getTopicMaterial } from './draft-material.server.ts'

/**
 * A draft made of what is known about a topic, or of one public thread, and the category of the threads
 * that it quotes: null when it quotes none, for what only strayed into a topic lies elsewhere. Throws `not-found`.
 */
export async function draftFrom(
  db: Executor,
  origin: { readonly topic?: number | undefined; readonly thread?: number | undefined },
): Promise<{ readonly draft: Draft; readonly categoryId: number | null }> {
  const found =
    origin.topic === undefined
      ? await getThreadMaterial(db, origin.thread ?? 0)
      : await getTopicMaterial(db, origin.topic)
  const draft = draftOf(found.material)
  const quoted = draft.sources.flatMap(({ threadId }) => found.categories.get(threadId ?? 0) ?? [])
  return { draft, categoryId: commonest(quoted)[0] ?? null }
}
