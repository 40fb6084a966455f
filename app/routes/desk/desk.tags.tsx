import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { mergeTags, partTag } from '#app/features/moderation/commands/merge-tags.server.ts'
import { listTags } from '#app/features/moderation/queries/desk.server.ts'
import { TagForm } from '#app/features/moderation/schemas.ts'
import { TagsPage } from '#app/features/moderation/ui/tags-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('tagsDesk') }]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => {
  const query = (url.searchParams.get('q') ?? '').slice(0, 60)
  return { query, tags: await listTags(context, query.toLowerCase()), parts: deskParts(viewer) }
})

export const action = actionFor('moderator', LIMITS.staff, async ({ context, form }) => {
  const { tag, into, intent } = parseForm(TagForm, form)
  if (intent === 'merge') await mergeTags(context, tag.toLowerCase(), into.toLowerCase())
  else await partTag(context, tag.toLowerCase())
  throw redirect('/desk/tags')
})

export default function Tags() {
  const t = useWords(deskWords)
  const { query, tags, parts } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="tags" parts={parts} title={t('tags')} lead={t('aSynonymLeads')}>
      <TagsPage query={query} tags={tags} {...(sentBack ? { sentBack } : {})} />
    </DeskFrame>
  )
}
