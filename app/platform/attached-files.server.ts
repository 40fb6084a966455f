import type { Executor } from '#db/transaction.server.ts'

/** The text that shows files: who may read it may see them. */
export type FilePlace = { readonly post_id: number } | { readonly article_id: number }

/** A text shows at most so many. */
const MOST = 50

/**
 * Files that a text shows become that text's, when the one who wrote it has sent them and they stand
 * nowhere else.
 */
export async function attachFiles(trx: Executor, place: FilePlace, memberId: number, body: string): Promise<void> {
  const keys = [...body.matchAll(/\/files\/([A-Za-z0-9_-]{16,64})/g)].map((match) => match[1] ?? '').slice(0, MOST)
  if (keys.length === 0) return
  await trx
    .updateTable('files')
    .set(place)
    .where('key', 'in', keys)
    .where('member_id', '=', memberId)
    .where('post_id', 'is', null)
    .where('article_id', 'is', null)
    .execute()
}
