import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { recordSolved } from '#app/features/find/commands/record-solved.server.ts'
import { getHelpedBy } from '#app/features/find/queries/helped-by.server.ts'
import { SolvedForm, SolvedQueryShape } from '#app/features/find/schemas.ts'
import { SolvedPage } from '#app/features/find/ui/solved-page.tsx'
import { solvedWords } from '#app/features/find/words/solved.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { address } from '#app/ui/words.ts'

export const handle: PageHandle = { part: 'threads' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), solvedWords)('meta') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', async ({ context, url }) => {
  const { solved } = parseQuery(SolvedQueryShape, url.searchParams)
  return { helped: solved === undefined ? null : await getHelpedBy(context, solved) }
})

/** "This solved it": guests have a say too. The form of a question that needn't be asked is sent here, and dropped. */
export const action = actionFor(
  'everyone',
  LIMITS.solved,
  async ({ context, viewer, form, request }) => {
    const { at, solved } = parseForm(SolvedForm, form)
    await getHelpedBy(context, solved)
    const visit = { address: context.address, agent: request.headers.get('user-agent') ?? '' }
    await recordSolved(context, viewer, { at, ...solved }, visit)
    return redirect(address('/solved', { solved: `${solved.kind}:${solved.id}` }))
  },
  { hasPage: false },
)

export default function Solved() {
  const { helped } = useLoaderData<typeof loader>()
  return <SolvedPage helped={helped} />
}
