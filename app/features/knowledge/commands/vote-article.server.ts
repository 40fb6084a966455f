import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { mayKeepArticle } from '#app/access/articles.ts'
import { mayWrite } from '#app/access/members.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { getArticleToDecide } from './decide-article.server.ts'

/** What a reader says of an article. */
export interface ArticleVote {
  readonly helpful: boolean
  readonly reason: string
  readonly note: string
}

/** Guests at one address who are heard about one article: browsers are easily made up. */
const MOST_GUESTS = 3

/**
 * Keeps a reader's word on an article: one a reader, the newest counts. Guests are told apart by keyed
 * hashes of address and browser, other ones for each article, which name nobody. Returns the article's
 * address, and whether the word counts: one guest more than are heard from an address is thanked, not counted.
 */
export async function voteArticle(
  context: Context,
  articleId: number,
  vote: ArticleVote,
  guest: { readonly address: string; readonly agent: string },
): Promise<{ readonly address: string; readonly counts: boolean }> {
  const { db, viewer, clock } = context
  const now = clock.now()
  if (isMember(viewer)) demand(mayWrite(viewer, now))
  const secret = await readSecret(db, now)
  const keyed = (text: string): string =>
    createHmac('sha256', secret).update(`${articleId} ${text}`).digest('hex').slice(0, 24)
  const place = `guest ${keyed(guest.address)}`
  const voter = isMember(viewer) ? `member ${viewer.id}` : `${place} ${keyed(`${guest.address} ${guest.agent}`)}`
  return inTransaction(db, async (trx) => {
    const { article } = await getArticleToDecide(trx, viewer, articleId)
    if (article.published_revision === null) throw notFound(saying(knowledgeRefusals, 'thisArticle'))
    const before = await trx
      .selectFrom('article_votes')
      .select(['id', 'helpful'])
      .where('article_id', '=', articleId)
      .where('voter_key', '=', voter)
      .executeTakeFirst()
    const said = {
      helpful: vote.helpful ? 1 : 0,
      reason: vote.reason,
      note: vote.note,
      revision: article.published_revision,
      at: now,
      settled_at: null,
      settled_by: null,
    }
    if (!before && !isMember(viewer)) {
      const { n } = await trx
        .selectFrom('article_votes')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('article_id', '=', articleId)
        .where('voter_key', 'like', `${place} %`)
        .executeTakeFirstOrThrow()
      if (Number(n) >= MOST_GUESTS) return { address: articleAddress(article), counts: false }
    }
    if (before) {
      await trx.updateTable('article_votes').set(said).where('id', '=', before.id).execute()
    } else {
      await trx
        .insertInto('article_votes')
        .values({ ...said, article_id: articleId, voter_key: voter, member_id: viewer.id })
        .execute()
    }
    const helpful = said.helpful - (before?.helpful ?? 0)
    const unhelpful = 1 - said.helpful - (before ? 1 - before.helpful : 0)
    await trx
      .updateTable('articles')
      .set({
        helpful_count: sql`helpful_count + ${helpful}`,
        unhelpful_count: sql`unhelpful_count + ${unhelpful}`,
      })
      .where('id', '=', articleId)
      .execute()
    await tell(trx, 'article.voted', { article: articleId, topic: article.topic_id }, now)
    return { address: articleAddress(article), counts: true }
  })
}

/** Takes what a reader said from the queue: somebody has seen to it. */
export async function settleVote({ db, viewer, clock }: Context, voteId: number): Promise<void> {
  demand(mayKeepArticle(viewer))
  const row = await db
    .updateTable('article_votes')
    .set({ settled_at: clock.now(), settled_by: viewer.id })
    .where('id', '=', voteId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound(saying(knowledgeRefusals, 'thisWord'))
}
