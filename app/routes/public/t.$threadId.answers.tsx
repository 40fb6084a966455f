import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { readTier } from '#app/features/escalations/queries/thread-tier.server.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { saySameHere } from '#app/features/forum/commands/vote.server.ts'
import { readPrivately } from '#app/features/forum/queries/privately.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { AnswerForm } from '#app/features/forum/schemas.ts'
import { ThreadPage } from '#app/features/forum/ui/thread-page.tsx'
import { GUEST, isMember } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS, unlessPreview } from '#app/platform/rate-limit.server.ts'
import type { loader as rootLoader, PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

/** Seen when an answer came back, or somebody reloads it: the thread with the composer. */
export const loader = loaderFor('member', async ({ context, params, viewer }) => {
  const asked = idParam(params['threadId'])
  const shown = { order: 'helpful', page: null } as const
  const itself = await getThreadPage(context, asked, shown)
  const isPart = itself.partOf !== null
  const id = itself.partOf ?? asked
  const view = isPart ? await getThreadPage(context, id, shown) : itself
  const composer = isMember(viewer) ? await composerView(context, `thread:${id}:answer`) : null
  const beside = {
    privately: (await readPrivately(context, view, null)).privately,
    secondTier: await readTier(context, view),
    trail: null,
    nearby: [],
    articles: [],
    mayHelp: [],
    mayDraft: false,
    knows: {},
  }
  return { view: { ...view, ...beside }, composer, isPart }
})

export const action = actionFor('member', unlessPreview(LIMITS.post), async ({ context, params, form }) => {
  const id = idParam(params['threadId'])
  if (form.get('as') === 'same-here') throw redirect((await saySameHere(context, id, true)).address)
  if (form.get('intent') === 'preview') {
    const body = formText(form, 'body')
    return {
      values: { body },
      previewHtml: await context.markdown.render(body, context.viewer.id),
    }
  }
  const { body, as, key, sure } = parseForm(AnswerForm, form)
  const { address } = await addPost(context, id, {
    body,
    as: as === 'comment' ? 'comment' : 'answer',
    parentId: null,
    key,
    isSure: sure === '1',
  })
  throw redirect(address)
})

export default function AnswerAgain() {
  const { view, composer, isPart } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const sentBack = useActionData<typeof action>()
  const refused = sentBack && (isPart ? { privateSentBack: sentBack } : { sentBack })
  return <ThreadPage view={view} viewer={root?.viewer ?? GUEST} composer={composer} {...refused} />
}
