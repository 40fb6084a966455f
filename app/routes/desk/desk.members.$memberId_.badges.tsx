import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { giveBadge, restoreAward, revokeAward } from '#app/features/badges/commands/give-badge.server.ts'
import { getMemberBadges } from '#app/features/badges/queries/desk.server.ts'
import { AgainForm, BadgesQuery, GiveForm, MemberBadgeIntent, RevokeForm } from '#app/features/badges/schemas.ts'
import { MemberBadgesPage } from '#app/features/badges/ui/desk-pages.tsx'
import { badgeDeskWords } from '#app/features/badges/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: speak(localeIn(matches), badgeDeskWords)('title.member', { name: data?.view.name ?? '' }) },
]

const DONE = { give: 'done.give', revoke: 'done.revoke', again: 'done.again' } as const

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => ({
  view: await getMemberBadges(context, idParam(params['memberId'])),
  parts: deskParts(viewer),
  done: parseQuery(BadgesQuery, url.searchParams).done,
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const memberId = idParam(params['memberId'])
  const { intent } = parseForm(MemberBadgeIntent, form)
  switch (intent) {
    case 'give': {
      const { badge, reason } = parseForm(GiveForm, form)
      await giveBadge(context, memberId, { badgeId: badge, reason })
      break
    }
    case 'revoke': {
      const { uid, why } = parseForm(RevokeForm, form)
      await revokeAward(context, uid, why)
      break
    }
    case 'again':
      await restoreAward(context, parseForm(AgainForm, form).uid)
      break
  }
  throw redirect(`/desk/members/${memberId}/badges?done=${intent}`)
})

export default function MemberBadges() {
  const t = useWords(badgeDeskWords)
  const { view, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  const said = done !== null && done in DONE ? t(DONE[done as keyof typeof DONE]) : null
  return (
    <DeskFrame
      at="members"
      parts={parts}
      title={t('title.member', { name: view.name })}
      lead={<a href={`/members/${encodeURIComponent(view.handle)}`}>{t('member.back')}</a>}
      done={sentBack ? null : said}
    >
      <MemberBadgesPage view={view} sentBack={sentBack} />
    </DeskFrame>
  )
}
