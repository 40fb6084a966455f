import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'

/**
 * The job `article.sources`: what a thread no longer shows to everybody — it became private, was hidden,
 * erased, or the sentence was edited away — leaves the drafts it stands in, and flags published articles.
 */
export async function checkSources(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  threadId: number,
): Promise<void> {
  const gone = await goneSources(db, threadId)
  const articles = [...new Set(gone.map((row) => row.article_id))]
  for (const articleId of articles) {
    await inTransaction(db, async (trx) => {
      const now = clock.now()
      await lockRow(trx, 'articles', articleId)
      const own = gone.filter((row) => row.article_id === articleId)
      await trx
        .updateTable('article_sources')
        .set({ gone_at: now })
        .where('id', 'in', own.map((row) => row.id))
        .where('gone_at', 'is', null)
        .execute() // prettier-ignore
      const sentences = own.map((row) => row.sentence)
      await takeOutOfDrafts(trx, articleId, sentences)
      const published = await trx
        .selectFrom('articles')
        .innerJoin('article_revisions', (join) =>
          join
            .onRef('article_revisions.article_id', '=', 'articles.id')
            .onRef('article_revisions.number', '=', 'articles.published_revision'),
        )
        .select('article_revisions.body')
        .where('articles.id', '=', articleId)
        .where('articles.listed', '=', 1)
        .executeTakeFirst()
      const shown = sentences.filter((sentence) => published?.body.includes(sentence))
      if (shown.length === 0) return
      await trx
        .updateTable('articles')
        .set({
          flagged_at: now,
          flagged_reason:
            shown.length === 1
              ? 'The source of a sentence was taken away or changed.'
              : `The sources of ${shown.length} sentences were taken away or changed.`,
        })
        .where('id', '=', articleId)
        .execute()
    })
  }
}

interface GoneSource {
  readonly id: number
  readonly article_id: number
  readonly sentence: string
}

async function goneSources(db: Executor, threadId: number): Promise<readonly GoneSource[]> {
  const rows = await db
    .selectFrom('article_sources')
    .leftJoin('threads', 'threads.id', 'article_sources.thread_id')
    .leftJoin('posts', 'posts.id', 'article_sources.post_id')
    .select([
      'article_sources.id',
      'article_sources.article_id',
      'article_sources.sentence',
      'article_sources.part',
      'threads.listed',
      'threads.title',
      'posts.hidden_at',
      'posts.body',
    ])
    .where('article_sources.thread_id', '=', threadId)
    .where('article_sources.gone_at', 'is', null)
    .execute()
  return rows.filter((row) => {
    if (row.listed !== 1 || row.hidden_at !== null) return true
    if (row.part === 'title') return false // an edited title leaves the phrasing that was asked
    return !flat(row.body ?? '').includes(flat(unfenced(row.sentence)))
  })
}

/** Code that its author did not mark stands fenced in a draft. */
const unfenced = (sentence: string): string => sentence.replace(/^```\n|\n```$/g, '')

/** Spaces don't decide whether a sentence still stands somewhere. */
const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** Unpublished revisions lose the sentences; what others wrote around them stays. */
async function takeOutOfDrafts(
  trx: Executor,
  articleId: number,
  sentences: readonly string[],
): Promise<void> {
  const open = await trx
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('state', 'in', ['draft', 'review', 'approved', 'declined'])
    .execute()
  for (const revision of open) {
    let body = revision.body
    for (const sentence of sentences) body = body.replaceAll(sentence, '')
    body = body
      .replace(/^- *$\n?/gm, '')
      .replace(/ {2,}/g, ' ')
      .replace(/\n{3,}/g, '\n\n')
    if (body === revision.body) continue
    await trx
      .updateTable('article_revisions')
      .set({ body: body.trim(), smoothed: '' })
      .where('article_id', '=', articleId)
      .where('number', '=', revision.number)
      .execute()
  }
}
