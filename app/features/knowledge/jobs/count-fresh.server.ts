import type { Services } from '#app/platform/context.server.ts'
import { countNearNew } from './count-near.server.ts'
import { orderExemplars } from './sweep-exemplars.server.ts'

/**
 * The job `articles.near`: who asks nearly what the newest exemplars answer, and where they stand in the list. Before the first
 * sweep the place's words are not known, and it counts all.
 */
export async function countFresh({ db }: Pick<Services, 'db'>, signal?: AbortSignal): Promise<void> {
  const known = await db.selectFrom('forum_words').select('words').executeTakeFirst()
  if (known && (await countNearNew(db, known.words, signal))) await orderExemplars(db)
}
