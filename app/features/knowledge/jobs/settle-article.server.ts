import type { Services } from '#app/platform/context.server.ts'
import { keepVerdict } from '../commands/keep-verdict.server.ts'
import { publishedWords } from '../queries/published-words.server.ts'
import { shownIn } from '../rules/sources.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'

/**
 * The job `article.settle`: whoever a published article has words of, or an edit by, is credited. The
 * links from its source threads are read from the same rows, so they need no writing.
 */
export async function settleArticle({ db, clock }: Pick<Services, 'db' | 'clock'>, articleId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'articles', articleId)
    const article = await trx
      .selectFrom('articles')
      .select(['id', 'listed', 'owner_id'])
      .where('id', '=', articleId)
      .executeTakeFirst()
    const now = clock.now()
    await keepVerdict(trx, articleId, now)
    if (!article || article.listed === 0) return
    const wanted = await creditsOf(trx, articleId)
    await forgetOthers(trx, articleId, [...wanted.keys()])
    if (wanted.size > 0) {
      await trx
        .insertInto('article_credits')
        .values(
          [...wanted].map(([member_id, reason]) => ({
            article_id: articleId,
            member_id,
            reason,
            at: now,
          })),
        )
        .onConflict((c) => c.columns(['article_id', 'member_id']).doNothing())
        .execute()
    }
    await tell(trx, 'article.credited', { article: articleId }, now)
  })
}

/** Takes back the thanks of those whose words stand in the article no more; the thanks for an edit stay. */
async function forgetOthers(trx: Executor, articleId: number, wanted: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('article_credits')
    .where('article_id', '=', articleId)
    .where('reason', '!=', 'edit')
    .$if(wanted.length > 0, (all) => all.where('member_id', 'not in', [...wanted]))
    .execute()
}

/** Who contributed what, the nearest reason a member. */
async function creditsOf(trx: Executor, articleId: number): Promise<ReadonlyMap<number, string>> {
  const credits = new Map<number, string>()
  const words = await trx
    .selectFrom('article_sources')
    .innerJoin('members', 'members.id', 'article_sources.member_id')
    .select(['article_sources.member_id', 'article_sources.part', 'article_sources.sentence'])
    .where('article_sources.article_id', '=', articleId)
    .where('article_sources.gone_at', 'is', null)
    // Who wrote a mail wrote it to staff: only words of the community are anybody's in public.
    .where('article_sources.thread_id', 'is not', null)
    .where('members.erased_at', 'is', null)
    .orderBy('article_sources.id')
    .execute()
  const shown = await publishedWords(trx, articleId)
  for (const { member_id, part, sentence } of words) {
    // Whose words were taken out by an editor is not thanked for them.
    if (member_id === null || !shown || !shownIn(shown, { part, sentence })) continue
    if (part === 'steps') credits.set(member_id, 'answer')
    else if (!credits.has(member_id)) credits.set(member_id, 'question')
  }
  const edits = await trx
    .selectFrom('article_revisions')
    .innerJoin('members', 'members.id', 'article_revisions.by_id')
    .select('article_revisions.by_id')
    .distinct()
    .where('article_revisions.article_id', '=', articleId)
    .where('article_revisions.state', '=', 'published')
    .where('members.erased_at', 'is', null)
    .where('members.role', 'in', ['customer', 'advocate'])
    .execute()
  const proposed = await trx
    .selectFrom('articles')
    .innerJoin('members', 'members.id', 'articles.created_by')
    .select('articles.created_by as by_id')
    .where('articles.id', '=', articleId)
    .where('members.erased_at', 'is', null)
    .where('members.role', 'in', ['customer', 'advocate'])
    .execute()
  for (const { by_id } of [...edits, ...proposed]) {
    if (by_id !== null && !credits.has(by_id)) credits.set(by_id, 'edit')
  }
  return credits
}
