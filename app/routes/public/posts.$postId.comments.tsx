import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { mayAskDetails } from '#app/access/threads.ts'
import { hasAnswers } from '#app/features/forum/rules.ts'
import { getPost } from '#app/features/forum/queries/facts.server.ts'
import { getPostAbout } from '#app/features/forum/queries/post-pages.server.ts'
import { CommentForm } from '#app/features/forum/schemas.ts'
import { CommentPage } from '#app/features/forum/ui/post-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS, unlessPreview } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('member', async ({ context, params, viewer }) => {
  const id = idParam(params['postId'])
  const { thread, facts } = await getPost(context.db, viewer, id)
  return {
    post: await getPostAbout(context, id),
    formKey: randomUUID(),
    mayAskDetails: hasAnswers(thread.kind) && mayAskDetails(viewer, facts),
  }
})

export const action = actionFor('member', unlessPreview(LIMITS.post), async ({ context, params, form }) => {
  const id = idParam(params['postId'])
  const { post } = await getPost(context.db, context.viewer, id)
  if (form.get('intent') === 'preview') {
    const body = formText(form, 'body')
    return {
      values: { body },
      previewHtml: await context.markdown.render(body, context.viewer.id),
    }
  }
  const { body, asks, key, sure } = parseForm(CommentForm, form)
  const { address } = await addPost(context, post.thread_id, {
    body,
    as: 'comment',
    parentId: id,
    asksDetails: asks === '1',
    key,
    isSure: sure === '1',
  })
  throw redirect(address)
})

export default function Comment() {
  const { post, formKey, mayAskDetails } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <CommentPage
      postId={post.id}
      threadTitle={post.threadTitle}
      address={post.address}
      formKey={formKey}
      mayAskDetails={mayAskDetails}
      {...(sentBack ? { sentBack } : {})}
    />
  )
}
