import { tagName } from '#app/kernel/text.ts'
import { attachFiles } from '#app/platform/attached-files.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { RevisionState } from '../types.ts'

/** What somebody wrote for one revision. */
export interface RevisionText {
  readonly title: string
  readonly body: string
  readonly aliases: readonly string[]
  readonly tags: readonly string[]
}

/** Writes one revision. */
export async function insertRevision(
  trx: Executor,
  articleId: number,
  number: number,
  made: {
    readonly text: RevisionText
    readonly by: number | null
    readonly at: number
    readonly state: RevisionState
    readonly basedOn: number
    readonly reason: string
  },
): Promise<void> {
  await trx
    .insertInto('article_revisions')
    .values({
      article_id: articleId,
      number,
      based_on: made.basedOn,
      state: made.state,
      title: made.text.title,
      body: made.text.body,
      aliases: JSON.stringify(made.text.aliases),
      tags: JSON.stringify(cleanTags(made.text.tags)),
      by_id: made.by,
      at: made.at,
      reason: made.reason,
    })
    .execute()
  if (made.by !== null) await attachFiles(trx, { article_id: articleId }, made.by, made.text.body)
}

const cleanTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(tags.map(tagName).filter((tag) => tag !== '')),
]
