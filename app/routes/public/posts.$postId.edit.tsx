import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mayEditPost } from '#app/access/threads.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { editPost } from '#app/features/forum/commands/edit-post.server.ts'
import { getPostToEdit } from '#app/features/forum/queries/post-pages.server.ts'
import { EditForm } from '#app/features/forum/schemas.ts'
import { EditPostPage } from '#app/features/forum/ui/post-pages.tsx'
import { demand } from '#app/kernel/verdict.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS, unlessPreview } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('member', async ({ context, params, viewer }) => {
  const id = idParam(params['postId'])
  const { view, found } = await getPostToEdit(context, id)
  demand(mayEditPost(viewer, found.facts, found.postFacts, context.clock.now()))
  return { view, composer: await composerView(context, `post:${id}:edit`), owner: viewer.id }
})

export const action = actionFor('member', unlessPreview(LIMITS.edit), async ({ context, params, form }) => {
  const id = idParam(params['postId'])
  if (form.get('intent') === 'preview') {
    const text = (name: string): string => formText(form, name)
    const values = {
      body: text('body'),
      title: text('title'),
      tags: text('tags'),
      reason: text('reason'),
    }
    return { values, previewHtml: await context.markdown.render(values.body, context.viewer.id) }
  }
  const { sure, ...edit } = parseForm(EditForm, form)
  throw redirect((await editPost(context, id, { ...edit, isSure: sure === '1' })).address)
})

export default function Edit() {
  const { view, composer, owner } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <EditPostPage view={view} composer={composer} owner={owner} {...(sentBack ? { sentBack } : {})} />
}
