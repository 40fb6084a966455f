import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { mayDraft } from '#app/access/articles.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { readTier } from '#app/features/escalations/queries/thread-tier.server.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { findTrail } from '#app/features/find/queries/asked-before.server.ts'
import { findArticlesForThread, findNearby } from '#app/features/find/queries/nearby.server.ts'
import { readPrivately } from '#app/features/forum/queries/privately.server.ts'
import { getThreadAddress, getThreadPage, MovedError } from '#app/features/forum/queries/thread-page.server.ts'
import { ThreadQueryShape } from '#app/features/forum/schemas.ts'
import type { ThreadPageView } from '#app/features/forum/types.ts'
import { ThreadPage } from '#app/features/forum/ui/thread-page.tsx'
import { findArticlesOf } from '#app/features/knowledge/queries/articles-of-thread.server.ts'
import { markThreadRead } from '#app/features/notices/commands/mark-read.server.ts'
import { knownHere } from '#app/features/recognition/queries/knows-here.server.ts'
import { GUEST, isMember, isStaff } from '#app/kernel/roles.ts'
import { idParam, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { loader as rootLoader, PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('everyone', async ({ context, viewer, params, url }) => {
  const id = idParam(params['threadId'])
  const { order, page, post, comments, private: privatePage } = parseQuery(ThreadQueryShape, url.searchParams)
  const categories = await categoriesFor(context.db, viewer)
  try {
    const view = await getThreadPage(context, id, { order, page: page ?? null, post, comments }, categories)
    if (view.partOf !== null) throw redirect(await getThreadAddress(context, id))
    if (decodeURIComponent(url.pathname.replace(/\.data$/, '')) !== decodeURIComponent(view.address)) {
      throw redirect(`${view.address}${url.search}`, 301)
    }
    if (view.isAsker) context.rendered.countsAsRead = false
    if (isMember(viewer)) await markThreadRead(context, viewer, id, view.lastPostAt)
    const composer = isMember(viewer) ? await composerView(context, `thread:${id}:answer`) : null
    const { privately, lastAt } = await readPrivately(context, view, privatePage ?? null)
    if (isMember(viewer) && privately?.kind === 'part') await markThreadRead(context, viewer, privately.part.id, lastAt)
    const beside = {
      privately,
      secondTier: await readTier(context, view),
      trail: await findTrail(context, view, categories),
      nearby: await findNearby(context, context.search, view, categories),
      articles: await findArticlesOf(context, id, categories),
      mayHelp: view.accepted === null ? await findArticlesForThread(context, context.search, view, categories) : [],
      mayDraft: mayDraft(viewer).ok && view.accepted !== null,
      knows: await knownHere(context, view, helpersOf(view)),
    }
    return { view: { ...view, ...beside }, composer }
  } catch (error) {
    if (error instanceof MovedError) throw redirect(await getThreadAddress(context, error.to), 301)
    throw error
  }
})

/** Who answered on this page, but for staff, whose role says what they know. */
function helpersOf(view: Pick<ThreadPageView, 'accepted' | 'answers'>): readonly number[] {
  const posts = [...(view.accepted ? [view.accepted.post] : []), ...view.answers]
  const helpers = posts.flatMap(({ author }) => (author && !isStaff(author) ? [author.id] : []))
  return [...new Set(helpers)]
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        { title: data.view.title },
        { name: 'description', content: data.view.description },
        { tagName: 'link', rel: 'canonical', href: data.view.url },
        { property: 'og:title', content: data.view.title },
        { property: 'og:type', content: 'article' },
        { property: 'og:url', content: data.view.url },
        ...(data.view.answerCount === 0 ? [{ name: 'robots', content: 'noindex' }] : []),
      ]
    : []

export default function Thread() {
  const { view, composer } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')

  return <ThreadPage view={view} viewer={root?.viewer ?? GUEST} composer={composer} />
}
