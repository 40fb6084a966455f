import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { redirect } from '@remix-run/node'
import { draftArticle } from '#app/features/knowledge/commands/draft-article.server.ts'
import { getArticlePlaces } from '#app/features/knowledge/queries/places.server.ts'
import { NewDraftForm } from '#app/features/knowledge/schemas.ts'
import { AppError } from '#app/kernel/errors.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('staff', () => {
  throw redirect('/desk/articles')
})

/** One act makes a draft from an exemplar, a topic or a thread. */
export const action = actionFor(
  'staff',
  LIMITS.staff,
  async ({ context, form }) => {
    const { topic, thread, exemplar } = parseForm(NewDraftForm, form)
    if (topic === undefined && thread === undefined && exemplar === undefined) {
      throw new AppError('invalid', saying(knowledgeRefusals, 'draftOfNothing'))
    }
    // Its page says that there is no category yet, and leads an admin to the first one.
    if ((await getArticlePlaces(context)).categories.length === 0) throw redirect('/kb/new')
    const { id } = await draftArticle(
      context,
      topic !== undefined ? { topic } : exemplar === undefined ? { thread: thread ?? 0 } : { exemplar },
    )
    throw redirect(`/desk/articles/${id}`)
  },
  { hasPage: false },
)

/** Nothing of its own: it leads on, or to an error page. */
export default function NoPage() {
  return null
}
