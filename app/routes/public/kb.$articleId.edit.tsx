import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { ATTACHABLE_ENDINGS } from '#app/features/files/rules/attachments.ts'
import { writeRevision } from '#app/features/knowledge/commands/write-article.server.ts'
import { getArticlePlaces } from '#app/features/knowledge/queries/places.server.ts'
import { previewArticle } from '#app/features/knowledge/queries/render-article.server.ts'
import { getArticleToEdit } from '#app/features/knowledge/queries/workbench.server.ts'
import { ArticleForm } from '#app/features/knowledge/schemas.ts'
import { ArticleFormPage } from '#app/features/knowledge/ui/article-form-page.tsx'
import { isStaff } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS, unlessPreview } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('editAnArticle') }]

export const loader = loaderFor('member', async ({ context, params, viewer }) => ({
  start: await getArticleToEdit(context, idParam(params['articleId'])),
  composer: await composerView(context, `article:${idParam(params['articleId'])}:edit`),
  owner: viewer.id,
  places: await getArticlePlaces(context),
  isStaff: isStaff(viewer),
  attachable: ATTACHABLE_ENDINGS,
}))

export const action = actionFor('member', unlessPreview(LIMITS.edit), async ({ context, params, form, viewer }) => {
  const id = idParam(params['articleId'])
  if (form.get('intent') === 'preview') {
    const previewHtml = await previewArticle(context, formText(form, 'body'), context.viewer.id)
    return { values: valuesOf(form), previewHtml }
  }
  const written = parseForm(ArticleForm, form)
  const { address } = await writeRevision(context, id, written)
  throw redirect(isStaff(viewer) ? `/desk/articles/${id}` : `${address}?proposed=1`)
})

export default function EditArticle() {
  const { start, places, isStaff: staff, composer, owner, attachable } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <ArticleFormPage
      start={start}
      article={start}
      {...places}
      isStaff={staff}
      composer={composer}
      owner={owner}
      attachable={attachable}
      {...(sent && 'errors' in sent ? { errors: sent.errors } : {})}
      {...(sent ? { values: sent.values } : {})}
      {...(sent && 'previewHtml' in sent ? { previewHtml: sent.previewHtml } : {})}
    />
  )
}
