import { localeOf } from '#app/locale/locales.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { noticeSentence } from '../rules/sentence.ts'
import { noticeMails } from '../words/mails.ts'
import { mayReadArticle } from '#app/access/articles.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { articleFacts } from '#app/features/knowledge/queries/facts.server.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import type { Services } from '#app/platform/context.server.ts'
import { mailBody, senderOf } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { DESK_WORK, deskAddress, mailReason, recipientsOf, stopMark, type Candidate } from '../rules.ts'
import { withChannels } from '../queries/channels.server.ts'
import type { NoticeKind } from '../types.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** The job `notices.article`: askers of its source threads and all who are credited know of it, once. */
export async function tellOfArticle(services: Parts, site: SiteSettings, articleId: number): Promise<void> {
  const { db } = services
  const article = await db
    .selectFrom('articles')
    .selectAll()
    .where('id', '=', articleId)
    .where('listed', '=', 1)
    .executeTakeFirst()
  if (!article) return
  const askers = await db
    .selectFrom('article_sources')
    .innerJoin('threads', 'threads.id', 'article_sources.thread_id')
    .select('threads.author_id')
    .distinct()
    .where('article_sources.article_id', '=', articleId)
    .where('article_sources.gone_at', 'is', null)
    .execute()
  const credited = await db
    .selectFrom('article_credits')
    .select('member_id')
    .where('article_id', '=', articleId)
    .execute()
  const candidates = [
    ...askers.flatMap((row): Candidate[] =>
      row.author_id === null ? [] : [{ memberId: row.author_id, kind: 'article' }],
    ),
    ...credited.map((row): Candidate => ({ memberId: row.member_id, kind: 'credited' })),
  ]
  await tellAboutArticle(services, site, article, recipientsOf(candidates, article.published_by))
}

/** The job `article.verdict`: who wrote a revision knows that it was reviewed, and what was said. */
export async function tellVerdict(
  services: Parts,
  site: SiteSettings,
  articleId: number,
  number: number,
): Promise<void> {
  const { db } = services
  const article = await db.selectFrom('articles').selectAll().where('id', '=', articleId).executeTakeFirst()
  const revision = await db
    .selectFrom('article_revisions')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!article || !revision || revision.by_id === null || revision.reviewed_by === null) return
  const said = saying(noticeMails, revision.state === 'declined' ? 'verdict.declined' : 'verdict.approved', {
    verdict: revision.verdict ?? '',
  })
  await tellAboutArticle(
    services,
    site,
    article,
    recipientsOf([{ memberId: revision.by_id, kind: 'verdict' }], revision.reviewed_by),
    said,
  )
}

/** The job `notices.review-due`: the owner of an article knows that the day of its next look has come. */
export async function tellReviewDue(services: Parts, site: SiteSettings, articleId: number): Promise<void> {
  const article = await services.db
    .selectFrom('articles')
    .selectAll()
    .where('id', '=', articleId)
    .where('listed', '=', 1)
    .executeTakeFirst()
  if (!article || article.owner_id === null) return
  await tellAboutArticle(services, site, article, [{ memberId: article.owner_id, kind: 'review-due' }])
}

const REPEATED: readonly NoticeKind[] = ['verdict', 'review-due']

/** Writes the missing notices about an article, to those who may read it, and mails them. */
export async function tellAboutArticle(
  { db, clock, env }: Parts,
  site: SiteSettings,
  article: ArticleRow,
  candidates: readonly Candidate[],
  said: Saying | null = null,
): Promise<void> {
  const now = clock.now()
  const category = (await listCategories(db)).find((one) => one.id === article.category_id)
  if (!category || candidates.length === 0) return
  const viewers = await findViewers(
    db,
    candidates.map(({ memberId }) => memberId),
    now,
  )
  const facts = articleFacts(article, category)
  const wanted = (await withChannels(db, candidates)).filter(({ memberId, channel }) => {
    const viewer = viewers.get(memberId)
    return channel !== 'off' && viewer !== undefined && mayReadArticle(viewer, facts)
  })
  const address = `${env.baseUrl}${articleAddress(article)}`
  const secret = await readSecret(db, now)
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'articles', article.id)
    for (const { memberId, kind, channel } of wanted) {
      if (REPEATED.includes(kind)) {
        await trx
          .deleteFrom('notices')
          .where('member_id', '=', memberId)
          .where('kind', '=', kind)
          .where('article_id', '=', article.id)
          .execute()
      }
      const known = await trx
        .selectFrom('notices')
        .select('id')
        .where('member_id', '=', memberId)
        .where('kind', '=', kind)
        .where('article_id', '=', article.id)
        .executeTakeFirst()
      if (known) continue
      const { id } = await trx
        .insertInto('notices')
        .values({ member_id: memberId, kind, article_id: article.id, created_at: now, channel })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (channel !== 'mail') continue
      const member = await trx
        .selectFrom('members')
        .select(['email', 'email_confirmed_at', 'locale'])
        .where('id', '=', memberId)
        .executeTakeFirst()
      if (!member?.email || member.email_confirmed_at === null) continue
      await trx.updateTable('notices').set({ mailed_at: now }).where('id', '=', id).execute()
      const locale = localeOf(member.locale, env.languages)
      const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stopMark(kind, memberId, 0))}`
      const body = mailBody(
        senderOf(site, env.baseUrl, locale),
        [
          {
            kind: 'text',
            text: saying(noticeMails, 'article', { said: noticeSentence(locale, kind, null), title: article.title }),
          },
          ...(said === null ? [] : [{ kind: 'text' as const, text: said }]),
          DESK_WORK.has(kind)
            ? {
                kind: 'act',
                label: saying(noticeMails, 'button.desk'),
                url: `${env.baseUrl}${deskAddress(article.id)}`,
              }
            : { kind: 'act', label: saying(noticeMails, 'button.article'), url: address },
        ],
        mailReason(kind, article.title, `${env.baseUrl}/settings/notices`),
        stopUrl,
      )
      await queueMail(trx, now, new URL(env.baseUrl).hostname, {
        cause: `article notice ${id}`,
        notices: [id],
        memberId,
        to: member.email,
        subject: article.title,
        ...body,
        headers: listHeaders(stopUrl),
      })
    }
  })
}
