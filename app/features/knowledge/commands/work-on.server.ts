import type { z } from 'zod'
import type { Context } from '#app/platform/context.server.ts'
import type { WorkForm } from '../schemas.ts'
import { commentRevision, resolveComment } from './comment-revision.server.ts'
import { arrangeArticle, outdateArticle, verifyArticle, withdrawArticle } from './keep-article.server.ts'
import { publishRevision } from './publish-article.server.ts'
import { reviewRevision, submitRevision } from './review-revision.server.ts'
import { askToSmooth, takeSmoothed } from './take-smoothed.server.ts'
import { translateArticle } from './translate-article.server.ts'
import { settleVote } from './vote-article.server.ts'

/** Does what a form of the workbench asks for; returns the address to go on at. */
export async function workOn(context: Context, articleId: number, work: z.infer<typeof WorkForm>): Promise<string> {
  const { intent, revision, reason } = work
  const here = `/desk/articles/${articleId}`
  switch (intent) {
    case 'submit':
      await submitRevision(context, articleId)
      return here
    case 'approve':
    case 'decline':
      await reviewRevision(context, articleId, { revision, approved: intent === 'approve', reason })
      return here
    case 'approve-publish':
      await reviewRevision(context, articleId, { revision, approved: true, reason })
      return (await publishRevision(context, articleId, revision)).address
    case 'publish':
      return (await publishRevision(context, articleId, revision)).address
    case 'withdraw':
    case 'restore':
      await withdrawArticle(context, articleId, intent === 'withdraw', reason)
      return here
    case 'verify':
      await verifyArticle(context, articleId)
      return here
    case 'outdate':
      await outdateArticle(context, articleId, reason)
      return here
    case 'keep':
      await arrangeArticle(context, articleId, work)
      return here
    case 'comment':
      await commentRevision(context, articleId, { revision, body: reason })
      return here
    case 'resolve':
      await resolveComment(context, articleId, work.comment)
      return here
    case 'translate':
      return `/desk/articles/${(await translateArticle(context, articleId, work.language)).id}`
    case 'smooth':
      await askToSmooth(context, articleId)
      return here
    case 'take-smoothed':
      await takeSmoothed(context, articleId)
      return here
    case 'settle':
      await settleVote(context, work.vote)
      return here
  }
}
