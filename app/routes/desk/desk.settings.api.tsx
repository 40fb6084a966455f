import { doneIn } from '#app/frame/done.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listBrands } from '#app/features/catalogue/queries/brands.server.ts'
import { deskParts } from '#app/access/desk.ts'
import { changeTokenBrand, endToken, makeToken } from '#app/features/requests/commands/tokens.server.ts'
import { getLivingToken, getTokens } from '#app/features/requests/queries/tokens.server.ts'
import { RevokeTokenForm, TokenBrandForm, TokenForm, TokenIntent, TokensQuery } from '#app/features/requests/schemas.ts'
import { RevokeTokenPage, TokenBrandPage, TokensPage } from '#app/features/requests/ui/tokens-page.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('apiTokensSettingsDesk') },
]

const DONE = {
  revoked: 'done.settingsapi.revoked',
  brand: 'done.settingsapi.brand',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => {
  const { revoke, brand } = parseQuery(TokensQuery, url.searchParams)
  return {
    view: await getTokens(context),
    toBrand: brand === null ? null : await getLivingToken(context, brand),
    brands: (await listBrands(context.db)).map(({ name }) => name),
    toRevoke: revoke === null ? null : await getLivingToken(context, revoke),
    parts: deskParts(viewer),
    done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent } = parseForm(TokenIntent, form)
  if (intent === 'brand') {
    const { token, brand } = parseForm(TokenBrandForm, form)
    await changeTokenBrand(context, token, brand)
    return redirect('/desk/settings/api?done=brand')
  }
  if (intent === 'revoke') {
    await endToken(context, { id: parseForm(RevokeTokenForm, form).token })
    return redirect('/desk/settings/api?done=revoked')
  }
  const draft = parseForm(TokenForm, form)
  // Shown in the answer itself, because it is kept nowhere.
  return { made: { name: draft.name, text: await makeToken(context, draft) } }
})

export default function Tokens() {
  const { view, toRevoke, toBrand, brands, parts, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const made = answer !== undefined && 'made' in answer ? answer.made : null
  const sentBack = answer !== undefined && 'errors' in answer ? answer : undefined
  return (
    <SiteSettingsFrame at="/desk/settings/api" parts={parts} done={answer ? null : done}>
      {toBrand !== null ? (
        <TokenBrandPage token={toBrand} brands={brands} sentBack={sentBack} />
      ) : toRevoke === null ? (
        <TokensPage view={view} brands={brands} made={made} sentBack={sentBack} />
      ) : (
        <RevokeTokenPage token={toRevoke} />
      )}
    </SiteSettingsFrame>
  )
}
