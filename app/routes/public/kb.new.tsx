import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mayAdminister } from '#app/access/members.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { ATTACHABLE_ENDINGS } from '#app/features/files/rules/attachments.ts'
import { startArticle } from '#app/features/knowledge/commands/write-article.server.ts'
import { getArticlePlaces } from '#app/features/knowledge/queries/places.server.ts'
import { previewArticle } from '#app/features/knowledge/queries/render-article.server.ts'
import { headsIn } from '#app/features/knowledge/rules/drafting/heads.ts'
import { ArticleForm } from '#app/features/knowledge/schemas.ts'
import { ArticleFormPage } from '#app/features/knowledge/ui/article-form-page.tsx'
import { isStaff } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS, unlessPreview } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('writeAnArticle') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => {
  const places = await getArticlePlaces(context)
  const heads = headsIn(context.env.languages[0])
  return {
    start: {
      title: (url.searchParams.get('title') ?? '').slice(0, 150),
      body: `${heads.problem}\n\n\n\n${heads.steps}\n\n1. `,
      aliases: [],
      tags: [],
      category: url.searchParams.get('category') ?? places.categories[0]?.slug ?? '',
      section: '',
      language: 'en',
      revision: 0,
    },
    places,
    isStaff: isStaff(viewer),
    mayAddCategory: mayAdminister(viewer).ok,
    composer: await composerView(context, 'article:new'),
    owner: viewer.id,
    attachable: ATTACHABLE_ENDINGS,
  }
})

export const action = actionFor(
  'member',
  (form) => unlessPreview(LIMITS.ask)(form),
  async ({ context, form, viewer }) => {
    if (form.get('intent') === 'preview') {
      const previewHtml = await previewArticle(context, formText(form, 'body'), context.viewer.id)
      return { values: valuesOf(form), previewHtml }
    }
    const { id } = await startArticle(context, parseForm(ArticleForm, form))
    throw redirect(isStaff(viewer) ? `/desk/articles/${id}` : `/kb/${id}?proposed=1`)
  },
)

export default function NewArticle() {
  const { start, places, isStaff: staff, mayAddCategory, composer, owner, attachable } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <ArticleFormPage
      start={start}
      article={null}
      {...places}
      isStaff={staff}
      mayAddCategory={mayAddCategory}
      composer={composer}
      owner={owner}
      attachable={attachable}
      {...(sent && 'errors' in sent ? { errors: sent.errors } : {})}
      {...(sent ? { values: sent.values } : {})}
      {...(sent && 'previewHtml' in sent ? { previewHtml: sent.previewHtml } : {})}
    />
  )
}
