import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { saveBadge } from '#app/features/badges/commands/save-badge.server.ts'
import { badgeCategories } from '#app/features/badges/queries/desk.server.ts'
import { previewBadge } from '#app/features/badges/queries/preview.server.ts'
import { BadgeForm, BadgeIntent } from '#app/features/badges/schemas.ts'
import { BadgeComposerPage } from '#app/features/badges/ui/composer.tsx'
import { badgeDeskWords } from '#app/features/badges/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), badgeDeskWords)('title.new') }]

export const loader = loaderFor('admin', async ({ context, viewer }) => ({
  categories: await badgeCategories(context),
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent } = parseForm(BadgeIntent, form)
  const composed = parseForm(BadgeForm, form)
  if (intent === 'draft' || intent === 'active') {
    const id = await saveBadge(context, null, 0, composed, intent)
    throw redirect(`/desk/badges/${id}?done=${intent}`)
  }
  return {
    preview: composed.rule === null ? ('hand' as const) : await previewBadge(context, composed),
    values: valuesOf(form),
    errors: {},
  }
})

export default function NewBadge() {
  const t = useWords(badgeDeskWords)
  const { categories, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame at="badges" parts={parts} title={t('title.new')}>
      <BadgeComposerPage
        badge={null}
        categories={categories}
        preview={answer && 'preview' in answer ? answer.preview : null}
        sentBack={answer}
      />
    </DeskFrame>
  )
}
