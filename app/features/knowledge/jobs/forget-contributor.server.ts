import { draftingWords } from '#app/features/knowledge/words/drafting.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { sayingText } from '#app/locale/saying.ts'
import { sql } from 'kysely'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { settleState } from '../commands/article-state.server.ts'
import type { ArticleState } from '../types.ts'

/**
 * The part of the job `member.erase` that is about articles: a member who is gone is no longer credited
 * nor named as a source, and what they said of articles stays as a number without their words. Who wants
 * their posts removed takes along what they wrote for articles and was never published.
 */
export async function forgetContributor(
  { db, clock, env }: Pick<Services, 'db' | 'clock' | 'env'>,
  memberId: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const member = await trx
      .selectFrom('members')
      .select(['id', 'posts_after'])
      .where('id', '=', memberId)
      .where('erased_at', 'is not', null)
      .executeTakeFirst()
    if (!member) return
    await trx.deleteFrom('article_credits').where('member_id', '=', memberId).execute()
    await trx.updateTable('article_sources').set({ member_id: null }).where('member_id', '=', memberId).execute()
    await trx
      .updateTable('article_votes')
      .set({ member_id: null, note: '', voter_key: sql<string>`'gone ' || id` })
      .where('member_id', '=', memberId)
      .execute()
    if (member.posts_after === 'remove') await removeWords(trx, memberId, clock.now(), env.languages[0])
  })
}

/** What somebody wrote for articles and was never published, and their remarks; what is out is everybody's. */
async function removeWords(
  trx: Executor,
  memberId: number,
  now: number,
  locale: Locale = SOURCE_LOCALE,
): Promise<void> {
  const removed = speak(locale, draftingWords)('removed')
  await trx.deleteFrom('article_comments').where('by_id', '=', memberId).execute()
  const own = await trx
    .selectFrom('article_revisions')
    .select(['article_id', 'number'])
    .where('by_id', '=', memberId)
    .where('state', '!=', 'published')
    .execute()
  for (const id of new Set(own.map((row) => row.article_id))) {
    await lockRow(trx, 'articles', id)
    const article = await trx.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const numbers = own.filter((row) => row.article_id === id).map((row) => row.number)
    await trx
      .updateTable('article_revisions')
      .set({
        title: removed,
        body: '',
        aliases: '[]',
        tags: '[]',
        reason: '',
        smoothed: '',
        state: 'declined',
        verdict: sayingText(knowledgeRefusals, 'reason.erased'),
      })
      .where('article_id', '=', id)
      .where('number', 'in', numbers)
      .execute()
    if (article.published_revision === null && numbers.includes(article.revision)) {
      await trx
        .updateTable('articles')
        .set({ title: removed, slug: 'article', state: 'withdrawn', updated_at: now })
        .where('id', '=', id)
        .execute()
    } else if (numbers.includes(article.revision)) {
      await settleState(trx, { article: { ...article, state: article.state as ArticleState } }, 'declined', now)
    }
  }
}
