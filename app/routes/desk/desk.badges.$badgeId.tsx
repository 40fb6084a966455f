import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { retireBadge, saveBadge } from '#app/features/badges/commands/save-badge.server.ts'
import { badgeCategories, getBadgeForDesk } from '#app/features/badges/queries/desk.server.ts'
import { previewBadge } from '#app/features/badges/queries/preview.server.ts'
import { BadgeForm, BadgeIntent, BadgesQuery } from '#app/features/badges/schemas.ts'
import { BadgeComposerPage } from '#app/features/badges/ui/composer.tsx'
import { badgeDeskWords } from '#app/features/badges/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.badge.name ?? speak(localeIn(matches), badgeDeskWords)('title') },
]

const DONE = {
  draft: 'done.draft',
  active: 'done.active',
  retire: 'done.retire',
  restore: 'done.restore',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => ({
  badge: await getBadgeForDesk(context, idParam(params['badgeId'])),
  categories: await badgeCategories(context),
  parts: deskParts(viewer),
  done: parseQuery(BadgesQuery, url.searchParams).done,
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['badgeId'])
  const { intent, version } = parseForm(BadgeIntent, form)
  if (intent === 'retire' || intent === 'restore') {
    await retireBadge(context, id, version, intent === 'retire')
    throw redirect(`/desk/badges/${id}?done=${intent}`)
  }
  const composed = parseForm(BadgeForm, form)
  if (intent !== 'preview') {
    await saveBadge(context, id, version, composed, intent)
    throw redirect(`/desk/badges/${id}?done=${intent}`)
  }
  return {
    preview: composed.rule === null ? ('hand' as const) : await previewBadge(context, composed),
    values: valuesOf(form),
    errors: {},
  }
})

export default function DeskBadge() {
  const t = useWords(badgeDeskWords)
  const { badge, categories, parts, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = done !== null && done in DONE ? t(DONE[done as keyof typeof DONE]) : null
  return (
    <DeskFrame at="badges" parts={parts} title={badge.name} done={answer ? null : said}>
      <BadgeComposerPage
        key={badge.version}
        badge={badge}
        categories={categories}
        preview={answer && 'preview' in answer ? answer.preview : null}
        sentBack={answer}
      />
    </DeskFrame>
  )
}
