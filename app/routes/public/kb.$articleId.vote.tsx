import { redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { recordSolved } from '#app/features/find/commands/record-solved.server.ts'
import { voteArticle } from '#app/features/knowledge/commands/vote-article.server.ts'
import { getArticleAddress } from '#app/features/knowledge/queries/article-page.server.ts'
import { VoteForm } from '#app/features/knowledge/schemas.ts'
import { UncountedVotePage } from '#app/features/knowledge/ui/article-vote-form.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** Requests whose note is given back: Remix loads the page that is drawn around it, which leads away otherwise. */
const givenBack = new WeakSet<object>()

export const loader = loaderFor('everyone', async ({ context, params }) => {
  if (givenBack.has(context)) return null
  throw redirect(await getArticleAddress(context, idParam(params['articleId'])))
})

/** Guests have a say too: an article is most often read by people without an account. */
export const action = actionFor(
  'everyone',
  LIMITS.articleVote,
  async ({ context, viewer, params, form, request }) => {
    const { helpful, reason, note } = parseForm(VoteForm, form)
    const said = { helpful: helpful === 'yes', reason: reason ?? '', note }
    const id = idParam(params['articleId'])
    const visit = { address: context.address, agent: request.headers.get('user-agent') ?? '' }
    const { address, counts } = await voteArticle(context, id, said, visit)
    if (counts && said.helpful) await recordSolved(context, viewer, { at: 'article', kind: 'article', id }, visit)
    if (!counts && note !== '') {
      givenBack.add(context)
      return { address, note }
    }
    const voted = !counts ? 'heard' : said.helpful ? 'yes' : reason === undefined ? 'no' : 'said'
    throw redirect(`${address}?voted=${voted}#helped`)
  },
  { hasPage: false },
)

/** What was written and does not count is given back; everything else leads on, or to an error page. */
export default function Vote() {
  const kept = useActionData<typeof action>()
  return kept && 'note' in kept ? <UncountedVotePage {...kept} /> : null
}
