import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { findRefusals } from '../words/refusals.ts'

/** What somebody was helped by, where they may find it. Throws `not-found`. */
export async function getHelpedBy(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  { kind, id }: { readonly kind: 'thread' | 'article'; readonly id: number },
): Promise<{ readonly address: string; readonly title: string }> {
  const categories = await categoriesFor(db, viewer)
  if (kind === 'article') {
    const [article] = await findListedArticles(db, [id], categories)
    if (article) return { address: article.address, title: article.title }
  } else {
    const [thread] = await findListedThreads(db, [id], categories.unreadable)
    if (thread) return { address: addressOf(thread), title: thread.title }
  }
  throw notFound(saying(findRefusals, 'solved'))
}
